"""The tables of wording against the grammar: every statement and every keyword has words, and every form is read."""

from __future__ import annotations

import pytest

from sibdsl.diagnostics.sink import Sink
from sibdsl.ide.completion_reading import Reading
from sibdsl.ide.wording import Entry, entries, entries_of, find_entry, phrases
from sibdsl.ide.wording_sets import word_help
from sibdsl.ide.wording_signatures import FORMS
from sibdsl.semantics.checks import closed_sets
from sibdsl.source.file import SourceFile
from sibdsl.syntax import kinds
from sibdsl.syntax.expectations import accepted_kinds
from sibdsl.syntax.lexer import Lexer
from sibdsl.syntax.parse import parse_text
from sibdsl.syntax.tables import TERMINALS

AROUND = {
    "file": "{}",
    "contract": "contract a {{\n{}\n}}",
    "party": "party a is investor {{\n{}\n}}",
    "report": "report a from b to c {{\n{}\n}}",
    "population": "population a {{\n{}\n}}",
    "cohort": "population a {{\n cohort b 2020-01-01 to 2020-12-31 {{\n{}\n}}\n}}",
    "group": "population a {{\n group b {{\n{}\n}}\n}}",
    "metric": "metric a {{\n{}\n}}",
    "fact": "fact a {{\n{}\n}}",
    "parameter": "parameter a GBP 5 {{\n{}\n}}",
    "threshold": "threshold a met when b is met {{\n{}\n}}",
    "outcome": "outcome a {{\n{}\n}}",
    "rate card": "rate card a {{\n{}\n}}",
    "prices": "rate card a {{\n b once {{\n{}\n}}\n}}",
    "category": "rate card a {{\n category b of c {{\n{}\n}}\n}}",
    "payment": "payment a from b to c {{\n{}\n}}",
    "steps": "payment a from b to c {{\n pays by d {{\n{}\n}}\n}}",
    "points": "payment a from b to c {{\n pays by d, interpolated {{\n{}\n}}\n}}",
    "brackets": "payment a from b to c {{\n pays by d, in brackets {{\n{}\n}}\n}}",
    "dates": "payment a from b to c {{\n pays by date {{\n{}\n}}\n}}",
    "cases": "payment a from b to c {{\n pays {{\n{}\n}}\n}}",
    "shares": "payment a from b to c {{\n pays share of d {{\n{}\n}}\n}}",
    "cap": "cap a GBP 5 on all payments in total {{\n{}\n}}",
    "finance": "finance a is loan from b to c GBP 5 {{\n{}\n}}",
    "waterfall": "waterfall a of b {{\n{}\n}}",
    "scenario": 'scenario "a" {{\n{}\n}}',
}
"""A declaration around statements, for each kind of block."""


def reading_of(text: str) -> Reading:
    source = SourceFile("", text)
    reading = Reading(text)
    tokens = Lexer(source, Sink(source)).next_declaration()
    reading.take_all(tokens or [])
    return reading


@pytest.mark.parametrize("entry", [pytest.param(entry, id=f"{entry.block}: {entry.words}") for entry in entries()])
def test_every_form_can_be_read_where_it_belongs(entry: Entry) -> None:
    source = SourceFile("contract.sib", AROUND[entry.block].format(entry.example))
    sink = Sink(source)
    parse_text(source, sink)
    assert not sink.diagnostics()


@pytest.mark.parametrize("block", AROUND)
def test_every_word_that_may_begin_a_statement_has_an_entry(block: str) -> None:
    states = [1]
    if block != "file":
        reading = reading_of(AROUND[block].partition("{}\n")[0].replace("{{", "{").replace("}}", "}"))
        assert reading.blocks[-1].kind == block
        states = reading.states
    firsts = {TERMINALS[kind] for kind in accepted_kinds(states) if kind >= kinds.FIRST_FREE}
    told = {f"{entry.words} " for entry in entries_of(block)}
    assert not {first for first in firsts if not any(words.startswith(f"{first} ") for words in told)}


def test_every_entry_is_in_a_block_that_there_is() -> None:
    assert {entry.block for entry in entries()} == set(AROUND)


def test_every_entry_says_something_in_a_sentence() -> None:
    for told in (*entries(), *phrases().values()):
        assert told.says.endswith((".", ". ")) and told.says[0].isupper() | (told.says[0] == "`"), told


def test_the_longest_beginning_counts() -> None:
    found = find_entry("scenario", "given claim of housed")
    assert found is not None and found.words == "given claim of"


def test_every_word_of_the_closed_sets_has_words() -> None:
    single = (*closed_sets.ROLES, closed_sets.INDEPENDENT, *closed_sets.DIRECTIONS, *closed_sets.RANKS)
    several = (*closed_sets.METHODS, *closed_sets.FINANCE_KINDS)
    assert all(word_help(word) for word in (*single, *closed_sets.REPORTED, *closed_sets.LENGTHS))
    assert all(word_help(words.split()[0], words) for words in several)


def test_the_parts_of_signatures_are_found_in_what_they_are_for() -> None:
    for form in FORMS:
        for block in form.block.split("|"):
            assert find_entry(block, form.words) is not None, form.words
