"""Settling claims: what each claim comes to, and what all of them come to in each determination.

In: a contract's plan and rate cards, what was read about people, the day as of which claims are settled, the day on
which the contract ended early, and the ledger of closed determinations.
Out: a line for each claim of the file, the totals of all determinations, and the ledger with these closed too.
Relies on the other files ``claims_...``, each of which is a section of the reference of claims.
Guarantees: it is the meaning of a rate card, and every other engine gives the same; the order of the rows of a file
matters only where the reference says so; closed determinations stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from sibdsl.runtime.claims import Claim, ClaimLine, ClaimsEvidence, ClaimsSettled
from sibdsl.runtime.claims_days import ClaimDays
from sibdsl.runtime.claims_earlier import Reached, in_order_of_claims, outcomes_in_order
from sibdsl.runtime.claims_ledger import NO_LEDGER, TAKEN, Ledger, close_determinations
from sibdsl.runtime.claims_limits import LimitBook, Passing
from sibdsl.runtime.claims_people import know_people
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.claims_screening import repeated_claims
from sibdsl.runtime.claims_standing import REJECTED_BY_VERIFIER, Register, rejected_line
from sibdsl.runtime.claims_totals import card_totals, counts_by_outcome, determined_for, settled_claims
from sibdsl.runtime.determinations import Determination, Prepared, prepare
from sibdsl.runtime.plan import Plan

Moment = tuple[bool, date]
"""When something happens: closed determinations (False) come before open ones, each in order of days."""


@dataclass(slots=True)
class Taking:
    """A claim in the determination in which it is taken, and when it is taken back.

    ``taken_at`` and ``back_at`` are moments; ``line`` has its final amounts once its moment is over.
    """

    line: ClaimLine
    price: Fraction
    taken_at: Moment
    back_at: Moment | None = None
    back_code: str = ""
    rejected: bool = False

    def final_line(self) -> ClaimLine:
        """Give the line as it stands at the end."""
        if self.rejected or self.back_at is None:
            return self.line
        return replace(self.line, status="recovered", reason=self.back_code, recovered_on=self.back_at[1])


@dataclass(frozen=True, slots=True)
class ClaimsResult:
    """Everything that a settlement of claims gives.

    ``ledger`` closes all determinations that were made. ``unreported`` are the numbers of closed claims that stay paid
    although nothing in the claims file has their number.
    """

    lines: list[ClaimLine]
    settled: ClaimsSettled
    ledger: Ledger
    unreported: tuple[str, ...] = ()


def settle_claims(
    plan: Plan | Prepared,
    claims: ClaimsPlan,
    evidence: ClaimsEvidence,
    as_of: date | None = None,
    termination: date | None = None,
    ledger: Ledger = NO_LEDGER,
) -> tuple[list[ClaimLine], ClaimsSettled]:
    """Settle claims; see ``settle_and_close``. The lines come in the order of the rows of the claims file."""
    result = settle_and_close(plan, claims, evidence, as_of, termination, ledger)
    return result.lines, result.settled


def settle_and_close(
    plan: Plan | Prepared,
    claims: ClaimsPlan,
    evidence: ClaimsEvidence,
    as_of: date | None = None,
    termination: date | None = None,
    ledger: Ledger = NO_LEDGER,
) -> ClaimsResult:
    """Settle claims and close the determinations that were made.

    With ``as_of`` nothing counts that was not known by that day; it is not before the last closed determination.
    Where the evidence is not complete, no determination is made.

    Raises:
        ValueError: outcomes wait for each other, or the ledger is of a contract with other limits.
    """
    prepared = plan if isinstance(plan, Prepared) else prepare(plan)
    rows = sorted(evidence.claims, key=lambda claim: claim.row)
    if any(len(line.cuts) != len(claims.limits) for line in ledger.lines if line.status in TAKEN):
        raise ValueError("the ledger was written for a contract with other limits")
    people = know_people(claims, prepared.plan.term, evidence)
    days = ClaimDays(prepared, claims, rows, as_of if evidence.complete else None, termination, ledger)
    register = Register(prepared.plan, claims, people, days, as_of, ledger)
    book = _Takings(register, ledger)
    codes = repeated_claims(rows)
    book.withdraw_unusable(rows, codes, evidence)
    found = [
        rejected_line(register.blank(claim), codes[place]) if place in codes else book.place(claim)
        for place, claim in enumerate(rows)
    ]
    _take_all(prepared.plan, claims, book.takings)
    lines = [replace(book.final_line(item), row=row.row) for item, row in zip(found, rows, strict=True)]
    taken = [taking.final_line() for taking in book.takings if not taking.rejected]
    totals = card_totals(prepared.plan, claims, taken)
    settled = settled_claims(totals, days.made_to, lines, evidence, people)
    unreported = book.unreported(rows, evidence) if evidence.complete else ()
    settled = replace(
        settled,
        changed=book.changed,
        unreported=len(unreported),
        by_outcome=counts_by_outcome(prepared.plan, claims, lines),
    )
    decided = [taking.final_line() for taking in book.takings]
    return ClaimsResult(lines, settled, close_determinations(ledger, decided, days.made_to), unreported)


class _Takings:
    """All claims that are or were taken, closed ones first; the claims of the file are added one after another."""

    def __init__(self, register: Register, ledger: Ledger) -> None:
        self._register = register
        self.takings = [
            Taking(
                line if line.recovered_on is None else replace(line, status=_status(line), reason=""),
                Fraction(0),
                (False, line.determination or date.min),
                None if line.recovered_on is None else (False, line.recovered_on),
                line.reason,
            )
            for line in ledger.lines
            if line.status in TAKEN
        ]
        self._closed = {taking.line.claim: taking for taking in self.takings if taking.back_at is None}
        self._recovered = {taking.line.claim: taking for taking in self.takings if taking.back_at is not None}
        self.changed = 0

    def place(self, claim: Claim) -> ClaimLine | Taking:
        """Take a claim if it is ready; else give its line."""
        standing = self._register.standing(claim)
        line = standing.line
        closed = self._closed.get(claim.claim)
        if closed is not None and standing.stays:
            if standing.back_on is not None:
                closed.back_at, closed.back_code = (True, standing.back_on), REJECTED_BY_VERIFIER
            return closed
        if closed is not None and standing.closed_back_on is not None:
            closed.back_at = (True, standing.closed_back_on)
            closed.back_code = line.reason if line.status == "rejected" else "SIB882"
            self.changed += line.status != "rejected"
            self._recovered[claim.claim] = closed
        if line.status == "rejected":
            return self._recovered.get(claim.claim, line)
        if line.determination is None:
            return line
        back_at = None if standing.back_on is None else (True, standing.back_on)
        taking = Taking(line, standing.price, (True, line.determination), back_at, REJECTED_BY_VERIFIER)
        self.takings.append(taking)
        return taking

    def final_line(self, item: ClaimLine | Taking) -> ClaimLine:
        """Give the line of a row; a claim that is rejected now, but was paid before, is one that was recovered."""
        if isinstance(item, ClaimLine):
            return item
        if item.rejected:
            item = self._recovered.get(item.line.claim, item)
        return item.final_line()

    def withdraw_unusable(self, rows: Sequence[Claim], codes: dict[int, str], evidence: ClaimsEvidence) -> None:
        """Take back closed claims whose rows cannot be used any more."""
        unusable = {row.claim: row.code for row in evidence.refused if row.table == "claims"}
        for claim in rows:
            unusable.pop(claim.claim, None)
        unusable.update((rows[place].claim, code) for place, code in codes.items() if code == "SIB851")
        for number, code in unusable.items():
            closed = self._closed.get(number)
            if closed is not None:
                day = self._register.withdrawn(closed.line)
                if day is not None:
                    closed.back_at, closed.back_code = (True, day), code

    def unreported(self, rows: Sequence[Claim], evidence: ClaimsEvidence) -> tuple[str, ...]:
        """Give the closed claims that stay paid although nothing in the claims file has their number."""
        reported = {claim.claim for claim in rows} | {row.claim for row in evidence.refused if row.table == "claims"}
        return tuple(number for number in self._closed if number not in reported)


def _status(line: ClaimLine) -> str:
    return "cut" if any(line.cuts) else "paid"


def _take_all(plan: Plan, claims: ClaimsPlan, takings: list[Taking]) -> None:
    """Go through the days: first what is taken back, then what is accepted, then what the limits leave of it."""
    order = outcomes_in_order(claims)
    reached = Reached(claims, plan.month_end)
    limits = LimitBook(plan, claims)
    moments = {taking.taken_at for taking in takings}
    moments.update(taking.back_at for taking in takings if taking.back_at is not None)
    for moment in sorted(moments):
        for taking in takings:
            if taking.back_at == moment and not taking.rejected:
                reached.take_back(taking.line)
                limits.give_back(taking.line)
        due = [taking for taking in takings if taking.taken_at == moment]
        _accept(order, reached, due)
        accepted = [taking for taking in due if not taking.rejected]
        in_order = [accepted[place] for place in in_order_of_claims([taking.line for taking in accepted])]
        _limit(plan, limits, in_order)


def _accept(order: list[tuple[str, ...]], reached: Reached, due: list[Taking]) -> None:
    """Accept or reject the claims of a moment; those that others may come after are decided first."""
    for outcomes in order:
        these = [taking for taking in due if taking.line.outcome in outcomes]
        for place in in_order_of_claims([taking.line for taking in these]):
            taking = these[place]
            is_open = taking.taken_at[0]
            code = reached.reason_to_reject(taking.line) if is_open else ""
            if code:
                taking.line, taking.rejected = rejected_line(taking.line, code), True
            else:
                reached.accept(taking.line)


def _limit(plan: Plan, limits: LimitBook, accepted: list[Taking]) -> None:
    """Let the accepted claims of a moment through the limits, and write what is left into their lines."""
    passing = [
        Passing(
            line=taking.line,
            price=taking.price,
            at=Determination(taking.taken_at[1], determined_for(plan, taking.line), None),
            closed=not taking.taken_at[0],
            quantity=taking.line.quantity,
            money=taking.line.asked,
        )
        for taking in accepted
    ]
    limits.pass_all(passing)
    for taking, passed in zip(accepted, passing, strict=True):
        if taking.taken_at[0]:
            line = replace(taking.line, cuts=passed.cuts, counted=passed.counted, paid=passed.money)
            taking.line = replace(line, status=_status(line))
