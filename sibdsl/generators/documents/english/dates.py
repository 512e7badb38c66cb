"""Days and periods in words.

In: dates and periods. Out: ``30 September 2016``; ``1 April 2018 to 31 March 2019``.
Relies on Babel for the names of months.
Guarantees: a period is closed at both ends, and reads so.
"""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from sibdsl.model.quantities import Period


def day_words(day: date) -> str:
    """Write a day: ``30 September 2016``."""
    return format_date(day, "d MMMM y", locale="en_GB")


def period_words(period: Period) -> str:
    """Write a period: ``1 April 2018 to 31 March 2019``."""
    return f"{day_words(period.start)} to {day_words(period.end)}"


def day_of_year_words(month: int, day: int) -> str:
    """Write a day that comes every year: ``1 April``."""
    # Any leap year will do: 29 February is a day of the year as well.
    return format_date(date(2000, month, day), "d MMMM", locale="en_GB")
