"""Generated Python gives the cash flows of the library, byte for byte, and carries them only where there is finance."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sibdsl
from sibdsl.generators.python.module import generate_python
from sibdsl.ir.program import Program
from sibdsl.runtime.capital import cash_flows
from tests.examples.vectors import read_examples
from tests.strategies.modules import module_of

ACCEPTED = Path(__file__).parents[1] / "cases" / "accept"
EXAMPLES = [
    pytest.param(example.contract, vector.evidence, id=f"{example.name}: {vector.name}")
    for example in read_examples()
    for vector in example.vectors
    if example.contract.name == "contract.sib"
]
BLENDS = st.integers(-500, 1000)


def program_of(contract: Path) -> Program:
    return sibdsl.compile(contract).program


@pytest.mark.parametrize(("contract", "evidence"), EXAMPLES)
def test_examples_flow_alike(contract: Path, evidence: Path) -> None:
    compilation = sibdsl.compile(contract)
    program = compilation.program
    module = module_of(program)
    if program.capital is None:
        assert "contract_capital" not in vars(module)
        return
    expected = cash_flows(program.plan, program.capital, sibdsl.settle(compilation, evidence))
    read = module.load_evidence(evidence)
    statement = module.settle(read) if program.claims is None else module.settle(*read)
    assert module.cash_flows(statement).to_json() == expected.to_json()


def test_the_plan_of_capital_is_written_whole() -> None:
    program = program_of(ACCEPTED / "everything_of_capital" / "contract.sib")
    module = module_of(program)
    assert repr(module.contract_capital()) == repr(program.capital)


def test_a_contract_without_finance_carries_no_capital() -> None:
    text = generate_python(program_of(ACCEPTED / "everything_on_a_rate_card" / "contract.sib"))
    assert "CapitalPlan" not in text
    assert "waterfall" not in text


@settings(max_examples=30)
@given(trial=BLENDS, difference=BLENDS, engaged=st.integers(0, 9000))
def test_a_whole_stack_flows_alike(trial: int, difference: int, engaged: int) -> None:
    contract = next(example.contract for example in read_examples() if example.name == "massachusetts_roca")
    compilation = sibdsl.compile(contract)
    program = compilation.program
    assert program.capital is not None
    rows = (
        "metric,value,verified_by",
        f"trial_estimate,{trial / 10}%,sibalytics",
        f"difference_estimate,{difference / 10}%,sibalytics",
        f"engaged_quarters,{engaged},consulting",
        "employed_quarters,0,consulting",
    )
    with TemporaryDirectory() as directory:
        Path(directory, "observations.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        expected = cash_flows(program.plan, program.capital, sibdsl.settle(compilation, directory))
        module = module_of(program)
        found = module.cash_flows(module.settle(module.load_evidence(directory)))
    assert found.to_json() == expected.to_json()
