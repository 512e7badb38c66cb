"""Day counts: what part of a year a stretch of days is. Section 3 of docs/reference/capital.md.

In: two days and a day count, or periods of interest. Out: exact fractions of a year.
Relies on the standard library alone. Guarantees: a stretch from a day to the same day is nothing; the first day counts
and the last does not.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from sibdsl.runtime.capital_plan import RatePeriod

ONE_DAY = timedelta(days=1)


def part_of_year(first: date, last: date, day_count: str) -> Fraction:
    """Give the part of a year from one day to a later one.

    Raises:
        ValueError: the day count is not one that counts from dates alone.
    """
    if day_count == "actual/365":
        return Fraction((last - first).days, 365)
    if day_count == "actual/360":
        return Fraction((last - first).days, 360)
    if day_count == "30/360":
        return Fraction(_days_of_thirty(first, last, min(first.day, 30) == 30), 360)
    if day_count == "30E/360":
        return Fraction(_days_of_thirty(first, last, True), 360)
    if day_count == "actual/actual":
        return _part_by_years(first, last)
    raise ValueError(f"unknown day count {day_count!r}")


def part_of_periods(first: date, last: date, periods: tuple[RatePeriod, ...]) -> Fraction:
    """Give the part of a year from one day to a later one, by the share of each period that lies between them."""
    total = Fraction(0)
    for period, start, end in overlaps(first, last, periods):
        total += period.years * Fraction((end - start).days, (period.end - period.start).days + 1)
    return total


def overlaps(first: date, last: date, periods: tuple[RatePeriod, ...]) -> Iterator[tuple[RatePeriod, date, date]]:
    """Give the part of each period that lies between two days: from a day up to one that does not count."""
    for period in periods:
        start, end = max(first, period.start), min(last, period.end + ONE_DAY)
        if start < end:
            yield period, start, end


def _days_of_thirty(first: date, last: date, last_is_cut: bool) -> int:
    end = min(last.day, 30) if last_is_cut else last.day
    return 360 * (last.year - first.year) + 30 * (last.month - first.month) + end - min(first.day, 30)


def _part_by_years(first: date, last: date) -> Fraction:
    if first.year == last.year:
        return Fraction((last - first).days, _length(first.year))
    start = Fraction((date(first.year + 1, 1, 1) - first).days, _length(first.year))
    end = Fraction((last - date(last.year, 1, 1)).days, _length(last.year))
    return start + (last.year - first.year - 1) + end


def _length(year: int) -> int:
    return 366 if isleap(year) else 365
