"""What an amount is: its unit, the values it can take, and what it reads. And where it stands.

Data only, made by the passes of this package.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import msgspec

from sibdsl.diagnostics.sink import Sink
from sibdsl.semantics.capital.found import Capital
from sibdsl.semantics.scope import Scope, Unread
from sibdsl.semantics.terms import Terms
from sibdsl.source.span import Span
from sibdsl.surface.cards import RateCardItem, RateCardReferenceItem
from sibdsl.surface.declarations import Declaration
from sibdsl.surface.expressions import IsMet, IsSignificant, Reference
from sibdsl.surface.node import Name, Node
from sibdsl.values.interval import EVERYTHING, Interval
from sibdsl.values.schedule import Period
from sibdsl.values.units import Unit

if TYPE_CHECKING:
    from sibdsl.semantics.cards.found import Card, Limit, Outcome
    from sibdsl.semantics.tables import FoundTable


Reader = Reference | IsMet | IsSignificant
"""What reads something by its name."""


class Meaning(msgspec.Struct, frozen=True, gc=False):
    """What an amount is.

    ``unit`` None fits any unit: ``nothing``, or an amount in which an error was already reported.
    ``interval`` holds every value it can take, in base measure; ``step`` is the grid it lies on.
    ``constant`` amounts read no evidence. ``here`` names the reported metrics that it reads for the determination
    at hand; ``supplied`` names the parameters that have no value in the contract.
    """

    unit: Unit | None
    interval: Interval
    constant: bool = False
    step: Fraction | None = None
    here: tuple[str, ...] = ()
    supplied: tuple[str, ...] = ()


UNKNOWN = Meaning(None, EVERYTHING)
"""An amount in which an error was already reported."""


class Extent(msgspec.Struct, frozen=True, gc=False):
    """How many levels an amount nests, through the names that it reads, and how many amounts it multiplies at most."""

    levels: int = 0
    factors: int = 0


class Frame(msgspec.Struct, frozen=True):
    """What something repeats over: periods, cohorts, both, or neither (once).

    ``words``: ``quarterly for each cohort``.
    """

    periods: tuple[Period, ...] | None = None
    cohorts: tuple[str, ...] | None = None
    words: str = "once"


ONCE = Frame()


class Due(msgspec.Struct, frozen=True):
    """When a payment is determined.

    ``dates``: every determination date (one for each period, else one for each cohort, else one); empty
    for payments on termination.
    """

    frame: Frame
    dates: tuple[date, ...]
    on_termination: bool = False


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where an amount stands.

    ``reader`` is what reads it, in words (``payment `success` ``). ``frame`` None means nothing is known of the
    reader's timing (a calculated metric by itself, or a timing with an error). ``want`` is the unit that a bare
    number adopts; ``subject`` and ``what`` are the table's subject, in a row.
    """

    reader: str
    frame: Frame | None = None
    want: Unit | None = None
    subject: Meaning | None = None
    what: str = "this"


class PaymentMeaning(msgspec.Struct, frozen=True):
    """What a payment comes to for one determination, before it is rounded and split.

    ``parts`` is in written order. ``uncapped`` holds every value of their sum after indexation and a minimum,
    ``total`` after the payment's own caps per determination too. ``reads`` names every metric and fact that it
    depends on, also through calculated metrics and thresholds; ``direct`` those that the payment itself names.
    """

    due: Due | None
    parts: tuple[Meaning, ...]
    uncapped: Interval
    total: Interval
    direct: frozenset[str]
    reads: frozenset[str]


class HiddenSum(msgspec.Struct, frozen=True):
    """A sum that stands in a metric or threshold, and has no meaning where a payment depends on that."""

    through: Declaration
    reference: Reference


class Known(msgspec.Struct):
    """Everything the passes know about the contract: its names, its terms, and what was worked out so far.

    ``thresholds`` gives the reported metrics that a threshold reads for the determination at hand, ``tables`` every
    table by its span, ``readers`` the payments that depend on a metric or fact. ``unread`` are the offsets of
    statements that could not be read, in ascending order. ``comparisons`` gives, by the span of each comparison
    with fixed bounds, the values that pass and the meaning of its subject. ``cards`` gives the rate card of each
    payment that has one, ``claim_limits`` the caps of the contract that limit claims, by name;
    ``capital`` what finance and waterfalls say.
    """

    scope: Scope
    terms: Terms
    sink: Sink
    reads: dict[str, tuple[Reader, ...]] = {}
    """What each parameter, fact, metric and threshold reads by name, in written order."""
    order: dict[str, Declaration] = {}
    """The parameters, facts, metrics and thresholds, each after what it depends on."""
    metrics: dict[str, Meaning] = {}
    summed: set[str] = set()
    """The metrics of which a sum is read somewhere; most contracts have none, and their checks are quick."""
    extents: dict[str, Extent] = {}
    """How far what is calculated builds on other calculations, by name."""
    too_far: set[str] = set()
    """What builds on too much, so that it is not worked out."""
    metric_frames: dict[str, Frame | None] = {}
    parameters: dict[str, Meaning] = {}
    facts: dict[str, Meaning] = {}
    fact_dates: dict[str, tuple[date, ...] | None] = {}
    dues: dict[str, Due | None] = {}
    schedules: dict[tuple[date, date, int, str], tuple[Period, ...]] = {}
    thresholds: dict[str, tuple[str, ...]] = {}
    tables: dict[Span, FoundTable] = {}
    comparisons: dict[Span, tuple[Interval, Meaning]] = {}
    payments: dict[str, PaymentMeaning] = {}
    outcomes: dict[str, Outcome] = {}
    card_items: dict[str, RateCardItem | RateCardReferenceItem] = {}
    """What gives a payment its rate card, by the payment's name."""
    cards: dict[str, Card] = {}
    claim_limits: dict[str, Limit] = {}
    capital: Capital = msgspec.field(default_factory=Capital)
    readers: dict[str, list[str]] = {}
    first_results: dict[str, date] = {}
    """When the first period ends of each metric that is added up."""
    hidden_sums: dict[str, tuple[HiddenSum, ...]] = {}
    """The sums that have no meaning at the determinations of a payment, by its name."""
    unused: set[str] = set()
    """What nothing uses, or what is used although it says that it is not."""
    not_independent: dict[str, tuple[Name, ...]] = {}
    """The verifiers of a metric that ought to be independent, by its name."""
    capped: set[str] = set()
    """The payments that caps of the contract limit."""
    unread: Unread = Unread()

    def is_whole(self, node: Node) -> bool:
        """Whether every statement of ``node`` could be read, so that what is missing there is missing indeed."""
        return not self.unread.is_any_in(node.span)

    def quiet(self, **changes: object) -> Known:
        """The same, for trying something out: what is reported and worked out in doing so goes nowhere."""
        sink = Sink(self.sink.source)
        tried: Known = msgspec.structs.replace(self, sink=sink, tables={}, comparisons={}, summed=set(), **changes)
        return tried
