"""Examples are telling, and every one of them can be settled."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import sibdsl
from sibdsl.analysis.worked_examples import SettledExample, settled, worked_examples
from sibdsl.interpreter.settle import settle
from sibdsl.workspace.contracts import find_contracts

EXAMPLES = [Path(path) for path in find_contracts([str(Path(__file__).parents[3] / "examples")])]
HEAD = """
contract pilot "Pilot" {
  currency GBP
  term 2020-01-01 to 2022-12-31
}
party city "City" is outcome_payer
party provider "Provider" is service_provider
party vera "Vera" is evaluator
"""
REDUCTION = """
metric reduction "Reduction" {
  verified by vera
  unit percent to 0.1%
  range at most 100%
  better higher
}
"""


def examples_of(source: str | Path) -> list[SettledExample]:
    compilation = sibdsl.compile(source if isinstance(source, Path) else HEAD + source)
    assert compilation.ok, sibdsl.render(compilation.diagnostics)
    program = compilation.program
    return settled(
        worked_examples(program, compilation.model), lambda evidence, as_of: settle(program, evidence, as_of)
    )


def outcomes(source: str) -> list[tuple[dict[str, Fraction], int]]:
    found = []
    for example in examples_of(source):
        assert not example.statement.pending, example
        given = {given.name: given.value for given in example.given}
        found.append((given, sum(line.minor for line in example.statement.lines) // 100))
    return found


def percent(text: str) -> dict[str, Fraction]:
    return {"reduction": Fraction(text) / 100}


def test_a_ladder_is_shown_at_its_edges_and_just_below() -> None:
    found = outcomes(
        REDUCTION
        + """
payment success from city to provider {
  due once on 2021-12-31
  pays by reduction {
    at least 20%    GBP 300
    at least 8.5%   GBP 100
    otherwise       nothing
  }
}
"""
    )
    assert found == [
        (percent("8.4"), 0),
        (percent("8.5"), 100),
        (percent("19.9"), 100),
        (percent("20"), 300),
    ]


def test_a_line_is_shown_inside_as_well() -> None:
    found = outcomes(
        REDUCTION
        + """
payment success from city to provider {
  due once on 2021-12-31
  pays by reduction, interpolated {
    at 0%   nothing
    at 80%  GBP 800
    flat beyond
  }
}
"""
    )
    assert (percent("40"), 400) in found
    assert (percent("80"), 800) in found


def test_a_rate_is_shown_with_a_round_number_and_at_its_cap() -> None:
    found = outcomes(
        """
metric hours "Hours" {
  verified by vera
  unit hours to 1
  range at least 0
}
payment success from city to provider {
  due once on 2021-12-31
  pays GBP 15 per hour for hours
  cap GBP 10,000 in total
}
"""
    )
    assert found == [({"hours": Fraction(100)}, 1500), ({"hours": Fraction(668)}, 10_000)]


def test_a_condition_is_shown_met_and_missed_with_everything_else_met() -> None:
    found = outcomes(
        REDUCTION
        + """
metric coverage "Coverage" {
  verified by vera
  unit percent to 1%
  range from 0% to 100%
}
payment success from city to provider {
  due once on 2021-12-31
  provided coverage at least 60%
  pays {
    when reduction at least 10%  GBP 500
    otherwise                    nothing
  }
}
"""
    )

    def given(reduction: str, coverage: str) -> dict[str, Fraction]:
        return {"coverage": Fraction(coverage) / 100, **percent(reduction)}

    assert (given("10", "60"), 500) in found
    assert (given("10", "59"), 0) in found
    assert (given("9.9", "60"), 0) in found


def test_a_calculated_quantity_is_reached_through_what_is_reported() -> None:
    found = outcomes(
        """
metric treated "Events among those served" {
  verified by vera
  unit events per 100 people to 1
  range at least 0
}
metric comparison "Events among others" {
  verified by vera
  unit events per 100 people to 1
  range above 0
}
metric change "Reduction" {
  unit percent
  calculated as reduction from comparison to treated
}
payment success from city to provider {
  due once on 2021-12-31
  pays by change {
    at least 10%  GBP 500
    otherwise     nothing
  }
}
"""
    )
    assert ({"treated": Fraction(90, 100), "comparison": Fraction(1)}, 500) in found
    assert ({"treated": Fraction(91, 100), "comparison": Fraction(1)}, 0) in found


def test_what_needs_no_evidence_has_no_example() -> None:
    assert outcomes("payment fee from city to provider {\n  due once on 2021-12-31\n  pays GBP 5\n}\n") == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_chosen_example_can_be_settled(path: Path) -> None:
    compilation = sibdsl.compile(path)
    metrics = {metric.name: metric for metric in compilation.program.plan.metrics}
    for example in examples_of(path):
        if example.title:
            continue
        (payment,) = example.about
        assert any(line.payment == payment for line in example.statement.lines)
        assert not [finding for finding in example.statement.findings if finding.severity == "error"]
        for given in example.given:
            if given.kind == "metric" and given.count == 1:
                metric = metrics[given.name]
                assert metric.step is None or given.value % metric.step == 0
                assert metric.range.low is None or given.value >= metric.range.low
                assert metric.range.high is None or given.value <= metric.range.high
