"""Business days: moving a date off weekends and holidays, and counting business days.

In: a date, a roll rule, and the holidays that the contract has pinned.
Out: a date.
Relies on the standard library alone; this file is copied into generated Python.
Guarantees that the answer depends on the pinned holidays only, never on a calendar that may change later.

Weekdays are numbered as `date.weekday()` does: 0 is Monday, 5 and 6 are Saturday and Sunday.
"""

from collections.abc import Set
from datetime import date, timedelta

ROLL_RULES = ("following", "modified following", "preceding", "modified preceding", "unadjusted", "none")
SATURDAY_AND_SUNDAY = (5, 6)
_ONE_DAY = timedelta(days=1)


def is_business_day(day: date, holidays: Set[date], weekend: tuple[int, ...] = SATURDAY_AND_SUNDAY) -> bool:
    """Say whether a day is neither a holiday nor in the weekend."""
    return day.weekday() not in weekend and day not in holidays


def roll(day: date, rule: str, holidays: Set[date], weekend: tuple[int, ...] = SATURDAY_AND_SUNDAY) -> date:
    """Move a day that is no business day by one of `ROLL_RULES`.

    "following" goes to the next business day and "preceding" to the last one before; the "modified" rules
    turn back where that would leave the calendar month; "unadjusted" and "none" leave every day alone.

    Raises:
        ValueError: the rule is unknown, or the weekend is the whole week.
        OverflowError: there is no business day before the end of the year 9999.
    """
    if rule not in ROLL_RULES:
        raise ValueError(f"unknown roll rule {rule!r}")
    if rule in ("unadjusted", "none"):
        return day
    direction = _ONE_DAY if rule.endswith("following") else -_ONE_DAY
    rolled = _nearest(day, direction, holidays, weekend)
    if rule.startswith("modified") and rolled.month != day.month:
        return _nearest(day, -direction, holidays, weekend)
    return rolled


def add_business_days(
    day: date, count: int, holidays: Set[date], weekend: tuple[int, ...] = SATURDAY_AND_SUNDAY
) -> date:
    """Give the business day that is `count` business days after `day`, or before it when below zero.

    The day itself is never counted, so one business day after a Saturday is Monday. Zero gives the day
    unchanged, business day or not.

    Raises:
        ValueError: the weekend is the whole week.
        OverflowError: the answer lies outside the years 1 to 9999.
    """
    direction = _ONE_DAY if count > 0 else -_ONE_DAY
    for _ in range(abs(count)):
        day = _nearest(day + direction, direction, holidays, weekend)
    return day


def _nearest(day: date, direction: timedelta, holidays: Set[date], weekend: tuple[int, ...]) -> date:
    """Walk from `day`, which counts, to the first business day."""
    if len(set(weekend)) >= 7:
        raise ValueError("a week has at least one business day")
    while not is_business_day(day, holidays, weekend):
        day += direction
    return day
