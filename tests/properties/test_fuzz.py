"""Whatever is handed in as a contract or as evidence, the answer is findings or results, and never an exception."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

import sibdsl
from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.editing import apply_fixes
from sibdsl.diagnostics.render import FORMATS
from sibdsl.formatter.printer import print_tree
from sibdsl.interpreter.settle import settle
from sibdsl.ir.text import from_text, to_text
from sibdsl.runtime.evidence import evidence_of
from sibdsl.runtime.presentation import OUTPUT_FORMATS, present
from sibdsl.workspace.compilation import Compilation, compile_bytes
from tests.properties.effort import examples
from tests.strategies.source_damage import damaged, from_grammar, soup
from tests.strategies.sources import contracts

EXAMPLE = Path(__file__).parents[2] / "examples" / "peterborough" / "contract.sib"


def go_through(contract: Compilation) -> None:
    """Ask for everything that a contract can give; where it has errors, for its findings."""
    findings = contract.diagnostics
    for output_format in FORMATS:
        assert sibdsl.render(findings, output_format).encode("utf-8") or not findings
    assert all(is_complete(finding) for finding in findings)
    if contract.source is not None and contract.tree is not None:
        for allowed in (("safe",), ("safe", "unsafe")):
            apply_fixes(contract.source, findings, allowed)
        print_tree(contract.tree)
    if not contract.ok:
        return
    event("no error")
    program = contract.program
    assert from_text(to_text(program)) == program
    assert contract.limits
    for target in ("python", "summary"):
        assert sibdsl.generate(contract, target)
    statement = settle(program, evidence_of())
    assert not {"SIB980", "SIB981"} & {finding.code for finding in statement.findings}
    for output_format in OUTPUT_FORMATS:
        present(statement, output_format)
    sibdsl.run_scenarios(contract)


def is_complete(finding: Diagnostic) -> bool:
    """Whether a finding says what was found, where, and what is next."""
    places = [label.span for label in finding.labels]
    next_step = finding.help or finding.fix or finding.severity == "note"
    return bool(finding.message and next_step and (places or finding.source is None or finding.code < "SIB100"))


@examples(100, 900)
@given(damaged())
def test_contracts_with_mistakes(text: str) -> None:
    go_through(sibdsl.compile(text, filename="contract.sib"))


@examples(60, 300)
@given(from_grammar())
def test_what_the_grammar_allows(text: str) -> None:
    go_through(sibdsl.compile(text, filename="contract.sib"))


@examples(60, 300)
@given(soup())
def test_words_in_any_order(text: str) -> None:
    go_through(sibdsl.compile(text, filename="contract.sib"))


@examples(60, 200)
@given(st.text(max_size=200) | st.text(alphabet='{}()",.%#\n -+0123456789abcGBP', max_size=200))
def test_text(text: str) -> None:
    go_through(sibdsl.compile(text, filename="contract.sib"))


@examples(60, 200)
@given(st.data())
def test_bytes(data: st.DataObject) -> None:
    content = data.draw(st.binary(max_size=200))
    if data.draw(st.booleans()):
        whole = data.draw(contracts()).encode("utf-8")
        at = data.draw(st.integers(0, len(whole)))
        content = whole[:at] + content[:20] + whole[at + data.draw(st.integers(0, 20)) :]
    go_through(compile_bytes(content, "contract.sib"))


@cache
def example() -> Compilation:
    return sibdsl.compile(EXAMPLE)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("evidence")


@examples(60, 300)
@given(
    content=st.binary(max_size=200), name=st.sampled_from(["observations.csv", "facts.csv", "events.csv", "all.json"])
)
def test_bytes_as_evidence(directory: Path, content: bytes, name: str) -> None:
    path = directory / name
    path.write_bytes(content)
    statement = sibdsl.settle(example(), path)
    _, findings = sibdsl.read_evidence(example(), path)
    for output_format in FORMATS:
        sibdsl.render(findings, output_format).encode("utf-8")
    assert statement.pending
    assert not statement.lines
    path.unlink()


@examples(60, 300)
@given(st.data())
def test_damaged_evidence_costs_no_more_than_its_own_rows(directory: Path, data: st.DataObject) -> None:
    """A row that cannot be read leaves the other rows as they are."""
    good = ["comparison,cohort_1,155,leicester", "treated,cohort_1,142,leicester", "served,cohort_1,1000,leicester"]
    bad = data.draw(st.lists(st.sampled_from(["?", "comparison,cohort_1", "a,b,c,d,e,f", "served,cohort_2,n/a,niesr"])))
    rows = data.draw(st.permutations([*good, *bad]))
    path = directory / "observations.csv"
    path.write_text("\n".join(["metric,cohort,value,verified_by", *rows]), encoding="utf-8")
    evidence, findings = sibdsl.read_evidence(example(), path)
    assert len(evidence.observations) == len(good)
    assert {finding.row for finding in findings if finding.severity == "error"} == {
        index for index, row in enumerate(rows, 2) if row not in good
    }
