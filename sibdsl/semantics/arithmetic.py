"""Products, sums and their kin: what the result is measured in, and what values it can take.

In: the meanings of the two sides. Out: the meaning of the whole; misuse is reported at the side that is wrong.
"""

from __future__ import annotations

from collections.abc import Callable

from sibdsl.diagnostics.rules import types as rules
from sibdsl.runtime.exact import plain_text
from sibdsl.semantics.meaning import UNKNOWN, Known, Meaning
from sibdsl.semantics.require import fits
from sibdsl.surface.expressions import Binary, Expression
from sibdsl.values import interval as ranges
from sibdsl.values import units
from sibdsl.values.interval import Interval
from sibdsl.values.units import Unit

_ONE = ranges.point(units.scale_of("number"))


def combine(known: Known, node: Binary, left: Meaning, right: Meaning) -> Meaning:
    """The meaning of ``left operator right``."""
    return _OPERATORS[node.operator](known, node, left, right)


def joined(unit: Unit | None, interval: Interval, *parts: Meaning) -> Meaning:
    """A meaning that reads what all its parts read."""
    here: tuple[str, ...] = ()
    supplied: tuple[str, ...] = ()
    constant = True
    for part in parts:
        constant = constant and part.constant
        if part.here:
            # Each name once: sums of sums would otherwise double the list at every step.
            here = tuple(dict.fromkeys(here + part.here)) if here else part.here
        if part.supplied:
            supplied = tuple(dict.fromkeys(supplied + part.supplied))
    return Meaning(unit, interval, constant, None, here, supplied)


def _plus(known: Known, node: Binary, left: Meaning, right: Meaning) -> Meaning:
    unit = left.unit if left.unit is not None else right.unit
    points_on_percent = left.unit == units.PERCENT and right.unit == units.PERCENTAGE_POINT
    if not points_on_percent and not fits(known, node.right, right, unit):
        return UNKNOWN
    return joined(unit, ranges.add(left.interval, right.interval), left, right)


def _minus(known: Known, node: Binary, left: Meaning, right: Meaning) -> Meaning:
    unit = left.unit if left.unit is not None else right.unit
    if left.unit == units.PERCENT and right.unit == units.PERCENT:
        unit = units.PERCENTAGE_POINT
    elif not (left.unit == units.PERCENT and right.unit == units.PERCENTAGE_POINT) and not fits(
        known, node.right, right, unit
    ):
        return UNKNOWN
    return joined(unit, ranges.subtract(left.interval, right.interval), left, right)


def _less(known: Known, node: Binary, left: Meaning, right: Meaning) -> Meaning:
    if left.unit in (units.PERCENT, units.PERCENTAGE_POINT):
        percent = plain_text(right.interval.low * 100) if right.constant and right.interval.low is not None else "5"
        known.sink.report(rules.LESS_ON_PERCENT, node.right.span, right=f"{percent}%", number=percent)
        return UNKNOWN
    return _taken_off(known, node.right, left, right)


def _net_of_deadweight(known: Known, node: Binary, left: Meaning, right: Meaning) -> Meaning:
    return _taken_off(known, node.right, left, right)


def _taken_off(known: Known, node: Expression, left: Meaning, right: Meaning) -> Meaning:
    if right.unit not in (None, units.PERCENT):
        found = units.describe(right.unit)
        known.sink.report(rules.SHARE_NEEDS_PERCENT, node.span, primary=f"in {found}", found=found)
        return UNKNOWN
    kept = ranges.subtract(_ONE, right.interval)
    return joined(left.unit, ranges.multiply(left.interval, kept), left, right)


def _times(known: Known, node: Binary, left: Meaning, right: Meaning) -> Meaning:
    if left.unit is None or right.unit is None:
        unit = None
    else:
        unit = units.multiply(left.unit, right.unit)
    return joined(unit, ranges.multiply(left.interval, right.interval), left, right)


def _share_of(known: Known, node: Binary, left: Meaning, right: Meaning) -> Meaning:
    if left.unit not in (None, units.PERCENT, units.NUMBER):
        found = units.describe(left.unit)
        known.sink.report(rules.SHARE_NEEDS_PERCENT, node.left.span, primary=f"in {found}", found=found)
        return UNKNOWN
    return _times(known, node, left, right)


def _rate_for(known: Known, node: Binary, left: Meaning, right: Meaning) -> Meaning:
    if left.unit is None or right.unit is None:
        return joined(None, ranges.multiply(left.interval, right.interval), left, right)
    result = units.multiply(left.unit, right.unit)
    if len(result.denominator) != len(left.unit.denominator) - 1 or len(result.numerator) > len(left.unit.numerator):
        noun = units.describe(right.unit)
        currency = next(iter(units.currencies_of(left.unit)), known.terms.currency or "GBP")
        expected = help = None
        if right.unit == units.PERCENT:
            # No rate fits a percentage, which is a share and no count: points above a bound can be counted.
            row = f"at least 0%  {currency} 5 per percentage point above 0%"
            expected = "a rate for each percentage point above a bound"
            help = f"write a table with a row such as `{row}`"
        known.sink.report(
            rules.NOT_A_RATE, node.left.span, primary=f"in {units.describe(left.unit)}",
            others=[(node.right.span, f"in {noun}")], noun=noun, singular=singular_of(right.unit),
            found=units.describe(left.unit), currency=currency, expected=expected, help=help,
        )  # fmt: skip
        return UNKNOWN
    return joined(result, ranges.multiply(left.interval, right.interval), left, right)


def singular_of(unit: Unit) -> str:
    """``hour`` for the unit hours, as it stands after ``per``."""
    if unit == units.PERCENTAGE_POINT:
        return "percentage point"
    return unit.numerator[0] if unit.numerator else "unit"


def _divided_by(known: Known, node: Binary, left: Meaning, right: Meaning) -> Meaning:
    interval = quotient(known, node.right, left.interval, right)
    if interval is None:
        return UNKNOWN
    unit = None if left.unit is None or right.unit is None else units.divide(left.unit, right.unit)
    return joined(unit, interval, left, right)


def quotient(known: Known, divisor: Expression, dividend: Interval, meaning: Meaning) -> Interval | None:
    """The quotient's values; None after a report that the divisor can be zero."""
    result = ranges.divide(dividend, meaning.interval)
    if result is None:
        what = "this" if not meaning.here else f"`{meaning.here[0]}`"
        known.sink.report(rules.DIVISION_BY_ZERO, divisor.span, primary="can be zero", what=what)
    return result


_OPERATORS: dict[str, Callable[[Known, Binary, Meaning, Meaning], Meaning]] = {
    "plus": _plus,
    "minus": _minus,
    "less": _less,
    "times": _times,
    "divided by": _divided_by,
    "of": _share_of,
    "for": _rate_for,
    "net of deadweight": _net_of_deadweight,
}
