"""A contract that is being edited answers as one that was just opened, though it is laid out otherwise in memory."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from sibdsl.ide.actions import actions
from sibdsl.ide.definition import definition
from sibdsl.ide.folding import folds
from sibdsl.ide.lenses import lenses
from sibdsl.ide.names import names_of
from sibdsl.ide.references import highlights, references
from sibdsl.ide.rename import prepare_rename, rename
from sibdsl.ide.symbols import document_symbols
from sibdsl.ide.tokens import semantic_tokens
from sibdsl.workspace.live import LiveContract
from sibdsl.workspace.view import View
from sibdsl.workspace.viewing import open_view

EXAMPLES = (
    "nyc_able/contract.sib",
    "peterborough/contract.sib",
    "care_leavers/apollo.sib",
    "essex_mst/contract.sib.md",
)
TYPED = ("x", " ", "}", "{", '"', "# ", "\n", "reduction ", "at least 5%", "")


def _answers(view: View, path: str, offset: int) -> list[object]:
    """What is said of a file, and of a place in it."""
    of_place = [ask(view, path, offset) for ask in (definition, references, highlights, prepare_rename)]
    of_file = [ask(view, path) for ask in (document_symbols, semantic_tokens, folds, lenses)]
    offered = [(action.title, action.edits) for action in actions(view, path, offset, offset + 200)]
    return [*of_place, *of_file, offered]


@pytest.mark.parametrize("name", EXAMPLES)
def test_answers_are_those_of_a_contract_just_opened(name: str) -> None:
    chance = random.Random(name)
    path = f"examples/{name}"
    text = Path(path).read_text(encoding="utf-8")
    live = LiveContract(path, {path: text})
    for _ in range(12):
        start = chance.randrange(len(text))
        end = min(start + chance.choice((0, 0, 1, 5)), len(text))
        typed = chance.choice(TYPED)
        live.edit(path, start, end, typed)
        text = text[:start] + typed + text[end:]
        seen, opened = live.view(), open_view(path, {path: text})
        assert list(seen.files) == list(opened.files)
        for file in seen.files:
            offset = start if file == path else chance.randrange(len(seen.files[file].text))
            assert _answers(seen, file, offset) == _answers(opened, file, offset)
    assert live.faults == 0


def test_names_of_a_contract_being_edited_can_be_changed() -> None:
    path = "examples/nyc_able/contract.sib"
    text = Path(path).read_text(encoding="utf-8")
    live = LiveContract(path, {path: text})
    live.edit(path, 0, 0, "# typed\n")
    offset = live.view().files[path].text.index("metric reduction") + len("metric ")
    asked = [rename(view, path, offset, "fall") for view in (live.view(), open_view(path, {path: f"# typed\n{text}"}))]
    assert asked[0] == asked[1]
    assert isinstance(asked[0], tuple) and len(asked[0]) == 7


def test_declarations_that_were_not_edited_are_not_indexed_again() -> None:
    path = "examples/nyc_able/contract.sib"
    live = LiveContract(path, {path: Path(path).read_text(encoding="utf-8")})
    before = live.view()
    index = names_of(before)
    live.edit(path, len(before.files[path].text), len(before.files[path].text), "\n# typed\n")
    after = live.view()
    (first, *_), (again, *_) = before.written[path], after.written[path]
    assert first is again
    assert names_of(after).mentions_in(again) is index.mentions_in(first)
