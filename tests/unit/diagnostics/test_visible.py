"""What a terminal is sent: nothing it would obey, and the right number of cells."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.diagnostics.render.excerpt import LONGEST, Excerpt
from sibdsl.diagnostics.render.visible import visible, visible_lines, widths


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain", "plain"),
        ("Crèche 東京 🎉", "Crèche 東京 🎉"),
        ("\x1b[31mred\x1b]0;title\x07", "<U+001B>[31mred<U+001B>]0;title<U+0007>"),
        ("\u202e%02", "<U+202E>%02"),
        ("a\tb\nc\r\nd\re", "a b c d e"),
        ("\x9b31m", "<U+009B>31m"),
        ("\u2028\ud800\ufeff", "<U+2028><U+D800><U+FEFF>"),
        ("\uffff", "<U+FFFF>"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("10\u00a0000", "10\u00a0000"),
    ],
)
def test_what_is_seen(text: str, seen: str) -> None:
    assert visible(text) == seen


@given(st.text(max_size=40))
def test_nothing_that_is_seen_is_obeyed(text: str) -> None:
    categories = {unicodedata.category(character) for character in visible(text) if character not in "\u200c\u200d"}
    assert not categories & {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_lines_are_kept_apart_when_they_may_be() -> None:
    assert visible_lines("one\r\ntwo\x1b") == ["one", "two<U+001B>"]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("abc", [1, 1, 1]),
        ("東京", [2, 2]),
        ("e\u0301", [1, 0]),
        ("🎉", [2]),
        ("👍🏽", [2, 0]),
        ("👩\u200d👧", [2, 0, 0]),
        ("☎\ufe0f", [1, 1]),
        ("\x1b", [8]),
        ("한", [2]),
        ("\u1112\u1161\u11ab", [2, 0, 0]),
    ],
)
def test_cells_of_characters(text: str, cells: list[int]) -> None:
    assert widths(text) == cells


@given(st.text(max_size=300), st.integers(min_value=0, max_value=320))
def test_columns_of_an_excerpt_never_go_backwards(line: str, anchor: int) -> None:
    excerpt = Excerpt(line, min(anchor, len(line)))
    cells = [excerpt.cell(column) for column in range(len(line) + 2)]
    assert cells == sorted(cells)
    assert len(excerpt.text) <= 10 * LONGEST


def test_an_anchor_stays_in_sight() -> None:
    excerpt = Excerpt("x" * 999 + "!" + "y" * 4000, 999)
    assert excerpt.text[excerpt.cell(999)] == "!"
    assert (excerpt.text[0], excerpt.text[-1], len(excerpt.text)) == ("…", "…", LONGEST + 2)
