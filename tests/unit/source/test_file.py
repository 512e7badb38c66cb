"""Lines and columns of a source file, whatever ends its lines and whatever stands in them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.source.file import LineIndex, SourceFile

TEXTS = st.text(alphabet="ab \n\r\té東🎉\u2028", max_size=30)


def lines_of(text: str) -> list[str]:
    return re.split(r"\r\n|\r|\n", text)


@given(TEXTS)
def test_lines_are_what_a_plain_split_says(text: str) -> None:
    index = LineIndex(text)
    assert index.line_count == len(lines_of(text))
    assert [index.line_text(line + 1) for line in range(index.line_count)] == lines_of(text)


@given(TEXTS, st.integers(min_value=0, max_value=30))
def test_a_position_leads_back_to_its_offset(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    index = LineIndex(text)
    line, column = index.position(offset)
    between_return_and_feed = text[offset - 1 : offset + 1] == "\r\n"
    assert index.offset_of(line, column) == offset - between_return_and_feed


@given(TEXTS, st.integers(min_value=0, max_value=30))
def test_utf16_columns_count_code_units(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    index = LineIndex(text)
    line, column = index.position(offset)
    before = text[offset - column + 1 : offset]
    assert index.utf16_column(offset) == len(before.encode("utf-16-le")) // 2 + 1
    if text[offset - 1 : offset + 1] != "\r\n":
        assert index.offset_of_utf16(line, index.utf16_column(offset)) == offset


def test_an_editor_column_inside_a_character_is_moved_to_its_start() -> None:
    assert LineIndex("a🎉b").offset_of_utf16(1, 3) == 1
    assert LineIndex("a🎉b").offset_of_utf16(1, 4) == 2
    assert LineIndex("a🎉b").offset_of_utf16(1, 99) == 3


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_end_is_one_line_end(ending: str) -> None:
    source = SourceFile("c.sib", ending.join(["one", "two", ""]))
    assert source.position(source.text.index("two")) == (2, 1)
    assert source.line_text(2) == "two"
    assert source.lines.line_count == 3


def test_places_outside_the_text_are_moved_inside() -> None:
    source = SourceFile("c.sib", "one\ntwo")
    assert source.position(-5) == (1, 1)
    assert source.position(99) == (2, 4)
    assert source.lines.offset_of(0, 7) == 0
    assert source.lines.offset_of(9, 1) == 7
    assert source.lines.offset_of(1, 99) == 3
    assert source.line_text(9) == ""


def test_an_empty_text_has_one_empty_line() -> None:
    assert LineIndex("").line_count == 1
    assert LineIndex("").position(0) == (1, 1)


def test_files_are_equal_by_path_and_text() -> None:
    assert SourceFile("a", "x") == SourceFile("a", "x")
    assert hash(SourceFile("a", "x")) == hash(SourceFile("a", "x"))
    assert SourceFile("a", "x") != SourceFile("a", "y")
    assert SourceFile("a", "x") != SourceFile("a", "x", private=True)
    assert SourceFile("a", "x") != "x"
    assert repr(SourceFile("a", "x")) == "SourceFile('a', 1 characters)"
