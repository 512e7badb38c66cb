"""What a file of evidence looks like: its kinds, their columns, and rows of texts.

In: nothing. Out: names of columns, and ``Sheet`` with the rows of one kind in one file.
Relies on nothing. Guarantees: CSV and JSON hand on the same rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field

COLUMNS = {
    "observations": ("metric", "cohort", "period_end", "value", "verified_by", "verified_on", "reference"),
    "facts": ("fact", "date", "value", "reference"),
    "events": ("event", "date", "reference"),
}
"""The columns of each kind of file, in the order in which the template writes them."""

REQUIRED = {"observations": ("metric", "value"), "facts": ("fact", "value"), "events": ("event", "date")}
"""The columns without which no row of a kind can be read."""


@dataclass(slots=True)
class EvidenceRow:
    """One row: its number, and its cells by column."""

    row: int
    cells: dict[str, str]


@dataclass(slots=True)
class Sheet:
    """The rows of one kind in one file."""

    kind: str
    file: str
    rows: list[EvidenceRow] = field(default_factory=list)
