"""Exact intervals of numbers, for the range of an amount.

In: exact bounds, each closed ("at least") or open ("above"), or absent (unbounded).
Out: intervals that hold every possible result of one operation and nothing more than their hull.
Relies on exact fractions alone.
Guarantees: every operation is sound (no possible value is left out) and tight (each end of the result is
reached, or approached when open) for operands that vary independently of each other.
An empty operand gives an empty result. `sibdsl.values.coverage` compares the rows of a table with these.
"""

from fractions import Fraction

from msgspec import Struct


class Interval(Struct, frozen=True, gc=False):
    """The numbers between `low` and `high`; None is no bound on that side, which is never closed."""

    low: Fraction | None = None
    low_closed: bool = False
    high: Fraction | None = None
    high_closed: bool = False


class Bound(Struct, frozen=True, gc=False):
    """One end of an interval: a value, and whether the interval contains it."""

    value: Fraction
    closed: bool


EVERYTHING = Interval()
EMPTY = Interval(Fraction(0), False, Fraction(0), False)


def point(value: Fraction) -> Interval:
    """Hold one value."""
    return Interval(value, True, value, True)


def between(low: Bound | None, high: Bound | None) -> Interval:
    """Hold what lies between two bounds; None is unbounded."""
    return Interval(
        low.value if low else None,
        low.closed if low else False,
        high.value if high else None,
        high.closed if high else False,
    )


def at_least(value: Fraction) -> Interval:
    """Hold the value and everything above it."""
    return Interval(low=value, low_closed=True)


def above(value: Fraction) -> Interval:
    """Hold everything above the value."""
    return Interval(low=value)


def at_most(value: Fraction) -> Interval:
    """Hold the value and everything below it."""
    return Interval(high=value, high_closed=True)


def below(value: Fraction) -> Interval:
    """Hold everything below the value."""
    return Interval(high=value)


def low_bound(interval: Interval) -> Bound | None:
    """Give the lower end; None when there is none."""
    return None if interval.low is None else Bound(interval.low, interval.low_closed)


def high_bound(interval: Interval) -> Bound | None:
    """Give the upper end; None when there is none."""
    return None if interval.high is None else Bound(interval.high, interval.high_closed)


def is_empty(interval: Interval) -> bool:
    """Say whether no number lies in the interval."""
    low, high = interval.low, interval.high
    if low is None or high is None or low < high:
        return False
    return low > high or not (interval.low_closed and interval.high_closed)


def is_point(interval: Interval) -> bool:
    """Say whether exactly one number lies in the interval."""
    return interval.low is not None and interval.low == interval.high and not is_empty(interval)


def contains(interval: Interval, value: Fraction) -> bool:
    """Say whether the value lies in the interval."""
    low, high = interval.low, interval.high
    if low is not None and (value < low or (value == low and not interval.low_closed)):
        return False
    return high is None or value < high or (value == high and interval.high_closed)


def contains_zero(interval: Interval) -> bool:
    """Say whether zero lies in the interval."""
    return contains(interval, Fraction(0))


def encloses(outer: Interval, inner: Interval) -> bool:
    """Say whether every number of `inner` lies in `outer`."""
    return is_empty(inner) or intersect(outer, inner) == inner


def intersect(first: Interval, second: Interval) -> Interval:
    """Hold what lies in both."""
    if is_empty(first) or is_empty(second):
        return EMPTY
    low = _inner_low(low_bound(first), low_bound(second))
    high = _inner_high(high_bound(first), high_bound(second))
    return _or_empty(between(low, high))


def hull(first: Interval, second: Interval) -> Interval:
    """Hold both, and whatever lies between them."""
    if is_empty(first):
        return _or_empty(second)
    if is_empty(second):
        return first
    low = _outer_low(low_bound(first), low_bound(second))
    return between(low, _outer_high(high_bound(first), high_bound(second)))


def negate(interval: Interval) -> Interval:
    """Hold the negatives of the interval's numbers."""
    low = None if interval.high is None else -interval.high
    high = None if interval.low is None else -interval.low
    return Interval(low, interval.high_closed, high, interval.low_closed)


def add(first: Interval, second: Interval) -> Interval:
    """Hold every sum."""
    if is_empty(first) or is_empty(second):
        return EMPTY
    low = None if first.low is None or second.low is None else first.low + second.low
    high = None if first.high is None or second.high is None else first.high + second.high
    return Interval(
        low,
        low is not None and first.low_closed and second.low_closed,
        high,
        high is not None and first.high_closed and second.high_closed,
    )


