"""What an editor offers to do about a finding: its fix, or a beginning of what is missing.

In: a view, a path and a stretch of that file. Out: `Action`s.
Relies on: the fixes of the findings; `declaring` for names that are not declared.
Guarantees: an action that is preferred has the meaning that the author evidently meant; all others are for the
author to review. A fix that is only a suggestion to read is not offered.
"""

import re
from collections.abc import Iterator
from typing import Final, Literal

import msgspec

from sibdsl.diagnostics.diagnostic import Diagnostic, Fix
from sibdsl.diagnostics.rules.names import MISSING_STATEMENT, UNKNOWN_NAME
from sibdsl.ide.declaring import declarations_for
from sibdsl.ide.edits import TextEdit, edited
from sibdsl.ide.names import names_of
from sibdsl.source.span import end_of, start_of
from sibdsl.surface.declarations import Declaration
from sibdsl.workspace.view import Place, View
from sibdsl.workspace.viewing import open_view


class Action(msgspec.Struct, frozen=True):
    """Something to do about a finding.

    Attributes:
        title: what it does, in the imperative.
        kind: `fix` carries out the fix of a finding, `add` writes a beginning of what is missing.
        edits: the changes.
        diagnostic: the finding.
        preferred: whether it can be done unasked.
    """

    title: str
    kind: Literal["fix", "add"]
    edits: tuple[TextEdit, ...]
    diagnostic: Diagnostic
    preferred: bool = False


def actions(view: View, path: str, start: int, end: int) -> tuple[Action, ...]:
    """What can be done about the findings that a stretch of a file touches, in the order of the findings."""
    found: list[Action] = []
    for diagnostic in view.diagnostics:
        touched = start_of(diagnostic.span) <= end and start <= end_of(diagnostic.span)
        if diagnostic.path == path and touched and diagnostic.labels:
            found += _about(view, path, diagnostic)
    return tuple(found)


def fix_all(view: View, path: str) -> tuple[TextEdit, ...]:
    """The edits of all safe fixes of a file; of two that touch the same text, those of the first."""
    chosen: list[TextEdit] = []
    for diagnostic in view.diagnostics:
        fix = diagnostic.fix
        if fix is None or fix.applicability != "safe" or diagnostic.path != path:
            continue
        edits = _edits(path, fix)
        if not any(_touch(new.place, old.place) for new in edits for old in chosen):
            chosen += edits
    return tuple(chosen)


def _touch(one: Place, other: Place) -> bool:
    return one.start <= other.end and other.start <= one.end


def _edits(path: str, fix: Fix) -> tuple[TextEdit, ...]:
    return tuple(TextEdit(Place(path, start_of(edit.span), end_of(edit.span)), edit.text) for edit in fix.edits)


def _about(view: View, path: str, diagnostic: Diagnostic) -> Iterator[Action]:
    fix = diagnostic.fix
    if fix is not None and fix.applicability != "display":
        title = fix.message[:1].upper() + fix.message[1:]
        yield Action(title, "fix", _edits(path, fix), diagnostic, fix.applicability == "safe")
    if diagnostic.code == UNKNOWN_NAME.code:
        yield from _declare(view, path, diagnostic)
    if diagnostic.code == MISSING_STATEMENT.code and fix is None:
        yield from _add_statement(view, path, diagnostic)


def _declare(view: View, path: str, diagnostic: Diagnostic) -> Iterator[Action]:
    """The declarations that would give a name its meaning."""
    offset = view.offset_of(path, start_of(diagnostic.span))
    mention = names_of(view).at(offset) if offset is not None else None
    if mention is not None and mention.key is not None:
        for kind, edit in declarations_for(view, mention):
            yield Action(f"Declare the {kind} `{mention.text}`", "add", (edit,), diagnostic)


_SAMPLE: Final = re.compile(re.escape(MISSING_STATEMENT.help or "").replace(re.escape("{sample}"), "(.+)"))
"""The help of a finding about a missing statement, around the line that it gives as an example."""


def _add_statement(view: View, path: str, diagnostic: Diagnostic) -> Iterator[Action]:
    """The line that the finding gives as an example, at the end of the block, if that is what is missing."""
    sample = _SAMPLE.fullmatch(diagnostic.help or "")
    offset = view.offset_of(path, start_of(diagnostic.span))
    mention = names_of(view).at(offset) if offset is not None else None
    if sample is None or mention is None or not mention.declares or not isinstance(mention.node, Declaration):
        return
    edit = _at_the_end(view, mention.node, sample[1])
    after = open_view(view.path, edited(view, (edit,)))
    if _unreadable(after) <= _unreadable(view) and all(
        found.message != diagnostic.message for found in after.diagnostics
    ):
        yield Action(f"Add `{sample[1]}`", "add", (edit,), diagnostic)


def _unreadable(view: View) -> int:
    return sum(found.code < _FIRST_OF_MEANING for found in view.diagnostics)


_FIRST_OF_MEANING: Final = "SIB200"
"""Findings with lower codes are about text that cannot be read."""


def _at_the_end(view: View, node: Declaration, statement: str) -> TextEdit:
    """A statement as the last of the block of a declaration, which is opened if there is none."""
    place = view.place_of(node.span)
    source = view.files[place.path]
    line = source.line_text(source.position(place.start)[0])
    indent = line[: len(line) - len(line.lstrip())]
    end = "\r\n" if "\r\n" in source.text else "\n"
    if not source.code.endswith("}", 0, place.end):
        return TextEdit(Place(place.path, place.end, place.end), f" {{{end}{indent}  {statement}{end}{indent}}}")
    brace = place.end - 1
    own_line = not source.code[source.lines.line_start(source.position(brace)[0]) : brace].strip()
    before = brace - len(indent) if own_line and source.code.endswith(indent, 0, brace) else brace
    lead = "" if own_line else end
    return TextEdit(Place(place.path, before, brace), f"{lead}{indent}  {statement}{end}{indent}")
