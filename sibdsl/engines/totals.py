"""Totals and counts of a script, as every engine gives them.

In: cards, and a database in which the script has run. Out: ``ClaimsSettled``.
Relies on the steps ``totals``, ``counts``, ``made_to`` and ``rejected_rows``.
Guarantees: totals in the order of days, payments, outcomes and cohorts as written.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Final

from sibdsl.engines.databases import Database
from sibdsl.generators.sql.cards import Cards
from sibdsl.generators.sql.standing import STAYS, cut_columns
from sibdsl.runtime.claims import CardTotal, ClaimsSettled, OutcomeCount
from sibdsl.runtime.claims_totals import in_order_of_counts

UNREPORTED: Final = (
    "SELECT l.claim FROM closed_claims AS l LEFT JOIN (SELECT claim FROM claims UNION SELECT claim FROM refused "
    "WHERE \"table\" = 'claims') AS c ON c.claim = l.claim WHERE c.claim IS NULL"
)
"""The numbers of closed claims that stay paid although the claims file has them no longer."""


def settled_from(cards: Cards, database: Database) -> ClaimsSettled:
    """Read what a script came to."""
    refused: Counter[tuple[str, str]] = Counter()
    for table, code, rows in database.rows('SELECT "table", code, COUNT(*) FROM refused GROUP BY "table", code'):
        refused[table, code] += rows
    rejected = Counter({code: rows for (table, code), rows in refused.items() if table == "claims"})
    statuses: Counter[str] = Counter()
    pending: Counter[str] = Counter()
    for status, reason, rows in database.rows("SELECT status, reason, claims FROM counts"):
        statuses[status] += rows
        if status == "rejected":
            rejected[reason] += rows
        elif status == "pending":
            pending[reason] += rows
    others = Counter({key: rows for key, rows in refused.items() if key[0] != "claims"})
    for table, code, rows in database.rows(
        'SELECT "table", code, COUNT(*) FROM rejected_rows WHERE "table" <> \'claims\' GROUP BY "table", code'
    ):
        others[table, code] += rows
    made_to: dict[str, date] = {row[0]: row[1] for row in database.rows("SELECT payment, day FROM made_to")}
    return ClaimsSettled(
        totals=_totals(cards, database),
        settled_to={payment: made_to.get(payment) for payment in cards.payments},
        read=sum(statuses.values()) + sum(rows for (table, _), rows in refused.items() if table == "claims"),
        paid=statuses["paid"],
        cut=statuses["cut"],
        recovered=statuses["recovered"],
        rejected=dict(sorted(rejected.items())),
        pending=dict(sorted(pending.items())),
        people=_number(
            database, "SELECT COUNT(DISTINCT person) FROM lines WHERE status IN ('paid', 'cut', 'recovered')"
        ),
        refused=dict(sorted(others.items())),
        changed=_number(
            database,
            f"SELECT COUNT(*) FROM reported_again WHERE reason <> '{STAYS}' AND NOT reason LIKE 'SIB%'",
        ),
        unreported=_number(
            database,
            f"SELECT COUNT(*) FROM ({UNREPORTED}) AS u",
        ),
        by_outcome=_by_outcome(cards, database),
    )


def _by_outcome(cards: Cards, database: Database) -> tuple[OutcomeCount, ...]:
    """Count the lines of each outcome and cohort by what became of them."""
    outcome = "CASE WHEN payment = '' THEN '' ELSE outcome END"
    found = database.rows(
        f"SELECT {outcome}, cohort, status, reason, COUNT(*) FROM lines GROUP BY {outcome}, cohort, status, reason"
    )
    counts = [OutcomeCount(row[0], row[1] or None, row[2], row[3], int(row[4])) for row in found]
    return in_order_of_counts(cards.plan, cards.claims, counts)


def _number(database: Database, query: str) -> int:
    return int(next(iter(database.rows(query)))[0])


def _totals(cards: Cards, database: Database) -> tuple[CardTotal, ...]:
    cuts = cut_columns(cards)
    columns = ["payment", "day", "occasion_cohort", "outcome", "cohort", "people", "claims", "cut_claims", "asked"]
    columns += ["paid", "recovered_claims", "recovered", *cuts]
    found = [
        CardTotal(
            payment=row[0],
            day=row[1],
            occasion_cohort=row[2],
            outcome=row[3],
            cohort=row[4],
            people=row[5],
            claims=row[6],
            paid_claims=row[6] - row[7],
            cut_claims=row[7],
            asked=row[8],
            cuts=tuple(row[12:]),
            paid=row[9],
            recovered_claims=row[10],
            recovered=row[11],
        )
        for row in database.rows(f"SELECT {', '.join(columns)} FROM totals")
    ]
    return tuple(sorted(found, key=lambda total: _place(cards, total)))


def _place(cards: Cards, total: CardTotal) -> tuple[object, ...]:
    """Give the place of a total: by day, then as the contract is written, people without a cohort last."""
    cohorts = [*(name for name, _ in cards.plan.cohorts), *(cohort.name for cohort in cards.claims.cohorts)]
    payments = [payment.name for payment in cards.plan.payments]
    outcomes = [outcome.name for outcome in cards.claims.outcomes]

    def of(name: str | None) -> int:
        return len(cohorts) if name is None else cohorts.index(name)

    return (
        total.day,
        payments.index(total.payment),
        of(total.occasion_cohort),
        outcomes.index(total.outcome),
        of(total.cohort),
    )
