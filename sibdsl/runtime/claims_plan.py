"""What a settlement needs to know about the rate cards of a contract: data only.

In: nothing. Out: frozen dataclasses with outcomes, prices, uplifts and limits, all cards of a contract together.
The lowering fills a ``ClaimsPlan``; the interpreter and every generated program read the same one. What each field
means for a payment is in docs/reference/claims.md, section by section in the order of the fields here.

Scales are those of ``plan``: money in major units, every other quantity in base measure (weeks in days, years in
months). This package is embedded in generated modules: standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sibdsl.runtime.plan import Period, Range, Unit

ANY_QUANTITY = Range()
"""The range of an outcome that says nothing about its quantity."""


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time: ``count`` of ``days`` or ``months``. Weeks are days and years are months.

    ``words`` is the length as written where that is in weeks or years: ``13 weeks``; else it is empty.
    """

    count: int
    unit: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Documents:
    """At least ``count`` of the documents of these names must be there."""

    count: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A number that a claim states besides its quantity, such as hours a week. ``step`` None: any number of digits."""

    name: str
    title: str
    unit: Unit
    step: Fraction | None


@dataclass(frozen=True, slots=True)
class Requirement:
    """A recorded number lies in a range."""

    recorded: str
    range: Range


@dataclass(frozen=True, slots=True)
class Sustained:
    """The outcome is a state that lasted.

    ``length`` from the day on which the clock started, each allowed gap (up to ``gap`` days) moving the end on by
    its days, all within ``within`` of the start where that is said. After a longer gap the clock restarts with the
    next spell, or with ``restarts`` False the outcome can no longer be reached.
    """

    state: str
    length: Length
    within: Length | None
    gap: int
    restarts: bool


@dataclass(frozen=True, slots=True)
class After:
    """The person reached ``outcome`` before, at least and at most so long before."""

    outcome: str
    at_least: Length | None
    within: Length | None


@dataclass(frozen=True, slots=True)
class Price:
    """A price: for one claim, or for each unit of base measure of its quantity.

    It holds for people of the cohort (None: any) who are in all of ``groups``, reached on a day from ``start`` to
    ``end`` (None: open). Of an outcome's prices the first that holds counts. ``words`` is the price as written.
    """

    amount: Fraction
    words: str
    cohort: str | None = None
    groups: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Uplift:
    """A price rises by ``share`` for people in ``group``, and is then rounded to ``step`` where that is said."""

    share: Fraction
    group: str
    outcomes: tuple[str, ...]
    step: Fraction | None
    rounding: str
    words: str
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class OutcomePlan:
    """A payable event of one person, with its line on a rate card.

    ``payment`` is the payment whose card it is on. ``unit`` None: a claim counts as one; else a claim states a
    quantity in that unit, in steps of ``step`` (base measure) and within ``range``. ``claimed_within`` counts from
    the day on which it was reached to the day on which it was submitted. ``reached_from`` and ``reached_to`` count
    from enrolment. ``requires`` is met when all requirements of one of its alternatives are (none: nothing is
    required). ``validated``: it counts only once ``verifiers`` have validated it.
    """

    name: str
    title: str
    clause: str | None
    payment: str
    prices: tuple[Price, ...]
    unit: Unit | None = None
    step: Fraction | None = None
    range: Range = ANY_QUANTITY
    documents: tuple[Documents, ...] = ()
    claimed_within: Length | None = None
    reached_from: Length | None = None
    reached_to: Length | None = None
    recorded: tuple[Recorded, ...] = ()
    requires: tuple[tuple[Requirement, ...], ...] = ()
    sustained: Sustained | None = None
    after: tuple[After, ...] = ()
    validated: bool = False
    verifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit on what is taken or paid, in written order.

    ``measure``: ``claims`` (how many are taken), ``quantity`` (how much of what they state is taken, base measure)
    or ``money`` (major units). It applies to claims of ``outcomes`` and is used up separately for each combination
    of ``per``: ``claim``, ``person``, ``outcome``, ``cohort``, ``determination``, ``contract year``,
    ``calendar year``, ``financial year``; none of them: over the whole contract. ``cohort``: only people of it.

    With ``share`` the limit is no sum but that share of what all claims of ``base`` (among them ``outcomes``) come
    to; ``amount`` is then None and ``measure`` is ``money``. ``whole``: what does not fit whole is not paid at all,
    nor anything after it.
    """

    name: str
    text: str
    clause: str | None
    measure: str
    outcomes: tuple[str, ...]
    per: tuple[str, ...]
    amount: Fraction | None
    whole: bool = False
    cohort: str | None = None
    share: Fraction | None = None
    base: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CohortDates:
    """A cohort: people enrolled on a day of its period."""

    name: str
    title: str
    enrolled: Period


@dataclass(frozen=True, slots=True)
class Group:
    """A named group of people, who may be in several."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Category:
    """A named set of outcomes, for statements and limits."""

    name: str
    title: str
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimsPlan:
    """All rate cards of a contract. Tuples are in written order; ``limits`` in the order in which they apply:
    claims, then quantity, then money, each in written order. ``only_one_of``: for each person only the first
    outcome reached of each set is paid; no outcome is in two sets.
    """

    outcomes: tuple[OutcomePlan, ...]
    cohorts: tuple[CohortDates, ...] = ()
    groups: tuple[Group, ...] = ()
    categories: tuple[Category, ...] = ()
    uplifts: tuple[Uplift, ...] = ()
    only_one_of: tuple[tuple[str, ...], ...] = ()
    limits: tuple[Limit, ...] = ()
