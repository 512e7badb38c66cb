"""Day counts: what part of a year a stretch of days is. Section 3 of docs/reference/capital.md.

In: two days and a day count, or periods of interest. Out: whole units of which a fixed number make a year.
Relies on the standard library alone. Guarantees: a stretch from a day to the same day is nothing; the first day counts
and the last does not; stretches that follow each other add up, but for ``30/360`` where one ends on a 31st.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from math import lcm

from sibdsl.runtime.capital_plan import RatePeriod

ONE_DAY = timedelta(days=1)

_UNITS_OF_A_YEAR = {
    "actual/365": 365,
    "actual/360": 360,
    "30/360": 360,
    "30E/360": 360,
    "actual/actual": 365 * 366,
}


class DayCount:
    """A day count. ``units(first, last) / year`` is the part of a year between two days.

    Raises:
        ValueError: there is no such day count, or it is ``by period`` without periods.
    """

    __slots__ = ("_name", "_periods", "year")

    def __init__(self, name: str, periods: tuple[RatePeriod, ...] = ()) -> None:
        self._name = name
        self._periods: tuple[tuple[date, date, int], ...] = ()
        if name == "by period" and periods:
            lengths = [(period, (period.end - period.start).days + 1) for period in periods]
            self.year = lcm(*(length * period.years.denominator for period, length in lengths))
            self._periods = tuple(
                (period.start, period.end + ONE_DAY, int(self.year * period.years / length))
                for period, length in lengths
            )
        elif name in _UNITS_OF_A_YEAR:
            self.year = _UNITS_OF_A_YEAR[name]
        else:
            raise ValueError(f"unknown day count {name!r}")

    def units(self, first: date, last: date) -> int:
        """Count the units from one day to a later one."""
        match self._name:
            case "actual/365" | "actual/360":
                return (last - first).days
            case "30/360":
                return _days_of_thirty(first, last, first.day >= 30)
            case "30E/360":
                return _days_of_thirty(first, last, True)
            case "actual/actual":
                return _units_by_years(first, last)
        total = 0
        for start, end, units_a_day in self._periods:
            days = (min(last, end) - max(first, start)).days
            if days > 0:
                total += days * units_a_day
        return total

    def part(self, first: date, last: date) -> Fraction:
        """Give the part of a year from one day to a later one."""
        return Fraction(self.units(first, last), self.year)


def overlaps(first: date, last: date, periods: tuple[RatePeriod, ...]) -> Iterator[tuple[RatePeriod, date, date]]:
    """Give the part of each period that lies between two days: from a day up to one that does not count."""
    for period in periods:
        start, end = max(first, period.start), min(last, period.end + ONE_DAY)
        if start < end:
            yield period, start, end


def _days_of_thirty(first: date, last: date, last_is_cut: bool) -> int:
    end = min(last.day, 30) if last_is_cut else last.day
    return 360 * (last.year - first.year) + 30 * (last.month - first.month) + end - min(first.day, 30)


def _units_by_years(first: date, last: date) -> int:
    """Count 366 units for each day of a year with 365 days, and 365 for each day of a leap year."""
    if first.year == last.year:
        return (last - first).days * _units_of_a_day(first.year)
    start = (date(first.year + 1, 1, 1) - first).days * _units_of_a_day(first.year)
    end = (last - date(last.year, 1, 1)).days * _units_of_a_day(last.year)
    return start + (last.year - first.year - 1) * 365 * 366 + end


def _units_of_a_day(year: int) -> int:
    return 365 if isleap(year) else 366
