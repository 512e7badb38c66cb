"""Rules of `60_expressions.lark` about amounts -> expressions.

In: spans and children. Out: nodes of `sibdsl.surface.expressions`.
Relies on: texts of numbers being plain strings, as `words.LEAVES` leaves them.
Guarantees: the tree has the shape that was written; brackets are kept.
"""

from collections.abc import Callable
from typing import Final

from sibdsl.source.span import Span
from sibdsl.surface.expressions import (
    Binary,
    Bounded,
    Bracketed,
    Change,
    Elapsed,
    Expression,
    Extreme,
    Money,
    Negative,
    Nothing,
    Number,
    Rate,
    Reference,
    Slope,
    UnitText,
)
from sibdsl.surface.node import Day, Name

_PERCENTAGE_POINT: Final = "percentage point"


def _plus(span: Span, left: Expression, right: Expression) -> Binary:
    return Binary(span, "plus", left, right)


def _minus(span: Span, left: Expression, right: Expression) -> Binary:
    return Binary(span, "minus", left, right)


def _less(span: Span, left: Expression, right: Expression) -> Binary:
    return Binary(span, "less", left, right)


def _times(span: Span, left: Expression, right: Expression) -> Binary:
    return Binary(span, "times", left, right)


def _divided_by(span: Span, left: Expression, right: Expression) -> Binary:
    return Binary(span, "divided by", left, right)


def _of(span: Span, left: Expression, right: Expression) -> Binary:
    return Binary(span, "of", left, right)


def _for(span: Span, left: Expression, right: Expression) -> Binary:
    return Binary(span, "for", left, right)


def _net_of_deadweight(span: Span, left: Expression, right: Expression) -> Binary:
    return Binary(span, "net of deadweight", left, right)


def _not_below(span: Span, value: Expression, low: Expression) -> Bounded:
    return Bounded(span, value, low, None)


def _not_above(span: Span, value: Expression, high: Expression) -> Bounded:
    return Bounded(span, value, None, high)


def _lower_of(span: Span, *items: Expression) -> Extreme:
    return Extreme(span, "lower", items)


def _higher_of(span: Span, *items: Expression) -> Extreme:
    return Extreme(span, "higher", items)


def _change(kind: str) -> Callable[[Span, Expression, Expression], Change]:
    return lambda span, base, result: Change(span, kind, base, result)


def _aspect(aspect: str) -> Callable[[Span, Name], Reference]:
    return lambda span, name: Reference(span, name, aspect)


def _reference_on(span: Span, name: Name, day: Day) -> Reference:
    return Reference(span, name, "on", day)


def _elapsed_months(span: Span) -> Elapsed:
    return Elapsed(span, "months")


def _elapsed_days(span: Span) -> Elapsed:
    return Elapsed(span, "days")


def _rate(span: Span, money: Money, count: str | None, noun: Name) -> Rate:
    return Rate(span, money, count, noun.text)


def _rate_per_point(span: Span, money: Money) -> Rate:
    return Rate(span, money, None, _PERCENTAGE_POINT)


def _slope_above(span: Span, rate: Rate, bound: Expression) -> Slope:
    return Slope(span, None, rate, "above", bound)


def _slope_below(span: Span, rate: Rate, bound: Expression) -> Slope:
    return Slope(span, None, rate, "below", bound)


def _sum_slope_above(span: Span, base: Expression, rate: Rate, bound: Expression) -> Slope:
    return Slope(span, base, rate, "above", bound)


def _sum_slope_below(span: Span, base: Expression, rate: Rate, bound: Expression) -> Slope:
    return Slope(span, base, rate, "below", bound)


def _plain_unit(span: Span, noun: Name) -> UnitText:
    return UnitText(span, noun.text)


def _rate_unit(span: Span, noun: Name, count: str | None, denominator: Name) -> UnitText:
    return UnitText(span, noun.text, count, denominator.text)


def _points_unit(span: Span) -> UnitText:
    return UnitText(span, _PERCENTAGE_POINT)


def _rate_per_point_unit(span: Span, noun: Name) -> UnitText:
    return UnitText(span, noun.text, None, _PERCENTAGE_POINT)


def _precision(span: Span, value: str | Expression) -> Expression:
    return Number(span, value) if isinstance(value, str) else value


BUILDERS: Final[dict[str, Callable[..., object]]] = {
    "number": Number,
    "nothing": Nothing,
    "reference": Reference,
    "reference_on": _reference_on,
    "so_far": _aspect("so far"),
    "over_all_cohorts": _aspect("over all cohorts"),
    "in_the_period": _aspect("in the period"),
    "paid_so_far": _aspect("paid so far"),
    "sample_of": _aspect("sample"),
    "p_value_of": _aspect("p-value"),
    "plus": _plus,
    "minus": _minus,
    "less": _less,
    "times": _times,
    "divided_by": _divided_by,
    "share_of": _of,
    "rate_for": _for,
    "net_of_deadweight": _net_of_deadweight,
    "negative": Negative,
    "bracketed": Bracketed,
    "lower_of": _lower_of,
    "higher_of": _higher_of,
    "not_below": _not_below,
    "not_above": _not_above,
    "not_below_or_above": Bounded,
    "reduction": _change("reduction"),
    "increase": _change("increase"),
    "point_reduction": _change("point reduction"),
    "point_increase": _change("point increase"),
    "elapsed_months": _elapsed_months,
    "elapsed_days": _elapsed_days,
    "rate": _rate,
    "rate_per_point": _rate_per_point,
    "slope_above": _slope_above,
    "slope_below": _slope_below,
    "sum_slope_above": _sum_slope_above,
    "sum_slope_below": _sum_slope_below,
    "plain_unit": _plain_unit,
    "rate_unit": _rate_unit,
    "points_unit": _points_unit,
    "rate_per_point_unit": _rate_per_point_unit,
    "precision": _precision,
}
