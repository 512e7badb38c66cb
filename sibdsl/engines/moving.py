"""Tables about people, taken from where they were read into another database.

In: a connection of DuckDB with the tables of `sibdsl.evidence.claims_tables`, and a database that a script can run in.
Out: the same tables there.
Relies on: the columns that the script names. Guarantees: rows are streamed and never all here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sibdsl.engines.databases import Columns, Database, Row
from sibdsl.generators.sql.cards import Cards
from sibdsl.generators.sql.compose import inputs
from sibdsl.generators.sql.trees import quoted
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.plan import Plan

if TYPE_CHECKING:
    import duckdb

    from sibdsl.engines.on_spark import SparkDatabase

EVIDENCE: Final = ("enrolment", "spells", "claims", "refused")
"""The tables that are moved."""

_ROWS_AT_ONCE: Final = 10_000


def fill_with(connection: duckdb.DuckDBPyConnection, database: Database, plan: Plan, claims: ClaimsPlan) -> None:
    """Copy the tables into a database, row by row."""
    columns = inputs(Cards(plan, claims))
    for table in EVIDENCE:
        database.fill(table, columns[table], _rows(connection, table, columns[table]))


def hand_to_spark(
    connection: duckdb.DuckDBPyConnection, database: SparkDatabase, plan: Plan, claims: ClaimsPlan, directory: Path
) -> None:
    """Write the tables as Parquet files into a directory, and let Spark read them there."""
    columns = inputs(Cards(plan, claims))
    for table in EVIDENCE:
        file = directory / f"{table}.parquet"
        query = _query(table, columns[table])
        connection.execute(f"COPY ({query}) TO {quoted(str(file))} (FORMAT parquet)").fetchall()
        database.read_parquet(table, file)


def _query(table: str, columns: Columns) -> str:
    return f"SELECT {', '.join(name for name, _ in columns)} FROM {table}"


def _rows(connection: duckdb.DuckDBPyConnection, table: str, columns: Columns) -> Iterator[Row]:
    # A cursor of its own, so that the tables can be read while others are written.
    cursor = connection.cursor()
    try:
        cursor.execute(_query(table, columns))
        while some := cursor.fetchmany(_ROWS_AT_ONCE):
            yield from some
    finally:
        cursor.close()
