"""Claims in a statement: what came of every row, and a table of what was taken, for people and for machines.

In: settled claims. Out: plain data, rows of a table, and sentences.
Relies on ``claims_reasons`` for the words of reasons. Guarantees: the counts that are told add up to the rows that
were read; nobody is named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sibdsl.runtime.claims import CardTotal, ClaimLine, ClaimsSettled
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.claims_reasons import reason_of
from sibdsl.runtime.claims_telling import (
    cohort_title,
    how_many,
    minor_text,
    outcome_title,
    total_data,
)
from sibdsl.runtime.determinations import Prepared
from sibdsl.runtime.plan import Payer, Plan
from sibdsl.runtime.wording import exact_number, listed, named

WAITS_FOR = {
    "validation": "the verifier has not decided yet",
    "documents": "documents are missing",
    "determination": "no determination that takes it is made yet",
    "knowledge": "submitted after the day of the statement",
}
"""What a pending claim waits for, in words."""

_COUNTS_HEADING = ("Outcome", "Cohort", "Claims", "Paid in full", "Cut", "Recovered", "Rejected", "Pending")
_STATUSES = ("paid", "cut", "recovered", "rejected", "pending")
_TABLE_HEADING = ("Determination", "Outcome", "Cohort", "People", "Claims", "Asked", "Cut", "Paid", "Recovered")


def totals_data(
    plan: Plan, claims: ClaimsPlan, totals: Sequence[CardTotal], payer: Payer
) -> list[dict[str, object]]:  # fmt: skip
    """Give claims by outcome and cohort, with the share of one payer (None where payers take turns)."""
    share = None if payer.share is None else exact_number(payer.share)
    return [{**total_data(plan, claims, total), "share": share} for total in totals]


def counts_data(claims: ClaimsPlan, settled: ClaimsSettled) -> dict[str, object]:
    """Give the counts of rows as plain data."""
    return {
        "read": settled.read,
        "people": settled.people,
        "paid_in_full": settled.paid,
        "cut": settled.cut,
        "recovered": settled.recovered,
        "rejected": sum(settled.rejected.values()),
        "pending": sum(settled.pending.values()),
        "by_outcome": outcomes_data(claims, settled),
        "rejected_by_reason": [_reason_data(code, "claims", count) for code, count in settled.rejected.items()],
        "pending_by_reason": [{"waits_for": reason, "claims": count} for reason, count in settled.pending.items()],
        "rejected_rows_of_people": [
            {"table": table, **_reason_data(code, table, count)} for (table, code), count in settled.refused.items()
        ],
        "changed": settled.changed,
        "no_longer_reported": settled.unreported,
        "settled_to": {
            payment: None if day is None else day.isoformat() for payment, day in settled.settled_to.items()
        },
    }


def outcomes_data(claims: ClaimsPlan, settled: ClaimsSettled) -> list[dict[str, object]]:
    """Give how many claims of each outcome and cohort stand how, as plain data; they add up to the rows read."""
    rows: dict[tuple[str, str | None], dict[str, int]] = {}
    for count in settled.by_outcome:
        row = rows.setdefault((count.outcome, count.cohort), dict.fromkeys(_STATUSES, 0))
        row[count.status] += count.claims
    told = [
        _standing_data(outcome or None, outcome_title(claims, outcome) if outcome else "on no rate card", cohort, row)
        for (outcome, cohort), row in rows.items()
    ]
    unread = settled.read - sum(count.claims for count in settled.by_outcome)
    if settled.by_outcome and unread:
        nothing = dict.fromkeys(_STATUSES, 0)
        told.append(_standing_data(None, "rows that cannot be read", None, {**nothing, "rejected": unread}))
    return told


def _standing_data(outcome: str | None, title: str, cohort: str | None, row: Mapping[str, int]) -> dict[str, object]:
    counts = {"paid_in_full" if status == "paid" else status: row[status] for status in _STATUSES}
    return {"outcome": outcome, "title": title, "cohort": cohort, "claims": sum(row.values()), **counts}


def rows_of_counts(claims: ClaimsPlan, settled: ClaimsSettled) -> list[tuple[str, ...]]:
    """Give a table of how many claims of each outcome and cohort stand how, with its heading; empty for none."""
    rows = outcomes_data(claims, settled)
    counted = ("claims", "paid_in_full", *_STATUSES[1:])
    table = [
        (
            str(row["title"]),
            cohort_title(claims, str(row["cohort"])) if row["cohort"] else "",
            *(f"{row[name]:,}" for name in counted),
        )
        for row in rows
    ]
    return [_COUNTS_HEADING, *table] if rows else []


def _reason_data(code: str, table: str, count: int) -> dict[str, object]:
    return {"code": code, "reason": reason_of(code, table, "a cell"), "rows": count}


def count_sentences(settled: ClaimsSettled) -> list[str]:
    """Tell what became of every row."""
    rejected, pending = sum(settled.rejected.values()), sum(settled.pending.values())
    parts = [
        f"{settled.paid:,} paid in full",
        f"{settled.cut:,} cut",
        f"{settled.recovered:,} recovered",
        f"{rejected:,} rejected",
        f"{pending:,} pending",
    ]
    sentences = [f"{how_many(settled.read, 'row', 'rows')} of claims: {listed(parts)}."]
    sentences += [
        f"{how_many(count, 'claim', 'claims')} rejected ({code}): {reason_of(code, 'claims', 'a cell')}."
        for code, count in settled.rejected.items()
    ]
    sentences += [
        f"{how_many(count, 'claim', 'claims')} pending: {WAITS_FOR.get(reason, reason)}."
        for reason, count in settled.pending.items()
    ]
    sentences += [
        f"{how_many(count, 'row', 'rows')} of {table} rejected ({code}): {reason_of(code, table, 'a cell')}."
        for (table, code), count in settled.refused.items()
    ]
    if settled.changed:
        sentences.append(
            f"{how_many(settled.changed, 'claim', 'claims')} of closed determinations changed since: "
            "what was paid is taken back, and the claim is taken anew (SIB882)."
        )
    if settled.unreported:
        sentences.append(
            f"{how_many(settled.unreported, 'claim', 'claims')} of closed determinations not in the claims file any "
            "more: what was paid stays paid (SIB881)."
        )
    return sentences


def became_of(plan: Plan, claims: ClaimsPlan, line: ClaimLine) -> str:
    """Say what became of one claim: ``rejected, because the person is not enrolled``."""
    if line.status == "rejected":
        return f"rejected, because {reason_of(line.reason)}"
    if line.status == "pending":
        return f"pending: {WAITS_FOR.get(line.reason, line.reason)}"
    text = f"{minor_text(plan, line.paid)} is paid for it on {line.determination}"
    taken = [
        f"`{limit.text}` takes {minor_text(plan, cut)}"
        for limit, cut in zip(claims.limits, line.cuts, strict=True)
        if cut
    ]
    text += f", because {listed(taken)}" if taken else ""
    return text + (f", and taken back on {line.recovered_on}" if line.recovered_on else "")


def rows_of_totals(prepared: Prepared, claims: ClaimsPlan, totals: Sequence[CardTotal]) -> list[tuple[str, ...]]:
    """Give a table of what was taken in each determination, with its heading and its sums."""
    plan = prepared.plan
    titles: Mapping[str, str] = {payment.name: payment.title for payment in plan.payments}
    rows: list[tuple[str, ...]] = [_TABLE_HEADING]
    for total in totals:
        determined = f"{named(total.payment, titles[total.payment])} on {total.day}"
        cohort = cohort_title(claims, total.cohort) if total.cohort else ""
        amounts = (total.asked, sum(total.cuts), total.paid, total.recovered)
        rows.append(
            (
                determined,
                outcome_title(claims, total.outcome),
                cohort,
                f"{total.people:,}",
                f"{total.claims:,}",
                *(minor_text(plan, amount) for amount in amounts),
            )
        )
    sums = [sum(column) for column in zip(*((t.asked, sum(t.cuts), t.paid, t.recovered) for t in totals), strict=True)]
    if len(totals) > 1:
        counted = f"{sum(total.claims for total in totals):,}"
        rows.append(("Total", "", "", "", counted, *(minor_text(plan, amount) for amount in sums)))
    return rows if totals else []
