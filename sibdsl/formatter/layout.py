"""Lines: indentation, long statements, columns, blocks.

In: statements as texts, in which `BREAK` stands where a line may end. Out: the lines of a file.
Relies on: no text of a contract holding a `BREAK`, which `texts` sees to.
Guarantees: a line is broken only where the language lets a statement go on; no line ends in a space.
"""

from typing import Final

BREAK: Final = "\r"
"""A space at which a long line may be broken: behind a comma or an operator."""

WIDTH: Final = 100
"""Lines are broken to stay within this many characters, where they can be."""

STEP: Final = "  "
"""One level of indentation."""

# A column wider than this would push the next one out of sight.
_WIDEST_COLUMN: Final = 56


def statement(text: str, indent: str = "") -> list[str]:
    """The lines of one statement, broken at its breaks if it is too long for one line."""
    line = indent + text.replace(BREAK, " ")
    if len(line) <= WIDTH or BREAK not in text:
        return [line]
    lines: list[str] = []
    current = ""
    for piece in text.split(BREAK):
        inner = indent if not lines else indent + STEP * 2
        if current and len(inner) + len(current) + 1 + len(piece) > WIDTH:
            lines.append(inner + current)
            current = piece
        else:
            current = f"{current} {piece}" if current else piece
    inner = indent if not lines else indent + STEP * 2
    return [*lines, inner + current]


def block(head: str, body: list[str], indent: str = "") -> list[str]:
    """A head, a block of lines that are already indented, and its closing brace."""
    return [*statement(f"{head} {{", indent), *body, f"{indent}}}"]


def columns(rows: list[tuple[str, str]], indent: str) -> list[str]:
    """Rows of two columns; the second one begins at the same place wherever the first is not very wide."""
    widths = [len(first) for first, second in rows if second and len(first) <= _WIDEST_COLUMN]
    width = max(widths, default=0)
    lines: list[str] = []
    for first, second in rows:
        text = f"{first.ljust(width)}  {second}" if second else first
        lines += statement(text, indent)
    return lines
