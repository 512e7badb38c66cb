"""Where a claim stands: sections 5 and 12 of the reference of claims.

In: a claim, the people, the days on which claims are taken, and what is closed.
Out: rejected, pending, or ready to be taken; and whether what was paid for it before is taken back.
Relies on ``claims_screening``, ``claims_states``, ``claims_prices`` and ``claims_days``.
Guarantees: what was not known on the day of the statement makes no difference; what was paid once is not paid again
unless it is taken back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from sibdsl.runtime.claims import Claim, ClaimLine
from sibdsl.runtime.claims_days import ClaimDays, known_by, was_known
from sibdsl.runtime.claims_ledger import TAKEN, Ledger, is_as_closed
from sibdsl.runtime.claims_people import People
from sibdsl.runtime.claims_plan import ClaimsPlan, OutcomePlan
from sibdsl.runtime.claims_prices import amount_asked, full_price, price_that_holds
from sibdsl.runtime.claims_screening import day_submitted, quantity_of, reason_to_reject
from sibdsl.runtime.claims_states import day_completed
from sibdsl.runtime.plan import Plan

REJECTED_BY_VERIFIER = "SIB866"


@dataclass(slots=True)
class Standing:
    """Where a claim stands.

    ``line`` is ``rejected``, ``pending``, or else ``paid``: ready to be taken at ``price`` in ``line.determination``,
    or with ``stays`` as it was closed. ``back_on`` is the day of the determination in which it is taken back.
    ``closed_back_on`` is that day for what was paid for the same number before, as it was then.
    """

    line: ClaimLine
    price: Fraction = Fraction(0)
    stays: bool = False
    back_on: date | None = None
    closed_back_on: date | None = None


class Register:
    """Everything that says where claims stand, for one settlement."""

    def __init__(
        self, plan: Plan, claims: ClaimsPlan, people: People, days: ClaimDays, as_of: date | None, ledger: Ledger
    ) -> None:
        self._plan = plan
        self._claims = claims
        self._people = people
        self._days = days
        self._as_of = as_of
        self._outcomes = {outcome.name: outcome for outcome in claims.outcomes}
        taken = [line for line in ledger.lines if line.status in TAKEN]
        self._closed = {line.claim: line for line in taken if line.recovered_on is None}
        self._rejected = {line.claim: line for line in ledger.lines if line.status == "rejected"}

    def standing(self, claim: Claim) -> Standing:
        """Say where a claim stands."""
        found = self._as_reported(claim)
        closed = self._closed.get(claim.claim)
        if closed is None or found.stays:
            return found
        return self._changed(claim, closed, found)

    def withdrawn(self, closed: ClaimLine) -> date | None:
        """Give the day of the determination in which a claim is taken back that is rejected since it was taken."""
        return self._day_made(closed.payment, closed.cohort, date.min)

    def blank(self, claim: Claim) -> ClaimLine:
        """Give the line of a claim before anything is decided."""
        outcome = self._outcomes.get(claim.outcome)
        person = self._people.enrolled.get(claim.person)
        return ClaimLine(
            row=claim.row,
            claim=claim.claim,
            person=claim.person,
            payment=outcome.payment if outcome else "",
            outcome=claim.outcome,
            cohort=person.cohort if person else None,
            reached_on=claim.reached_on,
            status="paid",
            quantity=quantity_of(outcome, claim) if outcome else Fraction(1),
        )

    # ------------------------------------------------------------ what the evidence says

    def _as_reported(self, claim: Claim) -> Standing:
        """Say where a claim stands by what is reported of it now."""
        outcome = self._outcomes.get(claim.outcome)
        line = self.blank(claim)
        if not was_known(claim, self._as_of):
            return _waiting(line, "knowledge")
        code = reason_to_reject(outcome, claim, self._people, self._plan.month_end)
        if code or outcome is None:
            return _refused(line, code)
        line, price = self._priced(line, outcome, claim)
        closed = self._closed.get(claim.claim)
        if closed is not None and is_as_closed(line, closed):
            return self._as_closed(claim, outcome, line, closed)
        rejected = self._rejected.get(claim.claim)
        if rejected is not None and is_as_closed(line, rejected):
            held = self._held(claim, outcome, line)
            return _refused(line, rejected.reason) if held is None else held
        return self._ready(claim, outcome, line, price, self._day_validated(claim, outcome))

    def _priced(self, line: ClaimLine, outcome: OutcomePlan, claim: Claim) -> tuple[ClaimLine, Fraction]:
        person = self._people.enrolled[claim.person]
        price = price_that_holds(outcome, person.cohort, person.groups, claim.reached_on)
        if price is None:
            return line, Fraction(0)
        amount = full_price(self._claims, outcome, price, person.groups)
        return replace(line, asked=amount_asked(self._plan, amount, line.quantity)), amount

    def _ready(
        self, claim: Claim, outcome: OutcomePlan, line: ClaimLine, price: Fraction, not_before: date | None
    ) -> Standing:
        """Say whether a claim that nothing speaks against is ready, and when it is taken."""
        rejected_on = known_by(claim.rejected_on, self._as_of)
        held = self._held(claim, outcome, line)
        if held is not None:
            return held
        occasion = None
        if not_before is not None:
            occasion = self._days.first_open(outcome.payment, line.cohort, not_before)
        if rejected_on is not None and (occasion is None or rejected_on <= occasion.determination.day):
            return _refused(line, REJECTED_BY_VERIFIER)
        if occasion is None:
            return _refused(line, "SIB871") if self._days.is_over(outcome.payment) else _waiting(line, "determination")
        if not self._days.is_made(occasion):
            return _waiting(line, "determination")
        taken = replace(line, determination=occasion.determination.day)
        back_on = None
        if rejected_on is not None:
            back_on = self._day_made(outcome.payment, line.cohort, rejected_on)
        return Standing(taken, price, back_on=back_on)

    def _held(self, claim: Claim, outcome: OutcomePlan, line: ClaimLine) -> Standing | None:
        """Say what keeps a claim from being taken: the verifier, documents, or spells; None when nothing does."""
        documents_complete = all(
            sum(name in claim.documents for name in needed.names) >= needed.count for needed in outcome.documents
        )
        if self._day_validated(claim, outcome) is None:
            if known_by(claim.rejected_on, self._as_of) is not None:
                return _refused(line, REJECTED_BY_VERIFIER)
            return _waiting(line, "validation" if documents_complete else "documents")
        if not documents_complete:
            return _refused(line, "SIB863")
        if outcome.sustained is not None:
            spells = self._people.spells.get((claim.person, outcome.sustained.state), [])
            completed = day_completed(outcome.sustained, spells, self._plan.month_end)
            if completed is None or completed > claim.reached_on:
                return _refused(line, "SIB864")
        return None

    def _day_validated(self, claim: Claim, outcome: OutcomePlan) -> date | None:
        """Give the day on which a claim counts as validated."""
        return known_by(claim.validated_on, self._as_of) if outcome.validated else day_submitted(claim)

    # ------------------------------------------------------------ what is closed

    def _as_closed(self, claim: Claim, outcome: OutcomePlan, line: ClaimLine, closed: ClaimLine) -> Standing:
        """Say where a claim stands that was taken before and is reported as it was then."""
        rejected_on = known_by(claim.rejected_on, self._as_of)
        if rejected_on is not None:
            back_on = self._day_made(closed.payment, closed.cohort, rejected_on)
            return Standing(replace(closed, row=claim.row), stays=True, back_on=back_on)
        held = self._held(claim, outcome, line)
        return Standing(replace(closed, row=claim.row), stays=True) if held is None else held

    def _changed(self, claim: Claim, closed: ClaimLine, found: Standing) -> Standing:
        """Take back what was paid for a claim that stands otherwise now, and take it anew from that day on."""
        back_on = self.withdrawn(closed)
        if back_on is None:
            return Standing(replace(closed, row=claim.row), stays=True)
        outcome = self._outcomes.get(claim.outcome)
        if outcome is not None and found.line.status == "paid" and found.line.determination is not None:
            not_before = max(back_on, self._day_validated(claim, outcome) or back_on)
            bare = replace(found.line, determination=None)
            found = self._ready(claim, outcome, bare, found.price, not_before)
        found.closed_back_on = back_on
        return found

    def _day_made(self, payment: str, cohort: str | None, not_before: date) -> date | None:
        """Give the first open determination on a day or after it, if it is made."""
        occasion = self._days.first_open(payment, cohort, not_before)
        return occasion.determination.day if occasion is not None and self._days.is_made(occasion) else None


def _refused(line: ClaimLine, code: str) -> Standing:
    return Standing(rejected_line(line, code))


def _waiting(line: ClaimLine, waits_for: str) -> Standing:
    return Standing(replace(line, status="pending", reason=waits_for, determination=None, asked=0))


def rejected_line(line: ClaimLine, code: str) -> ClaimLine:
    """Give the line of a claim that is rejected."""
    return replace(line, status="rejected", reason=code, determination=None, asked=0, cuts=(), paid=0)
