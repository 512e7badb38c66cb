"""Settling through the workspace: evidence as a path or as read, findings in the statement."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from sibdsl.workspace.compilation import ContractHasErrors, compile
from sibdsl.workspace.settling import evidence_files, findings_in, read_evidence, settle


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    (tmp_path / "observations.csv").write_text(
        "metric,value,verified_by,verified_on\nin_work,45%,evaluator,2030-03-01\n", encoding="utf-8"
    )
    return tmp_path


def test_evidence_is_a_path_or_what_was_read(starter: str, evidence: Path) -> None:
    compilation = compile(starter)
    read, findings = read_evidence(compilation, evidence)
    statement = settle(compilation, evidence)
    assert findings == ()
    assert [line.amount for line in statement.lines] == [Fraction(500_000)]
    assert statement.to_json() == settle(compilation, str(evidence)).to_json()
    assert statement.to_json() == settle(compilation, read).to_json()


def test_a_statement_may_look_back_from_a_day(starter: str, evidence: Path) -> None:
    statement = settle(compile(starter), evidence, date(2030, 1, 1))
    assert not statement.lines
    assert len(statement.pending) == 1


def test_what_is_wrong_with_evidence_is_told_and_the_rest_is_settled(starter: str, evidence: Path) -> None:
    with (evidence / "observations.csv").open("a", encoding="utf-8") as file:
        file.write("in_wrok,41%,evaluator,2030-03-01\n")
    compilation = compile(starter)
    statement = settle(compilation, evidence)
    findings = findings_in(statement, evidence)
    assert findings == read_evidence(compilation, evidence)[1]
    assert [found.row for found in findings] == [3]
    assert findings[0].path == str(evidence / "observations.csv")
    assert len(statement.lines) == 1


def test_no_path_of_evidence_raises(starter: str, tmp_path: Path) -> None:
    statement = settle(compile(starter), tmp_path / "nowhere")
    assert [found.severity for found in statement.findings] == ["error"]
    assert len(statement.pending) == 1


def test_a_contract_with_errors_is_not_settled(evidence: Path) -> None:
    broken = compile("contract x {\n}\n")
    for ask in (settle, read_evidence):
        with pytest.raises(ContractHasErrors):
            ask(broken, evidence)
    with pytest.raises(ContractHasErrors):
        evidence_files(broken)


def test_empty_evidence_files_read_back_without_an_error(starter: str, tmp_path: Path) -> None:
    compilation = compile(starter)
    for name, text in evidence_files(compilation).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    _, findings = read_evidence(compilation, tmp_path)
    assert {found.severity for found in findings} == {"note"}
