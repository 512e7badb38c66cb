"""Every name of every example can be changed, and the contract still says the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sibdsl.ide.edits import Refusal, TextEdit, edited
from sibdsl.ide.names import names_of
from sibdsl.ide.rename import rename
from sibdsl.workspace.view import View
from sibdsl.workspace.viewing import open_view

CONTRACTS = sorted(map(str, Path("examples").rglob("*.sib*")))
SUFFIX = "_anew"


@pytest.mark.parametrize("path", CONTRACTS)
def test_all_names_changed_at_once(path: str) -> None:
    view = open_view(path)
    edits: set[TextEdit] = set()
    for declared in names_of(view).declared():
        if declared.wanted != ("scenario",):
            place = view.place_of(declared.span)
            found = rename(view, place.path, place.start, declared.text + SUFFIX)
            assert not isinstance(found, Refusal), found
            edits |= set(found)
    after = open_view(path, edited(view, edits))
    assert [found.code for found in after.diagnostics] == [found.code for found in view.diagnostics]
    if view.compilation.ok:
        assert _said(after) == _said(view)


def _said(view: View) -> str:
    """The model without the new ends of names and of titles made of them, and without columns."""
    return re.sub(
        r'"column":\d+', "", view.compilation.model.model_dump_json().replace(SUFFIX, "").replace(" anew", "")
    )
