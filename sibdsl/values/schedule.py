"""Periods of a contract: tiles of its term, and the years that caps are counted in.

In: the first and last day of a term, how often, and the contract's rule for month-ends.
Out: periods, closed at both ends as lawyers write them.
Relies on `sibdsl.values.months`.
Guarantees that periods leave no day out and count none twice, and that each is computed from the first
day of the term, so that a clipped month-end never shifts the ones after it.
"""

from datetime import date, timedelta

from msgspec import Struct

from sibdsl.values.months import add_months, clipped

_ONE_DAY = timedelta(days=1)
_MONTHS_OF = {"months": 1, "years": 12}
_DAYS_OF = {"days": 1, "weeks": 7}
PERIOD_UNITS = (*_MONTHS_OF, *_DAYS_OF)


class Period(Struct, frozen=True, gc=False, order=True):
    """The days from `start` to `end`, both included."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        """Say whether a day lies in the period."""
        return self.start <= day <= self.end

    @property
    def days(self) -> int:
        """Count the days of the period."""
        return (self.end - self.start).days + 1

    @property
    def label(self) -> str:
        """Write the period as a contract does: `2018-04-01 to 2019-03-31`."""
        return f"{self.start} to {self.end}"


def periods(start: date, end: date, every: int, unit: str, month_end: str) -> list[Period]:
    """Tile the days from `start` to `end` with periods of `every` units; the last one is cut at `end`.

    The list is empty when `end` is before `start`.

    Raises:
        ValueError: `every` is below one, or the unit or the month-end rule is unknown.
    """
    if every < 1:
        raise ValueError("a period lasts for one unit or more")
    tiles: list[Period] = []
    first = start
    while first <= end:
        next_first = _later(start, (len(tiles) + 1) * every, unit, month_end)
        if next_first is None or next_first > end:
            tiles.append(Period(first, end))
            break
        tiles.append(Period(first, next_first - _ONE_DAY))
        first = next_first
    return tiles


def year_number(day: date, start: date, month_end: str = "same day") -> int:
    """Give the contract year of a day: 1 from `start` until the day before its first anniversary.

    Days before `start` are in year 0, -1 and so on.
    """
    years = day.year - start.year
    anniversary = add_months(start, 12 * years, month_end)
    return years + 1 if day >= anniversary else years


def contract_year_period(day: date, start: date, month_end: str = "same day") -> Period:
    """Give the contract year that holds a day, by the anniversaries of `start`."""
    years = year_number(day, start, month_end) - 1
    first = add_months(start, 12 * years, month_end)
    following = _later(start, years + 1, "years", month_end)
    return Period(first, date.max if following is None else following - _ONE_DAY)


def calendar_year_period(day: date) -> Period:
    """Give the year from 1 January to 31 December that holds a day."""
    return Period(date(day.year, 1, 1), date(day.year, 12, 31))


def financial_year_period(day: date, start_month: int, start_day: int) -> Period:
    """Give the year from one start day to the next that holds a day, such as 1 April to 31 March.

    A start day that a month does not have, such as 29 February, is its last day.

    Raises:
        ValueError: there is no such month or day, or the year would lie outside the years 1 to 9999.
    """
    year = day.year if day >= clipped(day.year, start_month, start_day) else day.year - 1
    following = clipped(year + 1, start_month, start_day)
    return Period(clipped(year, start_month, start_day), following - _ONE_DAY)


def contract_year(day: date, start: date, month_end: str = "same day") -> str:
    """Label the contract year that holds a day."""
    return contract_year_period(day, start, month_end).label


def calendar_year(day: date) -> str:
    """Label the calendar year that holds a day."""
    return calendar_year_period(day).label


def financial_year(day: date, start_month: int, start_day: int) -> str:
    """Label the financial year that holds a day, such as `2018-04-01 to 2019-03-31`."""
    return financial_year_period(day, start_month, start_day).label


def _later(start: date, count: int, unit: str, month_end: str) -> date | None:
    """Move the anchor by a number of units; None when that passes the last date there is."""
    months, days = _MONTHS_OF.get(unit), _DAYS_OF.get(unit)
    if months is not None:
        # Counted apart from the move, which cannot tell a late year from an unknown rule.
        if start.year * 12 + start.month - 1 + months * count >= 12 * (date.max.year + 1):
            return None
        return add_months(start, months * count, month_end)
    if days is None:
        raise ValueError(f"unknown unit of a period {unit!r}")
    if days * count > (date.max - start).days:
        return None
    return start + timedelta(days=days * count)
