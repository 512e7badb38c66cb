"""Laying out lines of code.

In: lines, one at a time. Out: text.
Relies on: nothing.
Guarantees: the indent of a block ends with the block, whatever happens inside; no line ends in a space;
the text ends with one line end.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class Writer:
    """Collects lines at the current indent."""

    def __init__(self, indent: str = "    ") -> None:
        self._indent = indent
        self._depth = 0
        self._lines: list[str] = []

    def line(self, text: str = "") -> None:
        """Add a line; without text, an empty one.

        Raises:
            ValueError: the text would make more than one line.
        """
        if "\n" in text or "\r" in text:
            raise ValueError(f"a line of code cannot contain a line end: {text!r}")
        self._lines.append((self._indent * self._depth + text).rstrip())

    def lines(self, texts: list[str]) -> None:
        """Add several lines."""
        for text in texts:
            self.line(text)

    @contextmanager
    def block(self, opening: str, closing: str | None = None) -> Iterator[None]:
        """Add a line, indent what is written inside, and add the closing line if there is one."""
        self.line(opening)
        with self.indented():
            yield
        if closing is not None:
            self.line(closing)

    @contextmanager
    def indented(self) -> Iterator[None]:
        """Indent what is written inside."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    def text(self) -> str:
        """All lines so far."""
        return "\n".join(self._lines) + "\n"
