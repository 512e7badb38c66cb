"""Totals of a settlement from the sums of the kernel.

In: sums by determination and class, what is taken back, and the fate of every row. Out: `ClaimsSettled`.
Relies on nothing but the tables. Guarantees: totals in the order of `sibdsl.runtime.claims_totals`; counts that add up
to the rows that were read.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from sibdsl.engines.kernel import sums as columns
from sibdsl.engines.kernel.contract import ContractTables
from sibdsl.engines.kernel.fates import FATES, PENDING, REASONS
from sibdsl.engines.kernel.timetable import Timetable
from sibdsl.runtime.claims import CardTotal, ClaimsSettled, OutcomeCount
from sibdsl.runtime.claims_standing import REJECTED_BY_VERIFIER as BY_VERIFIER
from sibdsl.runtime.claims_totals import in_order_of_counts


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that the totals are made of; ``cuts`` is by limit, determination and class.

    ``rows`` counts rows of which nothing is taken by fate, and by outcome (from 1, 0 for those on no card) and cohort.
    """

    sums: columns.Sums
    returns: npt.NDArray[Any]
    cuts: npt.NDArray[np.int64]
    people: npt.NDArray[np.int64]
    everybody: int
    rows: npt.NDArray[np.int64]


def settled_of(
    tables: ContractTables,
    days: Timetable,
    found: Outcome,
    refused: Counter[tuple[str, str]],
) -> ClaimsSettled:
    """Give the totals and counts. ``refused`` counts rows that were rejected by table and code, but for claims."""
    by_fate = Counter({name: int(found.rows[number].sum()) for number, name in enumerate(FATES)})
    rejected = Counter({code: by_fate[code] for code in REASONS if by_fate[code]})
    rejected.update({code: count for (table, code), count in refused.items() if table == "claims"})
    pending = {name: by_fate[name] for name in sorted(PENDING) if by_fate[name]}
    taken = found.sums.sum(axis=(0, 1))
    returned = found.returns["sums"].sum(axis=0) if len(found.returns) else np.zeros(columns.FIELDS, dtype=np.int64)
    uncut = int(taken[columns.UNCUT] - returned[columns.UNCUT])
    recovered = int(returned[columns.CLAIMS])
    cut = int(taken[columns.CLAIMS]) - recovered - uncut
    return ClaimsSettled(
        totals=_totals(tables, days, found),
        settled_to=dict(days.made_to),
        read=uncut + cut + recovered + sum(rejected.values()) + sum(pending.values()),
        paid=uncut,
        cut=cut,
        recovered=recovered,
        rejected=dict(sorted(rejected.items())),
        pending=pending,
        people=found.everybody,
        refused=dict(sorted((key, count) for key, count in refused.items() if key[0] != "claims")),
        by_outcome=_by_outcome(tables, found),
    )


def _by_outcome(tables: ContractTables, found: Outcome) -> tuple[OutcomeCount, ...]:
    """Count rows by outcome, cohort, status and reason."""
    cohorts: list[str | None] = [None, *tables.cohorts]
    names = [outcome.name for outcome in tables.claims.outcomes]
    counts: list[OutcomeCount] = []

    def count(outcome: str, cohort: int, status: str, reason: str, claims: int) -> None:
        if claims:
            counts.append(OutcomeCount(outcome, cohorts[cohort], status, reason, int(claims)))

    for number, klass in zip(*np.nonzero(found.rows), strict=True):
        outcome, cohort = divmod(int(klass), len(cohorts))
        reason = FATES[number]
        status = "pending" if reason in PENDING else "rejected"
        count(names[outcome - 1] if outcome else "", cohort, status, reason, found.rows[number, klass])
    taken = found.sums.sum(axis=0)
    returned = np.zeros_like(taken)
    np.add.at(returned, found.returns["klass"], found.returns["sums"])
    for klass in range(tables.classes):
        outcome, cohort = divmod(klass, len(cohorts))
        here, back = taken[klass], returned[klass]
        uncut = here[columns.UNCUT] - back[columns.UNCUT]
        count(names[outcome], cohort, "paid", "", uncut)
        count(names[outcome], cohort, "cut", "", here[columns.CLAIMS] - back[columns.CLAIMS] - uncut)
        count(names[outcome], cohort, "recovered", BY_VERIFIER, back[columns.CLAIMS])
    return in_order_of_counts(tables.plan, tables.claims, counts)


def _totals(tables: ContractTables, days: Timetable, found: Outcome) -> tuple[CardTotal, ...]:
    back = np.zeros((len(days.days), tables.classes, columns.FIELDS), dtype=np.int64)
    for row in found.returns:
        back[row["back"], row["klass"]] += row["sums"]
    totals: list[tuple[tuple[date, int, int, int, int], CardTotal]] = []
    width = len(tables.cohorts) + 1
    for day, klass in zip(*np.nonzero(found.sums[:, :, columns.CLAIMS] + back[:, :, columns.CLAIMS]), strict=True):
        outcome, cohort = divmod(int(klass), width)
        total = _total(tables, days.days[day], outcome, cohort, found, (int(day), int(klass)), back[day, klass])
        totals.append((_place(tables, total), total))
    return tuple(total for _, total in sorted(totals, key=lambda item: item[0]))


def _total(
    tables: ContractTables,
    day: date,
    outcome: int,
    cohort: int,
    found: Outcome,
    at: tuple[int, int],
    back: npt.NDArray[np.int64],
) -> CardTotal:
    plan = tables.claims.outcomes[outcome]
    name = None if cohort == 0 else tables.claims.cohorts[cohort - 1].name
    payment = tables.plan.payments[tables.payments[plan.payment]]
    sums = found.sums[at]
    return CardTotal(
        payment=plan.payment,
        day=day,
        occasion_cohort=None if payment.timing.cohorts is None else name,
        outcome=plan.name,
        cohort=name,
        people=int(found.people[at]),
        claims=int(sums[columns.CLAIMS]),
        paid_claims=int(sums[columns.UNCUT]),
        cut_claims=int(sums[columns.CLAIMS] - sums[columns.UNCUT]),
        asked=int(sums[columns.ASKED]),
        cuts=tuple(int(cut) for cut in found.cuts[(slice(None), *at)]),
        paid=int(sums[columns.MONEY]),
        recovered_claims=int(back[columns.CLAIMS]),
        recovered=int(back[columns.MONEY]),
    )


def _place(tables: ContractTables, total: CardTotal) -> tuple[date, int, int, int, int]:
    """Give the place of a total: by days, then as the contract is written, people without a cohort last."""
    names = dict.fromkeys([*(name for name, _ in tables.plan.cohorts), *tables.cohorts])
    cohorts: dict[str | None, int] = {name: place for place, name in enumerate(names)}
    cohorts[None] = len(cohorts)
    return (
        total.day,
        tables.payments[total.payment],
        cohorts[total.occasion_cohort],
        tables.outcomes[total.outcome],
        cohorts[total.cohort],
    )
