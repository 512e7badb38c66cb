"""The ranges of brackets and of stages, whose prices depend on how much went before.

In: the range of the quantity, the ranges of the prices. Out: the range of the amount.
Relies on ``sibdsl.values.interval``.
Guarantees: sound; tight for brackets with fixed prices.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sibdsl.values.interval import (
    EMPTY,
    EVERYTHING,
    Bound,
    Interval,
    between,
    contains,
    encloses,
    hull,
    is_empty,
    multiply,
    point,
)

Rate = tuple[Fraction | None, Interval]
"""A bracket's width (None: all the rest) and the range of its price."""


def bracket_range(subject: Interval, brackets: Sequence[Rate]) -> Interval:
    """Give the range of a sum of marginal prices.

    The amount is made of straight lines that meet where brackets do, so its extremes lie there or at the
    ends of the quantity.
    """
    if is_empty(subject):
        return subject
    if subject.low is None:
        return EVERYTHING
    corners = [subject.low]
    edge = Fraction(0)
    for width, _ in brackets:
        if width is not None:
            edge += width
            if contains(subject, edge):
                corners.append(edge)
    if subject.high is not None:
        corners.append(subject.high)
    lows = [_amount(corner, [(width, rate.low) for width, rate in brackets]) for corner in corners]
    highs = [_amount(corner, [(width, rate.high) for width, rate in brackets]) for corner in corners]
    if subject.high is None:
        last_width, last_rate = brackets[-1]
        if last_width is None:
            lows.append(None if last_rate.low is None or last_rate.low < 0 else lows[-1])
            highs.append(None if last_rate.high is None or last_rate.high > 0 else highs[-1])
    return between(_bound(lows, most=False), _bound(highs, most=True))


def stage_range(
    base: Interval, paid: Interval, stages: Sequence[tuple[Interval, Fraction | None]], within: bool
) -> Interval:
    """Give the range of a share that switches with what was paid before.

    Whatever the stages take adds up to the base, so the amount is the base times some share between the
    smallest and the largest of the stages that can apply.
    """
    shares = EMPTY
    for place, (share, until) in enumerate(stages):
        ended = until is not None and paid.low is not None and paid.low >= until
        before = stages[place - 1][1] if place else None
        not_begun = not within and before is not None and paid.high is not None and paid.high < before
        if not ended and not not_begun:
            shares = hull(shares, share)
    if encloses(point(Fraction(0)), base):
        return base
    return multiply(base, shares)


def _amount(quantity: Fraction, brackets: Sequence[tuple[Fraction | None, Fraction | None]]) -> Fraction | None:
    """Give the amount for a quantity; None when a price that it needs has no bound."""
    total = Fraction(0)
    left = quantity
    for width, rate in brackets:
        taken = left if width is None else min(left, width)
        if taken:
            if rate is None:
                return None
            total += taken * rate
        left -= taken
    return total


def _bound(values: Sequence[Fraction | None], *, most: bool) -> Bound | None:
    finite = [value for value in values if value is not None]
    if len(finite) < len(values):
        return None
    return Bound(max(finite) if most else min(finite), True)
