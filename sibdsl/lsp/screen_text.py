"""A text as an editor counts in it: lines and columns from 0, columns in UTF-16 units, bytes or characters.

In: the text that an editor sent, or that of a file on the disk; positions and ranges of the protocol.
Out: offsets of the text that is checked, and positions for offsets.
Relies on: `LineIndex`, whose lines end where those of the protocol do.
Guarantees: any position, however far outside, is moved to the nearest place inside; a byte order mark counts for
the editor that sent it and is no part of the checked text; half a character never reaches the checker.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from lsprotocol import types

from sibdsl.source.file import LineIndex

_BYTE_ORDER_MARK: Final = "\ufeff"
# JSON can spell half of a character; U+FFFD is as wide as that in every encoding that an editor may choose.
_HALF_CHARACTER: Final = re.compile("[\ud800-\udfff]")


class Row(NamedTuple):
    """A line of a text: its number for the editor, where it starts and ends, where the next one starts.

    In a plain one every character is as wide as any other.
    """

    line: int
    start: int
    end: int
    next_start: int
    is_plain: bool


class ScreenText:
    """A text and the units in which its columns are counted.

    Attributes:
        written: the text as the editor has it.
        text: what is checked: the same without byte order marks at the start.
    """

    __slots__ = ("_encoding", "_lines", "_marks", "text", "written")

    def __init__(self, written: str, encoding: str) -> None:
        if not written.isascii():
            written = _HALF_CHARACTER.sub("\ufffd", written)
        self.written = written
        self.text = written.lstrip(_BYTE_ORDER_MARK)
        self._marks = len(written) - len(self.text)
        self._encoding = encoding
        self._lines: LineIndex | None = None

    @property
    def lines(self) -> LineIndex:
        """The lines of the text as the editor has it."""
        if self._lines is None:
            self._lines = LineIndex(self.written)
        return self._lines

    def position(self, offset: int) -> types.Position:
        """Where an offset of the checked text is for the editor."""
        line, column = self.lines.position(offset + self._marks)
        start = self.lines.line_start(line)
        return types.Position(line - 1, self._units(self.written[start : start + column - 1]))

    def range(self, start: int, end: int) -> types.Range:
        """Where a stretch of the checked text is for the editor."""
        return types.Range(self.position(start), self.position(max(start, end)))

    def offset(self, position: types.Position) -> int:
        """The offset in the checked text of a place that the editor named."""
        return max(self._written_offset(position) - self._marks, 0)

    def stretch(self, range: types.Range) -> tuple[int, int]:
        """The start and the end, in the checked text, of a stretch that the editor named."""
        start = self.offset(range.start)
        return start, max(start, self.offset(range.end))

    def changed(self, range: types.Range, text: str) -> "ScreenText":
        """The text after the editor replaced a stretch of it."""
        start = self._written_offset(range.start)
        end = max(start, self._written_offset(range.end))
        return ScreenText(self.written[:start] + text + self.written[end:], self._encoding)

    def rows(self) -> Iterator[Row]:
        """The lines of the checked text in order."""
        lines = self.lines
        for number in range(1, lines.line_count + 1):
            text = lines.line_text(number)
            start = lines.line_start(number) - self._marks
            is_plain = text.isascii() and start >= 0
            after = lines.line_start(number + 1) if number < lines.line_count else len(self.written) + 1
            yield Row(number - 1, max(start, 0), max(start + len(text), 0), after - self._marks, is_plain)

    def units(self, start: int, end: int) -> int:
        """How wide a stretch of the checked text is for the editor."""
        return self._units(self.text[start:end])

    def _units(self, text: str) -> int:
        if self._encoding == "utf-32" or text.isascii():
            return len(text)
        if self._encoding == "utf-8":
            return len(text.encode("utf-8"))
        return len(text) + sum(character > "\uffff" for character in text)

    def _written_offset(self, position: types.Position) -> int:
        line, column = position.line + 1, position.character
        if line < 1:
            return 0
        if line > self.lines.line_count:
            return len(self.written)
        text = self.lines.line_text(line)
        return self.lines.line_start(line) + self._characters(text, column)

    def _characters(self, text: str, units: int) -> int:
        """How many whole characters of a line lie before a column."""
        if self._encoding == "utf-32" or text.isascii():
            return min(max(units, 0), len(text))
        taken = 0
        for index, character in enumerate(text):
            taken += self._units(character)
            if taken > units:
                return index
        return len(text)
