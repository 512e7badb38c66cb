"""The words that explain a rule: agreed figures with their value, and ends of tables that are flat."""

import sibdsl
from sibdsl.runtime.evidence import evidence_of
from tests.strategies.contracts import observed

CONTRACT = """
contract example "Example contract" {
  currency GBP
  term 2027-04-01 to 2031-03-31
}
party city "The city" is outcome_payer
party provider "The provider" is service_provider
party evaluator "The evaluator" is evaluator, independent
metric rate "Rate" {
  unit percent to 0.1%
  range from 0% to 100%
  better higher
  verified by evaluator
}
parameter price "Price" GBP 400
payment lines from city to provider {
  due once on 2030-06-30
  pays by rate, interpolated {
    at 10%  nothing
    at 80%  GBP 70
    flat beyond
  }
}
payment share from city to provider {
  due once on 2030-06-30
  pays rate of price
}
"""


def sentences(rate: str) -> list[str]:
    compilation = sibdsl.compile(CONTRACT)
    assert compilation.ok, sibdsl.render(compilation.diagnostics)
    statement = sibdsl.settle(compilation, evidence_of([observed("rate", rate)]))
    return [str(step["text"]) for line in statement.lines for step in line.derivation]


def test_the_flat_end_of_a_table_begins_at_its_point() -> None:
    assert "The next row, `80% or more`, pays GBP 70 and needed 47.1 percentage points more." in sentences("0.329")


def test_a_line_pays_more_only_beyond_the_point_where_it_starts() -> None:
    told = sentences("0.09")
    assert "9% reaches the row `10% or less`, which pays nothing." in told
    assert any(text.endswith("and needed more than 1 percentage point more.") for text in told)


def test_at_the_last_point_there_is_no_better_row() -> None:
    assert not any(text.startswith("The next row") for text in sentences("0.8"))


def test_an_agreed_figure_is_followed_by_its_value() -> None:
    assert "The rule `rate of price (GBP 400)`, where rate is 25%, gives GBP 100." in sentences("0.25")
