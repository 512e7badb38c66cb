"""Whatever the text and wherever the caret: an editor's questions are answered, and every answer is in a file."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, note
from hypothesis import strategies as st

from sibdsl.ide.actions import actions, fix_all
from sibdsl.ide.definition import definition
from sibdsl.ide.edits import Refusal, edited
from sibdsl.ide.folding import folds
from sibdsl.ide.lenses import lenses
from sibdsl.ide.names import names_of
from sibdsl.ide.references import highlights, references
from sibdsl.ide.rename import Renamable, prepare_rename, rename
from sibdsl.ide.spots import spot_at
from sibdsl.ide.symbols import Symbol, document_symbols, workspace_symbols
from sibdsl.ide.tokens import semantic_tokens
from sibdsl.workspace.view import Place, View
from sibdsl.workspace.viewing import open_view
from tests.properties.effort import examples
from tests.strategies.source_damage import WORD, damaged, example_texts, soup

PATH, PART, PROSE = "contract.sib", "part.sib", "contract.sib.md"


@st.composite
def half_typed(draw: st.DrawFn) -> str:
    """A contract up to somewhere in it, with or without what stands behind the next line end."""
    text = draw(st.sampled_from(example_texts()))
    at = draw(st.integers(0, len(text)))
    rest = text[at:].partition("\n")[2] if draw(st.booleans()) else ""
    return text[:at] + "\n" + rest if rest else text[:at]


@st.composite
def questions(draw: st.DrawFn) -> tuple[View, str, int]:
    """A view of any text, in a file of its own, in an imported file or in prose; a file of it and an offset there."""
    text = draw(half_typed() | damaged() | soup())
    text = text.encode("utf-8", "replace").decode()
    way = draw(st.sampled_from(["alone", "alone", "imported", "prose"]))
    if way == "imported":
        texts = {PATH: f'import "{PART}"\ncontract c "C" {{\n}}\n', PART: text}
    elif way == "prose":
        texts = {PROSE: f"# Prose 🙂 with a metric\n\n```sib\n{text}\n```\n\nMore prose.\n"}
    else:
        texts = {PATH: text}
    view = open_view(next(iter(texts)), texts)
    path = draw(st.sampled_from([*view.files, "elsewhere.sib"]))
    length = len(view.files[path].text) if path in view.files else 10
    words = [found.start() for found in WORD.finditer(view.files[path].text)] if path in view.files else []
    anywhere = st.integers(-1, length + 1)
    return view, path, draw(st.sampled_from(words) | anywhere if words else anywhere)


def _is_inside(view: View, place: Place) -> bool:
    return place.path in view.files and 0 <= place.start <= place.end <= len(view.files[place.path].text)


@examples(80, 300)
@given(questions())
def test_questions_about_a_place_are_answered(asked: tuple[View, str, int]) -> None:
    view, path, offset = asked
    note(f"{path} at {offset}")
    spot = spot_at(view, path, offset)
    for target in definition(view, path, offset):
        assert _is_inside(view, target.name) and _is_inside(view, target.whole)
        assert target.origin.start <= spot.offset <= target.origin.end
    places = references(view, path, offset)
    assert all(_is_inside(view, place) for place in places)
    assert len(set(places)) == len(places)
    assert {found.place for found in highlights(view, path, offset)} == {one for one in places if one.path == path}
    for action in actions(view, path, offset, offset + 40):
        assert action.edits and all(_is_inside(view, edit.place) for edit in action.edits)


@examples(40, 200)
@given(questions(), st.sampled_from(["another_name", "x", "payment", "fall", "1"]))
def test_a_new_name_changes_no_finding(asked: tuple[View, str, int], new: str) -> None:
    view, path, offset = asked
    prepared = prepare_rename(view, path, offset)
    edits = rename(view, path, offset, new)
    if isinstance(prepared, Renamable) and not isinstance(edits, Refusal) and edits:
        assert view.files[path].text[prepared.place.start : prepared.place.end] == prepared.name
        after = open_view(view.path, edited(view, edits))
        assert sorted(found.code for found in after.diagnostics) == sorted(found.code for found in view.diagnostics)
    elif isinstance(prepared, Refusal):
        assert edits == prepared


@examples(50, 200)
@given(questions())
def test_questions_about_a_file_are_answered(asked: tuple[View, str, int]) -> None:
    view, path, offset = asked
    _check_symbols(view, document_symbols(view, path), None)
    assert all(_is_inside(view, found.symbol.place) for found in workspace_symbols([view], "a"))
    coloured = semantic_tokens(view, path)
    assert all(one.end <= other.start for one, other in pairwise(coloured))
    assert all(_is_inside(view, Place(path, token.start, token.end)) for token in coloured)
    part = semantic_tokens(view, path, offset, offset + 200)
    assert set(part) <= set(coloured)
    assert all(_is_inside(view, Place(path, fold.start, fold.end)) for fold in folds(view, path))
    assert all(_is_inside(view, lens.place) for lens in lenses(view, path))
    safe = fix_all(view, path)
    assert all(_is_inside(view, edit.place) for edit in safe)
    edited(view, safe)


def _check_symbols(view: View, symbols: tuple[Symbol, ...], around: Place | None) -> None:
    for symbol in symbols:
        assert symbol.name and _is_inside(view, symbol.place)
        assert symbol.place.start <= symbol.name_place.start <= symbol.name_place.end <= symbol.place.end
        assert around is None or around.start <= symbol.place.start <= symbol.place.end <= around.end
        _check_symbols(view, symbol.inside, symbol.place)


@examples(40, 200)
@given(questions())
def test_every_name_is_found_where_it_stands(asked: tuple[View, str, int]) -> None:
    view, _, _ = asked
    index = names_of(view)
    for mention in index.mentions:
        assert index.at(mention.start) == mention
        place = view.place_of(mention.span)
        if mention.key is not None and mention.wanted != ("scenario",):
            assert view.files[place.path].text[place.start : place.end] == mention.text
