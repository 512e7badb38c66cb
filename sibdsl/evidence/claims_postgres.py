"""Tables about people in a PostgreSQL database, streamed as they are stored.

In: a URL. Out: a source for each of the tables or views ``enrolment``, ``spells`` and ``claims`` on the search path.
Relies on psycopg; the rows come as the server's own CSV, so they are read like a file.
Guarantees: all tables are read as of one moment (one transaction that only reads); nothing is written; rows are
numbered in the order in which the server stores them; no message holds more of the URL than database and host.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import duckdb

from sibdsl.evidence.claims_columns import SourceColumn
from sibdsl.evidence.claims_csv import BLOCK, TextBlock, tables_of_block
from sibdsl.evidence.claims_sources import PlaceError, Sources, StreamedSource, missing_table
from sibdsl.runtime.claims_heading import heading_fits
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.claims_sheets import sheet_columns, tables_of_claims
from sibdsl.runtime.evidence import Finding
from sibdsl.runtime.wording import encodable

if TYPE_CHECKING:
    from psycopg import Connection, Cursor

_FLOATS: Final = ("float4", "float8")
_STAMPS: Final = ("timestamp", "timestamptz")
_COLUMNS: Final = """
    SELECT attribute.attname, type.typname, type.typcategory
    FROM pg_attribute AS attribute JOIN pg_type AS type ON type.oid = attribute.atttypid
    WHERE attribute.attrelid = to_regclass(%s) AND attribute.attnum > 0 AND NOT attribute.attisdropped
    ORDER BY attribute.attnum
"""


@dataclass(slots=True)
class PostgresTable:
    """A table of a database, read by one query."""

    connection: "Connection[tuple[object, ...]]"
    query: str

    def blocks(self, heading: Sequence[str]) -> Iterator[TextBlock]:
        """Read all rows, in blocks of lines.

        Raises:
            PlaceError: the server stopped answering.
        """
        import psycopg

        kept: list[bytes] = []
        size, line = 0, 1
        try:
            with self.connection.cursor() as cursor, cursor.copy(self.query.encode()) as copy:
                for data in copy:
                    kept.append(bytes(data))
                    size += len(data)
                    if size >= BLOCK:
                        yield from tables_of_block(b"".join(kept), heading, line)
                        line += len(kept)
                        kept, size = [], 0
            if kept:
                yield from tables_of_block(b"".join(kept), heading, line)
        except psycopg.Error:
            raise PlaceError from None


class PostgresPlace:
    """A PostgreSQL database."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.connection: Connection[tuple[object, ...]] | None = None

    def open(self, connection: duckdb.DuckDBPyConnection, plan: ClaimsPlan, findings: list[Finding]) -> Sources:
        """Connect, and find the tables."""
        import psycopg

        try:
            self.connection = psycopg.connect(self.url, autocommit=False)
            self.connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            self.connection.read_only = True
            return self._tables(self.connection, plan, findings)
        except (psycopg.Error, UnicodeError):
            findings.append(self.damage())
            return {}

    def _tables(
        self, connection: "Connection[tuple[object, ...]]", plan: ClaimsPlan, findings: list[Finding]
    ) -> Sources:
        sources: Sources = {}
        with connection.cursor() as cursor:
            # One order of rows, whoever else is reading; and texts as the readers of files expect them.
            for setting in (
                "synchronize_seqscans = off",
                "max_parallel_workers_per_gather = 0",
                "datestyle = 'ISO, YMD'",
                "timezone = 'UTC'",
                "client_encoding = 'UTF8'",
                "extra_float_digits = 1",
            ):
                cursor.execute(f"SET {setting}".encode())
            for table in tables_of_claims(plan):
                source = self._table(cursor, table, plan, findings)
                if source is not None:
                    sources[table] = source
        return sources

    def _table(
        self, cursor: "Cursor[tuple[object, ...]]", table: str, plan: ClaimsPlan, findings: list[Finding]
    ) -> StreamedSource | None:
        assert self.connection is not None
        name = self.name()
        described = [(str(column), str(type), str(kind)) for column, type, kind in cursor.execute(_COLUMNS, [table])]
        if not described:
            findings.append(missing_table(table, name))
            return None
        heading = [column for column, _, _ in described]
        if not heading_fits(heading, sheet_columns(plan, table), f"{table} in {name}", findings):
            return None
        cells = ", ".join(_text_of(column, type, kind) for column, type, kind in described)
        query = f"COPY (SELECT {cells} FROM {_quoted(table)}) TO STDOUT (FORMAT csv)"
        floats = {
            column: SourceColumn(f"TRY_CAST(nullif(c{place}, '') AS DOUBLE)", "DOUBLE")
            for place, (column, type, _) in enumerate(described)
            if type in _FLOATS
        }
        return StreamedSource(heading, PostgresTable(self.connection, query), floats)

    def change(self) -> Finding | None:
        """Nothing changes inside a transaction."""
        return None

    def damage(self) -> Finding:
        """Say that the database did not answer."""
        message = f"the database {self.name()} cannot be read"
        help = "check that the server runs, who may read the tables, and the URL"
        return Finding("SIB902", "error", message, "postgresql://USER@HOST/DATABASE", help)

    def close(self) -> None:
        """End the transaction."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def name(self) -> str:
        """Name the database without who reads it, nor how."""
        import psycopg
        from psycopg.conninfo import conninfo_to_dict

        try:
            parts = conninfo_to_dict(self.url)
        except (psycopg.Error, UnicodeError):
            return "at this URL"
        host = f" on {parts['host']}" if parts.get("host") else ""
        return encodable(f"{parts.get('dbname') or 'at this URL'}{host}")


def _text_of(column: str, type: str, kind: str) -> str:
    """Write a column as the text that a file would have: on one line, days without a time, names between ``;``."""
    name = _quoted(column)
    if type == "numeric":
        # Noughts at the end are not digits that somebody reported.
        return f"CAST(trim_scale({name}) AS text)"
    if kind == "A":
        name = f"array_to_string({name}, ';')"
    if type in _STAMPS:
        day = f"CAST(CAST({name} AS date) AS text)"
        return f"CASE WHEN {name} = date_trunc('day', {name}) THEN {day} ELSE CAST({name} AS text) END"
    return f"translate(CAST({name} AS text), E'\\r\\n', '  ')" if kind in "ASU" else f"CAST({name} AS text)"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
