"""A source file in memory, and the lines of its text.

In: the path as people should see it, and the text.
Out: lines and columns for offsets, offsets for lines and columns, the text of a line.
Relies on: offsets being code-point offsets of this text.
Guarantees: the text is scanned for line ends once, and only when somebody asks for a line; an offset
or a position outside the text is moved to the nearest place inside it. Lines and columns count from 1.
"""

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sibdsl.source.fences import Fence

_BEYOND_BMP: Final = 0xFFFF


class LineIndex:
    """Where the lines of a text begin. A line ends at a line feed, a carriage return, or the two together."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = _line_starts(text)

    @property
    def line_count(self) -> int:
        """How many lines there are; a final line end is followed by one more, empty line."""
        return len(self._starts)

    def position(self, offset: int) -> tuple[int, int]:
        """The line and the column (in code points) of an offset."""
        offset = min(max(offset, 0), len(self._text))
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def utf16_column(self, offset: int) -> int:
        """The column of an offset in UTF-16 code units, which editors count in. From 1, like all columns."""
        line, column = self.position(offset)
        start = self._starts[line - 1]
        before = self._text[start : start + column - 1]
        if before.isascii():
            return column
        return column + sum(ord(character) > _BEYOND_BMP for character in before)

    def offset_of(self, line: int, column: int) -> int:
        """The offset of a line and a column in code points."""
        start, end = self._extent(line)
        return min(start + max(column - 1, 0), end)

    def offset_of_utf16(self, line: int, column: int) -> int:
        """The offset of a line and a column in UTF-16 code units.

        A column in the middle of a character is moved to the start of that character.
        """
        start, end = self._extent(line)
        text = self._text[start:end]
        if text.isascii():
            return min(start + max(column - 1, 0), end)
        units = 0
        for index, character in enumerate(text):
            units += 2 if ord(character) > _BEYOND_BMP else 1
            if units >= column:
                return start + index
        return end

    def line_text(self, line: int) -> str:
        """The text of a line without its line end; empty when there is no such line."""
        start, end = self._extent(line)
        return self._text[start:end]

    def line_start(self, line: int) -> int:
        """The offset at which a line begins."""
        return self._extent(line)[0]

    def _extent(self, line: int) -> tuple[int, int]:
        """The offsets of a line's first character and of its line end."""
        if line < 1:
            return 0, 0
        if line > len(self._starts):
            return len(self._text), len(self._text)
        start = self._starts[line - 1]
        if line == len(self._starts):
            return start, len(self._text)
        end = self._starts[line] - 1
        if end > start and self._text[end] == "\n" and self._text[end - 1] == "\r":
            end -= 1
        return start, end


class SourceFile:
    """A text and the path it is known by.

    `path` is what people are shown: as they wrote it, not made absolute. `private` marks a file about
    people (person-level evidence): its lines are never quoted in a message, only numbered.
    `code` is what the parser reads: the text itself, or, in a contract in prose, the text with all but its `fences`
    blank, so that an offset means the same in both.
    """

    __slots__ = ("_lines", "code", "fences", "path", "private", "text")

    def __init__(self, path: str, text: str, *, private: bool = False, fences: "tuple[Fence, ...]" = ()) -> None:
        self.path = path
        self.text = text
        self.private = private
        self.fences = fences
        self.code = _blanked(text, fences) if fences else text
        self._lines: LineIndex | None = None

    @property
    def lines(self) -> LineIndex:
        """The line index of the text, built at the first use."""
        if self._lines is None:
            self._lines = LineIndex(self.text)
        return self._lines

    def position(self, offset: int) -> tuple[int, int]:
        """The line and the column (in code points, from 1) of an offset."""
        return self.lines.position(offset)

    def line_text(self, line: int) -> str:
        """The text of a line (from 1) without its line end."""
        return self.lines.line_text(line)

    def place(self, offset: int) -> tuple[str, int, int]:
        """The path, the line and the column of an offset, as people look it up."""
        return self.path, *self.lines.position(offset)

    def start_of(self, part: "SourceFile | None") -> int:
        """The offset at which the text of one of its files begins: 0, as this is one file."""
        return 0

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SourceFile):
            return NotImplemented
        return self.path == other.path and self.text == other.text and self.private == other.private

    def __hash__(self) -> int:
        return hash((self.path, self.private))

    def __repr__(self) -> str:
        return f"SourceFile({self.path!r}, {len(self.text)} characters)"


def _blanked(text: str, fences: "tuple[Fence, ...]") -> str:
    from sibdsl.source.fences import blanked

    return blanked(text, fences)


def _line_starts(text: str) -> list[int]:
    if "\r" not in text:
        starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        starts.pop()
        return starts
    import re

    return [0, *(ending.end() for ending in re.finditer(r"\r\n?|\n", text))]
