"""Files beside evidence about people: what is not read is named, with the names of all files that would be."""

from pathlib import Path

import pytest

from sibdsl.runtime.evidence import Finding
from sibdsl.runtime.evidence_files import load_sheets

CORE = "observations.csv, observations.json, facts.csv, facts.json, events.csv"


def found(directory: Path, name: str) -> Finding:
    (directory / name).write_text("claim\n", encoding="utf-8")
    findings: list[Finding] = []
    assert load_sheets(directory, findings, ("enrolment", "claims")) == []
    (only,) = findings
    return only


@pytest.mark.parametrize("name", ["spells.csv", "lines.csv", "rejects.csv", "ledger.csv", "notes.docx"])
def test_the_files_of_claims_are_among_those_that_would_be_read(tmp_path: Path, name: str) -> None:
    note = found(tmp_path, name)
    assert (note.code, note.severity) == ("SIB904", "note")
    assert note.expected == f"{CORE}, events.json, enrolment.csv or claims.csv"


def test_a_name_that_is_almost_one_of_them_is_a_warning(tmp_path: Path) -> None:
    warning = found(tmp_path, "enrolments.csv")
    assert (warning.code, warning.help) == ("SIB916", "rename it to enrolment.csv if it is meant as evidence")


@pytest.mark.parametrize("name", ["claims.csv", "claims.parquet", "enrolment.jsonl"])
def test_what_somebody_else_reads_is_passed_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("claim\n", encoding="utf-8")
    findings: list[Finding] = []
    assert load_sheets(tmp_path, findings, ("enrolment", "claims")) == []
    assert findings == []
