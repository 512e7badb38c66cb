"""What holds for every contract that the checker accepts, from its text to its documents."""

from dataclasses import replace

import msgspec
import pytest
from hypothesis import event, given

import sibdsl
from sibdsl.formatter.printer import print_tree
from sibdsl.ir.codec import from_json, to_json
from sibdsl.ir.invariants import check_program
from sibdsl.ir.text import from_text, to_text
from sibdsl.runtime.plan import Plan
from sibdsl.surface.node import Node
from tests.properties.effort import examples
from tests.strategies.cases import Accepted, accepted_contracts
from tests.strategies.sources import contracts


def without_places(value: object) -> object:
    """A tree as plain data, without the places where its nodes stand."""
    if isinstance(value, Node):
        fields = [field for field in value.__struct_fields__ if field != "span"]
        return (type(value).__name__, *(without_places(getattr(value, field)) for field in fields))
    return tuple(without_places(item) for item in value) if isinstance(value, tuple) else value


def without_words(plan: Plan) -> Plan:
    """A plan without the sentences that quote the contract as it was written."""
    words = [replace(rule, text="", subject="", rows=len(rule.rows)) for rule in plan.words]  # type: ignore[arg-type]
    caps = [replace(cap, text="") for cap in plan.caps]
    counts = [replace(count, text="") for count in plan.counts]
    return replace(plan, words=tuple(words), caps=tuple(caps), counts=tuple(counts))


def test_most_contracts_that_are_drawn_have_no_error() -> None:
    tried: list[bool] = []

    @examples(100, 200)
    @given(contracts())
    def draw_one(text: str) -> None:
        tried.append(sibdsl.compile(text).ok)

    draw_one()
    assert sum(tried) >= len(tried) * 2 / 3, f"{sum(tried)} of {len(tried)} have no error"


@examples(40, 350)
@given(accepted_contracts())
def test_the_program_keeps_its_invariants_and_both_its_forms_read_back(contract: Accepted) -> None:
    program = contract.program
    event(f"{len(program.plan.payments)} payments")
    check_program(program)
    assert from_json(to_json(program)) == program
    assert from_text(to_text(program)) == program


@examples(40, 250)
@given(contracts())
def test_what_is_printed_reads_as_the_same_contract(text: str) -> None:
    tree = sibdsl.compile(text).tree
    assert tree is not None
    printed = print_tree(tree)
    again = sibdsl.compile(printed)
    assert again.tree is not None
    assert without_places(again.tree) == without_places(tree)
    assert print_tree(again.tree) == printed


@examples(30, 150)
@given(contracts())
def test_a_contract_that_is_printed_has_the_same_findings_and_the_same_program(text: str) -> None:
    contract = sibdsl.compile(text)
    assert contract.tree is not None
    again = sibdsl.compile(print_tree(contract.tree))
    assert sorted(found.code for found in again.diagnostics) == sorted(found.code for found in contract.diagnostics)
    if contract.ok:
        first, second = contract.program, again.program
        # The program is a msgspec record, its plan a dataclass.
        assert without_words(second.plan) == without_words(first.plan)
        assert msgspec.structs.replace(second, plan=first.plan) == first


@pytest.mark.parametrize("target", ["summary", "html", "json", "ir", "ir-text", "python"])
@examples(6, 25)
@given(accepted_contracts())
def test_a_generator_writes_the_same_files_every_time(target: str, contract: Accepted) -> None:
    files = sibdsl.generate(contract.compilation, target)
    assert files
    again = sibdsl.compile(contract.text, filename="contract.sib")
    assert sibdsl.generate(again, target) == files


@examples(30, 150)
@given(accepted_contracts())
def test_scenarios_run_and_each_expectation_has_a_result(contract: Accepted) -> None:
    scenarios = contract.compilation.model.scenarios
    results = sibdsl.run_scenarios(contract.compilation)
    assert [len(result.results) for result in results] == [len(scenario.expectations) for scenario in scenarios]
    assert all(result.explanation for scenario in results for result in scenario.results)
