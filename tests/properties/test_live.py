"""A contract that is edited has, after every edit, the findings that it would have if it were opened anew."""

from __future__ import annotations

from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sibdsl.workspace.live import LiveContract
from sibdsl.workspace.viewing import open_view
from tests.properties.effort import examples
from tests.strategies.edits import some_edit, texts
from tests.strategies.sources import contracts

SPLIT = ('import "parts/people.sib"\nimport "parts/money.sib"\n', 'import "people.sib"\n', "")


@examples(60, 200)
@given(st.one_of(st.sampled_from(texts()), contracts()), st.integers(1, 25), st.randoms(use_true_random=False))
def test_the_findings_after_every_edit_are_those_of_the_text(text: str, edits: int, choices: Random) -> None:
    if choices.random() < 0.1:
        text = text.replace("\n", "\r\n")
    assert_follows("contract.sib", {"contract.sib": text}, edits, choices)


@examples(20, 60)
@given(st.sampled_from(texts()), st.integers(1, 25), st.randoms(use_true_random=False))
def test_contracts_in_several_files_can_be_edited_in_each_of_them(text: str, edits: int, choices: Random) -> None:
    assert_follows("contract.sib", in_three_files(text, choices), edits, choices)


@examples(20, 60)
@given(st.sampled_from(texts()), st.integers(1, 25), st.randoms(use_true_random=False))
def test_contracts_in_prose_can_be_edited_inside_and_outside_of_their_blocks(
    text: str, edits: int, choices: Random
) -> None:
    assert_follows("contract.sib.md", {"contract.sib.md": in_prose(text, choices)}, edits, choices)


def in_prose(text: str, choices: Random) -> str:
    """A contract in Markdown: a block of it, some words, another block."""
    blocks = [""]
    for piece in text.split("\n\n"):
        if blocks[-1] and choices.random() < 0.4:
            blocks.append("")
        blocks[-1] += piece + "\n\n"
    words = (
        "# Heading\n\n",
        "Words, and `code`.\n\n",
        "party of words\n\n",
        "~~~\nmetric x\n~~~\n\n",
        "- a \u201clist\u201d\n\n",
    )
    return "".join(f"{choices.choice(words)}```sib\n{block.strip()}\n```\n\n" for block in blocks)


def in_three_files(text: str, choices: Random) -> dict[str, str]:
    """A contract, cut at two of its empty lines, in a file that imports two others, one of which imports the other."""
    places = [0, 0, *(place for place in range(1, len(text)) if text[place - 2 : place] == "\n\n")]
    first, second = sorted((choices.choice(places), choices.choice(places)))
    names = ("contract.sib", "parts/money.sib", "parts/people.sib")
    pieces = (text[second:], text[first:second], text[:first])
    return {name: head + piece for name, head, piece in zip(names, SPLIT, pieces, strict=True)}


def assert_follows(path: str, texts: dict[str, str], edits: int, choices: Random) -> None:
    """Edit one of the files, look, and compare; now and then take back what was done, or look only later."""
    live = LiveContract(path, texts)
    undone = dict(texts)
    for _ in range(edits):
        name = choices.choice(list(texts))
        if choices.random() < 0.3:
            undone[name], texts[name] = texts[name], undone[name]
            live.replace(name, texts[name])
        else:
            start, end, put = some_edit(choices, texts[name])
            undone[name] = texts[name]
            texts[name] = texts[name][:start] + put + texts[name][end:]
            live.edit(name, start, end, put)
        if choices.random() < 0.8:
            assert live.view().diagnostics == open_view(path, texts).diagnostics
            assert live.faults == 0


def test_files_that_are_not_open_are_read_from_the_disk(tmp_path: Path) -> None:
    contract, people = tmp_path / "contract.sib", tmp_path / "people.sib"
    contract.write_text('import "people.sib"\nparty city "City" is outcome_payer\n')
    people.write_text('party fund "Fund" is investor\n')
    live = LiveContract(str(contract), {str(contract): contract.read_text()})
    assert live.view().diagnostics == open_view(str(contract)).diagnostics
    live.edit(str(people), 0, 5, "party x")
    edited = {str(people): "party x" + people.read_text()[5:]}
    assert live.view().diagnostics == open_view(str(contract), edited).diagnostics
    people.write_text('party other "Other" is investr\n')
    live.reload(str(people))
    assert live.view().diagnostics == open_view(str(contract)).diagnostics
    assert live.faults == 0


def test_places_of_a_view_are_those_of_its_files() -> None:
    text = texts()[0]
    live = LiveContract("contract.sib", {"contract.sib": text})
    live.edit("contract.sib", 0, 0, "# A comment that moves all that stands behind it.\n")
    view = live.view()
    edited = view.files["contract.sib"].text
    for declaration in view.tree.declarations:
        place = view.place_of(declaration.name.span)
        assert edited[place.start : place.end].strip('"') == declaration.name.text
        begin = view.offset_of("contract.sib", place.start)
        assert begin is not None
        assert view.whole.text.startswith(edited[place.start : place.end], begin)
