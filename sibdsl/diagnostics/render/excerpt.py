"""One line of a source as it is shown: clipped, tabs widened, control characters named.

In: the text of a line and the column (from 0) that must stay in sight.
Out: the shown text, and the cell at which each of its columns begins.
Relies on: `visible` for what may be shown and how wide it is.
Guarantees: work and output are bounded however long the line is; a column that was clipped away is
placed at the … that stands for it.
"""

from itertools import accumulate
from typing import Final

from sibdsl.diagnostics.render.visible import shown, widths

LONGEST: Final = 120
"""Code points of a line that are shown at once."""

_CLIPPED: Final = "…"
# How much of a long line is kept before what it is shown for.
_BEFORE: Final = 40


class Excerpt:
    """What is shown of one line."""

    __slots__ = ("_cells", "_first", "_last", "text")

    def __init__(self, line: str, anchor: int = 0) -> None:
        self._first = 0
        if len(line) > LONGEST:
            self._first = max(0, min(anchor - _BEFORE, len(line) - LONGEST))
        self._last = min(len(line), self._first + LONGEST)
        inside = line[self._first : self._last]
        before = _CLIPPED if self._first else ""
        after = _CLIPPED if self._last < len(line) else ""
        self.text = before + "".join(map(shown, inside)) + after
        self._cells = list(accumulate(_shown_widths(inside), initial=len(before)))

    def cell(self, column: int) -> int:
        """The cell (from 0) at which a column (from 0) begins, or that of the … it was clipped to."""
        if column < self._first:
            return 0
        return self._cells[min(column, self._last) - self._first]

    def extent(self, start: int, end: int) -> tuple[int, int]:
        """The first cell of the columns from `start` to `end`, and the cell after the last; never nothing."""
        first = self.cell(start)
        return first, max(self.cell(end) + (end > self._last), first + 1)


def _shown_widths(text: str) -> list[int]:
    if "\t" not in text:
        return widths(text)
    # A tab is shown as several spaces, which `widths` would count as those of a named character.
    return [
        len(shown(character)) if character == "\t" else width
        for character, width in zip(text, widths(text), strict=True)
    ]
