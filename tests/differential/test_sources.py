"""Generated Python gives the interpreter's statement, byte for byte, for contracts as authors write them."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

import sibdsl
from sibdsl.interpreter.settle import settle
from sibdsl.runtime.presentation import OUTPUT_FORMATS, present
from sibdsl.runtime.reading import read_evidence
from tests.properties.effort import examples
from tests.strategies.cases import Accepted, accepted_contracts
from tests.strategies.modules import evidence_in, module_of
from tests.strategies.source_evidence import any_evidence

# To make a module takes longer than to settle: several sets of evidence for each contract.
SETS_OF_EVIDENCE = 3


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("generated")


def some_day(contract: Accepted) -> st.SearchStrategy[date | None]:
    start = contract.plan.term.start
    return st.none() | st.dates(start - timedelta(days=30), contract.plan.term.end + timedelta(days=500))


@examples(30, 300)
@given(accepted_contracts(), st.data())
def test_modules_give_the_same_statement(directory: Path, contract: Accepted, data: st.DataObject) -> None:
    module = module_of(contract.program)
    for _ in range(SETS_OF_EVIDENCE):
        path = data.draw(any_evidence(contract.plan)).write(directory / "sheets")
        as_of = data.draw(some_day(contract))
        evidence = read_evidence(contract.plan, path)
        expected = settle(contract.program, evidence, as_of)
        event(f"{bool(expected.lines)} lines, {bool(expected.pending)} pending")
        through_files = module.settle(module.load_evidence(path), as_of)
        in_memory = module.settle(evidence_in(module, evidence), as_of)
        for output_format in OUTPUT_FORMATS:
            wanted = present(expected, output_format)
            assert module.present(through_files, output_format) == wanted
            assert module.present(in_memory, output_format) == wanted


@examples(3, 15)
@given(accepted_contracts(), st.data())
def test_scripts_print_the_same_statement(directory: Path, contract: Accepted, data: st.DataObject) -> None:
    """As a payer runs it: a file on its own, without anything installed beside Python."""
    evidence = data.draw(any_evidence(contract.plan)).write(directory / "sheets")
    output_format = data.draw(st.sampled_from(OUTPUT_FORMATS))
    as_of = data.draw(some_day(contract))
    [artifact] = sibdsl.generate(contract.compilation, "python")
    script = directory / artifact.path
    assert isinstance(artifact.text, str)
    script.write_text(artifact.text, encoding="utf-8")
    dated = [] if as_of is None else ["--as-of", as_of.isoformat()]
    command = [sys.executable, "-I", str(script), str(evidence), "--output-format", output_format, *dated]
    run = subprocess.run(command, capture_output=True, check=False)
    expected = settle(contract.program, read_evidence(contract.plan, evidence), as_of)
    assert run.stderr == b""
    assert run.stdout == present(expected, output_format).encode("utf-8")
    assert run.returncode == any(finding.severity == "error" for finding in expected.findings)
