"""The compiled kernel gives what the oracle gives, line for line, however it is made to cut its work into pieces."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.engines.kernel import intake, lines, reading, settle
from sibdsl.engines.kernel.intake import Means
from sibdsl.engines.kernel.settle import settle_with_kernel
from sibdsl.engines.on_duckdb import DuckDatabase
from sibdsl.engines.on_kernel import settle_on_kernel
from sibdsl.evidence.claims_tables import load_claims_tables
from sibdsl.runtime.claims import ClaimsEvidence
from sibdsl.runtime.claims_ledger import NO_LEDGER, Ledger
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.claims_settlement import settle_and_close
from sibdsl.runtime.plan import Plan
from tests.differential.engine_cases import fill_evidence
from tests.differential.rich_case import rich_evidence, rich_plans
from tests.differential.test_claims_examples_on_duckdb import EVIDENCE, _contracts_of
from tests.properties.effort import examples
from tests.strategies.claims_evidence import SETTLED_ON, claims_evidence
from tests.strategies.claims_plans import claims_contracts

CONNECTION = duckdb.connect()
ENDED = st.sampled_from([None, None, None, date(2018, 9, 15)])


@pytest.fixture
def in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut everything into pieces: a person a part, a few rows a batch."""
    monkeypatch.setattr(intake, "CLAIMS_OF_A_PART", 1)
    monkeypatch.setattr(reading, "BATCH", 7)
    monkeypatch.setattr(lines, "ROWS_OF_A_PART", 16)
    monkeypatch.setattr(settle, "ROWS_OF_A_PART", 16)


def agree(
    plan: Plan,
    claims: ClaimsPlan,
    evidence: ClaimsEvidence,
    as_of: date | None = None,
    ended: date | None = None,
    means: Means | None = None,
) -> None:
    expected = settle_and_close(plan, claims, evidence, as_of, ended)
    fill_evidence(DuckDatabase(CONNECTION), plan, claims, evidence)
    found = settle_with_kernel(plan, claims, CONNECTION, as_of, ended, means)
    assert found.settled == expected.settled
    assert found.settled.by_outcome == expected.settled.by_outcome
    for ours, theirs in zip(found.lines(), expected.lines, strict=True):
        assert ours == theirs
    rejected = sorted((row, code) for table, row, code, _ in found.rejected() if table == "claims")
    assert rejected == [(line.row, line.reason) for line in expected.lines if line.status == "rejected"]
    assert found.closed(NO_LEDGER) == expected.ledger
    for line in expected.lines[:1]:
        assert list(found.lines_of(line.claim)) == [other for other in expected.lines if other.claim == line.claim]


def with_long_numbers(evidence: ClaimsEvidence) -> ClaimsEvidence:
    """Give claims numbers that differ only behind what the records of claims hold of them."""
    claims = tuple(
        replace(claim, claim=f"{'B' if len(claim.claim) % 2 else 'A'}/north-west/{claim.claim}")
        for claim in evidence.claims
    )
    return replace(evidence, claims=claims)


@examples(60, 1_000)
@given(st.data())
def test_a_settlement_is_the_oracle_s(data: st.DataObject) -> None:
    plan, claims = data.draw(claims_contracts())
    evidence = data.draw(claims_evidence(plan, claims))
    if data.draw(st.booleans()):
        evidence = with_long_numbers(evidence)
    agree(plan, claims, evidence, data.draw(st.none() | st.sampled_from(SETTLED_ON)), data.draw(ENDED))


@pytest.mark.parametrize("memory", [0, 1 << 30], ids=["on disk", "in memory"])
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.usefixtures("in_pieces")
def test_many_people_in_many_parts_are_settled_as_by_the_oracle(seed: int, memory: int) -> None:
    names = [limit.name for limit in rich_plans()[1].limits]
    chosen = Random(seed).sample(names, len(names) - seed)
    plan, claims = rich_plans(*chosen)
    agree(plan, claims, rich_evidence(seed, recovered=0.1), means=Means(memory=memory))


def test_a_chain_of_settlements_is_the_oracle_s() -> None:
    """With a ledger the script settles, which is held to the oracle by its own tests; this is that it is asked."""
    plan, claims = rich_plans("once", "total")
    evidence = rich_evidence(3)
    first = settle_and_close(plan, claims, evidence, date(2018, 12, 31))
    expected = settle_and_close(plan, claims, evidence, date(2019, 12, 31), None, first.ledger)
    fill_evidence(DuckDatabase(CONNECTION), plan, claims, evidence)
    found = settle_on_kernel(plan, claims, CONNECTION, date(2019, 12, 31), None, first.ledger)
    assert found.settled == expected.settled
    assert found.closed(first.ledger) == expected.ledger
    assert settle_on_kernel(plan, claims, CONNECTION, date(2018, 12, 31), None, Ledger()).settled == first.settled


@pytest.mark.parametrize("evidence", EVIDENCE, ids=lambda path: f"{path.parents[1].name}/{path.name}")
def test_an_example_s_claims_come_to_the_same(evidence: Path) -> None:
    contracts = _contracts_of(evidence)
    assert contracts
    for contract in contracts:
        plan, claims = contract.program.plan, contract.program.claims
        assert claims is not None
        with load_claims_tables(claims, evidence) as tables:
            expected = settle_and_close(plan, claims, tables.evidence())
            found = settle_with_kernel(plan, claims, tables.connection)
            assert found.settled == expected.settled
            assert list(found.lines()) == expected.lines
