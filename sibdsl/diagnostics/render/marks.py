"""The rows under one line of source: the marks, and the words of each.

In: marks within the line, as cells.
Out: rows of text, painted.
Relies on: cells counted from the start of the shown line.
Guarantees: the words of a mark begin at the mark or hang from it by a bar; no words cover a mark.

    party lender from lendr
          ------      ^^^^^ no party has this name
          |
          declared here
"""

from collections.abc import Sequence
from typing import NamedTuple

from sibdsl.diagnostics.diagnostic import Label
from sibdsl.diagnostics.render.paint import Painter, Style
from sibdsl.diagnostics.render.visible import visible


class Mark(NamedTuple):
    """A label within one line: its first cell, the cell after its last, and how it is painted."""

    first: int
    after: int
    label: Label
    style: Style


def mark_of(label: Label) -> str:
    """The character that marks a label."""
    return "^" if label.primary else "-"


def mark_rows(marks: Sequence[Mark], painter: Painter) -> list[str]:
    """The rows under a line: first the marks, then words that do not fit beside them."""
    if not marks:
        return []
    worded = sorted(
        (mark for mark in marks if mark.label.text),
        key=lambda mark: (mark.first, mark.after, mark.label.primary),
    )
    beside = worded.pop() if worded and worded[-1].after == max(mark.after for mark in marks) else None
    first_row = _underline(marks, painter)
    if beside:
        first_row += painter.paint(beside.style, f" {visible(beside.label.text)}")
    rows = [first_row]
    if worded:
        rows.append(_bars(worded, worded[-1].first + 1, painter))
    while worded:
        mark = worded.pop()
        bars = _bars([other for other in worded if other.first < mark.first], mark.first, painter)
        rows.append(bars + painter.paint(mark.style, visible(mark.label.text)))
    return rows


def _bars(marks: Sequence[Mark], width: int, painter: Painter) -> str:
    """A row from which the words of marks hang."""
    return _cells({mark.first: (mark.style, "|") for mark in marks}, painter, width)


def _underline(marks: Sequence[Mark], painter: Painter) -> str:
    drawn: dict[int, tuple[Style, str]] = {}
    # The shorter lies on the longer, and of two alike the finding on the explanation.
    for mark in sorted(marks, key=lambda mark: (mark.first - mark.after, mark.label.primary)):
        for cell in range(mark.first, mark.after):
            drawn[cell] = (mark.style, mark_of(mark.label))
    return _cells(drawn, painter, max(mark.after for mark in marks))


def _cells(drawn: dict[int, tuple[Style, str]], painter: Painter, width: int) -> str:
    """A row of `width` cells, blank where nothing is drawn; neighbours of one style are painted together."""
    pieces: list[str] = []
    run = ""
    run_style: Style = "plain"
    blank: tuple[Style, str] = ("plain", " ")
    for cell in range(width):
        style, character = drawn.get(cell, blank)
        if style != run_style:
            pieces.append(painter.paint(run_style, run))
            run, run_style = "", style
        run += character
    pieces.append(painter.paint(run_style, run))
    return "".join(pieces)
