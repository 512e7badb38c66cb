"""Expressions as straight lines in the metrics that they read.

In: an expression of the IR. Out: a constant and a factor for each metric, or None.
Relies on the program's calculations.
Guarantees: where there is a form, it equals the expression for all values, but for rounding that a
calculated metric declares.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from sibdsl.ir import expressions as ir


class Affine:
    """``constant`` plus ``factor`` times each metric."""

    __slots__ = ("constant", "factors")

    def __init__(self, constant: Fraction, factors: Mapping[ir.MetricValue, Fraction]) -> None:
        self.constant = constant
        self.factors = {metric: factor for metric, factor in factors.items() if factor}

    def plus(self, other: Affine, times: int = 1) -> Affine:
        """Add another form, or take it away with ``times`` -1."""
        factors = dict(self.factors)
        for metric, factor in other.factors.items():
            factors[metric] = factors.get(metric, Fraction(0)) + times * factor
        return Affine(self.constant + times * other.constant, factors)

    def scaled(self, factor: Fraction) -> Affine:
        """Multiply by a number."""
        return Affine(self.constant * factor, {metric: own * factor for metric, own in self.factors.items()})


def affine_form(node: ir.Expression, calculations: Mapping[str, ir.Expression]) -> Affine | None:
    """Give the straight line that an expression is; None when it is none."""
    match node:
        case ir.Number():
            return Affine(node.value, {})
        case ir.MetricValue():
            return Affine(Fraction(0), {node: Fraction(1)})
        case ir.CalculatedValue():
            return affine_form(calculations[node.name], calculations)
        case ir.Rounded() | ir.Counted():
            return affine_form(node.value, calculations)
        case ir.Sum():
            return _sum(node, calculations)
        case ir.Difference():
            left, right = affine_form(node.left, calculations), affine_form(node.right, calculations)
            return None if left is None or right is None else left.plus(right, -1)
        case ir.Product():
            return _product(node, calculations)
        case ir.Quotient():
            dividend, divisor = affine_form(node.dividend, calculations), affine_form(node.divisor, calculations)
            if dividend is None or divisor is None or divisor.factors or not divisor.constant:
                return None
            return dividend.scaled(1 / divisor.constant)
    return None


def _sum(node: ir.Sum, calculations: Mapping[str, ir.Expression]) -> Affine | None:
    total = Affine(Fraction(0), {})
    for term in node.terms:
        form = affine_form(term, calculations)
        if form is None:
            return None
        total = total.plus(form)
    return total


def _product(node: ir.Product, calculations: Mapping[str, ir.Expression]) -> Affine | None:
    total = Affine(Fraction(1), {})
    for factor in node.factors:
        form = affine_form(factor, calculations)
        if form is None or (form.factors and total.factors):
            return None
        total = form.scaled(total.constant) if form.factors or not total.factors else total.scaled(form.constant)
    return total
