"""Evidence in memory: observations, fact values, the end of the contract, and findings about them.

In: values that were read and checked (``reading``), or that a scenario states.
Out: look-ups by key for a settlement.
Relies on the scales of ``plan``.
Guarantees: one value for each key; evidence that was kept from use is named in a finding.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sibdsl.runtime.cards import Cards
from sibdsl.runtime.plan import Plan
from sibdsl.runtime.wording import with_title

ObservationKey = tuple[str, str | None, date | None]
"""Metric, cohort (None: not by cohort), last day of the period (None: not by period)."""

FactKey = tuple[str, date | None]
"""Fact and the date of its value (None: undated)."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a piece of evidence was written.

    ``row`` is the row as a spreadsheet counts (the heading is row 1), in JSON the position in its list.
    """

    file: str
    row: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the evidence that its owner should know.

    ``severity`` is ``error`` (it was not used), ``warning`` or ``note``. ``expected`` and ``help`` may be
    empty.
    """

    code: str
    severity: str
    message: str
    expected: str = ""
    help: str = ""
    file: str | None = None
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """A reported value of a metric, exact and in the metric's scale."""

    metric: str
    value: Fraction
    cohort: str | None = None
    period_end: date | None = None
    verified_by: str = ""
    verified_on: date | None = None
    reference: str = ""
    origin: Origin | None = None

    @property
    def key(self) -> ObservationKey:
        """What the value is about."""
        return (self.metric, self.cohort, self.period_end)


@dataclass(frozen=True, slots=True)
class FactValue:
    """A value of a fact, from its date on."""

    fact: str
    value: Fraction
    day: date | None = None
    reference: str = ""
    origin: Origin | None = None

    @property
    def key(self) -> FactKey:
        """What the value is about."""
        return (self.fact, self.day)


@dataclass(frozen=True, slots=True)
class TerminationEvent:
    """The contract ended early on this day."""

    day: date
    reference: str = ""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that is known, by key, with the findings made while it was read.

    ``claims`` are the rate cards with their claims settled, as of the day of the statement; None: nobody has read any.
    """

    observations: dict[ObservationKey, Observation]
    facts: dict[FactKey, FactValue]
    termination: TerminationEvent | None = None
    findings: tuple[Finding, ...] = ()
    claims: Cards | None = None


def evidence_of(
    observations: Iterable[Observation] = (),
    facts: Iterable[FactValue] = (),
    termination: date | None = None,
    findings: Iterable[Finding] = (),
) -> Evidence:
    """Put values together that need no checking; of two with the same key the last counts."""
    return Evidence(
        {observation.key: observation for observation in observations},
        {value.key: value for value in facts},
        TerminationEvent(termination) if termination else None,
        tuple(findings),
    )


def known_on(evidence: Evidence, plan: Plan, as_of: date) -> Evidence:
    """Leave out what was not known on a day, with a note on each piece left out."""
    notes: list[Finding] = []
    titles = {metric.name: metric.title for metric in plan.metrics}
    titles.update((fact.name, fact.title) for fact in plan.facts)

    def leave_out(what: str, origin: Origin | None, column: str) -> None:
        notes.append(
            Finding(
                "SIB971",
                "note",
                f"{what}, after {as_of}, so this statement as of {as_of} does not use it",
                file=origin.file if origin else None,
                row=origin.row if origin else None,
                column=column,
            )
        )

    observations: dict[ObservationKey, Observation] = {}
    for key, observation in evidence.observations.items():
        if observation.verified_on is None or observation.verified_on <= as_of:
            observations[key] = observation
        else:
            what = with_title(observation.metric, titles.get(observation.metric, ""))
            leave_out(f"{what} was verified on {observation.verified_on}", observation.origin, "verified_on")
    facts: dict[FactKey, FactValue] = {}
    for fact_key, value in evidence.facts.items():
        if value.day is None or value.day <= as_of:
            facts[fact_key] = value
        else:
            what = with_title(value.fact, titles.get(value.fact, ""))
            leave_out(f"a value of {what} is for {value.day}", value.origin, "date")
    termination = evidence.termination
    if termination and termination.day > as_of:
        leave_out(f"the contract ends early on {termination.day}", termination.origin, "date")
        termination = None
    return Evidence(observations, facts, termination, evidence.findings + tuple(notes), evidence.claims)


def day_of_termination(evidence: Evidence, plan: Plan, as_of: date | None) -> date | None:
    """Give the day on which the contract lawfully ended early, if that was known by a day."""
    event = evidence.termination
    if event is None or (as_of is not None and event.day > as_of):
        return None
    return event.day if termination_problem(plan, event.day) is None else None


def termination_problem(plan: Plan, day: date) -> tuple[str, str] | None:
    """Say in words why the contract cannot end early on a day, and what was expected; None when it can."""
    allowed = plan.termination
    if allowed is None:
        return "the contract does not say that it may be ended early", "no early termination"
    if allowed.first <= day <= allowed.last:
        return None
    found = f"the contract cannot be ended early on {day}"
    return found, f"a day from {allowed.first} to {allowed.last}"
