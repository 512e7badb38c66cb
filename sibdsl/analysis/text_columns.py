"""Rows of texts set in columns, for terminals.

In: rows of the same length, and which columns are numbers. Out: text without a line end.
Relies on nothing. Guarantees: no line ends in a space.
"""

from __future__ import annotations

from collections.abc import Sequence


def set_in_columns(rows: Sequence[tuple[str, ...]], numbers: set[int]) -> str:
    """Set rows one below the other; columns of numbers stand to the right."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if place in numbers else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)
