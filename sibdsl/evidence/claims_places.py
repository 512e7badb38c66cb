"""A place that holds the tables about people: a directory, a DuckDB file or a PostgreSQL database.

In: a path or a URL. Out: `ClaimsPlace`, which opens the source of each table and knows whether any has changed.
Relies on `claims_sources` and, for PostgreSQL, on `claims_postgres`.
Guarantees: of a file that cannot be used there is a finding and no source; no message holds a password.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import duckdb

from sibdsl.evidence.claims_columns import identifier, text
from sibdsl.evidence.claims_sources import (
    Sources,
    StreamedSource,
    TypedSource,
    csv_source,
    json_source,
    missing_table,
    parquet_source,
    typed_source,
)
from sibdsl.runtime.claims_files import (
    Fingerprint,
    change_of,
    find_claims_files,
    fingerprint_of,
    unreadable,
    why_unreadable,
)
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.claims_sheets import sheet_columns, tables_of_claims
from sibdsl.runtime.evidence import Finding
from sibdsl.runtime.wording import encodable


class ClaimsPlace(Protocol):
    """Where the tables are."""

    def open(self, connection: duckdb.DuckDBPyConnection, plan: ClaimsPlan, findings: list[Finding]) -> Sources:
        """Open the source of each table that can be read."""

    def change(self) -> Finding | None:
        """Say whether anything changed since it was opened."""

    def damage(self) -> Finding:
        """Say what cannot be read, after an error while reading."""

    def close(self) -> None:
        """Let go of everything."""


class Files:
    """Files that are watched while they are read."""

    def __init__(self) -> None:
        self.prints: dict[Path, Fingerprint] = {}

    def watch(self, path: Path, findings: list[Finding]) -> bool:
        """Take the fingerprint of a file; a finding where it cannot be read."""
        try:
            self.prints[path] = fingerprint_of(path)
        except OSError as error:
            findings.append(unreadable(path, why_unreadable(error)))
            return False
        return True

    def change(self) -> Finding | None:
        """Find the first file that is not what it was."""
        return next((found for path, before in self.prints.items() if (found := change_of(path, before))), None)


class DirectoryPlace:
    """A directory with one file for each table."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.files = Files()

    def open(self, connection: duckdb.DuckDBPyConnection, plan: ClaimsPlan, findings: list[Finding]) -> Sources:
        """Open the file of each table."""
        sources: Sources = {}
        for table, file in find_claims_files(self.path, tables_of_claims(plan), findings).items():
            if not self.files.watch(file, findings):
                continue
            columns = sheet_columns(plan, table)
            source: StreamedSource | TypedSource | None
            if file.suffix == ".parquet":
                source = parquet_source(connection, file, columns, findings)
            else:
                source = (csv_source if file.suffix == ".csv" else json_source)(file, columns, findings)
            if source is not None:
                sources[table] = source
        return sources

    def change(self) -> Finding | None:
        """Find the first file that is not what it was."""
        return self.files.change()

    def damage(self) -> Finding:
        """Name the files among which the damaged one is."""
        parquet = [path for path in self.files.prints if path.suffix == ".parquet"]
        return unreadable((parquet or [self.path])[-1], "it is damaged")

    def close(self) -> None:
        """Nothing is open."""


class DuckDBPlace:
    """A file of DuckDB with tables of the names that we look for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.files = Files()

    def open(self, connection: duckdb.DuckDBPyConnection, plan: ClaimsPlan, findings: list[Finding]) -> Sources:
        """Attach the file, read only, and find its tables."""
        if not self.files.watch(self.path, findings):
            return {}
        try:
            connection.execute(f"ATTACH {text(str(self.path))} AS reported (READ_ONLY, TYPE duckdb)")
        except duckdb.Error:
            findings.append(unreadable(self.path, "it is not a whole DuckDB file, or another program is writing to it"))
            return {}
        sources: Sources = {}
        name = encodable(self.path.name)
        for table in tables_of_claims(plan):
            types = _columns_of(connection, table)
            if types is None:
                findings.append(missing_table(table, name))
                continue
            view = connection.execute(
                "SELECT count(*) FROM duckdb_views() WHERE database_name = 'reported' AND view_name = ?", [table]
            ).fetchall() != [(0,)]
            row = "row_number() OVER ()" if view else "rowid + 1"
            source = typed_source(
                types, row, f"reported.{identifier(table)}", sheet_columns(plan, table), name, findings
            )
            if source is not None:
                sources[table] = source
        return sources

    def change(self) -> Finding | None:
        """Say whether the file is not what it was."""
        return self.files.change()

    def damage(self) -> Finding:
        """Name the file."""
        return unreadable(self.path, "it is damaged")

    def close(self) -> None:
        """The connection that the file is attached to closes it."""


def _columns_of(connection: duckdb.DuckDBPyConnection, table: str) -> Mapping[str, str] | None:
    try:
        described = connection.execute(f"DESCRIBE reported.{identifier(table)}").fetchall()
    except duckdb.CatalogException:
        return None
    return {str(name): str(type) for name, type, *_ in described}


def place_of(place: str | Path) -> ClaimsPlace:
    """Say what kind of place this is."""
    if isinstance(place, str) and place.startswith(("postgresql://", "postgres://")):
        from sibdsl.evidence.claims_postgres import PostgresPlace

        return PostgresPlace(place)
    path = Path(place)
    return (
        DuckDBPlace(path) if path.suffix in (".duckdb", ".ddb", ".db") and not path.is_dir() else DirectoryPlace(path)
    )
