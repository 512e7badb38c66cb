"""What is offered to do about findings, and that it helps."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from sibdsl.ide.actions import Action, actions, fix_all
from sibdsl.ide.edits import edited
from sibdsl.ide.names import names_of
from sibdsl.source.span import start_of
from sibdsl.workspace.view import View
from sibdsl.workspace.viewing import open_view
from tests.unit.ide.carets import FRAME, PATH, caret, frame_with, view_of


def _offered(text: str) -> tuple[View, dict[str, Action]]:
    here = caret(text)
    return here.view, {action.title: action for action in actions(here.view, here.path, here.offset, here.offset)}


def _done(view: View, action: Action) -> str:
    return edited(view, action.edits)[PATH]


def test_a_near_name_is_offered() -> None:
    view, offered = _offered(frame_with("by reduction", "by reducti‸n"))
    action = offered["Write `reduction`"]
    assert (action.kind, action.preferred) == ("fix", False)
    assert _done(view, action) == FRAME


def test_a_safe_fix_is_preferred() -> None:
    view, offered = _offered(frame_with("is outcome_payer", "is outcome_pay‸r"))
    assert [action.preferred for action in offered.values()] == [True]
    assert _done(view, *offered.values()) == FRAME
    assert edited(view, fix_all(view, PATH))[PATH] == FRAME


def test_far_away_findings_offer_nothing() -> None:
    here = caret(frame_with("by reduction", "by reducti").replace("contract demo", "con‸tract demo"))
    assert actions(here.view, here.path, here.offset, here.offset) == ()


@pytest.mark.parametrize(
    ("before", "after", "title", "line"),
    [
        ("from city", "from ci‸tizens", "Declare the party `citizens`", 'party citizens "Citizens" is outcome_payer'),
        ("by checker", "by judg‸e", "Declare the party `judge`", 'party judge "Judge" is evaluator, independent'),
        ("by reduction", "by ar‸rests", "Declare the metric `arrests`", 'metric arrests "Arrests" {'),
        ("by reduction", "by ar‸rests", "Declare the fact `arrests`", 'fact arrests "Arrests" {'),
        ("by reduction", "by ar‸rests", "Declare the parameter `arrests`", 'parameter arrests "Arrests" GBP 100'),
        ("cap GBP 5,000", "cap mo‸st", "Declare the parameter `most`", 'parameter most "Most" GBP 100'),
        ("of people_served", "of w‸omen", "Declare the population `women`", 'population women "Women"'),
        ("of people_served", "of w‸omen", "Declare the group `women`", '  group women "Women"'),
        ("given reduction =", "given reduction for sec‸ond =", "Declare the cohort `second`",
         '  cohort second "Second" 2020-01-01 to 2022-12-31'),
        ("  cap GBP", "  provided eno‸ugh is met\n  cap GBP", "Declare the threshold `enough`",
         'threshold enough "Enough" met when reduction above 0'),
        ("  pays by reduction {", "  rate card per person {\n    le‸arns GBP 5 once\n  }\n  pays by reduction {",
         "Declare the outcome `learns`", 'outcome learns "Learns" {'),
    ],
)  # fmt: skip
def test_an_unknown_name_can_be_declared(before: str, after: str, title: str, line: str) -> None:
    view, offered = _offered(frame_with(before, after))
    text = _done(view, offered[title])
    assert line in text.splitlines()
    after_it = view_of(text)
    (name,) = [word.strip("`") for word in title.split() if word.startswith("`")]
    assert names_of(after_it).named(name) is not None
    syntax = [found for found in after_it.diagnostics if found.code < "SIB200"]
    unknown = [found for found in after_it.diagnostics if found.code == "SIB201"]
    assert (syntax, unknown) == ([], [])


@pytest.mark.parametrize("word", ["n‸il", "GB‸P", "TB‸C", "GBP‸500"])
def test_what_nobody_would_declare_is_not_declared(word: str) -> None:
    _, offered = _offered(frame_with("otherwise     nothing", f"otherwise     {word}"))
    assert not [title for title in offered if title.startswith("Declare")]


def test_a_declaration_goes_behind_the_last_of_its_kind() -> None:
    view, offered = _offered(frame_with("from city", "from ci‸tizens"))
    lines = _done(view, offered["Declare the party `citizens`"]).splitlines()
    assert lines[lines.index('party citizens "Citizens" is outcome_payer') - 1].startswith("party checker")


def test_a_file_with_windows_line_ends_keeps_them() -> None:
    view, offered = _offered(frame_with("by reduction", "by ar‸rests").replace("\n", "\r\n"))
    text = _done(view, offered["Declare the metric `arrests`"])
    assert text.count("\n") == text.count("\r\n")


@pytest.mark.parametrize(
    ("before", "after", "title"),
    [
        ("  verified by checker\n", "", "Add `verified by checker`"),
        ("  due once on 2022-12-31, payable within 30 days\n", "", "Add `due quarterly, payable within 30 days`"),
    ],
)
def test_a_missing_statement_can_be_added(before: str, after: str, title: str) -> None:
    text = frame_with(before, after)
    view = view_of(text)
    (finding,) = [found for found in view.diagnostics if found.code == "SIB205"]
    start = start_of(finding.span)
    offered = actions(view, PATH, start, start)
    assert [action.title for action in offered] == [title]
    after_it = view_of(_done(view, offered[0]))
    assert not [found for found in after_it.diagnostics if found.code == "SIB205" or found.code < "SIB200"]


@pytest.mark.parametrize("path", sorted(Path("tests/cases/reject").rglob("contract.sib")), ids=str)
def test_what_is_offered_can_be_carried_out(path: Path) -> None:
    view = open_view(str(path))
    source = view.files[str(path)]
    for action in actions(view, str(path), 0, len(source.text)):
        places = sorted(edit.place for edit in action.edits)
        assert all(one.end <= other.start for one, other in pairwise(places))
        assert all(0 <= place.start <= place.end <= len(source.text) for place in places)
        assert edited(view, action.edits)[str(path)] != source.text
    edited(view, fix_all(view, str(path)))
