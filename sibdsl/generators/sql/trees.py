"""Pieces of SQL that several steps of a script are made of, as expression trees.

In: SQL in DuckDB's words, names, Python values. Out: sqlglot trees.
Relies on: sqlglot's parser, which keeps the parentheses that were written.
Guarantees: a text of the contract becomes a literal and never SQL; division is of whole numbers only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sqlglot import exp, parse_one

from sibdsl.generators.api import GeneratorProblem
from sibdsl.runtime.claims_plan import Length

FIRST_DAY = date(1, 1, 1)
LAST_DAY = date.max

Cell = str | int | date | None


def query(text: str) -> exp.Query:
    """Read a SELECT as DuckDB would."""
    found = parse_one(text, read="duckdb")
    if not isinstance(found, exp.Query):
        raise GeneratorProblem(f"this is no query: {text}")
    return found


def quoted(text: str) -> str:
    """Write a text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def day(value: date) -> str:
    """Write a day as a literal of SQL."""
    return f"CAST('{value.isoformat()}' AS DATE)"


def one_of(column: str, names: Iterable[str]) -> str:
    """Write the condition that a column is one of some names."""
    listed = list(dict.fromkeys(names))
    if len(listed) == 1:
        return f"{column} = {quoted(listed[0])}"
    return f"{column} IN ({', '.join(map(quoted, listed))})"


def rows(columns: Sequence[tuple[str, str]], cells: Sequence[Sequence[Cell]]) -> exp.Query:
    """Write a table of the contract: its columns with their types, and its rows; no rows are a table without rows."""
    names = ", ".join(name for name, _ in columns)
    shown = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in columns)
    written = cells or [[None] * len(columns)]
    values = ", ".join("(" + ", ".join(map(_cell, row)) + ")" for row in written)
    where = "" if cells else " WHERE 1 = 0"
    return query(f"SELECT {shown} FROM (VALUES {values}) AS written({names}){where}")


def _cell(value: Cell) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, date):
        return quoted(value.isoformat())
    return quoted(value) if isinstance(value, str) else str(value)


def later(column: str, length: Length, month_end: str) -> str:
    """Write the day that lies a length after the day of a column."""
    if length.unit == "days":
        return f"CAST({column} + INTERVAL '{length.count}' DAY AS DATE)"
    moved = f"CAST({column} + INTERVAL '{length.count}' MONTH AS DATE)"
    if month_end != "last day":
        return moved
    return f"CASE WHEN {column} = LAST_DAY({column}) THEN LAST_DAY({moved}) ELSE {moved} END"


def rounded_quotient(dividend: str, divisor: int, mode: str) -> str:
    """Write a division of whole numbers of zero or more, rounded to a whole number.

    Only the numbers stand in it: halves are compared without dividing them.
    """
    if divisor == 1:
        return dividend
    if mode == "down":
        return f"({dividend}) // {divisor}"
    if mode == "up":
        return f"({dividend} + {divisor - 1}) // {divisor}"
    if mode == "half up":
        return f"(2 * {dividend} + {divisor}) // {2 * divisor}"
    if mode == "half down":
        return f"(2 * {dividend} + {divisor - 1}) // {2 * divisor}"
    # Half even: half down, and one more where a half is left of an odd number.
    half_down = f"((2 * {dividend} + {divisor - 1}) // {2 * divisor})"
    tie = f"(2 * {dividend}) % {2 * divisor} = {divisor}"
    return f"{half_down} + CASE WHEN {tie} AND {half_down} % 2 = 1 THEN 1 ELSE 0 END"


def day_before(value: date) -> date:
    """Give the day before another; the first day there is has none before it."""
    return value if value == FIRST_DAY else value - timedelta(days=1)
