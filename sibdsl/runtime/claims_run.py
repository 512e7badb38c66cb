"""Settling a contract with rate cards from files: what is reported, the claims of people, and the statement.

In: a plan with its rate cards and rules, and the path of a directory. Out: evidence, claims, and the statement.
Relies on ``reading`` and ``claims_reading`` for files and on ``claims_settlement`` for claims.
Guarantees: the claims are settled as of the day of the statement; no exception for any path and any bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from os import PathLike

from sibdsl.runtime.claims import ClaimsEvidence
from sibdsl.runtime.claims_cards import with_settled_claims
from sibdsl.runtime.claims_ledger import NO_LEDGER, Ledger
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.claims_reading import read_claims_evidence
from sibdsl.runtime.claims_settlement import settle_claims
from sibdsl.runtime.claims_sheets import tables_of_claims
from sibdsl.runtime.determinations import prepare
from sibdsl.runtime.evidence import Evidence, day_of_termination
from sibdsl.runtime.plan import Plan
from sibdsl.runtime.reading import read_evidence
from sibdsl.runtime.settlement import RuleFunction, settle
from sibdsl.runtime.statement import Statement


def read_with_claims(plan: Plan, claims: ClaimsPlan, path: str | PathLike[str]) -> tuple[Evidence, ClaimsEvidence]:
    """Read and check everything in a directory: metrics, facts and events, and the tables about people."""
    people, findings = read_claims_evidence(claims, path)
    evidence = read_evidence(plan, path, tables_of_claims(claims))
    return replace(evidence, findings=(*evidence.findings, *findings)), people


def settle_with_claims(
    plan: Plan,
    claims: ClaimsPlan,
    rules: Mapping[str, RuleFunction],
    evidence: Evidence,
    people: ClaimsEvidence,
    as_of: date | None = None,
    ledger: Ledger = NO_LEDGER,
) -> Statement:
    """Settle the claims, then determine every payment that the evidence allows.

    Raises:
        ValueError: the ledger is of a contract with other limits.
    """
    prepared = prepare(plan)
    _, settled = settle_claims(prepared, claims, people, as_of, day_of_termination(evidence, plan, as_of), ledger)
    return settle(plan, rules, with_settled_claims(evidence, prepared, claims, settled), as_of)
