"""For any program: its forms read back, equal programs give equal text, and damaged text is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sibdsl.ir.codec import from_json, to_json
from sibdsl.ir.invalid import InvalidProgram
from sibdsl.ir.invariants import check_program
from sibdsl.ir.program import Program
from sibdsl.ir.text import from_text, to_text
from tests.strategies.programs import programs


@given(programs())
def test_the_strategy_draws_programs_that_keep_every_invariant(program: Program) -> None:
    check_program(program)


@given(programs())
def test_the_text_form_reads_back_and_is_canonical(program: Program) -> None:
    text = to_text(program)
    read = from_text(text)
    assert read == program
    assert to_text(read) == text


@given(programs())
def test_the_json_form_reads_back_and_is_canonical(program: Program) -> None:
    text = to_json(program)
    read = from_json(text)
    assert read == program
    assert to_json(read) == text


@given(programs())
def test_what_cannot_be_seen_is_never_written(program: Program) -> None:
    assert all(character == "\n" or character.isprintable() for character in to_text(program))


@settings(max_examples=300)
@given(programs(), st.data())
def test_damaged_text_is_a_program_or_refused(program: Program, data: st.DataObject) -> None:
    for text, read in ((to_text(program), from_text), (to_json(program), from_json)):
        damaged = data.draw(_damaged(text))
        try:
            assert isinstance(read(damaged), Program)
        except InvalidProgram as refused:
            assert str(refused)


@given(st.text())
def test_any_text_is_refused_with_a_sentence(text: str) -> None:
    for read in (from_text, from_json):
        with pytest.raises(InvalidProgram, match=r"\w+ \w+"):
            read(text)


@st.composite
def _damaged(draw: st.DrawFn, text: str) -> str:
    """The text with a piece taken out, repeated, or replaced."""
    start = draw(st.integers(0, len(text)))
    end = min(len(text), start + draw(st.integers(0, 30)))
    piece = draw(st.sampled_from(["", "(", ")", '"', "none", "1/0", "-", "\\", "0.5", "{", text[start:end] * 2]))
    return text[:start] + piece + text[end:]
