"""The marked lines of one source file: numbered, underlined, with the words of each label.

In: a source file and the labels in it.
Out: the lines of the snippet, the gutter included.
Relies on: `excerpt` for what a line looks like.
Guarantees: every label with words is printed once, at the place it is about; lines that no label begins
or ends in are left out when there is more than one of them.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from sibdsl.diagnostics.diagnostic import Label
from sibdsl.diagnostics.render.excerpt import Excerpt
from sibdsl.diagnostics.render.marks import Mark, mark_of, mark_rows
from sibdsl.diagnostics.render.paint import Painter, Style
from sibdsl.diagnostics.render.visible import visible
from sibdsl.source.file import SourceFile
from sibdsl.source.span import end_of, start_of

# A marked stretch of this many lines or fewer is shown whole.
_SHOWN_WHOLE: Final = 6


class Placed(NamedTuple):
    """A label with its first and last marked character, as lines from 1 and columns from 0."""

    label: Label
    line: int
    column: int
    last_line: int
    end_column: int

    @property
    def single(self) -> bool:
        """Whether it is marked within one line."""
        return self.line == self.last_line


def place(source: SourceFile, label: Label) -> Placed:
    """Where a label stands. The line end at the end of a marked stretch is not marked."""
    start, end = start_of(label.span), end_of(label.span)
    line, column = source.position(start)
    if end <= start:
        return Placed(label, line, column - 1, line, column - 1)
    last_line, last_column = source.position(end - 1)
    shown_end = min(last_column, len(source.line_text(last_line)))
    return Placed(label, line, column - 1, last_line, shown_end)


def snippet(source: SourceFile, labels: Sequence[Label], gutter: int, painter: Painter, primary: Style) -> list[str]:
    """The lines of a snippet, with line numbers `gutter` wide and the finding in the style `primary`."""
    placed = sorted((place(source, label) for label in labels), key=lambda one: (one.line, one.column))
    return _Snippet(source, placed, gutter, painter, primary).lines()


class _Snippet:
    def __init__(self, source: SourceFile, placed: list[Placed], gutter: int, painter: Painter, primary: Style) -> None:
        self._source = source
        self._placed = placed
        self._gutter = gutter
        self._painter = painter
        self._primary = primary
        # Stretches of several lines are drawn in lanes to the left of the text, one each.
        self._lanes = [one for one in placed if not one.single]

    def lines(self) -> list[str]:
        rows = [self._row("", "")]
        previous = 0
        for line in self._shown_lines():
            if previous and line > previous + 1:
                rows.append(self._left_out(line))
            rows += self._line(line)
            previous = line
        return rows

    def _shown_lines(self) -> list[int]:
        wanted: set[int] = set()
        for one in self._placed:
            wanted |= {one.line, one.last_line}
            if one.last_line - one.line < _SHOWN_WHOLE:
                wanted.update(range(one.line, one.last_line + 1))
        # An empty line says nothing about where it is; a neighbour does.
        first = min(wanted)
        while first > 1 and first > min(wanted) - 3 and not self._source.line_text(first).strip():
            first -= 1
            wanted.add(first)
        # Leaving out a single line saves nothing.
        wanted |= {line + 1 for line in wanted if line + 2 in wanted}
        return sorted(wanted)

    def _line(self, line: int) -> list[str]:
        here = [one for one in self._placed if line in (one.line, one.last_line)]
        excerpt = Excerpt(self._source.line_text(line), _anchor(here, line))
        rows = [self._row(str(line), self._margin(line, "/") + excerpt.text)]
        marks = [
            Mark(*excerpt.extent(one.column, one.end_column), one.label, self._style(one)) for one in here if one.single
        ]
        rows += [self._row("", self._margin(line, "|") + row) for row in mark_rows(marks, self._painter)]
        for lane, one in enumerate(self._lanes):
            if one.line == line and not self._opens_line(one):
                open_lanes = [other.line <= line <= other.last_line for other in self._lanes[:lane]]
                rows.append(self._corner(lane, " ", open_lanes, excerpt.cell(one.column), ""))
        for lane, one in enumerate(self._lanes):
            if one.last_line == line:
                open_lanes = [other.line <= line < other.last_line for other in self._lanes[:lane]]
                cell = excerpt.cell(max(one.end_column - 1, 0))
                rows.append(self._corner(lane, "|", open_lanes, cell, one.label.text))
        return rows

    def _opens_line(self, one: Placed) -> bool:
        """Whether only white space stands before it, so that its lane can begin in the line itself."""
        start = self._source.lines.line_start(one.line)
        return not self._source.text[start : start + one.column].strip()

    def _margin(self, line: int, opening: str) -> str:
        """The lanes beside a line, with `opening` for those that begin in the line itself."""
        cells = ""
        for one in self._lanes:
            if one.line < line <= one.last_line:
                cells += self._painter.paint(self._style(one), "|") + " "
            elif one.line == line and self._opens_line(one):
                cells += self._painter.paint(self._style(one), opening) + " "
            else:
                cells += "  "
        return cells

    def _bars(self, open_lanes: Sequence[bool]) -> str:
        """A bar for each lane that is open."""
        return "".join(
            (self._painter.paint(self._style(one), "|") if is_open else " ") + " "
            for one, is_open in zip(self._lanes, open_lanes, strict=False)
        )

    def _corner(self, lane: int, bar: str, open_lanes: Sequence[bool], cell: int, text: str) -> str:
        """The row that leads a lane to the first or the last marked character, at `cell` of the text."""
        one = self._lanes[lane]
        reach = "_" * (2 * (len(self._lanes) - lane) - 1 + cell)
        words = f" {visible(text)}" if text else ""
        drawn = bar + reach + mark_of(one.label) + words
        return self._row("", self._bars(open_lanes) + self._painter.paint(self._style(one), drawn))

    def _left_out(self, next_line: int) -> str:
        bars = self._bars([one.line < next_line <= one.last_line for one in self._lanes])
        return f"{self._painter.paint('gutter', '...')}{' ' * self._gutter}{bars}".rstrip()

    def _style(self, one: Placed) -> Style:
        return self._primary if one.label.primary else "secondary"

    def _row(self, number: str, content: str) -> str:
        gutter = self._painter.paint("gutter", f"{number:>{self._gutter}} |")
        return f"{gutter} {content}".rstrip()


def _anchor(here: Sequence[Placed], line: int) -> int:
    """The column that a long line is shown for: that of the finding, else of the first label."""
    columns = [(not one.label.primary, one.column if one.line == line else max(one.end_column - 1, 0)) for one in here]
    return min(columns)[1] if columns else 0
