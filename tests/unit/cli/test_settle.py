"""`sib settle`, `sib explain` and `sib evidence-template`: from evidence to what is owed."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from sibdsl.workspace.schemas import find_schema

HEADING = "metric,value,verified_by,verified_on\n"


@pytest.fixture
def deal(sib, place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new contract with its evidence filled in, in the current directory."""
    sib("new", "deal", "--dir", ".")
    fill(place, "in_work,35.5%,evaluator,2030-03-01\n")
    return place


def fill(place: Path, rows: str) -> None:
    (place / "evidence" / "observations.csv").write_text(HEADING + rows, encoding="utf-8")


def test_the_table_says_what_is_owed_and_why(sib, deal: Path) -> None:
    result = sib("settle", "contract.sib", "--evidence", "evidence")
    assert (result.status, result.err) == (0, "")
    assert "GBP 300,000" in result.out
    assert "35.5% reaches the row `at least 35%`" in result.out


def test_json_is_the_statement(sib, deal: Path) -> None:
    statement = json.loads(sib("settle", "contract.sib", "--output-format", "json").out)
    jsonschema.validate(statement, find_schema("statement"))
    (line,) = statement["payments"]
    assert (line["payment"], line["payer"], line["payee"]) == ("success", "council", "provider")
    assert (line["amount"], line["currency"], line["due"]) == ("300000.00", "GBP", "2030-04-30")
    assert statement["totals"] == [{"payer": "council", "payee": "provider", "amount": "300000.00"}]


def test_csv_has_a_row_for_each_line(sib, deal: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(sib("settle", "contract.sib", "--output-format", "csv").out)))
    assert [(row["status"], row["amount"]) for row in rows] == [("payable", "300000.00")]


def test_evidence_with_errors_is_told_and_the_statement_is_made(sib, deal: Path) -> None:
    fill(deal, "in_work,35.5%,evaluator,2030-03-01\nin_wrok,1%,evaluator,2030-03-01\n")
    result = sib("settle", "contract.sib", "--output-format", "json")
    assert result.status == 1
    statement = json.loads(result.out)
    jsonschema.validate(statement, find_schema("statement"))
    assert statement["payments"][0]["amount"] == "300000.00"
    assert statement["findings"][0]["row"] == 3
    assert "--> evidence/observations.csv: row 3" in result.err


def test_what_has_not_arrived_is_pending_and_no_mistake(sib, deal: Path) -> None:
    fill(deal, "in_work,,,\n")
    result = sib("settle", "contract.sib", "--output-format", "json")
    assert result.status == 0
    assert json.loads(result.out)["pending"][0]["payment"] == "success"


def test_a_statement_may_look_back_from_a_day(sib, deal: Path) -> None:
    result = sib("settle", "contract.sib", "--as-of", "2030-01-01", "--output-format", "json")
    assert result.status == 0
    statement = json.loads(result.out)
    jsonschema.validate(statement, find_schema("statement"))
    assert statement["as_of"] == "2030-01-01"
    assert statement["payments"] == []


def test_a_day_in_another_order_is_wrong_use(sib, deal: Path) -> None:
    result = sib("settle", "contract.sib", "--as-of", "31/03/2030")
    assert result.status == 2
    assert "'--as-of': the date `31/03/2030` is not written as year-month-day" in result.err


def test_without_any_evidence_it_asks_for_it(sib, deal: Path) -> None:
    (deal / "sib.toml").unlink()
    result = sib("settle", "contract.sib")
    assert result.status == 2
    assert "name a directory or a file with --evidence PATH" in result.err


def test_evidence_that_is_not_there_is_a_finding(sib, deal: Path) -> None:
    result = sib("settle", "contract.sib", "--evidence", "evidense")
    assert result.status == 1
    assert "`evidense` does not exist" in result.err


def test_a_contract_with_errors_is_not_settled(sib, deal: Path) -> None:
    text = (deal / "contract.sib").read_text(encoding="utf-8").replace("by in_work", "by in_wrok")
    for command in (["settle", "-"], ["explain", "-", "success"], ["evidence-template", "-", "--out", "new"]):
        result = sib(*command, "--stdin-filename", "contract.sib", stdin=text.encode())
        assert result.status == 1
        assert result.out == ""
        assert "error[SIB201]" in result.err
        assert "--> contract.sib:" in result.err
    assert not (deal / "new").exists()


def test_a_contract_may_come_from_standard_input(sib, deal: Path) -> None:
    text = (deal / "contract.sib").read_bytes()
    assert sib("settle", "-", stdin=text) == sib("settle", "contract.sib")


def test_an_explanation_is_sentences(sib, deal: Path) -> None:
    result = sib("explain", "contract.sib", "success")
    assert (result.status, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0] == "Success, determined on 2030-03-31"
    assert lines[1] == "GBP 300,000 from The council to The service provider, due on 2030-04-30."
    assert "  35.5% reaches the row `at least 35%`, which pays GBP 300,000." in lines
    assert any("needed 4.5 percentage points more" in line for line in lines)


def test_an_explanation_says_what_is_waited_for(sib, deal: Path) -> None:
    fill(deal, "")
    result = sib("explain", "contract.sib", "success")
    assert result.status == 0
    assert "is pending: it waits for in_work" in result.out


def test_an_unknown_payment_gets_the_nearest(sib, deal: Path) -> None:
    result = sib("explain", "contract.sib", "sucess")
    assert result.status == 2
    assert "there is no payment called `sucess`; did you mean `success`?" in result.err
    assert "there is `success`" in sib("explain", "contract.sib", "x").err


def test_a_day_without_a_determination_gets_the_days_that_have_one(sib, deal: Path) -> None:
    assert sib("explain", "contract.sib", "success", "--on", "2030-03-31").status == 0
    result = sib("explain", "contract.sib", "success", "--on", "2030-03-30")
    assert result.status == 2
    assert "`success` is not determined on 2030-03-30; it is on 2030-03-31" in result.err


def test_a_cohort_that_the_payment_does_not_have_is_wrong_use(sib, deal: Path) -> None:
    result = sib("explain", "contract.sib", "success", "--cohort", "first")
    assert result.status == 2
    assert "there is no cohort of `success` called `first`; there is none" in result.err


def test_templates_are_written_where_asked_and_never_over_others(sib, deal: Path) -> None:
    written = sib("evidence-template", "contract.sib", "--out", "empty")
    assert written == (0, "", "wrote empty/observations.csv\n")
    assert "in_work" in (deal / "empty" / "observations.csv").read_text(encoding="utf-8")
    assert sib("settle", "contract.sib", "--evidence", "empty").status == 0
    again = sib("evidence-template", "contract.sib", "--out", "empty")
    assert again.status == 2
    assert "is there already and nothing was written" in again.err
