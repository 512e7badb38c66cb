"""Lines: indentation, long statements, columns.

In: statements as texts, in which `BREAK` stands where a line may end and `GAP` where a column does.
Out: the lines of a file.
Relies on: no text of a contract holding a `BREAK` or a `GAP`, which `texts` sees to.
Guarantees: a line is broken only where the language lets a statement go on; no line ends in a space.
"""

from collections.abc import Sequence
from typing import Final

BREAK: Final = "\r"
"""A space at which a long line may be broken: behind a comma or an operator."""

GAP: Final = "\n"
"""A space at which a column ends, where neighbours stand in columns."""

WIDTH: Final = 120
"""Lines are broken to stay within this many characters, where they can be."""

STEP: Final = "  "
"""One level of indentation."""

# A column wider than this would push the next one out of sight.
_WIDEST_COLUMN: Final = 64


def plain(text: str) -> str:
    """The text of a statement that stands in no columns."""
    # A cell may be empty, such as that of a title that was not given.
    return " ".join(filter(None, text.split(GAP))) if GAP in text else text


def broken(text: str, first: str, further: str) -> list[str]:
    """The lines of a text without gaps: the indentation of the first line, and of those it goes on in."""
    line = first + text.replace(BREAK, " ")
    if len(line) <= WIDTH or BREAK not in text:
        return [line]
    lines: list[str] = []
    current, inner = "", first
    for piece in text.split(BREAK):
        if current and len(inner) + len(current) + 1 + len(piece) > WIDTH:
            lines.append(inner + current)
            current, inner = piece, further
        else:
            current = f"{current} {piece}" if current else piece
    return [*lines, inner + current]


def statement(text: str, indent: str = "") -> list[str]:
    """The lines of one statement, broken at its breaks if it is too long for one line."""
    return broken(text, indent, indent + STEP * 2)


def in_columns(texts: Sequence[str], separator: str, within: int = 0) -> list[str]:
    """The texts with their cells one below the other, `separator` between the columns.

    Cells that are very wide, and the last of each text, make no column wider. Where `within` is given and a text
    would become longer than that, only so many columns are made that none does.
    """
    rows = [text.split(GAP) for text in texts]
    most = max(map(len, rows), default=1) - 1
    if most < 1:
        return list(texts)
    if most == 1 and not within:
        return _in_two_columns(rows, separator)
    for columns in range(most, 0, -1):
        made = _in_columns(rows, separator, columns)
        if not within or all(len(text) <= within for text in made):
            return made
    return list(map(plain, texts))


def _in_two_columns(rows: list[list[str]], separator: str) -> list[str]:
    widths = [len(row[0]) for row in rows if len(row) > 1]
    width = max(widths)
    if width > _WIDEST_COLUMN:
        width = max((width for width in widths if width <= _WIDEST_COLUMN), default=0)
    return [row[0].ljust(width) + separator + row[1] if len(row) > 1 else row[0] for row in rows]


def _in_columns(rows: list[list[str]], separator: str, columns: int) -> list[str]:
    widths = [0] * columns
    for row in rows:
        for column, cell in enumerate(row[: min(columns, len(row) - 1)]):
            if widths[column] < len(cell) <= _WIDEST_COLUMN:
                widths[column] = len(cell)
    texts: list[str] = []
    for row in rows:
        padded = row[: min(columns, len(row) - 1)]
        # A column that is empty everywhere is none.
        cells = [cell.ljust(width) for cell, width in zip(padded, widths, strict=False) if cell or width]
        texts.append(separator.join([*cells, plain(GAP.join(row[len(padded) :]))]))
    return texts
