"""Evidence that is wrong costs its own rows and nothing else, and each row says what is wrong with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bad_input.conftest import Run, Sib
from tests.bad_input.deal import AMOUNTS, OBSERVATIONS


def settle(sib: Sib, place: Path, content: bytes | str, name: str = "observations.csv") -> tuple[Run, dict[str, Any]]:
    """Settle the deal on one file of evidence."""
    directory = place / "evidence"
    directory.mkdir(exist_ok=True)
    (directory / name).write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    path = f"evidence/{name}" if name.endswith(".json") else "evidence"
    run = sib("settle", "contract.sib", "--evidence", path, "--output-format", "json")
    assert run.is_orderly(), run.said
    return run, json.loads(run.out)


def paid(statement: dict[str, Any]) -> dict[str, str]:
    """What is owed, by payment; the payment that is made twice by its date too."""
    return {
        f"mentoring {line['determination']['date']}" if line["payment"] == "mentoring" else line["payment"]: line[
            "amount"
        ]
        for line in statement["payments"]
    }


def test_what_is_right_is_paid(sib: Sib, place: Path) -> None:
    run, statement = settle(sib, place, OBSERVATIONS)
    assert (run.status, run.err, statement["findings"]) == (0, "", [])
    assert paid(statement) == AMOUNTS


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + OBSERVATIONS.encode(),
        OBSERVATIONS.replace("\n", "\r\n").encode(),
        OBSERVATIONS.replace("\n", "\r").encode(),
        OBSERVATIONS.rstrip().encode(),
        (OBSERVATIONS + ",,,\n\n").encode(),
        OBSERVATIONS.replace("300", '"3,00"').replace("3,00", "300").encode(),
        OBSERVATIONS.replace(",60,", ',"60 people",').encode(),
        OBSERVATIONS.replace("metric,period_end", " metric , period_end").encode(),
    ],
    ids=["byte order mark", "Windows", "old Mac", "no last line end", "empty rows", "quotes", "unit", "heading"],
)
def test_spellings_that_mean_the_same_are_no_mistake(sib: Sib, place: Path, content: bytes) -> None:
    run, statement = settle(sib, place, content)
    assert (run.status, paid(statement)) == (0, AMOUNTS), run.said


FILES = {
    "an empty file": (b"", "SIB907"),
    "a heading alone": (b"metric,period_end,value,verified_by\n", None),
    "a spreadsheet that was not exported": (b"PK\x03\x04\x14\x00\x06\x00" + bytes(200), "SIB906"),
    "Latin-1": (
        OBSERVATIONS.replace("vera\n", "vera\n", 1).replace("fall,,", "fall\xe9,,").encode("latin-1"),
        "SIB905",
    ),
    "UTF-16": (OBSERVATIONS.encode("utf-16"), "SIB905"),
    "semicolons": (OBSERVATIONS.replace(",", ";").encode(), "SIB908"),
    "tabs": (OBSERVATIONS.replace(",", "\t").encode(), "SIB908"),
    "a heading with a capital": (OBSERVATIONS.replace("metric", "Metric").encode(), "SIB917"),
    "a misspelt heading": (OBSERVATIONS.replace("value", "valeu").encode(), "SIB917"),
    "no column of values": (OBSERVATIONS.replace("value", "amount").encode(), "SIB911"),
}


@pytest.mark.parametrize(("content", "code"), FILES.values(), ids=FILES.keys())
def test_files_that_cannot_be_read_leave_everything_pending(
    sib: Sib, place: Path, content: bytes, code: str | None
) -> None:
    run, statement = settle(sib, place, content)
    assert statement["payments"] == []
    assert len(statement["pending"]) == len(AMOUNTS)
    assert run.status == (1 if code else 0)
    if code:
        assert f"error[{code}]" in run.err
        assert "evidence/observations.csv" in run.err
        assert "= help:" in run.err
        assert "found 1 error" in run.err
        assert code in [finding["code"] for finding in statement["findings"]]


def test_no_evidence_at_all(sib: Sib, place: Path) -> None:
    run = sib("settle", "contract.sib", "--evidence", "nowhere")
    assert (run.status, run.is_orderly()) == (1, True), run.said
    assert "SIB901" in run.err
    assert "nowhere" in run.err


ROWS = {
    "12.5 against 12.5%": ("fall,,12.5%", "fall,,12.5", "SIB933", "success", ("1250%", 'write "12.5%"')),
    "a share of one": ("fall,,12.5%", "fall,,0.125", "SIB933", "success", ("0.125%",)),
    "a percentage for points": ("gap,,4.5", "gap,,4.5%", "SIB932", "closing", ("percentage points",)),
    "more digits than are measured": ("fall,,12.5%", "fall,,12.55%", "SIB935", "success", ("0.1%",)),
    "a decimal comma": ("fall,,12.5%", 'fall,,"12,5%"', "SIB931", "success", ("12,5",)),
    "thousands with points": ('"GBP 1,234.50"', '"GBP 1.234,50"', "SIB931", "sharing", ("1234.50",)),
    "thousands with spaces": ('"GBP 1,234.50"', "1 234.50", "SIB931", "sharing", ("1234.50",)),
    "thousands with apostrophes": ('"GBP 1,234.50"', "1'234.50", "SIB931", "sharing", ("1234.50",)),
    "another currency": ('"GBP 1,234.50"', '"EUR 1,234.50"', "SIB934", "sharing", ("EUR", "GBP")),
    "a currency sign": ('"GBP 1,234.50"', '"£1,234.50"', "SIB934", "sharing", ("GBP 1,234.50",)),
    "a number in the form of calculators": (",60,", ",6e1,", "SIB931", "moving", ("spreadsheet",)),
    "words for a number": (",60,", ",sixty,", "SIB931", "moving", ("number",)),
    "a value beyond the range": ("fall,,12.5%", "fall,,112.5%", "SIB937", "success", ("at most 100%",)),
    "a value below nothing": (",60,", ",-60,", "SIB937", "moving", ("0 people",)),
    "half a person": (",60,", ",60.5,", "SIB935", "moving", ("1",)),
    "a date in another order": ("2029-03-31", "31/03/2029", "SIB941", "mentoring 2029-03-31", ("2029-03-31",)),
    "a date that nobody can tell": ("2029-03-31", "03/04/2029", "SIB941", "mentoring 2029-03-31", ("year",)),
    "a day that does not exist": ("2029-03-31", "2029-02-29", "SIB940", "mentoring 2029-03-31", ("calendar",)),
    "a date on which no period ends": ("2029-03-31", "2029-03-30", "SIB942", "mentoring 2029-03-31", ("2029-03-31",)),
    "a year that nobody lives in": ("2029-03-31", "9999-03-31", "SIB940", "mentoring 2029-03-31", ("2999",)),
    "an empty date": ("2029-03-31", "", "SIB946", "mentoring 2029-03-31", ("date",)),
    "a metric with a near miss": ("homes,,", "hoems,,", "SIB920", "moving", ("write homes",)),
    "somebody else's verification": ("60,vera", "60,city", "SIB953", "moving", ("vera",)),
    "nobody's verification": ("60,vera", "60,", "SIB952", "moving", ("vera",)),
    "too many cells": ("60,vera", "60,vera,and,more", "SIB914", "moving", ("4",)),
    "too few cells": ("homes,,60,vera", "homes", "SIB914", "moving", ("4",)),
}  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "code", "payment", "words"), ROWS.values(), ids=ROWS.keys())
def test_a_wrong_row_is_named_and_every_other_row_counts(
    sib: Sib, place: Path, right: str, wrong: str, code: str, payment: str, words: tuple[str, ...]
) -> None:
    assert OBSERVATIONS.count(right) == 1
    run, statement = settle(sib, place, OBSERVATIONS.replace(right, wrong))
    row = OBSERVATIONS[: OBSERVATIONS.index(right)].count("\n") + 1
    assert run.status == 1
    assert paid(statement) == {name: amount for name, amount in AMOUNTS.items() if name != payment}
    assert [finding["code"] for finding in statement["findings"] if finding["severity"] == "error"] == [code]
    assert f"error[{code}]" in run.err
    assert f"--> evidence/observations.csv: row {row}" in run.err
    for said in (*words, "= expected:", "= help:"):
        assert said in run.err, run.err


def test_an_empty_cell_is_not_zero(sib: Sib, place: Path) -> None:
    run, statement = settle(sib, place, OBSERVATIONS.replace("homes,,60,", "homes,,,"))
    assert run.status == 0
    assert "moving" not in paid(statement)
    assert [item["payment"] for item in statement["pending"]] == ["moving"]
    assert [(finding["code"], finding["row"]) for finding in statement["findings"]] == [("SIB930", 4)]


def test_the_same_observation_twice(sib: Sib, place: Path) -> None:
    """Twice the same value is one value; two values are none."""
    run, statement = settle(sib, place, OBSERVATIONS + "homes,,60,vera\n")
    assert (run.status, paid(statement)) == (0, AMOUNTS)
    assert [finding["code"] for finding in statement["findings"]] == ["SIB950"]
    run, statement = settle(sib, place, OBSERVATIONS + "homes,,61,vera\n")
    assert run.status == 1
    assert paid(statement) == {name: amount for name, amount in AMOUNTS.items() if name != "moving"}
    assert "error[SIB951]" in run.err
    assert "row 8" in run.err
    assert "row 4" in run.err


def test_every_wrong_row_is_found_in_one_run(sib: Sib, place: Path) -> None:
    observations = OBSERVATIONS
    chosen = [
        ROWS[name]
        for name in ("12.5 against 12.5%", "a percentage for points", "words for a number", "another currency")
    ]
    for right, wrong, *_ in chosen:
        observations = observations.replace(right, wrong)
    run, statement = settle(sib, place, observations)
    assert [finding["row"] for finding in statement["findings"]] == [2, 3, 4, 5]
    assert set(paid(statement)) == {"mentoring 2028-03-31", "mentoring 2029-03-31"}
    assert "found 4 errors" in run.err


def test_a_line_of_five_megabytes(sib: Sib, place: Path) -> None:
    long = "9" * (5 * 1024 * 1024)
    run, statement = settle(sib, place, OBSERVATIONS + f"homes,,{long},vera\n")
    assert run.status == 1
    assert set(AMOUNTS) - set(paid(statement)) <= {"moving"}
    assert len(run.err) < 20_000


def test_ten_thousand_levels_of_json(sib: Sib, place: Path) -> None:
    nested = '{"observations": ' + "[" * 10_000 + "]" * 10_000 + "}"
    run, statement = settle(sib, place, nested, "evidence.json")
    assert run.status == 1
    assert statement["payments"] == []


def test_json_says_the_same_as_csv(sib: Sib, place: Path) -> None:
    rows = [
        {"metric": "fall", "value": "12.5%", "verified_by": "vera"},
        {"metric": "gap", "value": 4.5, "verified_by": "vera"},
        {"metric": "homes", "value": 60, "verified_by": "vera"},
    ]
    run, statement = settle(sib, place, json.dumps({"observations": rows}), "evidence.json")
    assert run.status == 1
    assert [finding["code"] for finding in statement["findings"]] == ["SIB938"]
    assert paid(statement) == {"success": AMOUNTS["success"], "moving": AMOUNTS["moving"]}
