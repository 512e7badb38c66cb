"""A fix as the lines it takes away and the lines it puts there.

In: a source file and the edits of a fix.
Out: numbered lines with `-` or `+`.
Relies on: the edits not overlapping.
Guarantees: only lines that differ are shown, and never more than a screenful of them.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from sibdsl.diagnostics.diagnostic import Edit, Fix
from sibdsl.diagnostics.editing import edited, in_order
from sibdsl.diagnostics.render.excerpt import Excerpt
from sibdsl.source.file import SourceFile
from sibdsl.source.span import end_of, make, start_of

_MOST: Final = 12


class ChangedLine(NamedTuple):
    """A line that a fix removes or adds; `number` counts lines before the fix, or after it."""

    number: int
    sign: str
    text: str


def changed_lines(source: SourceFile, fix: Fix) -> list[ChangedLine]:
    """What a fix changes, line by line, as it is shown."""
    rows: list[ChangedLine] = []
    shift = 0
    for first, last, edits in _by_lines(source, fix.edits):
        start = source.lines.line_start(first)
        block = source.text[start : source.lines.line_start(last) + len(source.line_text(last))]
        old = _lines(block)
        moved = (Edit(make(start_of(edit.span) - start, end_of(edit.span) - start), edit.text) for edit in edits)
        new = _lines(edited(block, moved))
        rows += _difference(old, new, first, shift)
        shift += len(new) - len(old)
    return [*rows[:_MOST], ChangedLine(0, "", "...")] if len(rows) > _MOST else rows


def _by_lines(source: SourceFile, edits: Iterable[Edit]) -> list[tuple[int, int, list[Edit]]]:
    """The edits in groups that share lines, each with its first and last line."""
    groups: list[tuple[int, int, list[Edit]]] = []
    for edit in in_order(edits):
        first = source.position(start_of(edit.span))[0]
        last = source.position(end_of(edit.span))[0]
        if groups and first <= groups[-1][1]:
            begun, reached, members = groups.pop()
            groups.append((begun, max(reached, last), [*members, edit]))
        else:
            groups.append((first, last, [edit]))
    return groups


def _difference(old: list[str], new: list[str], first: int, shift: int) -> list[ChangedLine]:
    before = _alike(old, new)
    after = _alike(old[before:][::-1], new[before:][::-1])
    removed, added = old[before : len(old) - after], new[before : len(new) - after]
    # A long line is shown around the first character that changes.
    anchor = _alike(removed[0], added[0]) if removed and added else 0
    rows = [ChangedLine(first + before + index, "-", Excerpt(line, anchor).text) for index, line in enumerate(removed)]
    return rows + [
        ChangedLine(first + before + shift + index, "+", Excerpt(line, anchor).text) for index, line in enumerate(added)
    ]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines, or characters, are the same from the beginning."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
