"""What the rows of a table cover: gaps, overlaps and example values.

In: the interval of each row, in written order, and the grid of the measured value when it has one.
Out: the intervals that no row or more than one row covers, and single values to show in a message.
Relies on `sibdsl.values.interval`.
Guarantees that only values that can be measured count. A metric "to 0.1%" takes the multiples of its
`step`, anchored at zero: two rows that meet between two multiples do not overlap, and a gap without a
multiple in it is no gap. A step of None means that every number can be measured.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from sibdsl.values.interval import (
    EMPTY,
    Bound,
    Interval,
    between,
    high_bound,
    intersect,
    is_empty,
    low_bound,
)


def has_value(interval: Interval, step: Fraction | None) -> bool:
    """Say whether a value that can be measured lies in the interval."""
    return not is_empty(interval if step is None else on_grid(interval, step))


def on_grid(interval: Interval, step: Fraction) -> Interval:
    """Narrow an interval to the closed one between its first and last multiple of `step` (above zero)."""
    low, high = interval.low, interval.high
    first = None if low is None else -(-low // step)
    if first is not None and first * step == low and not interval.low_closed:
        first += 1
    last = None if high is None else high // step
    if last is not None and last * step == high and not interval.high_closed:
        last -= 1
    return between(
        None if first is None else Bound(first * step, True),
        None if last is None else Bound(last * step, True),
    )


def gaps(rows: Sequence[Interval], whole: Interval, step: Fraction | None) -> list[Interval]:
    """Find the parts of `whole` that no row covers, from low to high, with the rows' own bounds."""
    found: list[Interval] = []
    rest = whole
    for row in sorted((intersect(row, whole) for row in rows), key=_by_low):
        if is_empty(row):
            continue
        low = low_bound(row)
        if low is not None:
            found.append(intersect(rest, Interval(high=low.value, high_closed=not low.closed)))
        high = high_bound(row)
        if high is None:
            rest = EMPTY
            break
        rest = intersect(rest, Interval(low=high.value, low_closed=not high.closed))
    found.append(rest)
    return [gap for gap in found if has_value(gap, step)]


def overlaps(rows: Sequence[Interval], step: Fraction | None) -> list[tuple[int, int, Interval]]:
    """Find each pair of rows (by index, the earlier first) with a value in common, and where they meet."""
    found: list[tuple[int, int, Interval]] = []
    for index, other in _neighbours(rows):
        shared = intersect(rows[index], rows[other])
        if has_value(shared, step):
            found.append((min(index, other), max(index, other), shared))
    return sorted(found, key=lambda pair: pair[:2])


def example(interval: Interval, step: Fraction | None) -> Fraction:
    """Choose one value to show: a closed end if there is one, else the nearest multiple or the midpoint.

    Raises:
        ValueError: no value that can be measured lies in the interval; ask `has_value` first.
    """
    if not has_value(interval, step):
        raise ValueError("an interval without a value has no example")
    candidates = [
        end.value
        for end in (low_bound(interval), high_bound(interval))
        if end is not None and end.closed and (step is None or end.value % step == 0)
    ]
    if candidates:
        return candidates[0]
    low, high = interval.low, interval.high
    if step is not None:
        snapped = on_grid(interval, step)
        low, high, unit = snapped.low, snapped.high, Fraction(0)
    elif low is not None and high is not None:
        return (low + high) / 2
    else:
        unit = Fraction(1)
    if low is not None:
        return low + unit
    return high - unit if high is not None else Fraction(0)


def _by_low(interval: Interval) -> tuple[bool, Fraction, bool]:
    """Order by lower end: no bound first, and a closed end before an open one of the same value."""
    low = interval.low
    return (low is not None, Fraction(0) if low is None else low, not interval.low_closed)


def _neighbours(rows: Sequence[Interval]) -> Iterator[tuple[int, int]]:
    """Give the pairs of rows that may meet, without comparing every row with every other."""
    filled = [index for index, row in enumerate(rows) if not is_empty(row)]
    order = sorted(filled, key=lambda row_number: _by_low(rows[row_number]))
    for place, index in enumerate(order):
        high = rows[index].high
        for later in range(place + 1, len(order)):
            low = rows[order[later]].low
            if high is not None and low is not None and low > high:
                break
            yield index, order[later]
