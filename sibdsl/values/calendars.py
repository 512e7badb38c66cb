"""Public holidays by calendar code, to be pinned into a contract.

In: a code, and the first and last day that are wanted. Out: the dates of the holidays, sorted.
Relies on the `holidays` package, loaded only for the dates because it takes a third of a second, and for
the codes on the generated `sibdsl.values.calendar_table`.
Guarantees: no exception and no warning for a code that nobody knows, the answer is None or False.

A code is a country ("GB", "JP"), a country and its subdivision ("GB-ENG", "US-NY", "AU-NSW"), or a market
("XECB", also "TARGET"; "XLON", "XNYS"). Public holidays are meant, with the days on which they are observed.
A government may still move a holiday, so a compiled contract carries the dates and never asks again.
"""

import warnings
from datetime import date
from typing import TYPE_CHECKING

from sibdsl.values.calendar_table import CALENDAR_TABLE

if TYPE_CHECKING:
    from holidays import HolidayBase

_MARKET_NAMES = {"TARGET": "XECB", "TARGET2": "XECB", "T2": "XECB"}


def is_known_calendar(code: str) -> bool:
    """Say whether there are holidays for a code; the package is only asked about a code that the table lacks."""
    country, _, subdivision = code.partition("-")
    names = CALENDAR_TABLE.get(_MARKET_NAMES.get(code, country))
    if names is not None and (not subdivision or subdivision in names.split()) and not code.endswith("-"):
        return True
    return _load_calendar(code, range(0)) is not None


def holiday_dates(code: str, first: date, last: date) -> tuple[date, ...] | None:
    """List the holidays from `first` to `last`, both included; None for an unknown code.

    Years for which the calendar holds no data give no dates; see `calendar_years`.
    """
    calendar = _load_calendar(code, range(first.year, last.year + 1))
    if calendar is None:
        return None
    return tuple(day for day in sorted(calendar) if first <= day <= last)


def calendar_years(code: str) -> tuple[int, int] | None:
    """Give the first and the last year that a calendar holds data for; None for an unknown code."""
    calendar = _load_calendar(code, range(0))
    return None if calendar is None else (calendar.start_year, calendar.end_year)


def weekend_days(code: str) -> tuple[int, ...] | None:
    """Give the weekdays of the weekend (0 is Monday), such as (4, 5) for IL; None for an unknown code."""
    calendar = _load_calendar(code, range(0))
    return None if calendar is None else tuple(sorted(calendar.weekend))


def _load_calendar(code: str, years: range) -> "HolidayBase | None":
    import holidays

    country, _, subdivision = code.partition("-")
    market = _MARKET_NAMES.get(code, code)
    # Some calendars warn about years that their source does not reach; `calendar_years` tells that.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # Looked up in the lists first: the package would take any attribute of its own for a country.
        if market in holidays.list_supported_financial():
            return holidays.financial_holidays(market, years=years)
        subdivisions = holidays.list_supported_countries().get(country)
        if subdivisions is None or (subdivision and subdivision not in subdivisions):
            return None
        if code.endswith("-"):
            return None
        return holidays.country_holidays(country, subdiv=subdivision or None, years=years)
