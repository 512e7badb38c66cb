"""The value of an amount or a condition of the IR, at one determination.

In: a node of ``ir.expressions``, the case at hand, and the calculations and thresholds it may name.
Out: an exact value, or a truth value.
Relies on the named invariants of the IR: names resolve, tables are total, divisors are never zero.
Guarantees: operands are evaluated from left to right; `every` and `some` stop where the answer is known,
and of a table only the row that applies is evaluated. A program that breaks its invariants is an
``InternalError``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sibdsl.diagnostics.internal import InternalError
from sibdsl.ir import expressions as ir
from sibdsl.runtime.case import Case
from sibdsl.runtime.trace import Exact


class Definitions:
    """What the rules of a program may refer to by name."""

    __slots__ = ("calculations", "thresholds")

    def __init__(
        self, calculations: dict[str, ir.Expression], thresholds: dict[str, ir.Condition]
    ) -> None:  # fmt: skip
        self.calculations = calculations
        self.thresholds = thresholds


class Scope:
    """Where an expression is evaluated: the case, the definitions, and the subjects of the tables around it."""

    __slots__ = ("case", "definitions", "subjects")

    def __init__(self, case: Case, definitions: Definitions) -> None:
        self.case = case
        self.definitions = definitions
        self.subjects: list[Exact] = []


def amount_of(node: ir.Expression, scope: Scope) -> Exact:
    """Evaluate an expression."""
    return _AMOUNTS[type(node)](node, scope)


def holds(node: ir.Condition, scope: Scope) -> bool:
    """Evaluate a condition."""
    return _CONDITIONS[type(node)](node, scope)


def _metric(node: ir.MetricValue, scope: Scope) -> Exact:
    match node.over:
        case "here":
            return scope.case.metric(node.name)
        case "so far":
            return scope.case.metric_so_far(node.name)
        case "all cohorts":
            return scope.case.metric_over_cohorts(node.name)
        case "period":
            return scope.case.metric_in_period(node.name)
    raise InternalError(f"the program reads {node.name} over {node.over!r}, which is not a way to read a metric")


def _calculated(node: ir.CalculatedValue, scope: Scope) -> Exact:
    definition = scope.definitions.calculations[node.name]
    return scope.case.calculation(node.name, lambda case: amount_of(definition, scope))


def _elapsed(node: ir.Elapsed, scope: Scope) -> Exact:
    return scope.case.elapsed_months() if node.unit == "months" else scope.case.elapsed_days()


def _sum(node: ir.Sum, scope: Scope) -> Exact:
    total: Exact = 0
    for term in node.terms:
        total += amount_of(term, scope)
    return total


def _difference(node: ir.Difference, scope: Scope) -> Exact:
    return amount_of(node.left, scope) - amount_of(node.right, scope)


def _product(node: ir.Product, scope: Scope) -> Exact:
    result: Exact = 1
    for factor in node.factors:
        result *= amount_of(factor, scope)
    return result


def _quotient(node: ir.Quotient, scope: Scope) -> Exact:
    dividend = amount_of(node.dividend, scope)
    return scope.case.divide(dividend, amount_of(node.divisor, scope))


def _least(node: ir.Least, scope: Scope) -> Exact:
    return min([amount_of(item, scope) for item in node.items])


def _greatest(node: ir.Greatest, scope: Scope) -> Exact:
    return max([amount_of(item, scope) for item in node.items])


def _rounded(node: ir.Rounded, scope: Scope) -> Exact:
    return scope.case.rounded(amount_of(node.value, scope), node.step, node.mode)


def _counted(node: ir.Counted, scope: Scope) -> Exact:
    return scope.case.counted(node.name, amount_of(node.value, scope))


def _steps(node: ir.Steps, scope: Scope) -> Exact:
    subject = amount_of(node.subject, scope)
    for index, row in enumerate(node.rows):
        if _is_between(subject, row.low, row.low_closed, row.high, row.high_closed):
            scope.subjects.append(subject)
            amount = amount_of(row.value, scope)
            scope.subjects.pop()
            return scope.case.step(node.name, node.order[index], subject, amount)
    raise InternalError(f"the table {node.name} has no row for {subject}")


def _brackets(node: ir.Brackets, scope: Scope) -> Exact:
    subject = amount_of(node.subject, scope)
    prices = [(bracket.width, amount_of(bracket.rate, scope)) for bracket in node.brackets]
    return scope.case.brackets(node.name, subject, prices)


def _dates(node: ir.Dates, scope: Scope) -> Exact:
    for index, row in enumerate(node.rows):
        if row.day == scope.case.day:
            return scope.case.dated(node.name, index, amount_of(row.value, scope))
    raise InternalError(f"the table {node.name} has no row for the determination on {scope.case.day}")


def _cases(node: ir.Cases, scope: Scope) -> Exact:
    for index, row in enumerate(node.cases):
        if holds(row.condition, scope):
            return scope.case.case(node.name, index, amount_of(row.value, scope))
    return scope.case.case(node.name, len(node.cases), amount_of(node.otherwise, scope))


def _stages(node: ir.Stages, scope: Scope) -> Exact:
    base = amount_of(node.base, scope)
    stages = [(amount_of(stage.share, scope), stage.until) for stage in node.stages]
    return scope.case.stages(node.name, base, stages, node.within)


def _within(node: ir.Within, scope: Scope) -> bool:
    value = amount_of(node.value, scope)
    low = None if node.low is None else amount_of(node.low, scope)
    high = None if node.high is None else amount_of(node.high, scope)
    return _is_between(value, low, node.low_closed, high, node.high_closed)


def _met(node: ir.Met, scope: Scope) -> bool:
    return scope.case.threshold(node.threshold, holds(scope.definitions.thresholds[node.threshold], scope))


def _some(node: ir.Some, scope: Scope) -> bool:
    found = 0
    for item in node.items:
        if holds(item, scope):
            found += 1
            if found >= node.count:
                return True
    return found >= node.count


def _is_between(value: Exact, low: Exact | None, low_closed: bool, high: Exact | None, high_closed: bool) -> bool:
    if low is not None and (value < low or (value == low and not low_closed)):
        return False
    return high is None or value < high or (value == high and high_closed)


# The dictionaries pair each type of node with the function that takes it, which no annotation can say.
_AMOUNTS: dict[type[Any], Callable[[Any, Scope], Exact]] = {
    ir.Number: lambda node, scope: node.value,
    ir.MetricValue: _metric,
    ir.CalculatedValue: _calculated,
    ir.FactValue: lambda node, scope: scope.case.fact(node.name, node.on),
    ir.PaidSoFar: lambda node, scope: scope.case.paid_so_far(node.payment),
    ir.CardAmount: lambda node, scope: scope.case.card_amount(node.payment),
    ir.Elapsed: _elapsed,
    ir.Subject: lambda node, scope: scope.subjects[-1],
    ir.Sum: _sum,
    ir.Difference: _difference,
    ir.Product: _product,
    ir.Quotient: _quotient,
    ir.Least: _least,
    ir.Greatest: _greatest,
    ir.Rounded: _rounded,
    ir.Counted: _counted,
    ir.Steps: _steps,
    ir.Brackets: _brackets,
    ir.Dates: _dates,
    ir.Cases: _cases,
    ir.Stages: _stages,
}
_CONDITIONS: dict[type[Any], Callable[[Any, Scope], bool]] = {
    ir.Within: _within,
    ir.Met: _met,
    ir.HasBeenPaid: lambda node, scope: scope.case.has_been_paid(node.payment),
    ir.Every: lambda node, scope: all(holds(item, scope) for item in node.items),
    ir.Some: _some,
    ir.Not: lambda node, scope: not holds(node.condition, scope),
}
