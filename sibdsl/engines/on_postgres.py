"""The generated SQL in the PostgreSQL database in which the evidence is.

In: a plan with its cards, and a connection whose tables are those that the script reads.
Out: ``ScriptSettlement``.
Relies on: psycopg. Guarantees: everything is made in temporary tables of the session, so that nothing is written into
the database; the evidence is seen as of one moment; a number that is too large is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any

from sibdsl.engines.databases import Columns, Row
from sibdsl.engines.settling import Progress, ScriptSettlement, settle_by_script
from sibdsl.generators.sql.dialects import Dialect, find_dialect
from sibdsl.runtime.claims_ledger import NO_LEDGER, Ledger
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.plan import Plan

if TYPE_CHECKING:
    import psycopg

ROWS_AT_ONCE = 10_000


class PostgresDatabase:
    """A session of PostgreSQL, in one transaction that reads as of one moment."""

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        self._connection = connection
        self._cursors = count(1)

    @property
    def dialect(self) -> Dialect:
        """How it says things."""
        return find_dialect("postgres")

    def run(self, statement: str) -> None:
        """Run a statement."""
        with self._connection.cursor() as cursor:
            cursor.execute(statement.encode())

    def rows(self, query: str) -> Iterator[Row]:
        """Give the rows of a query from a cursor of the server, so that they are never all here."""
        with self._connection.cursor(name=f"sib_rows_{next(self._cursors)}") as cursor:
            cursor.itersize = ROWS_AT_ONCE
            cursor.execute(query.encode())
            yield from cursor

    def fill(self, name: str, columns: Columns, rows: Iterable[Row]) -> None:
        """Make a temporary table anew, with rows."""
        listed = ", ".join(f"{column} {self.dialect.type_name(kind)}" for column, kind in columns)
        self.run(f"DROP TABLE IF EXISTS pg_temp.{name} CASCADE")
        self.run(f"CREATE TEMP TABLE {name} ({listed})")
        with self._connection.cursor() as cursor, cursor.copy(f"COPY {name} FROM STDIN".encode()) as copy:
            for row in rows:
                copy.write_row(row)
        self.run(f"ANALYZE {name}")


@contextmanager
def postgres_database(url: str) -> Iterator[PostgresDatabase]:
    """Open a session that sees the database as of one moment, and writes nothing but temporary tables.

    Raises:
        psycopg.OperationalError: there is no such database, or it cannot be reached.
    """
    import psycopg

    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        with connection.cursor() as cursor:
            # Nobody needs to be told of each temporary table that is not there yet.
            cursor.execute(b"SET client_min_messages TO warning")
            # Most statements are long and run once: compiling them takes longer than running them.
            cursor.execute(b"SET jit TO off")
        yield PostgresDatabase(connection)
        connection.rollback()


def settle_on_postgres(
    plan: Plan,
    claims: ClaimsPlan,
    database: PostgresDatabase,
    as_of: date | None = None,
    termination: date | None = None,
    ledger: Ledger = NO_LEDGER,
    progress: Progress | None = None,
) -> ScriptSettlement:
    """Settle the claims of a session that has the tables which the script reads.

    Raises:
        GeneratorProblem: the contract's cards cannot be expressed in SQL.
        ValueError: the ledger was written for a contract with other limits.
        psycopg.Error: a number is too large, or a table is not as the script needs it.
    """
    return settle_by_script(plan, claims, database, as_of, termination, ledger, progress)
