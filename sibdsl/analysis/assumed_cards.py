"""Rate cards that come to chosen totals, without a single claim.

In: a total for each payment with a rate card. Out: the answers that a settlement asks for (``runtime.cards``).
Relies on the determinations of the plan. Guarantees: the parts add up to the total.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from sibdsl.runtime.cards import Backlog
from sibdsl.runtime.determinations import prepare
from sibdsl.runtime.exact import minor_units, split_whole
from sibdsl.runtime.plan import PaymentPlan, Plan
from sibdsl.runtime.wording import listed


class AssumedCards:
    """Rate cards that come to chosen totals, in equal parts over the determinations of their payments."""

    def __init__(self, plan: Plan, values: Mapping[str, Fraction]) -> None:
        self._parts: dict[tuple[str, date, str | None], int] = {}
        for name, value in values.items():
            places = [
                (name, occasion.determination.day, occasion.determination.cohort)
                for occasion in prepare(plan).occasions(None)
                if occasion.payment.name == name
            ]
            total = minor_units(value, plan.digits, plan.rounding)
            parts = split_whole(total, [Fraction(1)] * len(places)) if places else []
            self._parts.update(zip(places, parts, strict=True))

    def waits_for(self, payment: str, day: date) -> str:
        """Nothing: what claims come to is chosen."""
        return ""

    def due(self, payment: PaymentPlan, day: date, cohort: str | None, backlog: Backlog) -> AssumedCard:
        """Give the part of a determination."""
        return AssumedCard(self._parts.get((payment.name, day, cohort), 0), payment)

    def counts(self) -> dict[str, object]:
        """There are no claims to count."""
        return {}

    def by_outcome(self) -> list[dict[str, object]]:
        """There are no claims to count by outcome."""
        return []

    def table_rows(self) -> list[tuple[str, ...]]:
        """There are no claims to show."""
        return []

    def count_rows(self) -> list[tuple[str, ...]]:
        """There are no claims to count."""
        return []

    def sentences(self) -> list[str]:
        """There are no claims to tell of."""
        return []


class AssumedCard:
    """What a rate card is taken to come to in one determination."""

    def __init__(self, minor: int, payment: PaymentPlan) -> None:
        self._minor = minor
        self._payment = payment

    def minor(self) -> int:
        """Give the amount in minor units."""
        return self._minor

    def divide(self, total: int) -> list[int] | None:
        """Divide it as the first share of the card that names its payers says; None where the payment says it."""
        if not self._payment.card_shares:
            return None
        first = {payer.party: payer.share or Fraction(0) for payer in self._payment.card_shares[0].payers}
        return split_whole(total, [first.get(payer.party, Fraction(0)) for payer in self._payment.payers])

    def close(self, by_payer: Sequence[int]) -> None:
        """Nothing is left for later determinations."""

    def steps(self) -> list[dict[str, object]]:
        """Tell that the amount is chosen."""
        return [{"kind": "assumed", "text": "What the claims come to is assumed."}]

    def split_steps(self) -> list[dict[str, object]]:
        """Tell who pays."""
        payers = listed([payer.party for payer in self._payment.payers])
        return [{"kind": "assumed", "text": f"It is paid by {payers}."}] if self._payment.card_shares else []

    def data(self, payer: str) -> list[dict[str, object]]:
        """There are no claims."""
        return []
