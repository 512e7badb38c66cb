"""Evidence about people as rows of the tables that the loader of claims makes.

In: the plan of a contract's cards, and evidence in memory. Out: rows by table, with the columns that scripts read.
Relies on ``generators.sql`` for the columns. Guarantees: numbers are as written again: decimals of six digits.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sibdsl.generators.sql.cards import Cards
from sibdsl.generators.sql.compose import inputs
from sibdsl.generators.sql.judging import recorded_columns
from sibdsl.runtime.claims import Claim, ClaimsEvidence
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.plan import Plan

EVIDENCE = ("enrolment", "spells", "claims", "refused")


def evidence_tables(
    plan: Plan, claims: ClaimsPlan, evidence: ClaimsEvidence
) -> dict[str, tuple[tuple[tuple[str, str], ...], list[tuple[Any, ...]]]]:
    """Give the columns and the rows of each table of the evidence."""
    cards = Cards(plan, claims)
    columns = inputs(cards)
    rows: dict[str, list[tuple[Any, ...]]] = {
        "enrolment": [
            (row.row, row.person, row.enrolled_on, row.cohort, _joined(row.groups)) for row in evidence.enrolments
        ],
        "spells": [(row.row, row.person, row.state, row.start, row.end) for row in evidence.spells],
        "claims": [_claim(cards, claim) for claim in evidence.claims],
        "refused": [(row.table, row.row, row.code, row.column, row.claim) for row in evidence.refused],
    }
    return {name: (columns[name], rows[name]) for name in EVIDENCE}


def _claim(cards: Cards, claim: Claim) -> tuple[Any, ...]:
    outcome = cards.outcomes.get(claim.outcome)
    units = {} if outcome is None else {number.name: number.unit.scale for number in outcome.recorded}
    quantity = None
    if claim.quantity is not None and outcome is not None and outcome.unit is not None:
        quantity = _written(claim.quantity, outcome.unit.scale)
    recorded = [
        _written(claim.recorded[name], units[name]) if name in claim.recorded else None
        for name in (column.removeprefix("recorded_") for column in recorded_columns(cards))
    ]
    days: list[date | None] = [claim.reached_on, claim.submitted_on, claim.validated_on, claim.rejected_on]
    return (claim.row, claim.claim, claim.person, claim.outcome, *days, quantity, *recorded, _joined(claim.documents))


def _written(value: Fraction, scale: Fraction) -> Decimal:
    written = value / scale * 1_000_000
    assert written.denominator == 1
    return Decimal(written.numerator).scaleb(-6)


def _joined(names: frozenset[str]) -> str | None:
    return ";".join(sorted(names)) or None
