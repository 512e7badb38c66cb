"""The reject file: every row that was not used, with its reason, and all its cells as they were read.

In: the tables of a settlement, and what an engine rejected besides the rows with a cell at fault. Out: a CSV or
Parquet file, by the ending of its name, with ``table``, ``row``, ``code``, ``column`` and ``reason`` before the cells
of all tables.
Relies on the sources, which are read once more, so that a row is as it was read and not as it was understood.
Guarantees: rows by table, then by row; the file is there whole or not at all; memory as for reading. Under pseudonyms
people stand under theirs, cells that nobody understands are left out, and so are columns that are not read.
"""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Final

import pyarrow as pa

from sibdsl.evidence.claims_columns import SourceColumn, identifier, text, trimmed
from sibdsl.evidence.claims_loading import UNSPLIT_ROWS, pads_set, pseudonym_of, text_of_cell
from sibdsl.evidence.claims_sources import ROWS_AT_ONCE, StreamedSource, TypedSource
from sibdsl.evidence.claims_tables import ClaimsTables
from sibdsl.evidence.whole_files import made_whole
from sibdsl.runtime.claims_reasons import codes_of_rejected_rows, reason_of
from sibdsl.runtime.claims_sheets import CLAIMS_TABLES, MORE_CELLS, sheet_columns

REJECT_COLUMNS: Final = ("table", "row", "code", "column", "reason")
"""What a reject file says of each row before its cells."""

_MORE: Final = "more cells"


def write_rejects(tables: ClaimsTables, rejected: str | Iterable[tuple[str, int, str, str]], path: Path) -> int:
    """Write the reject file, and say how many rows it has.

    ``rejected`` is what an engine rejected: the name of a table with ``table``, ``row``, ``code`` and ``column``, or
    rows of these four. Rows with a cell at fault are added by themselves.

    Raises:
        OSError: the file cannot be written.
        EvidenceChangedError: a file of evidence is no longer what was read.
        EvidenceUnreadableError: a file of evidence can no longer be read.
    """
    with tables.guarded(), pads_set(tables.connection, tables.key):
        _gather(tables, rejected)
        columns = _cell_columns(tables)
        _make_rows(tables, columns)
        for table in CLAIMS_TABLES:
            _add_rows(tables, table, columns)
    tables.check_unchanged()
    count = _write(tables, columns, path)
    tables.connection.execute("DROP TABLE rows_of_reject_file")
    tables.connection.execute("DROP TABLE reasons_of_reject_file")
    return count


def _gather(tables: ClaimsTables, rejected: str | Iterable[tuple[str, int, str, str]]) -> None:
    """Put the reasons of all rejected rows together, and the sentence of each."""
    connection = tables.connection
    connection.execute(
        'CREATE OR REPLACE TABLE reasons_of_reject_file AS SELECT "table", row, code, "column" FROM refused'
    )
    if isinstance(rejected, str):
        connection.execute(
            f'INSERT INTO reasons_of_reject_file SELECT "table", row, code, "column" FROM {identifier(rejected)}'
        )
        return
    rows = iter(rejected)
    while some := list(islice(rows, ROWS_AT_ONCE)):
        named = zip(("table", "row", "code", "column"), zip(*some, strict=True), strict=True)
        connection.register("engine_rows", pa.table({name: pa.array(values) for name, values in named}))
        connection.execute('INSERT INTO reasons_of_reject_file SELECT "table", row, code, "column" FROM engine_rows')
        connection.unregister("engine_rows")


def _cell_columns(tables: ClaimsTables) -> list[str]:
    """Name the columns of cells: those of each table's file in their order, claims first, each name once."""
    names: dict[str, None] = {}
    for table in reversed(CLAIMS_TABLES):
        source = tables.sources.get(table)
        if source is None:
            continue
        read = {column.name for column in sheet_columns(tables.plan, table)}
        names.update(dict.fromkeys(name for name in source.heading if tables.key is None or name in read))
    if tables.key is None:
        names[_MORE] = None
    # DuckDB takes two names for one where only their capitals differ.
    once = {name.casefold(): name for name in reversed(names)}
    return [name for name in names if once[name.casefold()] == name]


