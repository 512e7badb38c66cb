"""For which cohort and on which date: does a scenario say exactly one of the values or payments that it could mean?

In: what is said and what is possible. Out: whether it fits; what does not is reported with the possible ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from sibdsl.diagnostics.rules import scenarios as rules
from sibdsl.semantics.checks.dates import listed
from sibdsl.semantics.days import read_day
from sibdsl.semantics.lookup import find_named
from sibdsl.semantics.meaning import Known
from sibdsl.source.span import Span
from sibdsl.surface.node import Day, Name

_SHOWN = 6


class Said(msgspec.Struct, frozen=True):
    """A name with the cohort and the day that a scenario says of it. ``measured``: how it repeats, in words."""

    name: str
    span: Span
    cohort: Name | None
    day: Day | None
    measured: str


def check_cohort(known: Known, said: Said, cohorts: Sequence[str] | None) -> bool:
    """Whether the cohort is one of those possible, and is said where there are several."""
    if said.cohort is None:
        if cohorts is None or len(cohorts) == 1:
            return True
        known.sink.report(
            rules.FOR_WHICH_COHORT, said.span, name=said.name, measured=said.measured, choices=", ".join(cohorts)
        )
        return False
    if find_named(known, said.cohort, "cohort") is None:
        return False
    if cohorts is not None and said.cohort.text in cohorts:
        return True
    known.sink.report(
        rules.NO_SUCH_COHORT, said.cohort.span, name=said.name, measured=said.measured, cohort=said.cohort.text,
        expectation="no `for`" if cohorts is None else f"one of: {', '.join(cohorts)}",
        next_step="delete `for` and the cohort" if cohorts is None else "name one of those cohorts",
    )  # fmt: skip
    return False


def check_day(known: Known, said: Said, days: Sequence[date] | None, must_say: bool) -> bool:
    """Whether the day is one of those possible, and is said where it must be."""
    if said.day is None:
        if not must_say or days is None:
            return True
        known.sink.report(
            rules.ON_WHICH_DATE, said.span, name=said.name, measured=said.measured, choices=listed(tuple(days))
        )
        return False
    day = read_day(said.day, known.sink)
    if day is None:
        return False
    if days is not None and day in days:
        return True
    known.sink.report(
        rules.NO_SUCH_OCCASION, said.day.span, name=said.name, measured=said.measured, day=day.isoformat(),
        expectation="no `on`" if days is None else f"one of: {nearest(days, day)}",
        next_step="delete `on` and the date" if days is None else "use one of those dates",
    )  # fmt: skip
    return False


def nearest(days: Sequence[date], day: date) -> str:
    """The few dates that are nearest to a day, in order."""
    near = sorted(days, key=lambda found: (abs((found - day).days), found))[:_SHOWN]
    return ", ".join(found.isoformat() for found in sorted(near)) + (" and others" if len(days) > len(near) else "")
