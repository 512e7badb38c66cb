"""Months, years of a contract, and the day on which a determined amount falls due.

In: dates, and the contract's rules for month-ends and business days.
Out: dates and whole numbers.
Relies on ``business_days`` and on the pinned holidays of the plan.
Guarantees that a month-end never spills into the next month, and that a date beyond the year 9999 is an
``OverflowError`` and nothing else.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from sibdsl.runtime.business_days import add_business_days, roll
from sibdsl.runtime.plan import Payable, Plan


def months_after(day: date, months: int, month_end: str) -> date:
    """Move a date by whole months; by ``last day`` the last day of a month stays the last day.

    Raises:
        OverflowError: the answer lies outside the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("there is no such year")
    last = monthrange(year, month + 1)[1]
    stays_last = month_end == "last day" and day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if stays_last else min(day.day, last))


def whole_months(first: date, last: date, month_end: str) -> int:
    """Count the whole months from one date to another."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - 1 if months_after(first, months, month_end) > last else months


def months_elapsed(plan: Plan, day: date) -> int:
    """Count the whole months of the term up to the end of a day: a year of the term has 12 on its last day."""
    if day == date.max:
        return whole_months(plan.term.start, day, plan.month_end)
    return whole_months(plan.term.start, day + timedelta(days=1), plan.month_end)


def days_elapsed(plan: Plan, day: date) -> int:
    """Count the days of the term up to the end of a day, its first day and that day included."""
    return (day - plan.term.start).days + 1


def year_since_start(plan: Plan, day: date) -> int:
    """Number the contract years: 0 from the first day of the term to the day before its anniversary."""
    years = day.year - plan.term.start.year
    return years - 1 if months_after(plan.term.start, 12 * years, plan.month_end) > day else years


def year_of_accounts(plan: Plan, day: date) -> int:
    """Name a financial year by the calendar year in which it begins."""
    month, first = plan.financial_year
    starts_on = min(first, monthrange(day.year, month)[1])
    return day.year - 1 if (day.month, day.day) < (month, starts_on) else day.year


def counted_due_date(plan: Plan, payable: Payable | None, counted_from: date, holidays: frozenset[date]) -> date:
    """Count the days, weeks or months after which a payment is due, whatever day that is.

    Raises:
        OverflowError: the answer lies outside the years 1 to 9999.
    """
    if payable is None:
        return counted_from
    if payable.business:
        return add_business_days(counted_from, payable.count, holidays)
    if payable.unit == "months":
        return months_after(counted_from, payable.count, plan.month_end)
    return counted_from + timedelta(days=payable.count * (7 if payable.unit == "weeks" else 1))


def due_date(plan: Plan, payable: Payable | None, counted_from: date, holidays: frozenset[date]) -> date:
    """Give the day on which a payment is due, moved to a business day by the contract's rule.

    Raises:
        OverflowError: the answer lies outside the years 1 to 9999.
    """
    due = counted_due_date(plan, payable, counted_from, holidays)
    return due if plan.business_days == "unadjusted" else roll(due, plan.business_days, holidays)


def payable_text(payable: Payable) -> str:
    """Say how long after its determination an amount is payable: ``30 days``, ``1 business day``."""
    unit = payable.unit.removesuffix("s") if payable.count == 1 else payable.unit
    return f"{payable.count} {'business ' if payable.business else ''}{unit}"
