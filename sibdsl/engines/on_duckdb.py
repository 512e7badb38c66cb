"""The generated SQL in DuckDB, the database that comes along.

In: a plan with its cards, and tables of evidence that `sibdsl.evidence.claims_tables` has loaded.
Out: ``ScriptSettlement``.
Relies on: duckdb. Guarantees: what does not fit into the memory limit goes to a temporary directory; a number that
is too large for its type is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from sibdsl.engines.databases import Columns, Row
from sibdsl.engines.settling import Progress, ScriptSettlement, settle_by_script
from sibdsl.generators.sql.dialects import Dialect, find_dialect
from sibdsl.runtime.claims_ledger import NO_LEDGER, Ledger
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.plan import Plan

if TYPE_CHECKING:
    import duckdb

ROWS_AT_ONCE = 10_000
ROWS_IN_A_STATEMENT = 200


class DuckDatabase:
    """A connection of DuckDB."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    @property
    def dialect(self) -> Dialect:
        """How it says things."""
        return find_dialect("duckdb")

    def run(self, statement: str) -> None:
        """Run a statement."""
        self._connection.execute(statement)

    def rows(self, query: str) -> Iterator[Row]:
        """Give the rows of a query."""
        # A cursor of its own, so that other queries may run while these rows are fetched.
        cursor = self._connection.cursor()
        try:
            cursor.execute(query)
            while found := cursor.fetchmany(ROWS_AT_ONCE):
                yield from found
        finally:
            cursor.close()

    def fill(self, name: str, columns: Columns, rows: Iterable[Row]) -> None:
        """Make a table anew, with rows."""
        listed = ", ".join(f"{column} {kind}" for column, kind in columns)
        self._connection.execute(f"CREATE OR REPLACE TABLE {name} ({listed})")
        places = "(" + ", ".join("?" for _ in columns) + ")"
        left = iter(rows)
        while some := list(islice(left, ROWS_IN_A_STATEMENT)):
            values = ", ".join([places] * len(some))
            self._connection.execute(f"INSERT INTO {name} VALUES {values}", [cell for row in some for cell in row])


def settle_on_duckdb(
    plan: Plan,
    claims: ClaimsPlan,
    connection: duckdb.DuckDBPyConnection,
    as_of: date | None = None,
    termination: date | None = None,
    ledger: Ledger = NO_LEDGER,
    progress: Progress | None = None,
) -> ScriptSettlement:
    """Settle the claims of a connection that has the tables of ``claims_tables``; its tables may be views.

    Raises:
        GeneratorProblem: the contract's cards cannot be expressed in SQL.
        ValueError: the ledger was written for a contract with other limits.
        duckdb.Error: a number is too large, or a file cannot be read.
    """
    return settle_by_script(plan, claims, DuckDatabase(connection), as_of, termination, ledger, progress)
