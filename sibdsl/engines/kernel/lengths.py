"""The day that lies a length of time after another, compiled.

In: days counted from 1970-01-01, and lengths of a kind (0 none, 1 days, 2 months) and a count.
Out: days. Relies on `compiling`. Guarantees: the same days as `sibdsl.runtime.claims_lengths`, also at month ends
and at the end of the calendar.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from sibdsl.engines.kernel.columns import LAST_DAY
from sibdsl.engines.kernel.compiling import compiled, inlined

_DAYS_TO_1970 = 719_468
"""Days from the first of March of the year 0 to 1970-01-01."""

_LAST_YEAR = 9999


@inlined
def day_after(day: Any, length: Any, last_of_month_stays: Any) -> Any:
    """Give the day that lies a length after another, months by the contract's rule for month ends."""
    return day_later(np.int64(day), np.int64(length.kind), np.int64(length.count), last_of_month_stays)


@compiled
def day_later(day: Any, kind: Any, count: Any, last_of_month_stays: Any) -> Any:
    """Do the same for a kind and a count."""
    if kind == 1:
        return min(day + count, LAST_DAY)
    if kind == 2:
        return _months_after(day, count, last_of_month_stays)
    return day


@compiled
def _months_after(day: Any, months: Any, last_of_month_stays: Any) -> Any:
    year, month, in_month = _date_of(day)
    ends_month = in_month == _days_of_month(year, month)
    count = year * 12 + month - 1 + months
    year, month = count // 12, count % 12 + 1
    if year > _LAST_YEAR:
        return LAST_DAY
    last = _days_of_month(year, month)
    if in_month > last or (ends_month and last_of_month_stays):
        in_month = last
    return _day_of(year, month, in_month)


@compiled
def _days_of_month(year: Any, month: Any) -> Any:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


@compiled
def _date_of(day: Any) -> Any:
    """Split a day into year, month and day of the month. Years count from March, so that leap days come last."""
    day += _DAYS_TO_1970
    era, of_era = day // 146_097, day % 146_097
    year_of_era = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    from_march = (5 * of_year + 2) // 153
    month = from_march + 3 if from_march < 10 else from_march - 9
    year = year_of_era + era * 400 + (1 if month <= 2 else 0)
    return year, month, of_year - (153 * from_march + 2) // 5 + 1


@compiled
def _day_of(year: Any, month: Any, in_month: Any) -> Any:
    if month <= 2:
        year -= 1
    era, year_of_era = year // 400, year % 400
    from_march = month - 3 if month > 2 else month + 9
    of_year = (153 * from_march + 2) // 5 + in_month - 1
    return era * 146_097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + of_year - _DAYS_TO_1970
