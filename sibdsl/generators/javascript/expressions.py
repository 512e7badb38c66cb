"""Amounts and conditions as JavaScript expressions.

In: a node of the IR, and the name of the subject of the table around it. Out: one expression that evaluates to what
the interpreter computes, reading the same things in the same order.
Relies on JavaScript evaluating arguments from left to right, and the second of ``&&`` and ``||`` only where it matters.
Guarantees: what cannot be said in one expression (a table) is a function of its own, which the expression calls.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Protocol

from sibdsl.diagnostics.internal import InternalError
from sibdsl.generators.javascript.texts import literal
from sibdsl.ir import expressions as ir

_FUNCTIONS = {ir.Sum: "sum", ir.Product: "product", ir.Least: "least", ir.Greatest: "greatest"}


class Functions(Protocol):
    """What makes functions for what is no expression, and keeps the names of those that exist."""

    def number(self, value: Fraction) -> str:
        """The constant that holds a number."""

    def table(self, node: ir.Steps | ir.Dates | ir.Cases, subject: str | None) -> str:
        """A call of the function for a table."""

    def calculation(self, name: str) -> str:
        """The function of a calculated metric."""

    def threshold(self, name: str) -> str:
        """The function of a threshold."""


class ExpressionPrinter:
    """Prints nodes as expressions in which ``at`` is the determination at hand."""

    def __init__(self, functions: Functions) -> None:
        self._functions = functions

    def amount(self, node: ir.Expression, subject: str | None = None) -> str:
        """Print an amount."""
        match node:
            case ir.Number(value):
                return self._functions.number(value)
            case ir.Subject():
                if subject is None:
                    raise InternalError("a subject stands outside a table")
                return subject
            case ir.Sum(items) | ir.Product(items) | ir.Least(items) | ir.Greatest(items):
                return f"{_FUNCTIONS[type(node)]}({self._listed(items, subject)})"
            case ir.Difference(left, right):
                return f"{self.amount(left, subject)}.minus({self.amount(right, subject)})"
            case ir.Quotient(dividend, divisor):
                return f"{self.amount(dividend, subject)}.over({self.amount(divisor, subject)})"
            case ir.Rounded(value, step, mode):
                return f"rounded({self.amount(value, subject)}, {self._functions.number(step)}, {literal(mode)})"
            case ir.Steps() | ir.Dates() | ir.Cases():
                return self._functions.table(node, subject)
            case _:
                return f"at.{self._call(node, subject)}"

    def condition(self, node: ir.Condition, subject: str | None = None) -> str:
        """Print a condition, in brackets where it could be torn apart."""
        match node:
            case ir.Within():
                return self._within(node, subject)
            case ir.Met(name):
                return f"{self._functions.threshold(name)}(at)"
            case ir.HasBeenPaid(payment):
                return f"at.hasBeenPaid({literal(payment)})"
            case ir.Not(ir.Not(inner)):
                return self.condition(inner, subject)
            case ir.Not(inner):
                return f"!{self.condition(inner, subject)}"
            case ir.Every(items):
                return self._joined(" && ", items, subject)
            case ir.Some(1, items):
                return self._joined(" || ", items, subject)
            case ir.Some(count, items):
                tests = ", ".join(f"() => {self.condition(item, subject)}" for item in items)
                return f"enoughHold({count}, [{tests}])"
        raise InternalError(f"a {type(node).__name__} has no form in JavaScript")

    def test(self, node: ir.Condition, subject: str | None = None) -> str:
        """Print a condition that stands alone, without brackets around it."""
        match node:
            case ir.Every(items):
                return " && ".join(self.condition(item, subject) for item in items)
            case ir.Some(1, items):
                return " || ".join(self.condition(item, subject) for item in items)
            case ir.Not(ir.Not(inner)):
                return self.test(inner, subject)
            case _:
                return self.condition(node, subject)

    def limit(self, limit: Fraction | None) -> str:
        """Print a number that need not be there."""
        return "null" if limit is None else self._functions.number(limit)

    def _listed(self, items: tuple[ir.Expression, ...], subject: str | None) -> str:
        return ", ".join(self.amount(item, subject) for item in items)

    def _joined(self, sign: str, items: tuple[ir.Condition, ...], subject: str | None) -> str:
        printed = [self.condition(item, subject) for item in items]
        return printed[0] if len(printed) == 1 else f"({sign.join(printed)})"

    def _call(self, node: ir.Expression, subject: str | None) -> str:
        """A call of what the determination at hand knows."""
        match node:
            case ir.MetricValue(name, over):
                return f"metric({literal(name)}, {literal(over)})"
            case ir.CalculatedValue(name):
                return f"calculation({literal(name)}, {self._functions.calculation(name)})"
            case ir.FactValue(name, on):
                return f"fact({literal(name)}, {'null' if on is None else literal(on.isoformat())})"
            case ir.PaidSoFar(payment):
                return f"paidSoFar({literal(payment)})"
            case ir.CardAmount(payment):
                return f"cardAmount({literal(payment)})"
            case ir.Elapsed(unit):
                return "elapsedMonths()" if unit == "months" else "elapsedDays()"
            case ir.Counted(name, value):
                return f"counted({literal(name)}, {self.amount(value, subject)})"
            case ir.Brackets():
                rows = [f"[{self.limit(row.width)}, {self.amount(row.rate, subject)}]" for row in node.brackets]
                return f"brackets({self.amount(node.subject, subject)}, [{', '.join(rows)}])"
            case ir.Stages():
                rows = [f"[{self.amount(row.share, subject)}, {self.limit(row.until)}]" for row in node.stages]
                switches = "true" if node.within else "false"
                return f"stages({self.amount(node.base, subject)}, [{', '.join(rows)}], {switches})"
        raise InternalError(f"a {type(node).__name__} has no form in JavaScript")

    def _within(self, node: ir.Within, subject: str | None) -> str:
        value = self.amount(node.value, subject)
        if node.low is not None and node.high is None:
            return f"{value}.{at_least(node.low_closed)}({self.amount(node.low, subject)})"
        if node.low is None and node.high is not None:
            return f"{value}.{at_most(node.high_closed)}({self.amount(node.high, subject)})"
        # Both ends are computed, whether they matter or not, and a value without ends to lie between is computed too.
        low, high = ("null" if end is None else self.amount(end, subject) for end in (node.low, node.high))
        closed = ["true" if end else "false" for end in (node.low_closed, node.high_closed)]
        return f"within({value}, {low}, {closed[0]}, {high}, {closed[1]})"


def at_least(closed: bool) -> str:
    """The comparison with a low end."""
    return "atLeast" if closed else "above"


def at_most(closed: bool) -> str:
    """The comparison with a high end."""
    return "atMost" if closed else "below"