def subtract(first: Interval, second: Interval) -> Interval:
    """Hold every difference of a number of `first` and a number of `second`."""
    return add(first, negate(second))


def multiply(first: Interval, second: Interval) -> Interval:
    """Hold every product."""
    if is_empty(first) or is_empty(second):
        return EMPTY
    corners = [_corner(one, other) for one in _ends(first) for other in _ends(second)]
    finite = [corner for corner in corners if not corner.infinite]
    low = None if any(corner.infinite < 0 for corner in corners) else min(c.value for c in finite)
    high = None if any(corner.infinite > 0 for corner in corners) else max(c.value for c in finite)
    return Interval(
        low,
        low is not None and any(corner.closed for corner in finite if corner.value == low),
        high,
        high is not None and any(corner.closed for corner in finite if corner.value == high),
    )


def divide(first: Interval, second: Interval) -> Interval | None:
    """Hold every quotient; None when the divisor may be zero."""
    if is_empty(first) or is_empty(second):
        return EMPTY
    if contains_zero(second):
        return None
    return multiply(first, _reciprocal(second))


def least(first: Interval, second: Interval) -> Interval:
    """Hold the lower of every pair of numbers."""
    if is_empty(first) or is_empty(second):
        return EMPTY
    low = _outer_low(low_bound(first), low_bound(second))
    return between(low, _inner_high(high_bound(first), high_bound(second)))


def greatest(first: Interval, second: Interval) -> Interval:
    """Hold the higher of every pair of numbers."""
    if is_empty(first) or is_empty(second):
        return EMPTY
    low = _inner_low(low_bound(first), low_bound(second))
    return between(low, _outer_high(high_bound(first), high_bound(second)))


class _End(Struct, frozen=True, gc=False):
    """An end of an interval; `infinite` is -1 or 1 when there is no bound, and `value` then means nothing."""

    infinite: int
    value: Fraction
    closed: bool


_ZERO = Fraction(0)


def _ends(interval: Interval) -> tuple[_End, _End]:
    low, high = interval.low, interval.high
    return (
        _End(-1, _ZERO, False) if low is None else _End(0, low, interval.low_closed),
        _End(1, _ZERO, False) if high is None else _End(0, high, interval.high_closed),
    )


def _corner(one: _End, other: _End) -> _End:
    """Multiply two ends; zero times no bound is zero, because the other factor is always finite."""
    zeros = [end for end in (one, other) if not end.infinite and not end.value]
    if zeros:
        return _End(0, _ZERO, any(end.closed for end in zeros))
    if one.infinite or other.infinite:
        return _End(_sign(one) * _sign(other), _ZERO, False)
    return _End(0, one.value * other.value, one.closed and other.closed)


def _sign(end: _End) -> int:
    return end.infinite or (1 if end.value > 0 else -1)


def _reciprocal(interval: Interval) -> Interval:
    """Hold one divided by each number of a non-empty interval without zero."""
    new_low, low_closed = _turned_over(interval.high, interval.high_closed)
    new_high, high_closed = _turned_over(interval.low, interval.low_closed)
    return Interval(new_low, low_closed, new_high, high_closed)


def _turned_over(value: Fraction | None, closed: bool) -> tuple[Fraction | None, bool]:
    """Take the reciprocal of an end: no bound becomes an open zero, and an open zero no bound."""
    if value is None:
        return _ZERO, False
    return (1 / value, closed) if value else (None, False)


def _outer_low(one: Bound | None, other: Bound | None) -> Bound | None:
    if one is None or other is None:
        return None
    if one.value == other.value:
        return Bound(one.value, one.closed or other.closed)
    return one if one.value < other.value else other


def _outer_high(one: Bound | None, other: Bound | None) -> Bound | None:
    if one is None or other is None:
        return None
    if one.value == other.value:
        return Bound(one.value, one.closed or other.closed)
    return one if one.value > other.value else other


def _inner_low(one: Bound | None, other: Bound | None) -> Bound | None:
    if one is None or other is None:
        return one or other
    if one.value == other.value:
        return Bound(one.value, one.closed and other.closed)
    return one if one.value > other.value else other


def _inner_high(one: Bound | None, other: Bound | None) -> Bound | None:
    if one is None or other is None:
        return one or other
    if one.value == other.value:
        return Bound(one.value, one.closed and other.closed)
    return one if one.value < other.value else other


def _or_empty(interval: Interval) -> Interval:
    """Give every empty interval the one form `EMPTY`, so that equal sets are equal values."""
    return EMPTY if is_empty(interval) else interval
