"""The real contracts: generated SQL in DuckDB gives for their evidence what the oracle gives."""

from pathlib import Path

import pytest

from sibdsl.engines.on_duckdb import settle_on_duckdb
from sibdsl.evidence.claims_tables import load_claims_tables
from sibdsl.runtime.claims_settlement import settle_and_close
from sibdsl.workspace.compilation import Compilation, compile

EXAMPLES = Path(__file__).parents[2] / "examples"
EVIDENCE = sorted(path.parent for path in EXAMPLES.glob("*/evidence/*/claims.*"))


def _contracts_of(evidence: Path) -> list[Compilation]:
    """Give the contracts of an example that the evidence may be of: the one of its name, else all."""
    directory = evidence.parents[1]
    named = directory / f"{evidence.name}.sib"
    found = [compile(path) for path in ([named] if named.exists() else sorted(directory.glob("*.sib")))]
    return [contract for contract in found if contract.ok and contract.program.claims is not None]


@pytest.mark.parametrize("evidence", EVIDENCE, ids=lambda path: f"{path.parents[1].name}/{path.name}")
def test_an_example_s_claims_come_to_the_same(evidence: Path) -> None:
    contracts = _contracts_of(evidence)
    assert contracts
    for contract in contracts:
        plan, claims = contract.program.plan, contract.program.claims
        assert claims is not None
        with load_claims_tables(claims, evidence) as tables:
            expected = settle_and_close(plan, claims, tables.evidence())
            found = settle_on_duckdb(plan, claims, tables.connection)
            assert list(found.lines()) == expected.lines
            assert found.settled == expected.settled
