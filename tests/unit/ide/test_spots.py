"""What stands at a caret: the token, whether it is code, and the nodes around it."""

from __future__ import annotations

import pytest

from sibdsl.ide.spots import spot_at, unread_names
from sibdsl.surface.declarations import Metric, Payment
from tests.unit.ide.carets import FRAME, PATH, caret, frame_with, view_of


@pytest.mark.parametrize(
    ("written", "word", "within"),
    [
        ("  of people_ser‸ved", "people_served", "code"),
        ("  of ‸people_served", "people_served", "code"),
        ("  of people_served‸", "people_served", "code"),
        ("  o‸f people_served", "of", "code"),
        ("  of people_served  ‸", None, "code"),
        ("  of people_served  # peop‸le", None, "comment"),
        ("  of people_served  # people‸", None, "comment"),
        ('  definition "peop‸le"', None, "text"),
        ('  definition "people"‸', None, "code"),
        ('  definition ‸"people"', None, "code"),
        ('  definition "people‸', None, "text"),
        ('  definition """long\n # tex‸t"""', None, "text"),
        ('  definition "a # b"‸', None, "code"),
    ],
)
def test_what_the_caret_is_in(written: str, word: str | None, within: str) -> None:
    spot = spot_at(*caret(frame_with("  of people_served", written)))
    assert (spot.word, spot.within) == (word, within)


def test_nodes_go_from_the_declaration_to_what_is_smallest() -> None:
    spot = spot_at(*caret(frame_with("    at least 10%", "    at least 1‸0%")))
    kinds = [type(node).__name__ for node in spot.nodes]
    assert kinds == ["Payment", "PaysItem", "StepTable", "Row", "Test", "Percent"]
    assert isinstance(spot.declaration, Payment)


def test_the_innermost_declaration_counts() -> None:
    spot = spot_at(*caret(frame_with('cohort first_year "First"', 'cohort first‸_year "First"')))
    assert [type(node).__name__ for node in spot.nodes] == ["Population", "Cohort", "Name"]
    assert spot.declaration is not None and spot.declaration.name.text == "first_year"
    assert spot.mention is not None and spot.mention.declares


def test_statements_that_cannot_be_read_still_have_tokens() -> None:
    spot = spot_at(*caret(frame_with("  better higher", "  better than redu‸ction")))
    assert spot.word == "reduction"
    assert isinstance(spot.declaration, Metric)
    assert spot.mention is None


def test_a_file_of_another_contract_has_nothing() -> None:
    spot = spot_at(view_of(FRAME), "elsewhere.sib", 12)
    assert (spot.token, spot.nodes, spot.mention) == (None, (), None)


def test_offsets_outside_are_moved_inside() -> None:
    view = view_of(FRAME)
    assert spot_at(view, PATH, -5).offset == 0
    assert spot_at(view, PATH, 10**9).offset == len(FRAME)


def test_names_in_unread_statements_are_found_as_words() -> None:
    text = frame_with("    at least 10%  GBP 5,000", "    at least 10% of reduction until GBP 5,000  # reduction")
    view = view_of(text)
    places = list(unread_names(view, "reduction"))
    assert [text[place.start - 3 : place.end] for place in places] == ["of reduction"]
    assert list(unread_names(view_of(FRAME), "reduction")) == []
