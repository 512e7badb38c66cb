"""Rows of texts about people, as typed rows or with the reason why they cannot be used.

In: a ``RawRow`` and the plan. Out: an ``Enrolment``, ``Spell`` or ``Claim``, or a ``RefusedRow``.
Relies on ``claims_cells`` for what a cell means.
Guarantees: a row is refused for one reason, the first in the order of its columns; the reasons are those of single
cells, all others are for whoever settles the claims.
"""

from __future__ import annotations

from datetime import date

from sibdsl.runtime.claims import Claim, Enrolment, RefusedRow, Spell
from sibdsl.runtime.claims_cells import CELL_BLANKS, CellFault, day_of_cell, names_of_cell, number_of_cell
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.claims_sheets import OutcomeCells, RawRow, SheetColumn, outcome_cells, sheet_columns

UNKNOWN_NAMES = {"cohort": "SIB943", "groups": "SIB877", "state": "SIB878", "documents": "SIB879"}
"""The reason to refuse a row for a name that the contract does not have, by column."""

NOTHING_MORE = OutcomeCells(False, False, ())
"""What is read of a claim whose outcome the contract does not have."""


class RowReader:
    """Reads the rows of one table."""

    __slots__ = ("columns", "outcomes", "table")

    def __init__(self, plan: ClaimsPlan, table: str) -> None:
        self.table = table
        self.columns = {column.name: column for column in sheet_columns(plan, table)}
        self.outcomes = outcome_cells(plan)

    def read(self, row: RawRow) -> Enrolment | Spell | Claim | RefusedRow:
        """Read a row: typed, or refused with its reason."""
        reading = _Reading(self.columns, row.cells)
        try:
            if row.code:
                reading.at = row.column
                raise CellFault(row.code)
            if self.table == "enrolment":
                return self._enrolment(reading, row.row)
            return self._spell(reading, row.row) if self.table == "spells" else self._claim(reading, row.row)
        except CellFault as fault:
            claim = reading.text("claim") if self.table == "claims" else ""
            return RefusedRow(self.table, row.row, fault.code, reading.at, claim, row.cells)

    def _enrolment(self, reading: _Reading, row: int) -> Enrolment:
        person, day = reading.name("person"), reading.needed_day("enrolled_on")
        return Enrolment(person, day, reading.name("cohort") or None, reading.names("groups"), row)

    def _spell(self, reading: _Reading, row: int) -> Spell:
        person, state = reading.name("person"), reading.name("state")
        return Spell(person, state, reading.needed_day("start"), reading.day("end"), row)

    def _claim(self, reading: _Reading, row: int) -> Claim:
        claim, person, outcome = reading.name("claim"), reading.name("person"), reading.name("outcome")
        cells = self.outcomes.get(outcome, NOTHING_MORE)
        reached = reading.needed_day("reached_on")
        submitted = reading.needed_day("submitted_on") if cells.submitted else reading.day("submitted_on")
        validated, rejected = reading.day("validated_on"), reading.day("rejected_on")
        numbers = {}
        for cell in cells.numbers:
            reading.at = cell.column
            if text := reading.text(cell.column):
                numbers[cell.column] = number_of_cell(text, cell)
        documents = reading.names("documents") if cells.documents else frozenset()
        quantity = numbers.pop("quantity", None)
        return Claim(claim, person, outcome, reached, submitted, validated, rejected, quantity, numbers, documents, row)


class _Reading:
    """The cells of one row while they are read; ``at`` is the column of the cell that was read last."""

    __slots__ = ("at", "cells", "columns")

    def __init__(self, columns: dict[str, SheetColumn], cells: dict[str, str]) -> None:
        self.columns = columns
        self.cells = cells
        self.at = ""

    def text(self, column: str) -> str:
        return self.cells.get(column, "").strip(CELL_BLANKS)

    def name(self, column: str) -> str:
        self.at = column
        text = self.text(column)
        plan = self.columns.get(column)
        if plan is None:
            return ""
        if plan.filled and not text:
            raise CellFault("SIB880")
        if plan.allowed is not None and text not in plan.allowed and (text or column == "state"):
            raise CellFault(UNKNOWN_NAMES[column])
        return text

    def names(self, column: str) -> frozenset[str]:
        self.at = column
        plan = self.columns.get(column)
        names = names_of_cell(self.text(column)) if plan else frozenset[str]()
        if plan and plan.allowed is not None and not names <= plan.allowed:
            raise CellFault(UNKNOWN_NAMES[column])
        return names

    def day(self, column: str) -> date | None:
        self.at = column
        text = self.text(column)
        return day_of_cell(text) if text else None

    def needed_day(self, column: str) -> date:
        day = self.day(column)
        if day is None:
            raise CellFault("SIB946")
        return day
