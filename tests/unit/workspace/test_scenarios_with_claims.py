"""Scenarios with people and claims are run as their evidence would be."""

from sibdsl.workspace.compilation import compile
from sibdsl.workspace.scenarios import ScenarioResult, run_scenarios

CONTRACT = """
contract homes "Homes" {{
  currency GBP
  term 2018-01-01 to 2019-12-31
}}
party council "The Council" is outcome_payer
party provider "The Provider" is service_provider
party audit "The Auditor" is validator, independent
population clients "People" {{
  size 400
  cohort round_1 "Round 1" 2018-01-01 to 2018-06-30
  cohort round_2 "Round 2" 2018-07-01 to 2018-12-31
  group young "Young people"
}}
outcome move_in "Enters a home" {{
  documents form
  documents 1 of (lease, letter)
  claimed within 3 months
  verified by audit
}}
outcome stays "Stays for three months" {{
  sustains housed for 3 months
}}
outcome housing_day "Days of housing" {{
  quantity days to 1
}}
outcome work "Full-time work" {{
  records weekly_hours in hours
  requires weekly_hours at least 25 hours
}}
payment outcomes "Outcomes" from council to provider {{
  due quarterly
  rate card per person {{
    move_in     GBP 500    once
    stays       GBP 300    once, after move_in
    housing_day GBP 15 per day
    work        GBP 200
    uplift 10% for young on move_in
  }}
}}
scenario "people" {{
  {}
}}
"""
ANN = "given person ann enrolled on 2018-01-10"


def run(*statements: str) -> ScenarioResult:
    compilation = compile(CONTRACT.format("\n  ".join(statements)))
    assert not [item for item in compilation.diagnostics if item.severity == "error"], compilation.diagnostics
    (result,) = run_scenarios(compilation)
    return result


def test_claims_of_people_are_paid() -> None:
    result = run(
        "given person ann enrolled on 2018-01-10 in round_1, young",
        "given person bob enrolled on 2018-07-10",
        "given spell of housed for ann from 2018-01-12 to 2018-09-30",
        "given claim of move_in for ann on 2018-02-01",
        "given claim of stays for ann on 2018-04-11",
        "given claim of housing_day for bob of 28 days on 2018-07-20",
        "given claim of work for bob on 2018-08-01, recording weekly_hours = 26 hours",
        "expect outcomes on 2018-03-31 = GBP 550",
        "expect outcomes on 2018-06-30 = GBP 300",
        "expect outcomes on 2018-09-30 = GBP 620",
    )
    assert result.passed, result


def test_submitting_validating_and_rejecting_have_their_days() -> None:
    result = run(
        ANN,
        "given claim of move_in for ann on 2018-02-01, submitted on 2018-04-02",
        "given claim of work for ann on 2018-02-01, recording weekly_hours = 25 hours, rejected on 2018-05-01",
        "as of 2018-12-31",
        "expect outcomes on 2018-03-31 = GBP 200",
        "expect outcomes on 2018-06-30 = GBP 300",
    )
    assert result.passed, result


def test_what_became_of_a_claim_that_was_not_paid_is_told() -> None:
    result = run(
        ANN,
        "given claim of move_in for ann on 2018-02-01",
        "given claim of move_in for ann on 2018-02-02",
        "given claim of work for ann on 2018-02-01, recording weekly_hours = 24 hours",
        "expect outcomes on 2018-03-31 = GBP 1,000",
    )
    assert not result.passed
    (failed,) = result.results
    assert failed.got == "GBP 500"
    told = " ".join(failed.explanation)
    assert "GBP 0 is paid for it on 2018-03-31, because" in told
    assert "takes GBP 500" in told
    assert "rejected, because a number that the outcome requires is missing, or does not meet what is required." in told


def test_later_determinations_wait_for_claims() -> None:
    result = run(ANN, "given claim of move_in for ann on 2018-02-01", "expect outcomes on 2018-06-30 pending")
    assert result.passed, result


def test_what_became_of_a_claim_is_told_where_it_counts() -> None:
    result = run(
        ANN,
        "given claim of move_in for ann on 2018-02-01",
        "given claim of move_in for ann on 2018-02-02",
        "given claim of work for ann on 2018-05-01, recording weekly_hours = 25 hours",
        "expect outcomes on 2018-03-31 = GBP 500",
        "expect outcomes on 2018-06-30 = GBP 200",
        "expect outcomes on 2018-09-30 = GBP 800",
    )
    assert [each.passed for each in result.results] == [True, True, False]
    first, second, wrong = (" ".join(each.explanation) for each in result.results)
    assert "2018-02-02" in first and "2018-02-02" not in second
    assert "2018-02-02" in wrong


def test_of_many_determinations_that_wait_a_few_are_named() -> None:
    result = run(ANN, "given claim of move_in for ann on 2018-02-01", "expect total = GBP 200")
    waiting = [sentence for sentence in result.results[0].explanation if " pending" in sentence]
    assert len(waiting) == 4
    assert waiting[-1].endswith(" more determinations are pending.")
