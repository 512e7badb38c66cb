"""Lengths of time: the day that lies so long after another.

In: a day and a length of days or months. Out: a day.
Relies on ``due_dates`` for months. Guarantees: a day beyond the calendar is its last day, so that a limit in the
year 9999 is no error.
"""

from __future__ import annotations

from datetime import date, timedelta

from sibdsl.runtime.claims_plan import Length
from sibdsl.runtime.due_dates import months_after


def day_after(day: date, length: Length, month_end: str) -> date:
    """Give the day that lies a length after another, months by the contract's rule for month ends."""
    try:
        if length.unit == "months":
            return months_after(day, length.count, month_end)
        return day + timedelta(days=length.count)
    except OverflowError:
        return date.max


def day_before(day: date) -> date:
    """Give the day before another."""
    return date.min if day == date.min else day - timedelta(days=1)
