"""What claims came to, determination by determination, and how many of them: section 13 of the reference of claims.

In: claims that were taken, and the line of every claim of the file. Out: totals and counts.
Relies on ``claims``. Guarantees: totals come in the order of days, payments, outcomes and cohorts as written; the
counts add up to the rows that were read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sibdsl.runtime.claims import CardTotal, ClaimLine, ClaimsEvidence, ClaimsSettled, OutcomeCount
from sibdsl.runtime.claims_people import People
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.plan import Plan

TotalKey = tuple[str, date, str | None, str, str | None]
"""Payment, day and cohort of a determination; outcome and cohort of the claims."""


@dataclass(slots=True)
class _Sums:
    """One total while it grows."""

    people: set[str]
    cuts: list[int]
    claims: int = 0
    paid_claims: int = 0
    asked: int = 0
    paid: int = 0
    recovered_claims: int = 0
    recovered: int = 0


def determined_for(plan: Plan, line: ClaimLine) -> str | None:
    """Give the cohort for which the payment of a claim is determined; None where that is not done by cohort."""
    payment = next(payment for payment in plan.payments if payment.name == line.payment)
    return None if payment.timing.cohorts is None else line.cohort


def card_totals(plan: Plan, claims: ClaimsPlan, taken: Iterable[ClaimLine]) -> tuple[CardTotal, ...]:
    """Add up all claims that were taken, and what was taken back of them."""
    sums: dict[TotalKey, _Sums] = {}

    def of(line: ClaimLine, day: date) -> _Sums:
        key = (line.payment, day, determined_for(plan, line), line.outcome, line.cohort)
        return sums.setdefault(key, _Sums(set(), [0] * len(claims.limits)))

    for line in taken:
        if line.determination is not None:
            total = of(line, line.determination)
            total.people.add(line.person)
            total.claims += 1
            total.paid_claims += not any(line.cuts)
            total.asked += line.asked
            total.paid += line.paid
            total.cuts = [sum(pair) for pair in zip(total.cuts, line.cuts, strict=True)]
        if line.recovered_on is not None:
            total = of(line, line.recovered_on)
            total.recovered_claims += 1
            total.recovered += line.paid
    return tuple(_total(key, sums[key]) for key in sorted(sums, key=_TotalsOrder(plan, claims).place))


def _total(key: TotalKey, sums: _Sums) -> CardTotal:
    payment, day, determined_cohort, outcome, cohort = key
    return CardTotal(
        payment=payment,
        day=day,
        occasion_cohort=determined_cohort,
        outcome=outcome,
        cohort=cohort,
        people=len(sums.people),
        claims=sums.claims,
        paid_claims=sums.paid_claims,
        cut_claims=sums.claims - sums.paid_claims,
        asked=sums.asked,
        cuts=tuple(sums.cuts),
        paid=sums.paid,
        recovered_claims=sums.recovered_claims,
        recovered=sums.recovered,
    )


class _TotalsOrder:
    """The place of a total, by days, then as the contract is written."""

    def __init__(self, plan: Plan, claims: ClaimsPlan) -> None:
        self._payments = {payment.name: place for place, payment in enumerate(plan.payments)}
        self._outcomes = {outcome.name: place for place, outcome in enumerate(claims.outcomes)}
        names = dict.fromkeys([*(name for name, _ in plan.cohorts), *(cohort.name for cohort in claims.cohorts)])
        self._cohorts = {name: place for place, name in enumerate(names)}

    def place(self, key: TotalKey) -> tuple[date, int, int, int, int]:
        """Give the place of a total."""
        payment, day, determined_cohort, outcome, cohort = key
        determined, of_person = self._cohort(determined_cohort), self._cohort(cohort)
        return (day, self._payments[payment], determined, self._outcomes[outcome], of_person)

    def place_of_count(self, count: OutcomeCount) -> tuple[int, int, str, str]:
        """Give the place of a count; outcomes that are on no rate card come last."""
        outcome = self._outcomes.get(count.outcome, len(self._outcomes))
        return (outcome, self._cohort(count.cohort), count.status, count.reason)

    def _cohort(self, name: str | None) -> int:
        """Put people without a cohort behind all others."""
        return len(self._cohorts) if name is None else self._cohorts[name]


def counts_by_outcome(plan: Plan, claims: ClaimsPlan, lines: Sequence[ClaimLine]) -> tuple[OutcomeCount, ...]:
    """Count lines by outcome, cohort, status and reason."""
    counted = Counter(
        (line.outcome if line.payment else "", line.cohort, line.status, line.reason) for line in lines
    )  # fmt: skip
    return in_order_of_counts(plan, claims, [OutcomeCount(*key, claims=count) for key, count in counted.items()])


def in_order_of_counts(plan: Plan, claims: ClaimsPlan, counts: Iterable[OutcomeCount]) -> tuple[OutcomeCount, ...]:
    """Put counts in the order of outcomes and cohorts as written."""
    return tuple(sorted(counts, key=_TotalsOrder(plan, claims).place_of_count))


def settled_claims(
    totals: tuple[CardTotal, ...],
    settled_to: dict[str, date | None],
    lines: Sequence[ClaimLine],
    evidence: ClaimsEvidence,
    people: People,
) -> ClaimsSettled:
    """Count what became of every row."""
    refused = Counter((row.table, row.code) for row in evidence.refused if row.table != "claims")
    refused.update((table, code) for table, _, code in people.rejected)
    rejected = Counter(row.code for row in evidence.refused if row.table == "claims")
    rejected.update(line.reason for line in lines if line.status == "rejected")
    pending = Counter(line.reason for line in lines if line.status == "pending")
    status = Counter(line.status for line in lines)
    return ClaimsSettled(
        totals=totals,
        settled_to=settled_to,
        read=len(lines) + sum(row.table == "claims" for row in evidence.refused),
        paid=status["paid"],
        cut=status["cut"],
        recovered=status["recovered"],
        rejected=dict(sorted(rejected.items())),
        pending=dict(sorted(pending.items())),
        people=len({line.person for line in lines if line.status in ("paid", "cut", "recovered")}),
        refused=dict(sorted(refused.items())),
    )
