"""The page that a text is written on, and the comments and empty lines that have still to be put there.

In: the marks of a text (`comments`), and statement by statement the lines that are to be written and where the
statement stood. Out: lines.
Relies on: statements being written in the order in which they stood.
Guarantees: each comment is written once, between the same statements as before: above the statement that it stood
above, at the end of the line that it stood at the end of, or inside the statement it stood in. One empty line
is kept where there were some, none at the beginning or the end of a block.
"""

from bisect import bisect_left
from typing import Final

from sibdsl.formatter.comments import Mark
from sibdsl.formatter.layout import WIDTH

_NO_MORE: Final[Mark] = (1 << 62, "", True)


class Page:
    """The lines written so far, and the marks still to come. Without a text there are none."""

    __slots__ = ("_at", "_empty", "_empty_lines", "_marks", "_opened", "_trailing", "_trails", "lines", "next", "text")

    def __init__(self, text: str = "", marks: list[Mark] | None = None) -> None:
        self.text = text
        self.lines: list[str] = []
        self._marks: list[Mark] = [*(marks or ()), _NO_MORE]
        self._at = 0
        self.next: int = self._marks[0][0]
        """The offset of the next mark."""
        self._empty_lines = [offset for offset, comment, _ in self._marks if not comment]
        # Whether the next mark is a comment behind something in its line.
        self._trails = not self._marks[0][2]
        # Whether an empty line is to come before whatever is written next; whether that is the first in its block.
        self._empty = False
        self._opened = True
        self._trailing: list[tuple[int, str, bool]] = []

    def take(self) -> Mark:
        """The next mark, which its caller will write."""
        mark = self._marks[self._at]
        self._at += 1
        self.next, _, own = self._marks[self._at]
        self._trails = not own
        return mark

    def approach(self, start: int, indent: str) -> None:
        """Write the comments before a statement, each on a line of its own."""
        while self.next < start:
            _, comment, _ = self.take()
            if comment:
                self.write_line(indent + comment)
            else:
                self._empty = True

    def write(self, lines: list[str]) -> None:
        """Write lines, behind an empty one if that is due."""
        if self._empty:
            if not self._opened:
                self.lines.append("")
            self._empty = False
        self._opened = False
        self.lines += lines

    def write_line(self, line: str) -> None:
        """Write one line, behind an empty one if that is due."""
        if self._empty:
            if not self._opened:
                self.lines.append("")
            self._empty = False
        self._opened = False
        self.lines.append(line)

    def leave(self, end: int, in_columns: bool = False) -> None:
        """Put the comment that stood behind `end` in its line at the end of the last line.

        Such comments of neighbouring lines stand one below the other if their lines are written in columns.
        """
        if self._trails and self.text.find("\n", end, self.next) < 0 and not self.text[end : self.next].strip():
            self._trailing.append((len(self.lines) - 1, self.take()[1], in_columns))

    def open(self) -> None:
        """Begin a block: the line that opens it has been written."""
        self._opened = True

    def close(self, line: str) -> None:
        """End a block: no empty line stands before its end."""
        self._empty = self._opened = False
        self.lines.append(line)

    def part(self, start: int) -> None:
        """Write the comments before a declaration, with an empty line before them unless there is one anyway."""
        first = len(self.lines)
        self.approach(start, "")
        if self._empty or not first or "" in self.lines[first:]:
            return
        if first < len(self.lines):
            self.lines.insert(first, "")
        else:
            self._empty = True

    def are_parted(self, end: int, start: int) -> bool:
        """Whether an empty line stood between two offsets."""
        at = bisect_left(self._empty_lines, end)
        return at < len(self._empty_lines) and self._empty_lines[at] < start

    def is_interrupted(self, start: int, end: int) -> bool:
        """Whether a comment or an empty line stood between two offsets."""
        at = bisect_left(self._marks, start, key=lambda mark: mark[0])
        return self._marks[at][0] < end

    def has_comments(self, start: int, end: int) -> bool:
        """Whether a comment stood between two offsets."""
        first, last = (bisect_left(self._marks, offset, key=lambda mark: mark[0]) for offset in (start, end))
        return any(comment for _, comment, _ in self._marks[first:last])

    def finish(self) -> list[str]:
        """All lines, with the comments at their ends; those of neighbouring lines stand one below the other."""
        lines, comments = self.lines, self._trailing
        first = 0
        for index in range(1, len(comments) + 1):
            if index < len(comments) and self._are_neighbours(comments[index - 1], comments[index]):
                continue
            _put_behind(lines, [comment[:2] for comment in comments[first:index]])
            first = index
        return lines

    def _are_neighbours(self, above: tuple[int, str, bool], below: tuple[int, str, bool]) -> bool:
        if below[0] != above[0] + 1 or not (above[2] and below[2]):
            return False
        return _indentation(self.lines[above[0]]) == _indentation(self.lines[below[0]])


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _put_behind(lines: list[str], comments: list[tuple[int, str]]) -> None:
    width = max(len(lines[at]) for at, _ in comments)
    if len(comments) > 1 and any(width + 2 + len(comment) > WIDTH for _, comment in comments):
        width = 0
    for at, comment in comments:
        lines[at] = f"{lines[at].ljust(width)}  {comment}"
