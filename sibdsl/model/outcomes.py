"""Outcomes of single people, resolved: what must be true of a claim before a price is looked up."""

from __future__ import annotations

from typing import Literal

from sibdsl.model.base import Declaration, Model
from sibdsl.model.quantities import Precision, Range, Unit


class Length(Model):
    """A length of time. Weeks are days and years are months; ``words`` is what the contract says: ``13 weeks``."""

    count: int
    unit: Literal["days", "months"]
    words: str


class Documents(Model):
    """At least ``count`` of the documents of these names."""

    count: int
    names: tuple[str, ...]
    words: str


class Recorded(Model):
    """A number that a claim states besides its quantity."""

    name: str
    title: str
    unit: Unit
    precision: Precision | None = None


class Requirement(Model):
    """A recorded number lies in a range."""

    recorded: str
    range: Range


class Sustained(Model):
    """A state that lasted: so long, within so long, with gaps up to so many days.

    ``forfeited``: after a longer gap the outcome can no longer be reached; else its clock restarts.
    """

    state: str
    length: Length
    within: Length | None = None
    gap_days: int = 0
    forfeited: bool = False
    words: str


class Reached(Model):
    """When, counted from enrolment, the outcome must be reached; an open end is None."""

    earliest: Length | None = None
    latest: Length | None = None
    words: str


class Outcome(Declaration):
    """A payable event of one person.

    ``unit`` None: a claim counts as one; else it states a quantity in that unit. ``requires`` is met when all
    requirements of one of its alternatives are; ``requires_words`` is how the contract says it.
    """

    population: str | None = None
    definition: str | None = None
    evidence: str | None = None
    verified_by: tuple[str, ...] = ()
    documents: tuple[Documents, ...] = ()
    claimed_within: Length | None = None
    reached: Reached | None = None
    sustained: Sustained | None = None
    records: tuple[Recorded, ...] = ()
    requires: tuple[tuple[Requirement, ...], ...] = ()
    requires_words: tuple[str, ...] = ()
    unit: Unit | None = None
    precision: Precision | None = None
    range: Range = Range()
