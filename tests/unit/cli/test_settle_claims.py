"""`sib settle` and `sib explain` where people are claimed for: one result whatever the engine, and files on request."""

import csv
import json
from pathlib import Path

import jsonschema
import pytest

from sibdsl.workspace.schemas import find_schema

CONTRACT = """\
contract homes "Homes" {
  currency GBP
  term 2027-01-01 to 2028-12-31
}
party city "The city" is outcome_payer
party shelter "The shelter" is service_provider
party reviewer "The reviewer" is validator, independent
population guests
outcome housed "Has a home" {
  claimed within 3 months
  verified by reviewer
}
outcome settled "Six months in it" {
  claimed within 3 months
  verified by reviewer
}
payment outcomes "Outcome payments" from city to shelter {
  due quarterly, payable within 30 days
  rate card {
    housed   GBP 500    once
    settled  GBP 1,000  once, after housed
  }
  cap GBP 2,200 in total
}
"""

ENROLMENT = "person,enrolled_on\nann,2027-01-10\nben,2027-01-12\ncleo,2027-02-01\n"
CLAIMS = """\
claim,person,outcome,reached_on,submitted_on,validated_on,rejected_on
C1,ann,housed,2027-01-20,2027-01-25,2027-02-10,
C2,ben,housed,2027-01-21,2027-01-25,2027-02-10,
C3,ann,settled,2027-07-20,2027-07-25,2027-08-10,
C4,cleo,settled,2027-07-21,2027-07-25,2027-08-10,
C5,ben,settled,2027-07-22,2027-07-25,2027-08-11,
C6,zoe,housed,2027-03-01,2027-03-05,2027-03-10,
C7,cleo,housed,2027-02-30,2027-03-05,2027-03-10,
"""


@pytest.fixture
def homes(place: Path) -> Path:
    """A contract with a rate card, and claims with three mistakes among them."""
    (place / "contract.sib").write_text(CONTRACT, encoding="utf-8")
    (place / "evidence").mkdir()
    report(place, "enrolment", ENROLMENT)
    report(place, "claims", CLAIMS)
    return place


def report(place: Path, table: str, text: str) -> None:
    (place / "evidence" / f"{table}.csv").write_text(text, encoding="utf-8")


SETTLE = ("settle", "contract.sib", "--evidence", "evidence")


def test_claims_come_to_a_payment_with_counts_that_add_up(sib, homes: Path) -> None:
    result = sib(*SETTLE, "--output-format", "json")
    assert result.status == 1
    statement = json.loads(result.out)
    jsonschema.validate(statement, find_schema("statement"))
    paid = [(line["determination"]["date"], line["amount"]) for line in statement["payments"]]
    assert paid == [("2027-03-31", "1000.00"), ("2027-06-30", "0.00"), ("2027-09-30", "1200.00")]
    counts = statement["claims"]
    assert (counts["read"], counts["paid_in_full"], counts["cut"], counts["rejected"]) == (7, 3, 1, 3)
    assert {reason["code"] for reason in counts["rejected_by_reason"]} == {"SIB852", "SIB867", "SIB940"}


def test_nobody_is_named_in_a_statement_or_a_message(sib, homes: Path) -> None:
    for arguments in ((*SETTLE,), (*SETTLE, "--output-format", "json"), (*SETTLE, "--output-format", "csv")):
        result = sib(*arguments)
        for person in ("ann", "ben", "cleo", "zoe"):
            assert (
                f"{person}," not in result.out and f" {person} " not in result.out and f'"{person}"' not in result.out
            )
            assert person not in result.err


@pytest.mark.parametrize("engine", ["duckdb"])
def test_every_engine_writes_the_same_statement_and_files(sib, homes: Path, engine: str) -> None:
    files = ("--rejects", "rejects.csv", "--lines", "lines.csv", "--ledger", "ledger.csv", "--record")
    said, written = [], []
    for name in ("python", engine):
        said.append(sib(*SETTLE, "--engine", name, *files))
        written.append([(homes / file).read_bytes() for file in ("rejects.csv", "lines.csv", "ledger.csv")])
        (homes / "ledger.csv").unlink()
    assert said[0] == said[1]
    assert written[0] == written[1]


