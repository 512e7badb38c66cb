"""Dates as written, with a message for those that do not exist."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from sibdsl.diagnostics.diagnostic import Edit, Fix
from sibdsl.diagnostics.rules import time as rules
from sibdsl.diagnostics.sink import Sink
from sibdsl.semantics.literals import find_day
from sibdsl.surface.node import Day

_MONTHS_A_YEAR = 12
# Due dates and holidays are counted on from a date, so it must be far enough from the calendar's last.
_FIRST_YEAR, _LAST_YEAR = 1900, 2999


def read_day(node: Day, sink: Sink) -> date | None:
    """The date; None after reporting that it does not exist."""
    found = find_day(node)
    if found is None or not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        _report_no_such_date(node, sink)
        return None
    return found


def read_period(start: Day, end: Day | None, what: str, sink: Sink) -> tuple[date, date] | None:
    """Both dates of a period that ends on or after its start; None after reporting why not."""
    first = read_day(start, sink)
    last = first if end is None else read_day(end, sink)
    if first is None or last is None:
        return None
    if last < first:
        place = start if end is None else end
        sink.report(
            rules.ENDS_BEFORE_START,
            place.span,
            others=[(start.span, "it starts here")],
            what=what,
            start=first.isoformat(),
            end=last.isoformat(),
        )
        return None
    return first, last


def _report_no_such_date(node: Day, sink: Sink) -> None:
    year, month, day = (int(part) for part in node.text.split("-"))
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        reason = f"contracts here run in the years {_FIRST_YEAR} to {_LAST_YEAR}"
        suggestion = "the year that is meant"
    elif not 1 <= month <= _MONTHS_A_YEAR:
        reason = f"there is no month {month}; dates are written year-month-day"
        swapped = f"{year:04d}-{day:02d}-{month:02d}"
        possible = 1 <= day <= _MONTHS_A_YEAR and 1 <= month <= monthrange(year, day)[1]
        suggestion = swapped if possible else f"a month from 01 to 12, such as {year:04d}-01-01"
    else:
        last = monthrange(year, month)[1]
        leap = " because it is not a leap year" if month == 2 and day == 29 else ""
        reason = f"that month has {last} days{leap}"
        suggestion = f"{year:04d}-{month:02d}-{min(max(day, 1), last):02d}"
    fix = (
        Fix(f"replace it with {suggestion}", "unsafe", (Edit(node.span, suggestion),))
        if suggestion[0].isdigit()
        else None
    )
    sink.report(rules.NO_SUCH_DATE, node.span, found=node.text, reason=reason, suggestion=suggestion, fix=fix)
