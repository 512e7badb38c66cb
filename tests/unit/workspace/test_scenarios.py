"""Scenarios of a contract, run: what passes, what fails and what a failure says."""

import pytest

from sibdsl.workspace.compilation import ContractHasErrors, compile
from sibdsl.workspace.scenarios import ScenarioResult, run_scenarios


def run(contract: str, scenario: str) -> ScenarioResult:
    compilation = compile(contract + 'scenario "it" {\n' + scenario + "\n}\n")
    assert compilation.ok, [found.message for found in compilation.diagnostics]
    return run_scenarios(compilation)[-1]


def test_the_scenarios_of_a_new_contract_pass(starter: str) -> None:
    results = run_scenarios(compile(starter))
    assert [result.title for result in results] == ["a good result", "just below the first step"]
    assert all(result.passed for result in results)


def test_a_contract_with_errors_has_no_results() -> None:
    with pytest.raises(ContractHasErrors):
        run_scenarios(compile("contract x {\n}\n"))


def test_a_failure_says_what_came_out_and_how(starter: str) -> None:
    result = run(starter, "given in_work = 45%\nexpect success = GBP 1")
    (wrong,) = result.results
    assert not result.passed
    assert (wrong.expected, wrong.got) == ("GBP 1", "GBP 500,000")
    assert wrong.words == "expect success = GBP 1"
    assert "45% reaches the row `at least 45%`, which pays GBP 500,000." in wrong.explanation
    assert starter.count("\n") < result.line < wrong.line


def test_nothing_is_not_pending(starter: str) -> None:
    result = run(starter, "expect success = nothing\nexpect total = nothing")
    assert [(each.passed, each.got) for each in result.results] == [(False, "pending")] * 2
    assert run(starter, "expect success pending").passed
    assert "it waits for in_work" in result.results[0].explanation[0]


def test_pending_is_not_nothing(starter: str) -> None:
    result = run(starter, "given in_work = 0%\nexpect success pending")
    assert [(each.passed, each.got) for each in result.results] == [(False, "GBP 0")]
    assert run(starter, "given in_work = 0%\nexpect success = nothing").passed


def test_an_expectation_may_name_cohort_day_and_payer(cohorts: str) -> None:
    result = run(
        cohorts,
        """
        given jobs for first = 8 people
        given jobs for second = 10 people
        expect outcomes for first = GBP 800
        expect outcomes for first from council = GBP 600
        expect outcomes for second on 2029-06-30 from fund = GBP 175
        expect total = GBP 1,500
        expect total from council = GBP 1,125
        """,
    )
    assert result.passed, result


def test_a_sum_is_of_what_is_determined_so_far(cohorts: str) -> None:
    result = run(
        cohorts,
        """
        given jobs for first = 8 people
        expect outcomes for first = GBP 800
        expect outcomes for second pending
        expect total = GBP 800
        """,
    )
    assert result.passed, result


def test_what_has_lapsed_pays_nothing(cohorts: str) -> None:
    result = run(
        cohorts,
        """
        given jobs for first = 8 people
        given termination on 2029-01-01
        expect outcomes for first = GBP 800
        expect outcomes for second pending
        """,
    )
    assert [(each.passed, each.got) for each in result.results] == [(True, "GBP 800"), (False, "GBP 0")]
    assert "the contract ended early on 2029-01-01" in result.results[1].explanation[0]


def test_a_scenario_may_look_back_from_a_day(cohorts: str) -> None:
    result = run(
        cohorts,
        """
        given jobs for first = 8 people
        given jobs for second = 8 people
        as of 2028-12-31
        expect outcomes for second pending
        expect total = GBP 800
        """,
    )
    assert result.passed, result


def test_scenarios_do_not_influence_one_another(cohorts: str) -> None:
    one = 'scenario "a" {\n given jobs for first = 12 people\n expect outcomes for first = GBP 1,200\n}\n'
    results = run_scenarios(compile(cohorts + one + one.replace('"a"', '"b"')))
    assert [result.passed for result in results] == [True, True]
