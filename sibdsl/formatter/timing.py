"""Schedules, due dates, payment terms and scopes as text.

In: nodes of `sibdsl.surface.timing`. Out: their text. Relies on: nothing. Guarantees: what is written is
what the node says, in the one way to write it.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final

from sibdsl.formatter.layout import BREAK
from sibdsl.surface.node import Day, Name
from sibdsl.surface.timing import Dated, Length, Once, OnTermination, Payable, PerCohort, Schedule, Scope, Timing


def names(listed: Iterable[Name]) -> str:
    """Names in a list."""
    return f",{BREAK}".join(name.text for name in listed)


def period(start: Day, end: Day) -> str:
    """The first and the last day."""
    return f"{start.text} to {end.text}"


def print_timing(timing: Timing) -> str:
    """The text of a timing, as it follows `due`, `measured` or `published`."""
    return _PRINTERS[type(timing)](timing)


def print_payable(payable: Payable) -> str:
    """The text of a payment term, with the comma before it."""
    business = "business " if payable.business else ""
    validation = " of validation" if payable.of_validation else ""
    return f",{BREAK}payable within {payable.count} {business}{payable.unit.text}{validation}"


def print_length(length: Length) -> str:
    """The text of a length of time."""
    return f"{length.count} {length.unit.text}"


def print_scope(scope: Scope) -> str:
    """The text of what a limit adds up over."""
    return " ".join((scope.kind, *scope.further))


def _schedule(schedule: Schedule) -> str:
    text = schedule.frequency
    if schedule.count is not None and schedule.unit is not None:
        text += f" {schedule.count} {schedule.unit.text}"
    if schedule.start is not None and schedule.end is not None:
        text += f" from {period(schedule.start, schedule.end)}"
    return text


def _dated(dated: Dated) -> str:
    return "on " + f",{BREAK}".join(day.text for day in dated.days)


def _per_cohort(timing: PerCohort) -> str:
    text = f"{print_timing(timing.schedule)} " if timing.schedule is not None else ""
    text += "for each cohort" if timing.cohorts is None else f"for cohorts {names(timing.cohorts)}"
    if timing.day is None:
        return text
    if timing.day.count is None or timing.day.unit is None:
        return f"{text} on its determination date"
    return f"{text} {timing.day.count} {timing.day.unit.text} after it {timing.day.kind}"


def _once(once: Once) -> str:
    return "once" if once.day is None else f"once on {once.day.text}"


_PRINTERS: Final[dict[type, Callable[[Any], str]]] = {
    Once: _once,
    Schedule: _schedule,
    Dated: _dated,
    PerCohort: _per_cohort,
    OnTermination: lambda _timing: "on termination",
}
