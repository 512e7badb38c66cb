"""Lines and columns as editors count them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from sibdsl.lsp.screen_text import ScreenText

WIDTHS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
UNITS = {"utf-8": 1, "utf-16": 2, "utf-32": 4}

TEXTS = st.text(st.sampled_from('ab \t\r\n\u2028\x0c\u00e9\u20ac\u05d0\U0001f600\ufeff{}"'), max_size=40)
ENCODINGS = st.sampled_from(sorted(WIDTHS))


def position_in(text: str, offset: int, encoding: str) -> types.Position:
    """Where an offset of a text is, told from the text before it."""
    before = text[:offset]
    if before.endswith("\r") and text[offset : offset + 1] == "\n":
        before = before[:-1]  # between the two there is no place of its own
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return types.Position(len(lines) - 1, len(lines[-1].encode(WIDTHS[encoding])) // UNITS[encoding])


@given(TEXTS, ENCODINGS)
def test_positions_and_offsets_are_each_others_opposites(text: str, encoding: str) -> None:
    screen = ScreenText(text, encoding)
    marks = len(text) - len(screen.text)
    for offset in range(len(screen.text) + 1):
        if text[marks + offset - 1 : marks + offset + 1] == "\r\n":
            continue
        position = screen.position(offset)
        assert position == position_in(text, offset + marks, encoding)
        assert screen.offset(position) == offset


@given(TEXTS, ENCODINGS, st.integers(0, 50), st.integers(0, 50), TEXTS)
def test_a_change_is_the_same_as_the_text_after_it(text: str, encoding: str, one: int, other: int, new: str) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    if "\r\n" in (text[start - 1 : start + 1], text[end - 1 : end + 1]):
        return
    place = types.Range(position_in(text, start, encoding), position_in(text, end, encoding))
    assert ScreenText(text, encoding).changed(place, new).written == text[:start] + new + text[end:]


@given(TEXTS, ENCODINGS, st.integers(0, 99), st.integers(0, 99))
def test_a_place_outside_is_moved_inside(text: str, encoding: str, line: int, character: int) -> None:
    screen = ScreenText(text, encoding)
    assert 0 <= screen.offset(types.Position(line, character)) <= len(screen.text)


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)])
def test_an_emoji_is_as_wide_as_the_editor_counts(encoding: str, column: int) -> None:
    assert ScreenText("\U0001f600x", encoding).position(1) == types.Position(0, column)


def test_the_middle_of_a_character_is_its_start() -> None:
    assert ScreenText("a\U0001f600b", "utf-16").offset(types.Position(0, 2)) == 1


def test_half_a_character_is_replaced() -> None:
    assert ScreenText("a\ud83db", "utf-16").text == "a\ufffdb"
