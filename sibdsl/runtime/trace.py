"""What happened while an amount was determined: one small tuple for each thing, in order.

In: values, as the rules of a contract call ``case``. Out: data for ``explain``.
Relies on nothing. Guarantees: no words are made here, so that a settlement nobody asks about costs none.

Amounts are exact and in major units, but ``minor`` in a field's name says minor units.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from sibdsl.runtime.cards import CardDue
from sibdsl.runtime.plan import Cap

Exact = Fraction | int
"""An exact value."""


class PaidBefore(NamedTuple):
    """What a payment had paid before this determination."""

    payment: str
    paid: Fraction


class TimePassed(NamedTuple):
    """Whole months or days since the start of the term."""

    unit: str
    passed: int


class CountTaken(NamedTuple):
    """A quantity cut to what its count still allows."""

    name: str
    value: Exact
    used: Exact
    taken: Exact


class MetricCalculated(NamedTuple):
    """A metric that the contract calculates; ``exact`` is its value before it was rounded, if it was."""

    name: str
    value: Exact
    exact: Exact | None = None


class ThresholdTested(NamedTuple):
    """A named condition."""

    name: str
    holds: bool


class GateTested(NamedTuple):
    """A condition without which a payment is nothing."""

    name: str
    holds: bool


class RowReached(NamedTuple):
    """The row of a step table that a value reached."""

    name: str
    row: int
    subject: Exact
    amount: Exact


class RowChosen(NamedTuple):
    """The row of a condition or date table that applies."""

    name: str
    row: int
    amount: Exact


class BracketsFilled(NamedTuple):
    """Units taken by each bracket, with their amounts."""

    name: str
    subject: Exact
    parts: tuple[tuple[Exact, Exact], ...]
    amount: Exact


class StagesPassed(NamedTuple):
    """Stages of a share that applied: index, base taken, amount; and what was paid before."""

    name: str
    base: Exact
    before: Exact
    parts: tuple[tuple[int, Exact, Exact], ...]
    amount: Exact


class FormulaUsed(NamedTuple):
    """A part of a payment that is no table."""

    name: str
    amount: Exact


class CardCounted(NamedTuple):
    """What the claims on a rate card came to."""

    card: CardDue


class CardSplit(NamedTuple):
    """The payers' parts of what the claims on a rate card came to."""

    card: CardDue


class IndexApplied(NamedTuple):
    """An amount times the fact now over the fact on its base date."""

    name: str
    fact: str
    base: date
    now: Fraction
    then: Fraction
    before: Exact
    after: Exact


class MinimumApplied(NamedTuple):
    """An amount raised to a minimum, where it was below."""

    name: str
    before: Exact
    after: Exact


class CapApplied(NamedTuple):
    """An amount cut to what a cap still allowed, where it was above. ``used`` is what counted before."""

    cap: Cap
    before: Exact
    used: Exact
    after: Exact


class AmountRounded(NamedTuple):
    """The amount of the determination, before and after rounding."""

    exact: Exact
    minor: int


class AmountSplit(NamedTuple):
    """The payers' parts by share."""

    minor_parts: tuple[int, ...]


class TurnsTaken(NamedTuple):
    """The payers' parts in turns, and what each had paid of its turn before."""

    minor_parts: tuple[int, ...]
    minor_before: tuple[int, ...]
    minor_unpaid: int


class PayerCapApplied(NamedTuple):
    """A payer's part cut to what a cap still allowed."""

    cap: Cap
    minor_before: int
    minor_used: int
    minor_after: int


TraceEntry = (
    PaidBefore | TimePassed | CountTaken | MetricCalculated | ThresholdTested | GateTested | RowReached
    | RowChosen | BracketsFilled | StagesPassed | FormulaUsed | IndexApplied | MinimumApplied | CapApplied
    | AmountRounded | AmountSplit | TurnsTaken | PayerCapApplied | CardCounted | CardSplit
)  # fmt: skip
