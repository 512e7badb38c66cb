"""Every name of a contract is found, and leads to what it stands for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sibdsl.diagnostics.rules.names import UNKNOWN_NAME
from sibdsl.ide.names import NameIndex, names_of
from sibdsl.ide.wanted import Kinds, is_known_place
from sibdsl.source.span import start_of
from sibdsl.surface import capital, cards, declarations, expressions, items, outcomes, people, tables, timing
from sibdsl.surface.declarations import Declaration
from sibdsl.surface.node import Node
from sibdsl.workspace.viewing import open_view
from tests.unit.ide.carets import FRAME, frame_with, view_of

EXAMPLES = sorted(Path("examples").rglob("*.sib*")) + sorted(Path("tests/cases/accept").rglob("contract.sib"))
_MODULES = (capital, cards, declarations, expressions, items, outcomes, people, tables, timing)


def test_every_field_that_holds_a_name_is_known() -> None:
    holding = {
        (kind, field)
        for module in _MODULES
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Node)
        for field in kind.__struct_fields__
        if "Name" in str(_annotation(kind, field))
    }
    unknown = {(kind.__name__, field) for kind, field in holding if not is_known_place(kind, field)}
    assert len(holding) > 60
    assert not unknown


def _annotation(kind: type, field: str) -> object:
    return next((base.__annotations__[field] for base in kind.__mro__ if field in base.__annotations__), "")


@pytest.mark.parametrize("path", EXAMPLES, ids=str)
def test_every_name_that_is_read_is_declared(path: Path) -> None:
    view = open_view(str(path))
    index = names_of(view)
    for mention in index.mentions:
        if mention.key is not None and mention.wanted != ("document",):
            declared = index.declaration_of(mention.key)
            assert declared is not None, mention.text
            assert declared.wanted[0] in mention.wanted, mention.text


@pytest.mark.parametrize("path", EXAMPLES, ids=str)
def test_mentions_stand_where_their_names_are_written(path: Path) -> None:
    view = open_view(str(path))
    for mention in names_of(view).mentions:
        written = view.whole.text[mention.start : mention.end]
        if mention.wanted == ("scenario",):
            assert written.startswith('"')
        elif mention.key is not None:
            assert written == mention.text


def test_mentions_of_one_metric() -> None:
    index = names_of(view_of(FRAME))
    declared = index.named("reduction")
    assert declared is not None and declared.key is not None
    assert [index.kind_of(mention) for mention in index.of(declared.key)] == ["metric"] * 3
    assert [mention.declares for mention in index.of(declared.key)] == [True, False, False]


def test_people_of_two_scenarios_are_not_the_same() -> None:
    lines = ["given person ann enrolled on 2020-02-01", "given spell of work for ann from 2020-03-01"]
    one = 'scenario "{0}" {{\n  ' + "\n  ".join(lines) + "\n}}\n"
    index = names_of(view_of(FRAME + one.format("a") + one.format("b")))
    people_named = [mention for mention in index.mentions if mention.text == "ann"]
    assert len({mention.key for mention in people_named}) == 2
    assert [mention.declares for mention in people_named] == [True, False] * 2


def test_a_caret_touches_the_name_it_stands_behind() -> None:
    view = view_of(FRAME)
    start = FRAME.index("city")
    found = names_of(view).at(start + 4)
    assert found is not None and found.text == "city"
    assert names_of(view).at(start + 5) is None


def test_declarations_that_did_not_change_are_not_read_again() -> None:
    view = view_of(FRAME)
    listed = tuple(one for one in view.tree.declarations if isinstance(one, Declaration))
    first = NameIndex(listed)
    second = NameIndex(listed[1:], first)
    assert second.mentions_in(listed[2]) is first.mentions_in(listed[2])
    assert second.mentions_in(listed[0]) == ()


def test_the_first_of_two_declarations_counts() -> None:
    view = view_of(frame_with('party provider "Provider"', 'party city "Another"'))
    declared = names_of(view).named("city")
    assert declared is not None and isinstance(declared.node, declarations.Party)
    assert declared.node.title is not None and declared.node.title.value == "City"


def _a_mention_of_each_sort() -> dict[tuple[str, Kinds], tuple[Path, int, int]]:
    """For each sort of node and what can be named there, one place where it is."""
    found: dict[tuple[str, Kinds], tuple[Path, int, int]] = {}
    for path in EXAMPLES:
        view = open_view(str(path))
        for mention in names_of(view).mentions:
            place = view.place_of(mention.span)
            if mention.key is not None and not mention.declares and place.path == str(path):
                found.setdefault((type(mention.node).__name__, mention.wanted), (path, place.start, place.end))
    return found


def test_what_can_be_named_is_what_the_checker_asks_for() -> None:
    compared = 0
    for (kind, wanted), (path, start, end) in _a_mention_of_each_sort().items():
        text = path.read_text(encoding="utf-8")
        view = open_view(str(path), {str(path): f"{text[:start]}unknown_name{text[end:]}"})
        unknown = [found for found in view.diagnostics if found.code == UNKNOWN_NAME.code]
        for found in [one for one in unknown if start_of(one.span) == start]:
            asked = re.findall(r"there is no (.+) called", found.message)[0].replace(" or ", ", ").split(", ")
            assert set(asked) <= set(wanted) or set(wanted) <= set(asked), (kind, wanted, found.message)
            compared += 1
    assert compared > 40