def _make_rows(tables: ClaimsTables, columns: list[str]) -> None:
    cells = "".join(f", {_stored(column)} VARCHAR" for column in columns)
    tables.connection.execute(
        'CREATE OR REPLACE TABLE rows_of_reject_file("table" VARCHAR, row BIGINT, code VARCHAR, "column" VARCHAR'
        f"{cells})"
    )


def _add_rows(tables: ClaimsTables, table: str, columns: list[str]) -> None:
    """Look up the cells of the rejected rows of one table in its source."""
    source = tables.sources.get(table)
    if source is None:
        return
    by_name = {name.casefold(): cell for name, cell in _cells(tables, table, source).items()}
    cells = "".join(f", {by_name.get(column.casefold(), 'NULL')}" for column in columns)

    def insert(relation: str, rows: str = "") -> None:
        tables.connection.execute(
            f'INSERT INTO rows_of_reject_file SELECT "table", row, reason.code, "column"{cells}'
            f' FROM (SELECT * FROM reasons_of_reject_file WHERE "table" = {text(table)}{rows}) AS reason'
            f" JOIN {relation} AS found USING (row)"
        )

    if isinstance(source, TypedSource):
        insert(source.relation)
        return
    for block in source.blocks():
        tables.connection.register("block", block.table)
        ((first, last),) = tables.connection.execute("SELECT min(row), max(row) FROM block").fetchall()
        insert("block", f" AND row BETWEEN {first} AND {last}")
        tables.connection.unregister("block")


def _cells(tables: ClaimsTables, table: str, source: StreamedSource | TypedSource) -> dict[str, str]:
    """Give the expression of each cell in the source, under pseudonyms where there is a key."""
    columns = source.columns()
    cells = {name: text_of_cell(column) for name, column in columns.items()}
    if tables.key is None:
        if isinstance(source, StreamedSource):
            cells[_MORE] = "more"
        return cells
    read = {column.name for column in sheet_columns(tables.plan, table)}
    unsplit = f"reason.code IN ({', '.join(text(code) for code in UNSPLIT_ROWS)})"
    known: dict[str, str] = {}
    for name, cell in cells.items():
        if name in read:
            shown = _pseudonym(columns[name]) if name == "person" else cell
            known[name] = f"CASE WHEN NOT {unsplit} THEN {shown} END"
    return known


def _pseudonym(column: SourceColumn) -> str:
    person = trimmed(column)
    return f"CASE WHEN {person} IS NULL THEN '' ELSE {pseudonym_of(person)} END"


def _write(tables: ClaimsTables, columns: list[str], path: Path) -> int:
    """Write the rows in their order into a file beside the wanted one, and then put it into its place."""
    ((count,),) = tables.connection.execute("SELECT count(*) FROM rows_of_reject_file").fetchall()
    tables_in_order = ", ".join(text(table) for table in CLAIMS_TABLES)
    taken = {name.casefold() for name in REJECT_COLUMNS}
    cells = "".join(
        f", nullif({_stored(column)}, '') AS {identifier(f'cell {column}' if column.casefold() in taken else column)}"
        for column in columns
    )
    column = 'nullif("column", \'\') AS "column"'
    query = (
        f'SELECT "table", row, code, {column}, {_reason()} AS reason{cells} FROM rows_of_reject_file'
        f' ORDER BY list_position([{tables_in_order}], "table"), row, code'
    )
    form = "FORMAT parquet" if path.suffix.lower() == ".parquet" else "FORMAT csv, HEADER true"
    with made_whole(path) as made:
        tables.connection.execute(f"COPY ({query}) TO {text(str(made))} ({form})").fetchall()
    return int(count)


def _reason() -> str:
    """Write the sentence of a reason in SQL."""
    cases: list[str] = []
    for code in codes_of_rejected_rows():
        sentence = reason_of(code, "claims", "{column}")
        before, found, after = sentence.partition("{column}")
        words = (
            f"{text(before)} || coalesce(nullif(\"column\", ''), 'a cell') || {text(after)}"
            if found
            else text(sentence)
        )
        cases.append(f"WHEN {text(code)} THEN {words}")
    return f"CASE code {' '.join(cases)} ELSE '' END"


def _stored(column: str) -> str:
    """Name a column of cells in the database, where ``row`` and ``code`` are taken."""
    return identifier(f"cell {column}" if column else MORE_CELLS)
