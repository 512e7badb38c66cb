"""Generated Python gives the interpreter's statement, byte for byte, for any program and any evidence."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.generators.python.module import generate_python
from sibdsl.interpreter.settle import settle
from sibdsl.ir.text import from_text
from sibdsl.runtime.evidence import Evidence
from sibdsl.runtime.presentation import OUTPUT_FORMATS, present
from sibdsl.workspace.compilation import compile
from sibdsl.workspace.contracts import find_contracts
from sibdsl.workspace.settling import settle as workspace_settle
from tests.strategies.bridge import PROGRAM
from tests.strategies.modules import evidence_in, module_of
from tests.strategies.programs import evidence_for, programs

# A program costs more than evidence for it, so each is tried with many: more than a thousand statements by
# default, twenty thousand and more with `--hypothesis-profile=search`.
SETS_OF_EVIDENCE = 12

EXAMPLES = Path(__file__).parents[2] / "examples"
CONTRACTS = [Path(path) for path in find_contracts([str(EXAMPLES)])]
BRIDGE = module_of(from_text(PROGRAM))


@given(st.data())
def test_any_program_gives_the_same_statements(data: st.DataObject) -> None:
    program = data.draw(programs())
    module = module_of(program)
    for _ in range(SETS_OF_EVIDENCE):
        evidence = data.draw(evidence_for(program))
        as_of = data.draw(st.none() | st.dates(date(2015, 1, 1), date(2018, 12, 31)))
        expected = settle(program, evidence, as_of)
        found = module.settle(evidence_in(module, evidence), as_of)
        # Without line ends, which Python would write at a fifth of the speed.
        assert json.dumps(found.to_data()) == json.dumps(expected.to_data())


@given(st.data())
def test_the_plan_and_every_format_are_the_same(data: st.DataObject) -> None:
    program = data.draw(programs())
    module = module_of(program)
    evidence = data.draw(evidence_for(program))
    assert repr(module.contract_plan()) == repr(program.plan)
    expected, found = settle(program, evidence), module.settle(evidence_in(module, evidence))
    for output_format in OUTPUT_FORMATS:
        assert module.present(found, output_format) == present(expected, output_format)


@given(evidence_for(from_text(PROGRAM)))
def test_one_contract_gives_the_same_for_any_evidence(evidence: Evidence) -> None:
    assert BRIDGE.settle(evidence_in(BRIDGE, evidence)).to_json() == settle(from_text(PROGRAM), evidence).to_json()


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_examples_give_the_same_for_their_evidence(contract: Path) -> None:
    compilation = compile(contract)
    module = module_of(compilation.program)
    directories = sorted(path for path in contract.parent.glob("evidence/*") if path.is_dir())
    if compilation.program.claims is not None:
        # Claims are settled by both in tests/examples, where each file belongs to one contract.
        read = module.load_evidence(contract.parent)
        assert module.settle(*read).to_json() == workspace_settle(compilation, contract.parent).to_json()
        return
    for path in [*directories, contract.parent / "no evidence at all"]:
        expected = workspace_settle(compilation, path).to_json()
        assert module.settle(module.load_evidence(path)).to_json() == expected


@pytest.mark.parametrize("output_format", OUTPUT_FORMATS)
def test_the_command_line_gives_the_same_bytes(tmp_path: Path, output_format: str) -> None:
    contract = EXAMPLES / "nyc_able" / "contract.sib"
    (tmp_path / "nyc_able.py").write_text(generate_python(compile(contract).program), encoding="utf-8")
    options = ["--as-of", "2016-12-31", "--output-format", output_format]
    ours = [sys.executable, "-c", "from sibdsl.cli.main import main; main()", "settle", str(contract)]
    theirs = [sys.executable, "-I", "-S", "-W", "error", str(tmp_path / "nyc_able.py")]
    for name in ("break_even", "missing"):
        evidence = f"nyc_able/evidence/{name}"
        expected = subprocess.run(
            [*ours, "--evidence", evidence, *options], cwd=EXAMPLES, capture_output=True, check=False
        )
        found = subprocess.run([*theirs, evidence, *options], cwd=EXAMPLES, capture_output=True, check=False)
        assert (found.stdout, found.returncode) == (expected.stdout, expected.returncode)
        assert found.stdout
