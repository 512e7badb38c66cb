"""What holds for the cash flows of every contract with finance that the checker accepts, from its text on."""

from hypothesis import event, given
from hypothesis import strategies as st

import sibdsl
from sibdsl.analysis.stakes import stakes
from sibdsl.analysis.stakes_report import report_stakes
from sibdsl.interpreter.capital import cash_flows
from sibdsl.interpreter.settle import settle
from tests.properties.effort import examples
from tests.properties.test_checking import complete_evidence
from tests.strategies.cases import Accepted, contracts_with_finance
from tests.strategies.modules import evidence_in, module_of


@examples(25, 250)
@given(contracts_with_finance(), st.data())
def test_flows_follow_from_any_statement_and_balance(contract: Accepted, data: st.DataObject) -> None:
    program = contract.program
    evidence = complete_evidence(data, program)
    result = cash_flows(program, settle(program, evidence, None))
    assert sum(received - paid for paid, received in result.parties().values()) == 0
    assert all(flow.minor > 0 for flow in result.flows)
    assert all(position.lost == 0 or position.ended_on is not None for position in result.positions)
    event(f"{len(program.capital.waterfalls if program.capital else ())} waterfalls")
    event("an early end" if program.plan.termination else "no early end")


@examples(15, 150)
@given(contracts_with_finance(), st.data())
def test_generated_python_flows_alike(contract: Accepted, data: st.DataObject) -> None:
    program = contract.program
    evidence = complete_evidence(data, program)
    expected = cash_flows(program, settle(program, evidence, None))
    module = module_of(program)
    statement = module.settle(evidence_in(module, evidence))
    assert module.cash_flows(statement).to_json() == expected.to_json()


@examples(10, 60)
@given(contracts_with_finance())
def test_stakes_and_summaries_can_be_written(contract: Accepted) -> None:
    found = stakes(contract.program)
    for output_format in ("table", "json", "csv"):
        assert report_stakes(found, output_format).endswith("\n")
    (summary,) = sibdsl.generate(contract.compilation, "summary")
    assert "Capital structure" in summary.text  # type: ignore[operator]
