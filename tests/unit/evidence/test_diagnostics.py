"""Findings become diagnostics: every code has a rule, and a place to look."""

import re
from pathlib import Path

import pytest

import sibdsl.runtime
from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.internal import InternalError
from sibdsl.diagnostics.registry import RULES
from sibdsl.diagnostics.rule import Rule
from sibdsl.diagnostics.rules import evidence as rules
from sibdsl.diagnostics.sink import Sink
from sibdsl.evidence.findings import report_findings
from sibdsl.evidence.reading import load_evidence
from sibdsl.runtime.evidence import Finding
from tests.strategies.contracts import reporting_plan

SOURCES = "".join(
    path.read_text(encoding="utf-8") for path in sorted(Path(sibdsl.runtime.__file__).parent.glob("*.py"))
)
DECLARED = {rule.code for rule in vars(rules).values() if isinstance(rule, Rule)}


def test_every_code_of_the_runtime_is_declared_and_every_rule_is_used() -> None:
    assert set(re.findall(r'"(SIB9\d\d)"', SOURCES)) == DECLARED


def test_the_runtime_and_the_registry_agree_on_severity() -> None:
    used = set(re.findall(r'"(SIB9\d\d)",\s+"(error|warning|note)"', SOURCES))
    used |= set(re.findall(r'\("(SIB9\d\d)", "(error|warning|note)"\)', SOURCES))
    assert {(code, severity) for code, severity in used if RULES[code].severity != severity} == set()


def diagnostics_for(path: Path) -> list[Diagnostic]:
    sink = Sink()
    load_evidence(reporting_plan(), path, sink)
    return list(sink.diagnostics())


def test_a_finding_names_the_file_the_row_and_the_column(tmp_path: Path) -> None:
    (tmp_path / "observations.csv").write_text("metric,value,verified_by\nreduction,12.5,vera\n", encoding="utf-8")
    (found,) = diagnostics_for(tmp_path)
    assert (found.code, found.name, found.severity) == ("SIB933", "no-percent-sign", "error")
    assert found.path == str(tmp_path / "observations.csv")
    assert found.row == 2
    assert found.message == "value: `12.5` has no % sign: it could mean 12.5% or 1250%"
    assert found.expected == "a percentage such as 12.5%"
    assert found.help == 'write "12.5%" if that is meant'


def test_a_single_file_is_named_as_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_text("metric,value,verified_by\nreduction,12.5,vera\n", encoding="utf-8")
    assert [found.path for found in diagnostics_for(path)] == [str(path)]


def test_a_path_without_evidence_is_a_diagnostic(tmp_path: Path) -> None:
    assert [found.code for found in diagnostics_for(tmp_path / "nowhere")] == ["SIB901"]
    assert [found.code for found in diagnostics_for(tmp_path)] == ["SIB903"]


def test_an_undeclared_code_is_a_fault_of_ours() -> None:
    with pytest.raises(InternalError, match="SIB999"):
        report_findings([Finding("SIB999", "error", "what")], Path("."), Sink())


def test_a_finding_without_a_file_has_no_source() -> None:
    sink = Sink()
    report_findings([Finding("SIB980", "error", "below zero")], Path("evidence"), sink)
    assert sink.diagnostics()[0].source is None
