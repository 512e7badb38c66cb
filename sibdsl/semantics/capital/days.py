"""Days on which finance moves: schedules of interest and distributions, and days that were written out.

In: surface timings and days. Out: dates in order; None after a report.
Guarantees: a schedule `from D to D` begins on its first day; one without days falls on the last day of each period
of the term.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from sibdsl.diagnostics.rules import time as rules
from sibdsl.semantics.capital.found import InterestPeriod
from sibdsl.semantics.days import read_day, read_period
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.timing import FREQUENCIES, count_of, frame_of, in_term, later
from sibdsl.surface.node import Day
from sibdsl.surface.timing import Dated, Schedule, Timing
from sibdsl.values.months import add_months

_MOST_DAYS = 10_000
_MONTHS_A_YEAR = 12
_DAYS_A_YEAR = 365
_ONE_DAY = timedelta(days=1)


def days_of(known: Known, timing: Timing, what: str) -> tuple[date, ...] | None:
    """The days on which something is paid, in order."""
    if isinstance(timing, Dated):
        return ordered_days(known, timing.days, what)
    if not isinstance(timing, Schedule):
        return None
    if timing.start is None or timing.end is None:
        frame = frame_of(known, timing, what)
        return None if frame is None or frame.periods is None else tuple(period.end for period in frame.periods)
    bounds = read_period(timing.start, timing.end, what, known.sink)
    step = _step(known, timing)
    if bounds is None or step is None or not in_term(known, bounds[0], timing.start, what, latest=date.max):
        return None
    return _counted(known, timing, *bounds, step, what)


def _step(known: Known, timing: Schedule) -> tuple[int, str] | None:
    if timing.unit is None or timing.count is None:
        return FREQUENCIES[timing.frequency]
    return count_of(known, timing.count, timing.unit)


def _counted(
    known: Known, timing: Schedule, first: date, last: date, step: tuple[int, str], what: str
) -> tuple[date, ...] | None:
    """Each day is counted from the first one, so that a short month shifts none of those behind it."""
    every, unit = step
    found: list[date] = []
    day: date | None = first
    while day is not None and day <= last:
        found.append(day)
        if len(found) > _MOST_DAYS:
            known.sink.report(rules.TOO_MANY_PERIODS, timing.span, what=what)
            return None
        day = later(first, every * len(found), unit, month_end=known.terms.month_end)
    return tuple(found)


def ordered_days(known: Known, nodes: tuple[Day, ...], what: str, *, last: date = date.max) -> tuple[date, ...] | None:
    """Days that were written one by one: in order, none before the term starts, none after ``last``."""
    found: list[date] = []
    for node in nodes:
        day = read_day(node, known.sink)
        if day is None or not in_term(known, day, node, what, latest=last):
            return None
        if found and day <= found[-1]:
            known.sink.report(rules.DATES_OUT_OF_ORDER, node.span, day=node.text, before=found[-1].isoformat())
            return None
        found.append(day)
    return tuple(found)


def interest_periods(known: Known, start: date, days: tuple[date, ...]) -> tuple[InterestPeriod, ...]:
    """The periods from ``start`` that end on each of ``days``."""
    found: list[InterestPeriod] = []
    for day in days:
        if day >= start:
            found.append(InterestPeriod(start, day, years_of(known, start, day)))
            start = day + _ONE_DAY
    return tuple(found)


def years_of(known: Known, start: date, end: date) -> Fraction:
    """What part of a year a period is: whole months as twelfths, any other by its days."""
    behind = end + _ONE_DAY
    months = (behind.year - start.year) * _MONTHS_A_YEAR + behind.month - start.month
    if months > 0 and behind in (add_months(start, months, rule) for rule in (known.terms.month_end, "last day")):
        return Fraction(months, _MONTHS_A_YEAR)
    return Fraction((end - start).days + 1, _DAYS_A_YEAR)
