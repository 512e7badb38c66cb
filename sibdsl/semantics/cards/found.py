"""What outcomes and rate cards mean: data only.

In: nothing. Out: frozen structs, exact and resolved, each with the node that it was written as.
Guarantees: lengths of time are in days or months, amounts in major units per base measure.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import msgspec

from sibdsl.semantics.meaning import Meaning
from sibdsl.source.span import Span
from sibdsl.surface import declarations, timing
from sibdsl.surface.cards import UpliftItem
from sibdsl.surface.node import Name, Node
from sibdsl.surface.outcomes import DocumentsItem, ReachedItem, RecordsItem, SustainsItem
from sibdsl.values.interval import EVERYTHING, Interval
from sibdsl.values.units import Unit


class Length(msgspec.Struct, frozen=True, gc=False):
    """A length of time: ``count`` of ``days`` or ``months``."""

    count: int
    unit: str
    node: timing.Length


class Sustained(msgspec.Struct, frozen=True):
    """A state that must have lasted. ``gap`` is in days."""

    item: SustainsItem
    length: Length
    within: Length | None
    gap: int


class Reached(msgspec.Struct, frozen=True):
    """When, from enrolment, an outcome must be reached."""

    item: ReachedItem
    earliest: Length | None
    latest: Length | None


class Outcome(msgspec.Struct, frozen=True):
    """What a claim of an outcome must show. ``unit`` None: it counts as one.

    ``recorded`` is None where a number has an error. ``requires`` is met when every number of one of its
    alternatives lies in its interval; none: nothing is required.
    """

    node: declarations.Outcome
    population: str | None = None
    unit: Unit | None = None
    step: Fraction | None = None
    values: Interval = EVERYTHING
    documents: tuple[DocumentsItem, ...] = ()
    claimed: Length | None = None
    reached: Reached | None = None
    sustained: Sustained | None = None
    recorded: tuple[tuple[RecordsItem, Meaning], ...] = ()
    requires: tuple[dict[str, Interval], ...] = ()


class Price(msgspec.Struct, frozen=True):
    """A price and for whom and when it holds. ``condition`` is where that is written; None: always."""

    amount: Fraction
    node: Node
    condition: Span | None = None
    cohort: str | None = None
    groups: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None


class After(msgspec.Struct, frozen=True):
    """An outcome that must have been reached before, and how long before."""

    name: Name
    at_least: Length | None = None
    within: Length | None = None


class Line(msgspec.Struct, frozen=True):
    """An outcome on a rate card with its prices and terms; ``sound`` False: an error in it was reported."""

    node: Node
    name: Name
    prices: tuple[Price, ...]
    after: tuple[After, ...] = ()
    terms: tuple[Node, ...] = ()
    sound: bool = True


class Uplift(msgspec.Struct, frozen=True):
    """A rise of prices for a group. ``step`` None: not rounded."""

    item: UpliftItem
    share: Fraction
    outcomes: tuple[str, ...]
    step: Fraction | None
    rounding: str


class Limit(msgspec.Struct, frozen=True):
    """A limit on what is claimed or paid, with the fields of the claims plan. ``label`` names it in its payment."""

    node: Node
    label: str
    measure: str
    outcomes: tuple[str, ...]
    per: tuple[str, ...]
    amount: Fraction | None = None
    whole: bool = False
    cohort: str | None = None
    share: Fraction | None = None
    base: tuple[str, ...] = ()


class Shared(msgspec.Struct, frozen=True):
    """Who pays for the claims of some outcomes and cohorts (none: any cohort)."""

    node: Node
    outcomes: tuple[str, ...]
    cohorts: tuple[str, ...]
    rest: bool


class Card(msgspec.Struct):
    """The rate card of a payment: what stands on it, and the payment's own limits on claims.

    ``written`` is the card as it was written: a declaration of its own or the item of the payment. ``names`` are the
    outcomes on it, ``people`` the populations that they are of.
    """

    payment: str
    written: Node
    statements: tuple[Node, ...]
    declaration: declarations.RateCard | None
    lines: dict[str, Line] = {}
    columns: tuple[Name, ...] = ()
    people: tuple[str, ...] = ()
    categories: dict[str, tuple[str, ...]] = {}
    only_one_of: list[tuple[Name, ...]] = []
    uplifts: list[Uplift] = []
    card_limits: list[Limit] = []
    limits: list[Limit] = []
    shared: list[Shared] = []

    @property
    def names(self) -> tuple[str, ...]:
        """The outcomes on the card, in written order."""
        return tuple(self.lines)
