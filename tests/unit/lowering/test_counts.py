"""A limit on what is counted concerns what is paid for, never what is tested."""

import sibdsl
from sibdsl.workspace.scenarios import run_scenarios

CONTRACT = """
contract example "Example contract" {
  currency GBP
  term 2027-04-01 to 2031-03-31
}
party city "The city" is outcome_payer
party provider "The provider" is service_provider
party evaluator "The evaluator" is evaluator, independent
metric hours "Hours" {
  unit hours to 1
  measured annually
  verified by evaluator
}
payment gated from city to provider {
  due annually
  provided hours at least 300
  pays GBP 10 per hour for hours
  counts hours up to 500 hours in total
}
payment by_case from city to provider {
  due annually
  pays {
    when hours at least 300  GBP 10 per hour for hours
    otherwise                nothing
  }
  counts hours up to 500 hours in total
}
scenario "hours that were tested in vain do not use up the limit, and the test is of all hours" {
  given hours on 2028-03-31 = 299
  given hours on 2029-03-31 = 300
  given hours on 2030-03-31 = 400
  expect gated on 2028-03-31 = nothing
  expect gated on 2029-03-31 = GBP 3,000
  expect gated on 2030-03-31 = GBP 2,000
  expect by_case on 2028-03-31 = nothing
  expect by_case on 2029-03-31 = GBP 3,000
  expect by_case on 2030-03-31 = GBP 2,000
}
"""


def test_conditions_test_what_was_reported() -> None:
    compilation = sibdsl.compile(CONTRACT)
    assert compilation.ok, sibdsl.render(compilation.diagnostics)
    (result,) = run_scenarios(compilation)
    assert result.passed, result
