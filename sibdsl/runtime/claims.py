"""Claims, enrolments and spells in memory, and what became of each claim: data only.

In: nothing. Out: frozen dataclasses. What they mean is in docs/reference/claims.md.
Every engine that settles claims gives the same lines, whatever it computes them with.
``row`` is the row of its file as a spreadsheet counts: the heading is row 1.
People appear in these records and in the files they came from, and nowhere else.
This package is embedded in generated modules: standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A person in the programme. ``cohort`` None: the contract has no cohorts."""

    person: str
    enrolled_on: date
    cohort: str | None = None
    groups: frozenset[str] = frozenset()
    row: int = 0


@dataclass(frozen=True, slots=True)
class Spell:
    """A state of a person that lasted from ``start`` to ``end``, both days included; None: it goes on."""

    person: str
    state: str
    start: date
    end: date | None
    row: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """An outcome claimed for a person. ``quantity`` and ``recorded`` are in base measure."""

    claim: str
    person: str
    outcome: str
    reached_on: date
    submitted_on: date | None = None
    validated_on: date | None = None
    rejected_on: date | None = None
    quantity: Fraction | None = None
    recorded: dict[str, Fraction] = field(default_factory=dict)
    documents: frozenset[str] = frozenset()
    row: int = 0


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that could not be used, with the code of its reason.

    ``table``: ``enrolment``, ``spells`` or ``claims``. ``cells`` is the row as it was read, by column.
    ``column`` is the cell at fault, where it is one. ``claim`` is empty where there is none.
    """

    table: str
    row: int
    code: str
    column: str
    claim: str
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class ClaimsEvidence:
    """Everything that was read about people, and the rows that could not be read.

    ``read`` counts the rows of the claims file, refused ones too. Where a table as a whole could not be read,
    ``complete`` is False and there is nothing else: what is not known must not be settled as if there were no claims.
    """

    enrolments: tuple[Enrolment, ...]
    spells: tuple[Spell, ...]
    claims: tuple[Claim, ...]
    refused: tuple[RefusedRow, ...] = ()
    read: int = 0
    complete: bool = True


NOTHING_READ = ClaimsEvidence((), (), (), complete=False)
"""What is known of people where a table could not be read."""


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """What became of one claim. Money is in minor units, ``quantity`` in base measure.

    ``status``: ``paid`` (in full), ``cut`` (a limit took some or all of it), ``recovered`` (paid, and taken back
    on ``recovered_on``, the day of a later determination), ``rejected`` (``reason`` is a code) or ``pending``
    (``reason`` is ``validation``, ``documents``, ``determination`` or ``knowledge``). ``asked`` is the claim at its
    price; ``cuts`` is what each limit of the plan took of it, in their order; ``asked`` less all cuts is ``paid``.
    ``counted`` is how much of ``quantity`` was left behind each limit of a quantity, in their order. For claims that
    are rejected or pending all of these are 0 or empty and ``determination`` is None. A recovered claim gives in
    ``reason`` the code for which it was taken back. ``quantity`` is 1 where the outcome has no unit or none is stated;
    ``cohort`` is None for people who are not enrolled, ``payment`` is empty for outcomes that are on no rate card.
    """

    row: int
    claim: str
    person: str
    payment: str
    outcome: str
    cohort: str | None
    reached_on: date
    status: str
    reason: str = ""
    determination: date | None = None
    quantity: Fraction = Fraction(1)
    asked: int = 0
    cuts: tuple[int, ...] = ()
    paid: int = 0
    recovered_on: date | None = None
    counted: tuple[Fraction, ...] = ()


@dataclass(frozen=True, slots=True)
class CardTotal:
    """What the claims of one outcome and cohort came to in one determination of its payment. Money is in minor units.

    ``day`` and ``occasion_cohort`` name the determination. ``people`` counts the different people of the claims
    taken, ``paid_claims`` those paid in full (also where they were recovered later), ``cut_claims`` those of which a
    limit took some or all; ``asked`` less all of ``cuts`` is ``paid``. ``recovered_claims`` and ``recovered`` are
    what was taken back in this determination of claims paid in earlier ones.
    """

    payment: str
    day: date
    occasion_cohort: str | None
    outcome: str
    cohort: str | None
    people: int
    claims: int
    paid_claims: int
    cut_claims: int
    asked: int
    cuts: tuple[int, ...]
    paid: int
    recovered_claims: int
    recovered: int


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """How many claims of an outcome and cohort stand so: ``status`` and ``reason`` are those of their lines.

    ``outcome`` is empty for claims of outcomes that are on no rate card.
    """

    outcome: str
    cohort: str | None
    status: str
    reason: str
    claims: int


@dataclass(frozen=True, slots=True)
class ClaimsSettled:
    """The result of every engine. ``totals`` by day, payment, outcome (both as written) and cohort, none of them empty.

    ``settled_to`` is the day of the last determination of each payment that was made (None: none yet). Counts
    are of rows of the claims file: ``read`` is the sum of ``paid``, ``cut``, ``recovered``, ``rejected`` (by code)
    and ``pending`` (by what they wait for). ``people`` counts the different people of the claims that are paid, cut
    or recovered. ``refused`` counts rejected rows of the other tables by table and code. Of the claims in a ledger,
    ``changed`` counts those that are taken back because they are reported otherwise now, and ``unreported`` those
    that stay paid although they are in the claims file no longer. ``by_outcome`` counts the lines by outcome, cohort
    (both as written), status and reason; an engine may leave it out, so it does not make two results differ.
    """

    totals: tuple[CardTotal, ...]
    settled_to: dict[str, date | None]
    read: int
    paid: int
    cut: int
    recovered: int
    rejected: dict[str, int]
    pending: dict[str, int]
    people: int
    refused: dict[tuple[str, str], int] = field(default_factory=dict)
    changed: int = 0
    unreported: int = 0
    by_outcome: tuple[OutcomeCount, ...] = field(default=(), compare=False)
