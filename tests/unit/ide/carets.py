"""Contracts with a caret in them, as tests of the editor write them.

In: a text with `‸` where the author's caret is. Out: a view of the text without it, and the offset.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sibdsl.workspace.view import Place, View
from sibdsl.workspace.viewing import open_view

CARET = "‸"
PATH = "contract.sib"


class Caret(NamedTuple):
    """A caret in a file of a contract."""

    view: View
    path: str
    offset: int

    def text_at(self, place: Place) -> str:
        """The text of a place."""
        return self.view.files[place.path].text[place.start : place.end]

    def line_at(self, place: Place) -> str:
        """The whole line in which a place begins, without the white space around it."""
        file = self.view.files[place.path]
        return file.line_text(file.position(place.start)[0]).strip()


def caret(text: str, others: Mapping[str, str] | None = None) -> Caret:
    """The contract in `text` (and the files that it imports), and where its caret is: in one of them."""
    texts = {PATH: text, **(others or {})}
    path, offset = next((path, text.index(CARET)) for path, text in texts.items() if CARET in text)
    return Caret(open_view(PATH, {path: text.replace(CARET, "") for path, text in texts.items()}), path, offset)


def view_of(text: str, others: Mapping[str, str] | None = None) -> View:
    """The contract in `text` and the files that it imports."""
    return open_view(PATH, {PATH: text, **(others or {})})


FRAME = """\
contract demo "Demo" {
  currency GBP
  term 2020-01-01 to 2022-12-31
}
party city "City" is outcome_payer
party provider "Provider" is service_provider
party checker "Checker" is evaluator, independent
population people_served "People" {
  size 100
  cohort first_year "First" 2020-01-01 to 2020-12-31
  group care_leavers "Care leavers"
}
metric reduction "Reduction" {
  unit percent to 0.1%
  of people_served
  better higher
  verified by checker
  evidence "Records"
}
parameter price "Price" GBP 100
payment success "Success payment" from city to provider {
  due once on 2022-12-31, payable within 30 days
  pays by reduction {
    at least 10%  GBP 5,000
    otherwise     nothing
  }
  cap GBP 5,000 in total
}
scenario "all is well" {
  given reduction = 12%
  expect success = GBP 5,000
}
"""
"""A contract that most tests begin from."""


def frame_with(before: str, after: str) -> str:
    """The frame with a piece of it written otherwise."""
    assert FRAME.count(before) >= 1, before
    return FRAME.replace(before, after, 1)
