"""Each directory of tests/cases/accept holds a lawful contract that looks almost like a mistake.

Checking it must find nothing at all, and its worked examples must come out.
"""

from pathlib import Path

import pytest

import sibdsl

CASES = Path(__file__).parents[2] / "cases" / "accept"


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_nothing_is_found_and_examples_come_out(case: Path) -> None:
    contract = sibdsl.compile(case / "contract.sib")
    assert not contract.diagnostics, sibdsl.render(contract.diagnostics)
    assert contract.program.rules
    for scenario in sibdsl.run_scenarios(contract):
        assert scenario.passed, scenario