def test_rejected_rows_are_written_with_their_reasons(sib, homes: Path) -> None:
    sib(*SETTLE, "--rejects", "rejects.csv")
    with (homes / "rejects.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["row"], row["code"], row["claim"]) for row in rows] == [
        ("5", "SIB867", "C4"),
        ("7", "SIB852", "C6"),
        ("8", "SIB940", "C7"),
    ]
    assert rows[2]["reached_on"] == "2027-02-30"
    assert "has no accepted claim" in rows[0]["reason"]


def test_a_recorded_determination_stays_as_it_is(sib, homes: Path) -> None:
    report(homes, "claims", "\n".join(CLAIMS.split("\n")[:3]) + "\n")
    recorded = ("--ledger", "ledger.csv", "--record")
    first = json.loads(sib(*SETTLE, "--as-of", "2027-03-31", "--output-format", "json", *recorded).out)
    assert first["totals"][0]["amount"] == "1000.00"
    late = "C8,cleo,housed,2027-02-10,2027-02-12,2027-03-05,\n"
    report(homes, "claims", "\n".join(CLAIMS.split("\n")[:3]) + "\n" + late)
    second = json.loads(sib(*SETTLE, "--as-of", "2027-06-30", "--output-format", "json", *recorded).out)
    assert [line["amount"] for line in second["payments"]] == ["1000.00", "500.00"]


def test_people_can_be_read_under_pseudonyms(sib, homes: Path) -> None:
    (homes / "key").write_text("0123456789abcdef0123456789abcdef", encoding="utf-8")
    result = sib(*SETTLE, "--pseudonym-key", "key", "--lines", "lines.csv", "--rejects", "rejects.csv")
    assert result.out == sib(*SETTLE).out
    written = (homes / "lines.csv").read_text(encoding="utf-8") + (homes / "rejects.csv").read_text(encoding="utf-8")
    assert not any(f",{person}," in written for person in ("ann", "ben", "cleo", "zoe"))


def test_the_life_of_a_claim_is_told(sib, homes: Path) -> None:
    result = sib("explain", "contract.sib", "--evidence", "evidence", "--claim", "C5")
    assert result.status == 0
    assert "The limit `cap GBP 2,200 in total` takes GBP 800 and leaves GBP 200." in result.out
    assert "ben" not in result.out
    broken = sib("explain", "contract.sib", "--evidence", "evidence", "--claim", "C7")
    assert broken.out.startswith("Claim C7 in row 8 is rejected: reached_on is not a day of the calendar")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--record",), "which ledger shall be written? name it with --ledger FILE"),
        (("--rejects", "rejects.txt"), "the file of rejected rows, `rejects.txt`, must end in .csv or .parquet"),
        (("--lines", "no/where.csv"), "there is no directory `no` to write `where.csv` in"),
        (("--pseudonym-key", "none"), "the key of the pseudonyms cannot be read from none"),
        (("--ledger", "none.csv"), "the ledger none.csv cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_settled(sib, homes: Path, arguments, said: str) -> None:
    result = sib(*SETTLE, *arguments)
    assert (result.status, result.out) == (2, "")
    assert said in result.err


def test_a_claim_that_is_not_there_and_a_contract_without_claims(sib, homes: Path) -> None:
    assert sib("explain", "contract.sib", "--evidence", "evidence", "--claim", "C99").status == 2
    assert sib("explain", "contract.sib", "--evidence", "evidence").status == 2
    sib("new", "deal", "--dir", "deal")
    result = sib("explain", "deal/contract.sib", "--evidence", "deal/evidence", "--claim", "C1")
    assert "this contract has no rate card" in result.err


def test_claims_may_be_elsewhere(sib, homes: Path) -> None:
    together = sib(*SETTLE)
    (homes / "evidence").rename(homes / "people")
    (homes / "evidence").mkdir()
    assert sib(*SETTLE, "--claims", "people").out == together.out
