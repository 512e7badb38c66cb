"""Worked examples, resolved: what is given, and what is expected."""

from __future__ import annotations

from datetime import date

from sibdsl.model.base import Exact, Model


class Given(Model):
    """Evidence of a scenario: a metric or a fact."""

    name: str
    cohort: str | None = None
    day: date | None = None
    value: Exact
    words: str


class GivenPerson(Model):
    """A person of a scenario. ``cohort`` None: that of the day of enrolment."""

    person: str
    enrolled_on: date
    cohort: str | None = None
    groups: tuple[str, ...] = ()
    words: str
    line: int


class GivenSpell(Model):
    """A state of a person of a scenario, both days included; ``end`` None: it goes on."""

    state: str
    person: str
    start: date
    end: date | None = None
    words: str
    line: int


class GivenClaim(Model):
    """A claim of a scenario: its documents are complete, and without ``validated_on`` it was validated as reached."""

    outcome: str
    person: str
    reached_on: date
    quantity: Exact | None = None
    recorded: tuple[tuple[str, Exact], ...] = ()
    submitted_on: date | None = None
    validated_on: date | None = None
    rejected_on: date | None = None
    words: str
    line: int


class Expectation(Model):
    """What a scenario expects: an amount, or ``pending`` (amount None). ``payment`` None: the total."""

    payment: str | None
    cohort: str | None = None
    day: date | None = None
    payer: str | None = None
    amount: Exact | None = None
    words: str
    line: int


class Scenario(Model):
    """A worked example in the contract."""

    title: str
    given: tuple[Given, ...]
    people: tuple[GivenPerson, ...] = ()
    spells: tuple[GivenSpell, ...] = ()
    claims: tuple[GivenClaim, ...] = ()
    termination: date | None = None
    as_of: date | None = None
    expectations: tuple[Expectation, ...]
    note: str | None = None
    line: int
