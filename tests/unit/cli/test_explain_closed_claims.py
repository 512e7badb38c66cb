"""`sib explain --claim` of claims that stand otherwise in the ledger than in the claims file."""

from pathlib import Path

import pytest

from tests.unit.cli.test_settle_claims import CLAIMS, SETTLE, homes, report

__all__ = ["homes"]

LEDGER = ("--as-of", "2027-09-30", "--ledger", "ledger.csv")


@pytest.fixture
def closed(sib, homes: Path) -> Path:
    """The first determination is closed: C1 has changed since, and C2 is not reported any more."""
    sib(*SETTLE, "--as-of", "2027-03-31", "--ledger", "ledger.csv", "--record")
    rows = CLAIMS.replace("C1,ann,housed,2027-01-20", "C1,ann,housed,2027-01-21").splitlines()
    report(homes, "claims", "\n".join(row for row in rows if not row.startswith("C2,")) + "\n")
    return homes


@pytest.mark.parametrize("engine", ["python", "duckdb"])
def test_a_changed_claim_is_told_as_it_was_closed_and_as_it_is_now(sib, closed: Path, engine: str) -> None:
    told = sib("explain", *SETTLE[1:], *LEDGER, "--claim", "C1", "--engine", engine)
    assert told.status == 0, told.err
    before, now = told.out.split("\n\n")
    assert before.splitlines() == [
        "Claim C1 is for Has a home, reached on 2027-01-20. It is in a closed determination, and it is reported "
        "otherwise now.",
        "  It is taken in the determination of Outcome payments on 2027-03-31, and asks for GBP 500.",
        "  The limit `housed once` takes nothing.",
        "  The limit `cap GBP 2,200 in total` takes nothing.",
        "  GBP 500 is paid for it.",
        "  GBP 500 is taken back on 2027-06-30: it is reported otherwise now (SIB882).",
    ]
    assert "reached on 2027-01-21" in now
    assert "on 2027-06-30, and asks for GBP 500." in now


@pytest.mark.parametrize("engine", ["python", "duckdb"])
def test_a_claim_that_is_not_reported_any_more_can_be_told(sib, closed: Path, engine: str) -> None:
    told = sib("explain", *SETTLE[1:], *LEDGER, "--claim", "C2", "--engine", engine)
    assert told.status == 0, told.err
    assert "not in the claims file any more" in told.out
    assert "GBP 500 is paid for it." in told.out
    assert "ben" not in told.out


def test_what_must_come_before_is_told(sib, homes: Path) -> None:
    told = sib("explain", *SETTLE[1:], "--claim", "C4")
    assert "  Has a home has to come before it or on the same day.\n" in told.out


def test_claims_that_are_elsewhere_need_no_other_evidence(sib, homes: Path) -> None:
    with_both = sib(*SETTLE)
    alone = sib("settle", "contract.sib", "--claims", "evidence")
    assert alone.out == with_both.out
