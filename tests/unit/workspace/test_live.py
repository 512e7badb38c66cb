"""A contract in an editor: what an edit costs, and which edits are out of the ordinary."""

from __future__ import annotations

from pathlib import Path

import pytest

from sibdsl.workspace.live import LiveContract
from sibdsl.workspace.viewing import open_view
from tests.benchmarks.generated_contract import generated_contract

NAME = "contract.sib"


def edited(live: LiveContract, old: str, new: str) -> int:
    """Write something else in the contract, once; how many steps of the check that took."""
    text = live.view().files[NAME].text
    start = text.index(old)
    live.edit(NAME, start, start + len(old), new)
    assert live.view().diagnostics == open_view(NAME, {NAME: text.replace(old, new, 1)}).diagnostics
    assert live.faults == 0
    return live.steps


@pytest.mark.parametrize(
    ("old", "new", "most"),
    [
        pytest.param("# Outcome 1:", "# The first outcome:", 0, id="a comment"),
        pytest.param(
            "Reduction in reconvictions, area 1", "Fewer reconvictions, area 1", 45, id="the title of a metric"
        ),
        pytest.param("  pays", "  pays GBP 5 plus", 60, id="an amount"),
        pytest.param("is evaluator, independent", "is evaluator", 300, id="the role of a party"),
    ],
)
def test_an_edit_takes_the_steps_that_depend_on_it_and_no_others(old: str, new: str, most: int) -> None:
    short, long = generated_contract(300), generated_contract(1_200)
    steps = []
    for text in (short, long):
        live = LiveContract(NAME, {NAME: text})
        live.view()
        everything = live.steps
        assert everything > 300
        steps.append(edited(live, old, new))
        assert live.openings == 1
    assert steps[0] <= most
    if most < 100:
        assert steps[1] <= steps[0] + 2, "what is elsewhere in the contract was looked at again"


def test_other_terms_of_the_contract_are_other_terms_for_everything() -> None:
    live = LiveContract(NAME, {NAME: generated_contract(300)})
    live.view()
    assert edited(live, "2018-04-01 to 2025-03-31", "2018-04-01 to 2024-03-31") > 300


def test_as_many_mistakes_as_end_the_reading(starter: str) -> None:
    live = LiveContract(NAME, {NAME: starter})
    for place in range(120):
        live.edit(NAME, 0, 0, f"{place} is nothing\n")
        if place in (0, 50, 99, 100, 101, 119):
            text = live.view().files[NAME].text
            assert live.view().diagnostics == open_view(NAME, {NAME: text}).diagnostics
    assert live.faults == 0


@pytest.mark.parametrize("put", ["\ufeff", "\x00", "\ud800", "", "%PDF-1.4\n", "\u202e", '"""', "{", "# "])
def test_a_beginning_that_changes_everything(starter: str, put: str) -> None:
    live = LiveContract(NAME, {NAME: starter})
    live.view()
    text = put + starter if put else ""
    live.replace(NAME, text)
    assert live.view().diagnostics == open_view(NAME, {NAME: text}).diagnostics
    live.replace(NAME, starter)
    assert live.view().diagnostics == open_view(NAME, {NAME: starter}).diagnostics
    assert live.faults == 0


def test_long_quotes_that_are_closed_far_below(starter: str) -> None:
    live = LiveContract(NAME, {NAME: 'party somebody """Somebody is investor\n' + starter})
    live.view()
    text = live.view().files[NAME].text
    live.edit(NAME, len(text) - 3, len(text) - 3, '"""')
    text = text[:-3] + '"""' + text[-3:]
    assert live.view().diagnostics == open_view(NAME, {NAME: text}).diagnostics
    assert live.faults == 0


def test_contracts_in_prose_are_edited_in_their_blocks_and_around_them(starter: str) -> None:
    name = "contract.sib.md"
    text = f"# A contract\n\nSome words.\n\n```sib\n{starter}```\n\nThe end.\n"
    live = LiveContract(name, {name: text})
    live.view()
    for old, new, openings in (
        ("# A", "# The", 1),
        ("party", "# note\nparty", 1),
        ("```sib", "```", 2),
        ("```", "```sib", 3),
    ):
        start = text.index(old)
        live.edit(name, start, start + len(old), new)
        text = text.replace(old, new, 1)
        assert live.view().diagnostics == open_view(name, {name: text}).diagnostics
        assert live.openings == openings
    assert live.faults == 0


def test_what_is_said_of_a_mistake_may_depend_on_a_line_far_away(starter: str) -> None:
    live = LiveContract(NAME, {NAME: starter + 'payment extra from "Ghost" to provider {\n}\n'})
    live.view()
    text = live.view().files[NAME].text
    for old, new in (("party ", 'party ghost "Ghost" is investor\nparty '), ('"Ghost" is', '"Spirit" is')):
        start = text.index(old)
        live.edit(NAME, start, start + len(old), new)
        text = text.replace(old, new, 1)
        assert live.view().diagnostics == open_view(NAME, {NAME: text}).diagnostics
    assert live.openings == 1


def test_a_file_is_known_by_any_spelling_of_its_path(tmp_path: Path, starter: str) -> None:
    path = tmp_path / NAME
    path.write_text(starter)
    live = LiveContract(str(path), {})
    live.view()
    live.edit(str(tmp_path / "." / NAME), 0, 0, "# A note.\n")
    live.edit(str(path), 0, 1, "##")
    assert live.view().files[str(path)].text.startswith("## A note.\n")
    assert live.openings == 1


def test_what_was_taken_back_is_as_it_was() -> None:
    text = generated_contract(300)
    live = LiveContract(NAME, {NAME: text})
    before = live.view().diagnostics
    live.replace(NAME, text.replace("percent", "per cent"))
    assert live.view().diagnostics != before
    live.replace(NAME, text)
    assert live.view().diagnostics == before
    assert live.faults == 0
