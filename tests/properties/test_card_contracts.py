"""What holds for every contract with rate cards, from its text to its program and its summary."""

from collections import Counter

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sibdsl
from sibdsl.analysis.limits import limits
from sibdsl.formatter.printer import print_tree
from sibdsl.ir.codec import from_json, to_json
from sibdsl.ir.invariants import check_program
from sibdsl.ir.text import from_text, to_text
from tests.properties.effort import examples
from tests.properties.test_contracts import without_places, without_words
from tests.strategies.source_cards import card_contracts
from tests.strategies.source_damage import damaged


def test_most_contracts_that_are_drawn_have_no_error() -> None:
    tried: list[bool] = []
    found: Counter[str] = Counter()

    @examples(100, 200)
    @given(card_contracts())
    def draw_one(text: str) -> None:
        compilation = sibdsl.compile(text)
        tried.append(compilation.ok)
        found.update({finding.code for finding in compilation.diagnostics if finding.severity == "error"})

    draw_one()
    assert sum(tried) >= len(tried) * 2 / 3, f"{sum(tried)} of {len(tried)} have no error; {found.most_common(9)}"


@examples(40, 300)
@given(card_contracts())
def test_the_program_keeps_its_invariants_and_both_its_forms_read_back(text: str) -> None:
    compilation = sibdsl.compile(text)
    if not compilation.ok:
        return
    program = compilation.program
    assert program.claims is not None
    check_program(program)
    assert from_json(to_json(program)) == program
    assert from_text(to_text(program)) == program


@examples(40, 250)
@given(card_contracts())
def test_what_is_printed_reads_as_the_same_contract(text: str) -> None:
    first = sibdsl.compile(text)
    assert first.tree is not None
    printed = print_tree(first.tree)
    second = sibdsl.compile(printed)
    assert second.tree is not None
    assert without_places(second.tree) == without_places(first.tree)
    assert print_tree(second.tree) == printed
    assert sorted(found.code for found in second.diagnostics) == sorted(found.code for found in first.diagnostics)
    if first.ok:
        assert without_words(second.program.plan) == without_words(first.program.plan)
        same_rules = msgspec.structs.replace(second.program, plan=first.program.plan, claims=first.program.claims)
        assert same_rules == first.program


@examples(40, 300)
@given(card_contracts())
def test_the_most_of_everything_is_found(text: str) -> None:
    compilation = sibdsl.compile(text)
    if compilation.ok:
        for payment in limits(compilation.program).payments:
            assert payment.total_most is None or payment.total_most >= (payment.each_most or 0) >= 0


@pytest.mark.parametrize("target", ["json", "ir", "ir-text"])
@examples(6, 25)
@given(card_contracts())
def test_a_generator_writes_the_same_files_every_time(target: str, text: str) -> None:
    first, second = sibdsl.compile(text), sibdsl.compile(text)
    if first.ok:
        assert sibdsl.generate(first, target) == sibdsl.generate(second, target)


@examples(60, 600)
@given(st.data())
def test_a_contract_with_a_mistake_is_checked_without_a_fault(data: st.DataObject) -> None:
    text = data.draw(damaged(card_contracts()))
    assert sibdsl.compile(text).diagnostics is not None
