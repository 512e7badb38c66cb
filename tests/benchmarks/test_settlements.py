"""How many settlements a second: a contract with one step table, its evidence in memory."""

from datetime import date
from fractions import Fraction
from pathlib import Path

from pytest_benchmark.fixture import BenchmarkFixture

from sibdsl.interpreter.settle import settle
from sibdsl.runtime.evidence import Observation, evidence_of
from sibdsl.workspace.compilation import compile
from tests.strategies.modules import evidence_in, module_of

CONTRACT = Path(__file__).parents[2] / "examples" / "nyc_able" / "contract.sib"
EVIDENCE = evidence_of([Observation("reduction", Fraction(11, 100), verified_by="vera", verified_on=date(2016, 9, 1))])


def test_settle_with_generated_python(benchmark: BenchmarkFixture) -> None:
    module = module_of(compile(CONTRACT).program)
    statement = benchmark(module.settle, evidence_in(module, EVIDENCE))
    assert [line.amount for line in statement.lines] == [10_080_000]


def test_settle_with_the_interpreter(benchmark: BenchmarkFixture) -> None:
    program = compile(CONTRACT).program
    statement = benchmark(settle, program, EVIDENCE)
    assert [line.amount for line in statement.lines] == [10_080_000]


def test_settle_and_explain_with_generated_python(benchmark: BenchmarkFixture) -> None:
    module = module_of(compile(CONTRACT).program)
    evidence = evidence_in(module, EVIDENCE)
    text = benchmark(lambda: module.settle(evidence).to_json())
    assert '"amount": "10080000.00"' in text
