"""The most and the least that each party can pay and receive, and each payment by itself.

In: a payment program. Out: ``Limits``, exact.
Relies on ``course`` for each determination and on ``upper`` for the most of sums.
Guarantees: for every evidence and every day of an early termination no statement exceeds the most, and
every statement without pending lines reaches the least. Tight for tables on one metric and for nested caps.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import msgspec

from sibdsl.analysis.course import Course, Outcome
from sibdsl.analysis.upper import NOTHING, UpperBounds, largest
from sibdsl.ir.program import Program
from sibdsl.runtime.plan import PaymentPlan


class PartyLimits(msgspec.Struct, frozen=True):
    """The least and the most a party pays and receives over the whole contract; None is no upper limit."""

    party: str
    pays_least: Fraction
    pays_most: Fraction | None
    receives_least: Fraction
    receives_most: Fraction | None


class PaymentLimits(msgspec.Struct, frozen=True):
    """The least and the most of a payment, each time it is determined and in total; None is no upper limit."""

    payment: str
    each_least: Fraction
    each_most: Fraction | None
    total_least: Fraction
    total_most: Fraction | None


class Limits(msgspec.Struct, frozen=True):
    """The limits of every party and every payment, in written order, in major units of ``currency``."""

    currency: str
    digits: int
    parties: tuple[PartyLimits, ...]
    payments: tuple[PaymentLimits, ...]


def limits(program: Program) -> Limits:
    """Work out the limits of a program."""
    return _Limiting(program).limits()


class _Limiting:
    """The limits of one program, worked out from its outcomes."""

    def __init__(self, program: Program) -> None:
        self._plan = program.plan
        course = Course(program)
        self._outcomes = course.outcomes()
        self._upper = UpperBounds(course, self._outcomes)

    def limits(self) -> Limits:
        parties = tuple(self._party(name) for name, _ in self._plan.parties)
        payments = tuple(self._payment(payment) for payment in self._plan.payments)
        return Limits(self._plan.currency, self._plan.digits, parties, payments)

    def _party(self, party: str) -> PartyLimits:
        receives = {payment.name for payment in self._plan.payments if payment.payee == party}
        return PartyLimits(
            party,
            self._least(lambda outcome: _part_of(outcome, party)),
            self._upper.paid_by(party, {payment.name for payment in self._plan.payments}),
            self._least(lambda outcome: outcome.paid.low if outcome.payment in receives else None),
            self._upper.paid_under(receives),
        )

    def _payment(self, payment: PaymentPlan) -> PaymentLimits:
        outcomes = [outcome for outcome in self._outcomes if outcome.payment == payment.name]
        return PaymentLimits(
            payment.name,
            min((outcome.paid.low or NOTHING for outcome in outcomes), default=NOTHING),
            largest([outcome.paid.high for outcome in outcomes]),
            self._least(lambda outcome: outcome.paid.low if outcome.payment == payment.name else None),
            self._upper.totals[payment.name],
        )

    def _least(self, part: Callable[[Outcome], Fraction | None]) -> Fraction:
        """Add up what is paid at any rate: if the contract runs its term, or if it ends as early as it may."""
        scheduled = certain = ending = NOTHING
        for outcome in self._outcomes:
            low = part(outcome) or NOTHING
            if outcome.ending:
                ending += low
            else:
                scheduled += low
                certain += low if outcome.certain else NOTHING
        return min(scheduled, certain + ending)


def _part_of(outcome: Outcome, party: str) -> Fraction:
    return sum((payer.range.low or NOTHING for payer in outcome.payers if payer.party == party), NOTHING)
