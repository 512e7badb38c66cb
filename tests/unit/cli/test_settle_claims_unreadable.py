"""A table about people that cannot be read: nothing is settled, nothing is closed, and nothing looks like zero."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.test_settle_claims import CLAIMS, SETTLE, homes, report

__all__ = ["homes"]

AS_OF = ("--as-of", "2027-09-30")
FAULTS = {
    "nothing in it": ("claims", "", "SIB907"),
    "a column is missing": ("claims", CLAIMS.replace("reached_on", "day", 1), "SIB911"),
    "a column has another name": ("claims", CLAIMS.replace("validated_on", "validatedon", 1), "SIB917"),
    "nobody is in it": ("enrolment", "", "SIB907"),
}


@pytest.fixture(params=FAULTS, ids=str)
def fault(request, homes: Path) -> str:
    """A table that cannot be read; the code of what is wrong with it."""
    table, text, code = FAULTS[request.param]
    report(homes, table, text)
    return code


@pytest.mark.parametrize("engine", ["python", "duckdb"])
def test_what_could_not_be_read_is_pending_and_not_zero(sib, fault: str, engine: str) -> None:
    result = sib(*SETTLE, *AS_OF, "--engine", engine, "--output-format", "json")
    assert result.status == 1
    assert fault in result.err
    statement = json.loads(result.out)
    assert statement["payments"] == []
    assert len(statement["pending"]) == 8
    assert statement["claims"]["read"] == 0


@pytest.mark.parametrize("engine", ["python", "duckdb"])
def test_no_determination_is_closed(sib, homes: Path, engine: str) -> None:
    for name, (table, text, code) in FAULTS.items():
        before = (homes / "evidence" / f"{table}.csv").read_text(encoding="utf-8")
        (homes / "ledger.csv").unlink(missing_ok=True)
        sib(*SETTLE, "--as-of", "2027-03-31", "--ledger", "ledger.csv", "--record")
        ledger = (homes / "ledger.csv").read_bytes()
        report(homes, table, text)
        result = sib(*SETTLE, *AS_OF, "--engine", engine, "--ledger", "ledger.csv", "--record")
        assert result.status == 1, name
        assert code in result.err
        assert "the ledger stays as it was" in result.err
        assert (homes / "ledger.csv").read_bytes() == ledger
        told = sib(*SETTLE, *AS_OF, "--engine", engine, "--ledger", "ledger.csv", "--output-format", "json")
        counts = json.loads(told.out)["claims"]
        assert (counts["no_longer_reported"], counts["changed"], counts["recovered"]) == (0, 0, 0)
        report(homes, table, before)


def test_no_life_of_a_claim_is_told(sib, fault: str) -> None:
    result = sib("explain", "contract.sib", "--evidence", "evidence", "--claim", "C1")
    assert result.status == 1
    assert fault in result.err


def test_the_generated_program_ends_with_the_same_status(sib, homes: Path) -> None:
    sib("build", "contract.sib", "--to", "python", "--out", "out")
    for rows, status in ((CLAIMS, 1), ("\n".join(CLAIMS.splitlines()[:3]) + "\n", 0), ("", 1)):
        report(homes, "claims", rows)
        command = [sys.executable, "out/homes.py", "evidence"]
        ended = subprocess.run(command, cwd=homes, capture_output=True, check=False, timeout=60)
        assert ended.returncode == status == sib(*SETTLE).status
        assert ended.stdout.decode() == sib(*SETTLE).out
