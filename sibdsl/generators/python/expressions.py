"""Amounts and conditions as Python expressions.

In: a node of the IR, and the place it stands in.
Out: one expression that evaluates to what the interpreter computes, noting the same things in the same order.
Relies on: Python evaluating operands from left to right, and the second of `and` and `or` only where it matters.
Guarantees: what cannot be said in one expression (a table, a count of conditions) is a function of its own,
which the expression calls; brackets stand only where precedence needs them.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Protocol

import msgspec

from sibdsl.diagnostics.internal import InternalError
from sibdsl.generators.python.constants import date_call
from sibdsl.generators.python.prose import literal
from sibdsl.ir import expressions as ir
from sibdsl.ir.walk import Node, nodes

# How tightly the parts of an expression hold together; a part that holds less than its place needs brackets.
OR, AND, NOT, COMPARISON, SUM, PRODUCT, ATOM = range(7)

# These leave no trace, so that it does not matter when, how often or whether they are evaluated.
_QUIET = (ir.Number, ir.MetricValue, ir.FactValue, ir.Subject, ir.Sum, ir.Difference, ir.Product, ir.Quotient,
          ir.Least, ir.Greatest, ir.Rounded)  # fmt: skip

_METHODS = {
    "here": "metric",
    "so far": "metric_so_far",
    "all cohorts": "metric_over_cohorts",
    "period": "metric_in_period",
}


class Printed(msgspec.Struct, frozen=True):
    """A Python expression, and how tightly its parts hold together."""

    text: str
    level: int = ATOM

    def at(self, level: int) -> str:
        """The text for a place of that level, in brackets if it needs them."""
        return self.text if self.level >= level else f"({self.text})"


class Place(msgspec.Struct, frozen=True):
    """Where an expression stands: what it belongs to, and the variable with the subject of the table around it."""

    owner: str
    subject: str | None = None


class Functions(Protocol):
    """What makes functions for what is no expression, and keeps the names of those that exist."""

    def number(self, node: ir.Number, place: Place) -> str:
        """A number, or the constant that holds it."""

    def fraction(self, node: ir.Rounded, place: Place) -> str:
        """The constant that holds a rounding step."""

    def table(self, node: ir.Steps | ir.Dates | ir.Cases, place: Place) -> str:
        """A call of the function for a table."""

    def condition(self, node: ir.Within | ir.Some, place: Place) -> str:
        """A call of the function for a condition that is no expression."""

    def chooser(self, which: str) -> str:
        """The function for the `least` or the `greatest` of amounts."""

    def calculation(self, name: str) -> str:
        """The function of a calculated metric."""

    def threshold(self, name: str) -> str:
        """The function of a threshold."""


def is_quiet(node: Node) -> bool:
    """Say whether evaluating the node leaves no trace."""
    return all(isinstance(inner, _QUIET) for inner, _ in nodes(node))


class ExpressionPrinter:
    """Prints nodes as expressions in which `case` is the determination at hand."""

    def __init__(self, functions: Functions) -> None:
        self._functions = functions

    def amount(self, node: ir.Expression, place: Place) -> Printed:
        """Print an amount."""
        match node:
            case ir.Number():
                return Printed(self._functions.number(node, place))
            case ir.Subject():
                if place.subject is None:
                    raise InternalError("a subject stands outside a table")
                return Printed(place.subject)
            case ir.Sum(terms):
                return self._joined(" + ", terms, SUM, place)
            case ir.Product(factors):
                return self._joined(" * ", factors, PRODUCT, place)
            case ir.Difference(left, right):
                return self._joined(" - ", (left, right), SUM, place)
            case ir.Least(items) | ir.Greatest(items) if len(items) == 1:
                return self.amount(items[0], place)
            case ir.Steps() | ir.Dates() | ir.Cases():
                return Printed(self._functions.table(node, place))
            case _:
                return Printed(self._call(node, place))

    def condition(self, node: ir.Condition, place: Place) -> Printed:
        """Print a condition."""
        match node:
            case ir.Within():
                return self._within(node, place)
            case ir.Met(name):
                return Printed(f"case.threshold({literal(name)}, {self._functions.threshold(name)}(case))")
            case ir.HasBeenPaid(payment):
                return Printed(f"case.has_been_paid({literal(payment)})")
            case ir.Not(ir.Not(inner)):
                return self.condition(inner, place)
            case ir.Not(inner):
                return Printed(f"not {self.condition(inner, place).at(NOT)}", NOT)
            case ir.Every(items):
                return self._both(" and ", items, AND, place)
            case ir.Some(1, items):
                return self._both(" or ", items, OR, place)
            case _:
                return Printed(self._functions.condition(node, place))

    def arguments(self, items: tuple[ir.Expression, ...], place: Place) -> str:
        """Print amounts one behind the other."""
        return ", ".join(self.amount(item, place).text for item in items)

    def _joined(self, sign: str, items: tuple[ir.Expression, ...], level: int, place: Place) -> Printed:
        first, *others = [self.amount(item, place) for item in items]
        if not others:
            return first
        return Printed(sign.join([first.at(level), *(item.at(level + 1) for item in others)]), level)

    def _both(self, word: str, items: tuple[ir.Condition, ...], level: int, place: Place) -> Printed:
        printed = [self.condition(item, place) for item in items]
        return printed[0] if len(printed) == 1 else Printed(word.join(item.at(level + 1) for item in printed), level)

    def _call(self, node: ir.Expression, place: Place) -> str:
        """A call of what computes the amount."""
        match node:
            case ir.MetricValue(name, over):
                return f"case.{_METHODS[over]}({literal(name)})"
            case ir.CalculatedValue(name):
                return f"case.calculation({literal(name)}, {self._functions.calculation(name)})"
            case ir.FactValue(name, None):
                return f"case.fact({literal(name)})"
            case ir.FactValue(name, on) if on is not None:
                return f"case.fact({literal(name)}, {date_call(on)})"
            case ir.PaidSoFar(payment) | ir.CardAmount(payment):
                method = "paid_so_far" if isinstance(node, ir.PaidSoFar) else "card_amount"
                return f"case.{method}({literal(payment)})"
            case ir.Elapsed(unit):
                return f"case.elapsed_{unit}()"
            case ir.Quotient(dividend, divisor):
                return f"case.divide({self.arguments((dividend, divisor), place)})"
            case ir.Least(items):
                return f"{self._functions.chooser('least')}({self.arguments(items, place)})"
            case ir.Greatest(items):
                return f"{self._functions.chooser('greatest')}({self.arguments(items, place)})"
            case ir.Rounded(value, _, mode):
                exact = self.amount(value, place).text
                return f"case.rounded({exact}, {self._functions.fraction(node, place)}, {literal(mode)})"
            case ir.Counted(name, value):
                return f"case.counted({literal(name)}, {self.amount(value, place).text})"
            case ir.Brackets() | ir.Stages():
                return self._list_call(node, place)
            case _:
                raise InternalError(f"a {type(node).__name__} has no form in Python")

    def _list_call(self, node: ir.Brackets | ir.Stages, place: Place) -> str:
        """A table whose rows all count."""
        if isinstance(node, ir.Brackets):
            rows = [(bracket.width, bracket.rate) for bracket in node.brackets]
            pairs = [(self._limit(width, place), self.amount(rate, place).text) for width, rate in rows]
            start, end = f"case.brackets({literal(node.name)}, {self.amount(node.subject, place).text}", ")"
        else:
            pairs = [(self.amount(stage.share, place).text, self._limit(stage.until, place)) for stage in node.stages]
            start = f"case.stages({literal(node.name)}, {self.amount(node.base, place).text}"
            end = f", within={node.within})"
        return f"{start}, [{', '.join(f'({first}, {second})' for first, second in pairs)}]{end}"

    def _limit(self, limit: Fraction | None, place: Place) -> str:
        return "None" if limit is None else self._functions.number(ir.Number(limit), place)

    def _within(self, node: ir.Within, place: Place) -> Printed:
        bounds = [bound for bound in (node.low, node.high) if bound is not None]
        if not bounds or (len(bounds) == 2 and not all(is_quiet(bound) for bound in bounds)):
            return Printed(self._functions.condition(node, place))
        value = self.amount(node.value, place).at(SUM)
        if node.low is None:
            above = ""
        elif node.high is None:
            # The value is written first, because it is evaluated first.
            low = self.amount(node.low, place).at(SUM)
            return Printed(f"{value} {'>=' if node.low_closed else '>'} {low}", COMPARISON)
        else:
            above = f"{self.amount(node.low, place).at(SUM)} {'<=' if node.low_closed else '<'} "
        if node.high is None:
            raise InternalError("a range without ends has a function of its own")
        below = f" {'<=' if node.high_closed else '<'} {self.amount(node.high, place).at(SUM)}"
        return Printed(f"{above}{value}{below}", COMPARISON)
