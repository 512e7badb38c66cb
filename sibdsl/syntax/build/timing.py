"""Rules about schedules, due dates and scopes -> the nodes of `sibdsl.surface.timing`.

In: spans and children. Out: timings, payable terms, scopes. A frequency travels as a triple of its
word, its count and its unit until the schedule around it is built.
Relies on: nothing but the surface. Guarantees: each node has the shape that was written.
"""

from collections.abc import Callable
from typing import Final

from sibdsl.source.span import Span
from sibdsl.surface.node import Day, Name
from sibdsl.surface.timing import (
    CohortDay,
    Dated,
    Length,
    Once,
    OnTermination,
    Payable,
    PerCohort,
    Schedule,
    Scope,
    Timing,
)

_Frequency = tuple[str, str | None, Name | None]


def _frequency(word: str) -> Callable[[Span], _Frequency]:
    return lambda _span: (word, None, None)


def _every(_span: Span, count: str, unit: Name) -> _Frequency:
    return "every", count, unit


def _schedule(span: Span, frequency: _Frequency, start: Day | None, end: Day | None) -> Schedule:
    word, count, unit = frequency
    return Schedule(span, word, count, unit, start, end)


def _which_cohorts(_span: Span, names: tuple[Name, ...] | None = None) -> tuple[Name, ...] | None:
    return names


def _once_per_cohort(span: Span, cohorts: tuple[Name, ...] | None) -> PerCohort:
    return PerCohort(span, None, cohorts)


def _schedule_per_cohort(span: Span, schedule: Timing, cohorts: tuple[Name, ...] | None) -> PerCohort:
    return PerCohort(span, schedule, cohorts)


def _due_per_cohort(span: Span, cohorts: tuple[Name, ...] | None, day: CohortDay) -> PerCohort:
    return PerCohort(span, None, cohorts, day)


def _on_determination_date(span: Span) -> CohortDay:
    return CohortDay(span, "determination date")


def _after_start(span: Span, count: str, unit: Name) -> CohortDay:
    return CohortDay(span, "starts", count, unit)


def _after_end(span: Span, count: str, unit: Name) -> CohortDay:
    return CohortDay(span, "ends", count, unit)


def _of_validation(_span: Span) -> bool:
    return True


def _payable(span: Span, count: str, business: Name | None, unit: Name, of_validation: bool | None) -> Payable:
    return Payable(span, count, business is not None, unit, of_validation is not None)


def _scope(kind: str) -> Callable[[Span], Scope]:
    return lambda span: Scope(span, kind)


def _joined_scope(span: Span, first: Scope, *others: Scope) -> Scope:
    return Scope(span, first.kind, tuple(other.kind for other in others))


BUILDERS: Final[dict[str, Callable[..., object]]] = {
    "monthly": _frequency("monthly"),
    "quarterly": _frequency("quarterly"),
    "half_yearly": _frequency("half-yearly"),
    "annually": _frequency("annually"),
    "every": _every,
    "schedule": _schedule,
    "once": Once,
    "due_once": Once,
    "dated_schedule": Dated,
    "which_cohorts": _which_cohorts,
    "once_per_cohort": _once_per_cohort,
    "schedule_per_cohort": _schedule_per_cohort,
    "due_per_cohort": _due_per_cohort,
    "due_on_termination": OnTermination,
    "on_determination_date": _on_determination_date,
    "after_start": _after_start,
    "after_end": _after_end,
    "of_validation": _of_validation,
    "payable": _payable,
    "length": Length,
    "in_total": _scope("in total"),
    "per_determination": _scope("per determination"),
    "per_cohort": _scope("per cohort"),
    "per_contract_year": _scope("per contract year"),
    "per_calendar_year": _scope("per calendar year"),
    "per_financial_year": _scope("per financial year"),
    "per_claim": _scope("per claim"),
    "per_person": _scope("per person"),
    "per_outcome": _scope("per outcome"),
    "joined_scope": _joined_scope,
}
