"""On which day a claim is taken: section 7 of the reference of claims.

In: a contract's determinations, the claims, the day as of which they are settled, and what is closed.
Out: for a claim, the determination in which it is taken, and whether that one is made.
Relies on ``determinations``. Guarantees: a determination that is closed takes nothing more.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sibdsl.runtime.claims import Claim
from sibdsl.runtime.claims_ledger import Ledger
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.claims_screening import day_submitted
from sibdsl.runtime.determinations import Occasion, Prepared, reason_to_lapse


class ClaimDays:
    """The determinations of the payments with a rate card that take place, and how far they are made.

    ``made_to`` is the day of the last determination of each payment that is made, closed ones included.
    """

    def __init__(
        self,
        prepared: Prepared,
        plan: ClaimsPlan,
        claims: Sequence[Claim],
        as_of: date | None,
        termination: date | None,
        ledger: Ledger,
    ) -> None:
        on_card = {outcome.payment for outcome in plan.outcomes}
        self._payments = prepared.plan.payments
        self._of_payment: dict[str, list[Occasion]] = {
            payment.name: [] for payment in prepared.plan.payments if payment.name in on_card
        }
        for occasion in prepared.occasions(termination):
            if occasion.payment.name in on_card and not reason_to_lapse(occasion, termination):
                self._of_payment[occasion.payment.name].append(occasion)
        self._termination = termination
        self._closed_to = ledger.closed_to
        latest = latest_day(claims)
        self.made_to: dict[str, date | None] = {
            payment: self._last_made(payment, as_of, latest) for payment in self._of_payment
        }

    def _last_made(self, payment: str, as_of: date | None, latest: date | None) -> date | None:
        """Give the last determination that is made: by the day of the statement, or the first after all claims."""
        days = [occasion.determination.day for occasion in self._of_payment[payment]]
        if as_of is not None:
            made = [day for day in days if day <= as_of]
        elif latest is None:
            made = []
        else:
            first_after = min([day for day in days if day >= latest], default=date.max)
            made = [day for day in days if day <= first_after]
        closed = self._closed_to.get(payment)
        return max(made if closed is None else [*made, closed], default=None)

    def made(self) -> list[Occasion]:
        """List the determinations that are made and not closed, in order."""
        occasions = [occasion for found in self._of_payment.values() for occasion in found]
        return sorted(filter(self.is_made, filter(self._is_open, occasions)), key=lambda occasion: occasion.order)

    def is_made(self, occasion: Occasion) -> bool:
        """Say whether a determination is made."""
        made_to = self.made_to[occasion.payment.name]
        return made_to is not None and occasion.determination.day <= made_to

    def first_open(self, payment: str, cohort: str | None, not_before: date = date.min) -> Occasion | None:
        """Give the first determination of a payment that is not closed, on a day or after it.

        Where a payment is determined for each cohort, it is one for the cohort of the person.
        """
        for occasion in self._of_payment[payment]:
            for_cohort = occasion.payment.timing.cohorts is None or occasion.determination.cohort == cohort
            if for_cohort and self._is_open(occasion) and occasion.determination.day >= not_before:
                return occasion
        return None

    def is_over(self, payment: str) -> bool:
        """Say whether no determination will come that is not known yet: one on the day on which a contract ends."""
        of_payment = next(plan for plan in self._payments if plan.name == payment)
        return self._termination is not None or not of_payment.timing.on_termination

    def _is_open(self, occasion: Occasion) -> bool:
        closed_to = self._closed_to.get(occasion.payment.name)
        return closed_to is None or occasion.determination.day > closed_to


def latest_day(claims: Sequence[Claim]) -> date | None:
    """Give the latest day of the claims file; None when it has no claims."""
    days = [
        day
        for claim in claims
        for day in (day_submitted(claim), claim.validated_on, claim.rejected_on)
        if day is not None
    ]
    return max(days, default=None)


def was_known(claim: Claim, as_of: date | None) -> bool:
    """Say whether a claim had been submitted by a day."""
    return as_of is None or day_submitted(claim) <= as_of


def known_by(day: date | None, as_of: date | None) -> date | None:
    """Give a day on which something happened, if that was known by another."""
    return None if day is not None and as_of is not None and day > as_of else day
