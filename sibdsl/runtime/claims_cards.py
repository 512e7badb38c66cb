"""What rate cards come to in each determination: the total of its claims, less what is taken back.

In: the totals of settled claims. Out: the answers that a settlement asks for (``cards``).
Relies on ``exact`` for splits and on ``Backlog`` for what is left from earlier determinations.
Guarantees: what is taken back is never paid out again, and never taken back twice: it first uses up what a limit on
whole payments had left unpaid, then this determination, then the next ones of the same payment and payers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from sibdsl.runtime.cards import Backlog, CardDue, Cards
from sibdsl.runtime.claims import CardTotal, ClaimsSettled
from sibdsl.runtime.claims_counts import (
    count_sentences,
    counts_data,
    outcomes_data,
    rows_of_counts,
    rows_of_totals,
    totals_data,
)
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.claims_standing import REJECTED_BY_VERIFIER
from sibdsl.runtime.claims_telling import tell_carried, tell_shares, tell_taken_back, tell_total
from sibdsl.runtime.determinations import Prepared
from sibdsl.runtime.evidence import Evidence
from sibdsl.runtime.exact import split_whole
from sibdsl.runtime.plan import CardShare, Payer, PaymentPlan


def with_settled_claims(evidence: Evidence, prepared: Prepared, plan: ClaimsPlan, settled: ClaimsSettled) -> Evidence:
    """Add to the evidence what the claims of people come to."""
    cards: Cards = SettledCards(prepared, plan, settled)
    return replace(evidence, claims=cards)


@dataclass(slots=True)
class ShareOfCard:
    """The claims of one determination that the same payers pay for. Amounts are in minor units.

    ``carried`` is what earlier determinations left to take back, ``unpaid`` what limits on whole payments left unpaid
    of earlier ones. ``parts`` is what each of the payers pays.
    """

    payers: tuple[Payer, ...]
    totals: list[CardTotal] = field(default_factory=list)
    carried: int = 0
    unpaid: int = 0
    parts: list[int] = field(default_factory=list)

    @property
    def paid(self) -> int:
        """What its claims are paid."""
        return sum(total.paid for total in self.totals)

    @property
    def taken_back(self) -> int:
        """What was paid for claims and is taken back."""
        return sum(total.recovered for total in self.totals)

    @property
    def never_paid(self) -> int:
        """The part of what is taken back that was never paid, because a limit on whole payments cut it."""
        return min(self.taken_back, self.unpaid)

    @property
    def balance(self) -> int:
        """What is paid, less what is taken back now and what was left from before."""
        return self.paid - (self.taken_back - self.never_paid) - self.carried

    @property
    def due(self) -> int:
        """What is paid in this determination, before limits on whole payments."""
        return max(self.balance, 0)

    def part_of(self, party: str) -> int:
        """Give what a party pays of its claims, before limits on what that party pays."""
        return sum(part for payer, part in zip(self.payers, self.parts, strict=True) if payer.party == party)

    @property
    def left(self) -> int:
        """What remains to take back in later determinations."""
        return max(-self.balance, 0)


class SettledCard:
    """What one rate card comes to in one determination."""

    def __init__(
        self, cards: SettledCards, payment: PaymentPlan, totals: Sequence[CardTotal], backlog: Backlog
    ) -> None:  # fmt: skip
        self._cards = cards
        self._payment = payment
        self._backlog = backlog
        self._shares = _shares_of(payment)
        for place, share in enumerate(self._shares):
            share.carried = backlog.to_take_back.get((payment.name, place), 0)
            share.unpaid = backlog.unpaid.get((payment.name, place), 0)
        for total in totals:
            self._shares[_place_of_share(payment, total)].totals.append(total)

    def minor(self) -> int:
        """Give the amount in minor units."""
        return sum(share.due for share in self._shares)

    def divide(self, total: int) -> list[int] | None:
        """Divide what is paid between the payers, those of each share by itself."""
        if not self._payment.card_shares:
            return None
        dues = [Fraction(share.due) for share in self._shares]
        amounts = split_whole(total, dues) if any(dues) else [0] * len(dues)
        by_party = dict.fromkeys((payer.party for payer in self._payment.payers), 0)
        for share, amount in zip(self._shares, amounts, strict=True):
            share.parts = split_whole(amount, [payer.share or Fraction(0) for payer in share.payers])
            for payer, part in zip(share.payers, share.parts, strict=True):
                by_party[payer.party] += part
        return list(by_party.values())

    def close(self, by_payer: Sequence[int]) -> None:
        """Note what limits on whole payments left unpaid, and what is left to take back."""
        for place, (share, paid) in enumerate(zip(self._shares, self._paid_by_share(by_payer), strict=True)):
            key = (self._payment.name, place)
            self._backlog.to_take_back[key] = share.left
            self._backlog.unpaid[key] = share.unpaid - share.never_paid + share.due - paid

    def _paid_by_share(self, by_payer: Sequence[int]) -> list[int]:
        """Say how much of what payers pay in the end is for which share of the card."""
        if not self._payment.card_shares:
            return [sum(by_payer)]
        paid = [0] * len(self._shares)
        for payer, amount in zip(self._payment.payers, by_payer, strict=True):
            parts = [
                Fraction(
                    sum(part for of, part in zip(share.payers, share.parts, strict=True) if of.party == payer.party)
                )
                for share in self._shares
            ]
            if any(parts):
                for place, part in enumerate(split_whole(amount, parts)):
                    paid[place] += part
        return paid

    # ------------------------------------------------------------ in words and as data

    def steps(self) -> list[dict[str, object]]:
        """Tell what claims came to, outcome by outcome, and what was taken back."""
        plan, claims = self._cards.prepared.plan, self._cards.plan
        totals = [total for share in self._shares for total in share.totals]
        steps = [tell_total(plan, claims, total) for total in totals if total.claims]
        steps += [tell_taken_back(plan, claims, total) for total in totals if total.recovered_claims]
        for share in self._shares:
            payers = share.payers if len(self._shares) > 1 else ()
            steps += tell_carried(self._cards.prepared, payers, share.carried, share.never_paid, share.left)
        return steps

    def split_steps(self) -> list[dict[str, object]]:
        """Tell how the payers of each share divide what it comes to; one that pays all of it divides nothing."""
        return [
            tell_shares(self._cards.prepared, self._cards.plan, share.payers, share.totals, share.parts)
            for share in self._shares
            if any(share.parts) and len(share.payers) > 1
        ]

    def data(self, payer: str) -> list[dict[str, object]]:
        """Give what the claims came to that a party pays for."""
        found: list[dict[str, object]] = []
        for share in self._shares:
            part = next((item for item in share.payers if item.party == payer), None)
            if part is not None:
                found += totals_data(self._cards.prepared.plan, self._cards.plan, share.totals, part)
        return found


class SettledCards:
    """The rate cards of a contract with their claims settled."""

    def __init__(self, prepared: Prepared, plan: ClaimsPlan, settled: ClaimsSettled) -> None:
        self.prepared = prepared
        self.plan = plan
        self.settled = settled
        self._totals: dict[tuple[str, object, str | None], list[CardTotal]] = {}
        for total in settled.totals:
            self._totals.setdefault((total.payment, total.day, total.occasion_cohort), []).append(total)

    def waits_for(self, payment: str, day: date) -> str:
        """Say in words what a determination waits for; empty when its claims are settled."""
        settled_to = self.settled.settled_to.get(payment)
        if settled_to is not None and day <= settled_to:
            return ""
        return "claims" if settled_to is None else f"claims after {settled_to}"

    def due(self, payment: PaymentPlan, day: date, cohort: str | None, backlog: Backlog) -> CardDue:
        """Give what a card comes to in a determination; it is noted in the backlog once it is closed."""
        return SettledCard(self, payment, self._totals.get((payment.name, day, cohort), []), backlog)

    def counts(self) -> dict[str, object]:
        """Count what became of every row of the claims file."""
        return counts_data(self.plan, self.settled)

    def by_outcome(self) -> list[dict[str, object]]:
        """Count how the claims of each outcome and cohort stand."""
        return outcomes_data(self.plan, self.settled)

    def table_rows(self) -> list[tuple[str, ...]]:
        """Give a table of all claims that were taken."""
        return rows_of_totals(self.prepared, self.plan, self.settled.totals)

    def count_rows(self) -> list[tuple[str, ...]]:
        """Give a table of how many claims of each outcome stand how."""
        return rows_of_counts(self.plan, self.settled)

    def sentences(self) -> list[str]:
        """Tell what became of every row of the claims file."""
        return count_sentences(self.settled)


def rejected_for_faults(cards: Cards | None) -> int:
    """How many rows of claims were rejected for another reason than the verifier's decision."""
    rejected = cards.settled.rejected if isinstance(cards, SettledCards) else {}
    return sum(rows for code, rows in rejected.items() if code != REJECTED_BY_VERIFIER)


def _shares_of(payment: PaymentPlan) -> list[ShareOfCard]:
    if not payment.card_shares:
        return [ShareOfCard(payment.payers)]
    return [ShareOfCard(share.payers) for share in payment.card_shares]


def _place_of_share(payment: PaymentPlan, total: CardTotal) -> int:
    """Find the first share that has the outcome and the cohort of a total."""
    for place, share in enumerate(payment.card_shares):
        if _is_shared_by(share, total):
            return place
    return 0


def _is_shared_by(share: CardShare, total: CardTotal) -> bool:
    return total.outcome in share.outcomes and (not share.cohorts or total.cohort in share.cohorts)
