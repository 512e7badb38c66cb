"""Where tables about people come from: files of text, Parquet, DuckDB files and PostgreSQL.

In: the place of a table. Out: a source, which is either *streamed* (Arrow tables of texts, block by block) or *typed*
(a relation of DuckDB that is read where it lies).
Relies on `claims_csv` and the readers of `sibdsl.runtime`.
Guarantees: a source can be read again and gives the same rows with the same numbers; what is wrong with a whole file
is a finding, and then the source has no columns.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import duckdb

from sibdsl.evidence.claims_columns import SourceColumn, identifier, text
from sibdsl.evidence.claims_csv import BLOCK, TextBlock, table_of_rows, text_tables
from sibdsl.runtime.claims_files import unreadable
from sibdsl.runtime.claims_heading import heading_fits
from sibdsl.runtime.claims_lines import row_of_json, under_heading
from sibdsl.runtime.claims_reading import csv_heading, json_heading, text_of_claims
from sibdsl.runtime.claims_sheets import RawRow, SheetColumn
from sibdsl.runtime.evidence import Finding
from sibdsl.runtime.wording import encodable

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROWS_AT_ONCE: Final = 50_000
"""Rows of JSON that are held at once."""


class PlaceError(Exception):
    """A place stopped giving rows in the midst of reading."""


@dataclass(slots=True)
class StreamedSource:
    """A source of texts; ``blocks`` gives them anew each time, with the columns that `claims_csv` describes.

    ``typed`` are columns whose texts are to be taken as something else.
    """

    heading: list[str]
    place: "TextPlace"
    typed: dict[str, SourceColumn] = field(default_factory=dict)

    def blocks(self) -> Iterator[TextBlock]:
        """Read everything, block by block."""
        return self.place.blocks(self.heading)

    def columns(self) -> dict[str, SourceColumn]:
        """Say where the cells of each column are."""
        return {name: self.typed.get(name, SourceColumn(f"c{place}")) for place, name in enumerate(self.heading)}


@dataclass(slots=True)
class TypedSource:
    """A relation of DuckDB with ``row`` and the columns of the file as ``c0``, ``c1``..., of these types."""

    heading: list[str]
    relation: str
    types: dict[str, str] = field(default_factory=dict)

    def columns(self) -> dict[str, SourceColumn]:
        """Say where the values of each column are, and of which type."""
        return {name: SourceColumn(f"c{place}", self.types[name]) for place, name in enumerate(self.heading)}


Sources = dict[str, StreamedSource | TypedSource]
"""The source of each table that can be read."""


class TextPlace(Protocol):
    """Something that rows of texts can be read from, again and again."""

    def blocks(self, heading: Sequence[str]) -> Iterator[TextBlock]:
        """Read all rows under a heading."""


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A CSV file whose rows begin at a byte, after so many lines."""

    path: Path
    skip: int
    offset: int

    def blocks(self, heading: Sequence[str]) -> Iterator[TextBlock]:
        """Read all rows under a heading."""
        return text_tables(self.path, heading, self.skip, self.offset)


@dataclass(frozen=True, slots=True)
class JsonFile:
    """A file of JSON lines; ``read`` are the columns that matter, ``mark`` the bytes before the first line."""

    path: Path
    read: frozenset[str]
    mark: int

    def blocks(self, heading: Sequence[str]) -> Iterator[TextBlock]:
        """Read all rows under a heading."""
        rows: list[RawRow] = []
        for row in self.rows():
            rows.append(under_heading(row, heading))
            if len(rows) == ROWS_AT_ONCE:
                yield TextBlock(table_of_rows(rows, heading), False)
                rows = []
        if rows:
            yield TextBlock(table_of_rows(rows, heading), False)

    def rows(self) -> Iterator[RawRow]:
        """Read all rows one by one."""
        with self.path.open("rb") as file:
            file.seek(self.mark)
            for number, line in enumerate(file, 1):
                row = row_of_json(number, line.removesuffix(b"\n").removesuffix(b"\r"), self.read)
                if row is not None:
                    yield row


def csv_source(path: Path, columns: tuple[SheetColumn, ...], findings: list[Finding]) -> StreamedSource | None:
    """Look at the heading of a CSV file; None, with findings, where no row can be read."""
    name = encodable(path.name)
    with path.open("rb") as file:
        start = file.read(BLOCK)
    content = text_of_claims(start, name, findings)
    if content is None:
        return None
    offset = len(start) - len(content)
    skip = 0
    while True:
        line, end, rest = content.partition(b"\n")
        skip, offset, content = skip + 1, offset + len(line) + len(end), rest
        if line.strip():
            break
    heading = csv_heading(line, name, columns, findings)
    return StreamedSource(heading, CsvFile(path, skip, offset)) if heading is not None else None


def json_source(path: Path, columns: tuple[SheetColumn, ...], findings: list[Finding]) -> StreamedSource | None:
    """Look at the first object of a file of JSON lines; None, with findings, where no row can be read."""
    name = encodable(path.name)
    with path.open("rb") as file:
        start = file.read(BLOCK)
    content = text_of_claims(start, name, findings)
    if content is None:
        return None
    place = JsonFile(path, frozenset(column.name for column in columns), len(start) - len(content))
    first = next(place.rows(), None)
    heading = json_heading(first, name, columns, findings) if first else [column.name for column in columns]
    return StreamedSource(heading, place) if heading is not None else None


def parquet_source(
    connection: "DuckDBPyConnection", path: Path, columns: tuple[SheetColumn, ...], findings: list[Finding]
) -> TypedSource | None:
    """Look at the columns of a Parquet file; None, with findings, where no row can be read."""
    file = f"read_parquet({text(str(path))}, file_row_number = true)"
    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM {file}").fetchall()
    except (duckdb.Error, OSError):
        findings.append(unreadable(path, "it is not a whole Parquet file"))
        return None
    types = {str(name): str(type) for name, type, *_ in described if name != "file_row_number"}
    return typed_source(types, "file_row_number + 1", file, columns, encodable(path.name), findings)


def typed_source(
    types: Mapping[str, str], row: str, place: str, columns: tuple[SheetColumn, ...], name: str, findings: list[Finding]
) -> TypedSource | None:
    """Match the columns of something that DuckDB reads; None, with findings, where no row can be read.

    ``row`` is the expression that numbers its rows.
    """
    heading = list(types)
    if not heading_fits(heading, columns, name, findings):
        return None
    cells = ", ".join(f"{identifier(column)} AS c{number}" for number, column in enumerate(heading))
    return TypedSource(heading, f"(SELECT {row} AS row, {cells} FROM {place})", dict(types))


def missing_table(table: str, place: str) -> Finding:
    """Report that a database lacks a table."""
    message = f"there is no table {table}, and the contract pays for outcomes of single people"
    return Finding("SIB903", "error", message, f"a table or view {table}", "make it, if only an empty one", place)
