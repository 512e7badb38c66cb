"""`sib settle --lines` with a ledger: which claims changed, and which are reported no longer, and sums that add up."""

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest
from pyarrow import parquet

from tests.unit.cli.test_explain_closed_claims import LEDGER, closed
from tests.unit.cli.test_settle_claims import CLAIMS, SETTLE, homes, report

__all__ = ["closed", "homes"]

ENGINES = pytest.mark.parametrize("engine", ["python", "duckdb", "kernel"])
SHOWN = ("row", "claim", "reached_on", "status", "reason", "determination", "paid", "recovered_on")


def lines_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@ENGINES
def test_changed_and_unreported_claims_have_lines_without_a_row(sib, closed: Path, engine: str) -> None:
    told = sib(*SETTLE, *LEDGER, "--engine", engine, "--lines", "lines.csv", "--output-format", "json")
    lines = lines_of(closed / "lines.csv")
    assert [tuple(line[column] for column in SHOWN) for line in lines if line["claim"] in ("C1", "C2")] == [
        ("2", "C1", "2027-01-21", "paid", "", "2027-06-30", "500.00", ""),
        ("", "C1", "2027-01-20", "recovered", "SIB882", "2027-03-31", "500.00", "2027-06-30"),
        ("", "C2", "2027-01-21", "paid", "SIB881", "2027-03-31", "500.00", ""),
    ]
    statement = json.loads(told.out)
    assert (statement["claims"]["changed"], statement["claims"]["no_longer_reported"]) == (1, 1)
    paid = sum(Decimal(line["paid"]) for line in lines if not line["recovered_on"])
    assert paid == sum(Decimal(line["amount"]) for line in statement["payments"])


@ENGINES
def test_a_claim_whose_row_cannot_be_read_is_reported_all_the_same(sib, closed: Path, engine: str) -> None:
    report(closed, "claims", CLAIMS.replace("2027-01-21", "2027-01-99"))
    sib(*SETTLE, "--as-of", "2027-03-31", *LEDGER[2:], "--engine", engine, "--lines", "lines.csv")
    lines = [line for line in lines_of(closed / "lines.csv") if line["claim"] == "C2"]
    assert [(line["row"], line["status"], line["reason"]) for line in lines] == [("", "paid", "")]


def test_a_line_without_a_row_has_none_in_parquet_either(sib, closed: Path) -> None:
    sib(*SETTLE, *LEDGER, "--lines", "lines.parquet")
    rows = parquet.read_table(closed / "lines.parquet").column("row").to_pylist()
    assert rows[-2:] == [None, None]
