"""The grid on which the values of an expression lie.

In: an expression of the IR and the plan. Out: a step of which every value is a multiple, or None.
Relies on evidence being on the precision of its metric.
Guarantees: sound. A step of zero means that the value is always zero.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import gcd

from sibdsl.ir import expressions as ir
from sibdsl.ir.program import Program

_ONE = Fraction(1)


class Grids:
    """The grids of a program's expressions."""

    def __init__(self, program: Program) -> None:
        plan = program.plan
        self._minor = Fraction(1, 10**plan.digits)
        self._steps: dict[str, Fraction | None] = {metric.name: metric.step for metric in plan.metrics}
        self._steps.update((fact.name, fact.step) for fact in plan.facts)
        self._counts = {count.name: count.limit for count in plan.counts}
        self._calculated: dict[str, Fraction | None] = {}
        # Calculations refer only to earlier ones.
        for calculation in program.calculations:
            self._calculated[calculation.name] = self.of(calculation.value)

    def of(self, node: ir.Expression, subject: Fraction | None = None) -> Fraction | None:
        """Give the step of an expression; ``subject`` is that of the table around it."""
        match node:
            case ir.Number():
                return abs(node.value)
            case ir.MetricValue() | ir.FactValue():
                return self._steps.get(node.name)
            case ir.CalculatedValue():
                return self._calculated.get(node.name)
            case ir.PaidSoFar() | ir.CardAmount():
                return self._minor
            case ir.Elapsed():
                return _ONE
            case ir.Subject():
                return subject
            case ir.Rounded():
                return node.step
        return self._of_operation(node, subject)

    def _of_operation(self, node: ir.Expression, subject: Fraction | None) -> Fraction | None:
        match node:
            case ir.Sum():
                return self._common(node.terms, subject)
            case ir.Difference():
                return self._common((node.left, node.right), subject)
            case ir.Least() | ir.Greatest():
                return self._common(node.items, subject)
            case ir.Product():
                return _product(self.of(factor, subject) for factor in node.factors)
            case ir.Quotient():
                dividend = self.of(node.dividend, subject)
                constant = isinstance(node.divisor, ir.Number) and node.divisor.value
                return dividend / abs(constant) if constant and dividend is not None else None
            case ir.Counted():
                return common_step((self.of(node.value, subject), self._counts[node.name]))
        return self._of_table(node, subject)

    def _of_table(self, node: ir.Expression, subject: Fraction | None) -> Fraction | None:
        match node:
            case ir.Steps():
                inner = self.of(node.subject, subject)
                return self._common((row.value for row in node.rows), inner)
            case ir.Brackets():
                widths = [bracket.width for bracket in node.brackets if bracket.width is not None]
                units = common_step([self.of(node.subject, subject), *widths])
                rates = self._common((bracket.rate for bracket in node.brackets), subject)
                return _product((units, rates))
            case ir.Dates():
                return self._common((row.value for row in node.rows), subject)
            case ir.Cases():
                return self._common((*(case.value for case in node.cases), node.otherwise), subject)
        # A stage may end anywhere inside a determination.
        return None

    def _common(self, nodes: Iterable[ir.Expression], subject: Fraction | None) -> Fraction | None:
        return common_step(self.of(node, subject) for node in nodes)


def common_step(steps: Iterable[Fraction | None]) -> Fraction | None:
    """Give the largest step of which all the steps are multiples; None when one of them is unknown."""
    result = Fraction(0)
    for step in steps:
        if step is None:
            return None
        numerator = gcd(result.numerator * step.denominator, step.numerator * result.denominator)
        result = Fraction(numerator, result.denominator * step.denominator)
    return result


def _product(steps: Iterable[Fraction | None]) -> Fraction | None:
    result = _ONE
    for step in steps:
        if step is None:
            return None
        result *= step
    return result
