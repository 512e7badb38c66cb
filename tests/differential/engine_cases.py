"""What the oracle says of a case, and what an engine of SQL says.

In: a contract's plans, evidence, and a database. Out: nothing; it fails where the two differ.
Relies on the oracle. Guarantees: lines are compared one by one, then everything that is added up, then the ledger.
"""

from datetime import date

from sibdsl.engines.databases import Database
from sibdsl.engines.settling import settle_by_script
from sibdsl.runtime.claims import ClaimsEvidence
from sibdsl.runtime.claims_ledger import NO_LEDGER, Ledger
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.claims_settlement import settle_and_close
from sibdsl.runtime.plan import Plan
from tests.strategies.claims_databases import evidence_tables


def fill_evidence(database: Database, plan: Plan, claims: ClaimsPlan, evidence: ClaimsEvidence) -> None:
    for name, (columns, rows) in evidence_tables(plan, claims, evidence).items():
        database.fill(name, columns, rows)


def agree(
    database: Database,
    plan: Plan,
    claims: ClaimsPlan,
    evidence: ClaimsEvidence,
    as_of: date | None = None,
    termination: date | None = None,
    ledger: Ledger = NO_LEDGER,
) -> None:
    expected = settle_and_close(plan, claims, evidence, as_of, termination, ledger)
    fill_evidence(database, plan, claims, evidence)
    found = settle_by_script(plan, claims, database, as_of, termination, ledger)
    for ours, theirs in zip(found.lines(), expected.lines, strict=True):
        assert ours == theirs
    assert found.settled == expected.settled
    assert found.settled.by_outcome == expected.settled.by_outcome
    assert found.closed(ledger) == expected.ledger
    assert sorted(found.unreported()) == sorted(expected.unreported)
