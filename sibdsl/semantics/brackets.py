"""What fixed prices in brackets come to.

In: the widths and prices of brackets, and every count that is possible. Out: every sum that is possible.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sibdsl.semantics.meaning import UNKNOWN, Meaning
from sibdsl.values import interval as ranges
from sibdsl.values.interval import Interval

_NOTHING = Fraction(0)


def total_in_brackets(
    widths: Sequence[Fraction | None], rates: Sequence[Meaning], counted: Interval
) -> Interval | None:
    """Every sum of brackets for a count from nothing up; None where a width or a price is not fixed, or below zero."""
    prices = [rate.interval.low for rate in rates if rate is not UNKNOWN and ranges.is_point(rate.interval)]
    sizes = [width for width in widths if width is not None]
    fixed = [price for price in prices if price is not None and price >= 0]
    if not fixed or len(fixed) < len(rates) or None in widths[:-1] or counted.low is None:
        return None
    # A count without end still comes to an end where the last bracket is worth nothing.
    endless = sum(sizes, _NOTHING) if widths[-1] is None and not fixed[-1] else None
    most = counted.high if counted.high is not None else endless
    high = None if most is None else _sum(widths, fixed, most)
    return Interval(_sum(widths, fixed, counted.low), True, high, high is not None)


def _sum(widths: Sequence[Fraction | None], prices: Sequence[Fraction], count: Fraction) -> Fraction:
    total, left = _NOTHING, count
    for width, price in zip(widths, prices, strict=True):
        taken = left if width is None else min(left, width)
        total += taken * price
        left -= taken
    return total
