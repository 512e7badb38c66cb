"""Adding months to a date by the contract's rule for month-ends.

In: a date, a number of months, and the rule. Out: a date.
Relies on `dateutil.relativedelta`, loaded when the first date is moved.
Guarantees that the day of the month never spills into the next month.
"""

from calendar import monthrange
from datetime import date

MONTH_END_RULES = ("same day", "last day")


def add_months(day: date, months: int, month_end: str) -> date:
    """Move a date by whole months, forward or (below zero) back.

    By "same day" 31 January and one month is 28 or 29 February, and 28 February and one month is 28 March.
    By "last day" the last day of a month stays the last day: 28 February 2013 and one month is 31 March.

    Raises:
        ValueError: the rule is unknown, or the answer lies outside the years 1 to 9999.
    """
    from dateutil.relativedelta import relativedelta

    if month_end not in MONTH_END_RULES:
        raise ValueError(f"unknown month-end rule {month_end!r}")
    if month_end == "last day" and is_month_end(day):
        # The 31st is clipped to the last day of whichever month it lands in.
        return day + relativedelta(months=months, day=31)
    return day + relativedelta(months=months)


def is_month_end(day: date) -> bool:
    """Say whether a date is the last day of its month."""
    return day.day == monthrange(day.year, day.month)[1]


def clipped(year: int, month: int, day: int) -> date:
    """Give a date, with a day that the month does not have moved back to its last day.

    Raises:
        ValueError: the month is not 1 to 12, or the day is not 1 to 31.
    """
    if not 1 <= day <= 31:
        raise ValueError(f"no month has a day {day}")
    return date(year, month, min(day, monthrange(year, month)[1]))
