"""How quick capital is: what-if evaluations a second in generated Python, and a table of stakes against settlements.

A bare settlement is one call of the interpreter with evidence in memory; the table is held to five of them for each of
its rows. The one whose settlement takes the least time is close to that, because a row also
moves money through years; its figures are printed with the others.
"""

import gc
import time
from collections.abc import Callable
from fractions import Fraction

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from sibdsl.analysis.stakes import Staking, stakes
from sibdsl.analysis.what_if import WhatIf
from sibdsl.interpreter.settle import settle
from sibdsl.ir.program import Program
from sibdsl.runtime.capital_plan import CapitalPlan
from tests.strategies import capital_examples
from tests.strategies.capital_examples import program_of
from tests.strategies.modules import evidence_in, module_of

TARGET = 5
EVALUATIONS_A_SECOND = 1000
CONTRACTS: dict[str, Callable[[], CapitalPlan]] = {
    "nyc_able": capital_examples.nyc_able,
    "denver_sib": capital_examples.denver,
    "last_mile": capital_examples.last_mile,
    "dc_water": capital_examples.dc_water,
    "newpin": capital_examples.newpin,
    "chicago_cpc": capital_examples.chicago,
    "massachusetts_roca": capital_examples.massachusetts,
}
HELD_TO_THE_TARGET = ("dc_water", "denver_sib", "last_mile", "newpin", "chicago_cpc", "massachusetts_roca")


def seconds(work: Callable[[], object], times: int = 15) -> float:
    """The least processor time of several runs, so that other work on the machine does not count."""
    best = float("inf")
    for _ in range(times):
        gc.collect()
        started = time.process_time()
        work()
        best = min(best, time.process_time() - started)
    return best


def bare(program: Program, rows: int, levels: list[dict[str, Fraction]]) -> float:
    """Settle once for each row, with the evidence of the row."""
    asked = WhatIf(program)
    evidence = [asked.statement(values).lines[0].case.evidence for values in levels]
    assert len(evidence) == rows
    return seconds(lambda: [settle(program, item) for item in evidence])


@pytest.mark.parametrize("example", CONTRACTS)
def test_a_table_of_stakes_against_bare_settlements(example: str, capsys: pytest.CaptureFixture[str]) -> None:
    program, capital = program_of(example), CONTRACTS[example]()
    table = stakes(program, capital)
    levels = [{row.quantity: row.level} if row.quantity and row.level is not None else {} for row in table.rows]
    settled = bare(program, len(table.rows), levels)
    rows = seconds(lambda: list(Staking(program, capital).rows()))
    whole = seconds(lambda: stakes(program, capital))
    with capsys.disabled():
        print(
            f"\n{example}: {len(table.rows)} rows; settling each once {settled * 1e6:,.0f} us; the table "
            f"{rows * 1e6:,.0f} us, {rows / settled:.1f} times; with breakevens {whole / settled:.1f} times"
        )
    if example in HELD_TO_THE_TARGET:
        assert rows / settled < TARGET


def test_what_if_evaluations_with_generated_python(
    benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """Settle and give all flows, with the module's own code alone: another level each time."""
    program = program_of("massachusetts_roca")
    assert program.capital is not None
    module = module_of(program)
    asked = WhatIf(program)
    given = [
        evidence_in(
            module, asked.statement({"trial_estimate": level, "difference_estimate": level}).lines[0].case.evidence
        )
        for level in (Fraction(percent, 100) for percent in range(5, 70))
    ]

    def evaluate() -> int:
        return sum(len(module.cash_flows(module.settle(evidence)).flows) for evidence in given)

    assert benchmark(evaluate) > len(given)
    each = seconds(evaluate, 5) / len(given)
    with capsys.disabled():
        print(f"\n{1 / each:,.0f} what-if evaluations a second")
    assert 1 / each > EVALUATIONS_A_SECOND
