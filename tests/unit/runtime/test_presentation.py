"""A statement as a table, as CSV, as JSON; and a generated module on the command line."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from sibdsl.interpreter.settle import rules_of, settle
from sibdsl.runtime.evidence import Finding, evidence_of
from sibdsl.runtime.evidence_template import evidence_template
from sibdsl.runtime.plan import Payer
from sibdsl.runtime.presentation import present
from sibdsl.runtime.reading import read_evidence
from sibdsl.runtime.script import main
from sibdsl.runtime.statement import Statement
from tests.strategies.contracts import able, number, observed, payment, plan, program, reporting_plan, rule

EVIDENCE = "metric,value,verified_by,verified_on\nreduction,11%,vera,2016-08-01\n"
COMPILED = able()


@pytest.fixture
def evidence_file(tmp_path: Path) -> Path:
    path = tmp_path / "evidence.csv"
    path.write_text(EVIDENCE, encoding="utf-8")
    return path


def statement() -> Statement:
    note = Finding("SIB930", "note", "a = b", file="f.csv", row=2, column="value")
    return settle(COMPILED, evidence_of([observed("reduction", "0.11")], findings=[note]))


def run(arguments: Sequence[str], capfdbinary: pytest.CaptureFixture[bytes]) -> tuple[int, str]:
    status = main(COMPILED.plan, rules_of(COMPILED), arguments)
    return status, capfdbinary.readouterr().out.decode("utf-8")


def test_the_table_shows_the_amount_and_why() -> None:
    assert present(statement(), "table") == (
        "ABLE Project for Incarcerated Youth\n"
        "Statement of payments in USD\n"
        "\n"
        "Payment                        From      To                   Amount  Due\n"
        "Success payment on 2016-09-30  The City  The Provider  USD 9,600,000  2016-10-30\n"
        "\n"
        "Success payment on 2016-09-30\n"
        "  The reported value of Reduction in recidivism bed-days is 11%.\n"
        "  11% reaches the row `at least 10%`, which pays USD 9,600,000.\n"
        "  The next row, `at least 13%`, pays USD 10,368,000 and needed 2 percentage points more.\n"
        "  USD 9,600,000 is payable by The City to The Provider, due on 2016-10-30: "
        "30 days after the determination on 2016-09-30.\n"
        "\n"
        "Findings\n"
        "  note SIB930: f.csv: row 2: value: a = b\n"
    )


def test_csv_has_one_row_for_each_thing() -> None:
    rows = list(csv.DictReader(io.StringIO(present(statement(), "csv"))))
    assert [(row["status"], row["payment"], row["amount"], row["due"]) for row in rows] == [
        ("payable", "success", "9600000.00", "2016-10-30"),
        ("finding", "", "", ""),
    ]
    pending = settle(COMPILED, evidence_of())
    rows = list(csv.DictReader(io.StringIO(present(pending, "csv"))))
    assert rows[0]["reason"] == "reduction (Reduction in recidivism bed-days)"


def test_json_has_its_keys_in_a_fixed_order() -> None:
    text = present(statement(), "json")
    assert text.endswith("}\n")
    data = json.loads(text)
    assert list(data) == [
        "contract", "title", "currency", "as_of", "payments", "pending", "lapsed", "findings", "totals"
    ]  # fmt: skip
    assert list(data["payments"][0]) == [
        "payment", "title", "clause", "determination", "payer", "payee", "amount", "currency", "due", "derivation"
    ]  # fmt: skip
    assert data["payments"][0]["amount"] == "9600000.00"
    assert data["totals"] == [{"payer": "city", "payee": "provider", "amount": "9600000.00"}]


def test_there_are_three_formats() -> None:
    with pytest.raises(ValueError, match="table, json, csv"):
        present(statement(), "xml")


def test_nothing_payable_is_said() -> None:
    assert "Nothing is payable." in present(settle(COMPILED, evidence_of(), date(2015, 1, 1)), "table")


@pytest.mark.parametrize("output_format", ["table", "json", "csv"])
def test_a_module_prints_what_the_interpreter_says(
    evidence_file: Path, output_format: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    status, out = run([str(evidence_file), "--output-format", output_format], capfdbinary)
    assert status == 0
    assert out == present(settle(COMPILED, read_evidence(COMPILED.plan, evidence_file)), output_format)


def test_a_module_settles_as_of_a_day(evidence_file: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    _, out = run([str(evidence_file), "--as-of", "2016-07-31"], capfdbinary)
    assert "Statement of payments in USD, as of 2016-07-31" in out
    assert "was verified on 2016-08-01, after 2016-07-31" in out


def test_an_error_in_the_evidence_is_a_status(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    status, out = run([str(tmp_path / "nowhere")], capfdbinary)
    assert status == 1
    assert "SIB901" in out


def test_a_wrong_argument_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(COMPILED.plan, rules_of(COMPILED), ["evidence", "--as-of", "31/08/2016"])
    assert stopped.value.code == 2
    assert "is not written as year-month-day: write it as YYYY-MM-DD: 2016-08-31" in capsys.readouterr().err


def test_the_template_lists_what_is_expected_and_reads_back(tmp_path: Path) -> None:
    files = evidence_template(reporting_plan())
    assert list(files) == ["observations.csv", "facts.csv", "events.csv"]
    assert files["observations.csv"].splitlines()[:4] == [
        "metric,cohort,period_end,value,verified_by,verified_on,reference",
        "reduction,,,,,,",
        "hours,spring,2013-12-31,,,,",
        "hours,spring,2014-12-31,,,,",
    ]
    assert files["facts.csv"].splitlines()[-1] == "waiver,,,"
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    evidence = read_evidence(reporting_plan(), tmp_path)
    assert {finding.code for finding in evidence.findings} == {"SIB930"}
    assert len(evidence.findings) == 10 + 7


def test_what_is_the_same_for_all_payers_is_told_once() -> None:
    shared = plan(payments=(payment(payers=(Payer("city", Fraction(3, 4)), Payer("state", Fraction(1, 4)))),))
    table = present(settle(program(shared, rule("success", number(100))), evidence_of()), "table")
    assert table.endswith(
        "Total                  The City   The Provider  USD 75\n"
        "Total                  The State  The Provider  USD 25\n"
        "\n"
        "success on 2016-09-30\n"
        "  USD 100 is shared: The City 75%, USD 75; The State 25%, USD 25.\n"
        "  USD 75 is payable by The City to The Provider, due on 2016-09-30: the day of the determination.\n"
        "  USD 25 is payable by The State to The Provider, due on 2016-09-30: the day of the determination.\n"
    )
