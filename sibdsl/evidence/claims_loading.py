"""One table about people, from its source into the database.

In: a source, streamed or typed. Out: the tables or views ``claims`` and ``claims_native`` (and so on) and rows of
``refused``; how many rows were read.
Relies on `claims_columns` for what is at fault, on `claims_pseudonyms` for the names of people.
Guarantees: a typed source is read once to look for faults, once more only if there are any, and never copied unless
its people get pseudonyms; a streamed one is read once, block by block. With a key no table ever holds a person's id.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import duckdb

from sibdsl.evidence.claims_columns import SourceColumn, checked_rows, identifier, text, typed_columns
from sibdsl.evidence.claims_sources import StreamedSource, TypedSource
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.claims_pseudonyms import PSEUDONYM_DIGITS, PseudonymKey
from sibdsl.runtime.claims_sheets import MORE_CELLS, sheet_columns

UNSPLIT_ROWS = ("SIB905", "SIB906", "SIB914", "SIB915")
"""Reasons with which nobody knows which cell of a row is the person."""

_STREAM_FAULT = "code || ' ' || coalesce(code_column, '')"
_CLAIM, _CELLS = "claim of row", "cells of row"


class TableLoader:
    """Loads tables; ``native_types`` are those of the file, by column, of the table loaded last."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        plan: ClaimsPlan,
        key: PseudonymKey | None,
        progress: Callable[[str, int], None] | None,
    ) -> None:
        self.connection = connection
        self.plan = plan
        self.key = key
        self.progress = progress
        self.native_types: dict[str, str] = {}

    def load(self, table: str, source: StreamedSource | TypedSource) -> int:
        """Load a table, and say how many rows its source has."""
        self.native_types = {}
        columns = sheet_columns(self.plan, table)
        wanted = {column.name: cell for column in columns if (cell := source.columns().get(column.name))}
        if isinstance(source, TypedSource) and self.key is None:
            read = self._view(table, source, wanted)
        else:
            with pads_set(self.connection, self.key):
                read = self._copy(table, source, wanted)
        if self.progress is not None:
            self.progress(table, read)
        return read

    # ------------------------------------------------------------ read where it lies

    def _view(self, table: str, source: TypedSource, wanted: dict[str, SourceColumn]) -> int:
        tidy = {name: replace(column, tidy=column.is_text) for name, column in wanted.items()}
        read, faults, known = self._look(table, source, tidy)
        if known != {name: replace(column, filled=known[name].filled) for name, column in tidy.items()}:
            # Some cells have blanks around them after all, so what is at fault in them is to be looked for again.
            read, faults, known = self._look(table, source, known)
        if faults:
            self._refuse(table, source, known, source.relation)
        where = " WHERE fault IS NULL" if faults else ""
        names = ", ".join(["row", *(identifier(column.name) for column in typed_columns(self.plan, table))])
        for view, native in ((table, False), (f"{table}_native", True)):
            query = checked_rows(self.plan, table, known, source.relation, native=native)
            self.connection.execute(f"CREATE VIEW {view} AS SELECT {names} FROM ({query}){where}")
        self.native_types = {name: column.type for name, column in wanted.items()}
        return read

    def _look(
        self, table: str, source: TypedSource, wanted: dict[str, SourceColumn]
    ) -> tuple[int, int, dict[str, SourceColumn]]:
        """Count rows and faults; and find out which columns of texts have empty cells, or blanks around cells."""
        texts = [name for name, column in wanted.items() if column.is_text]
        looks: dict[str, str] = {}
        for name in texts:
            cell = wanted[name].expression
            looks[f"empty {name}"] = f"{cell} = ''"
            looks[f"blanks {name}"] = f"{cell} <> '' AND ({cell} < '!' OR {_ends_with_blank(cell)})"
        query = checked_rows(self.plan, table, wanted, source.relation, more=looks)
        counts = "".join(f", count(*) FILTER ({identifier(name)})" for name in looks)
        read, faults, *found = self._counted(f"SELECT count(*), count(fault){counts} FROM ({query})")
        known = dict(wanted)
        for name, empty, blank in zip(texts, found[0::2], found[1::2], strict=True):
            known[name] = replace(wanted[name], tidy=not blank, filled=not empty and not blank)
        return read, faults, known

    # ------------------------------------------------------------ copied

    def _copy(self, table: str, source: StreamedSource | TypedSource, wanted: dict[str, SourceColumn]) -> int:
        stored = f"{table}_read"
        typed = ", ".join(f"{identifier(column.name)} {column.type}" for column in typed_columns(self.plan, table))
        self.connection.execute("BEGIN")
        self.connection.execute(f"CREATE TABLE {stored}(row BIGINT, {typed}, fault VARCHAR)")
        if isinstance(source, StreamedSource):
            read = self._copy_blocks(table, source, wanted)
        else:
            self.connection.execute(f"INSERT INTO {stored} {self._rows(table, wanted, source.relation, '')}")
            read, faults = self._counted(f"SELECT count(*), count(fault) FROM {stored}")
            if faults:
                self._refuse(table, source, wanted, source.relation)
        self.connection.execute("COMMIT")
        self.connection.execute(f"CREATE VIEW {table} AS SELECT * EXCLUDE (fault) FROM {stored} WHERE fault IS NULL")
        self.connection.execute(f"CREATE VIEW {table}_native AS SELECT * FROM {table}")
        return read

    def _rows(self, table: str, wanted: dict[str, SourceColumn], relation: str, before: str) -> str:
        person = pseudonym_of(identifier("text person")) if self.key else None
        return checked_rows(self.plan, table, wanted, relation, before=before, person=person)

    def _copy_blocks(self, table: str, source: StreamedSource, wanted: dict[str, SourceColumn]) -> int:
        tidy = {name: replace(column, tidy=column.is_text) for name, column in wanted.items()}
        insert = f"INSERT INTO {table}_read {self._rows(table, wanted, 'block', _STREAM_FAULT)}"
        insert_tidy = f"INSERT INTO {table}_read {self._rows(table, tidy, 'block', _STREAM_FAULT)}"
        read = 0
        for block in source.blocks():
            self.connection.register("block", block.table)
            self.connection.execute(insert_tidy if block.tidy else insert)
            first, last = self._counted("SELECT min(row), max(row) FROM block")
            found = f"SELECT count(*) FROM {table}_read WHERE fault IS NOT NULL AND row BETWEEN {first} AND {last}"
            if self._counted(found) != (0,):
                self._refuse(table, source, wanted, "block")
            self.connection.unregister("block")
            read += block.table.num_rows
            if self.progress is not None:
                self.progress(table, read)
        return read

    def _counted(self, query: str) -> tuple[int, ...]:
        # A result that is not fetched to its end would keep the connection from anything else.
        (found,) = self.connection.execute(query).fetchall()
        return tuple(int(count) for count in found)

    # ------------------------------------------------------------ rows at fault

    def _refuse(
        self, table: str, source: StreamedSource | TypedSource, wanted: dict[str, SourceColumn], relation: str
    ) -> None:
        """Keep the rows of a relation that have a fault, with their cells."""
        streamed = isinstance(source, StreamedSource)
        claim = f"coalesce({identifier('text claim')}, '')" if table == "claims" else "''"
        query = checked_rows(
            self.plan,
            table,
            wanted,
            relation,
            before=_STREAM_FAULT if streamed else "",
            more={_CLAIM: claim, _CELLS: self._cells(source, wanted)},
        )
        claim, cells = identifier(_CLAIM), identifier(_CELLS)
        if self.key:
            unsplit = f"left(fault, 6) IN ({', '.join(text(code) for code in UNSPLIT_ROWS)})"
            claim = f"CASE WHEN {unsplit} THEN '' ELSE {claim} END"
            cells = f"CASE WHEN {unsplit} THEN '{{}}' ELSE {cells} END"
        self.connection.execute(
            f"INSERT INTO refused SELECT {text(table)}, row, left(fault, 6), substr(fault, 8), {claim}, {cells}"
            f" FROM ({query}) WHERE fault IS NOT NULL"
        )

    def _cells(self, source: StreamedSource | TypedSource, wanted: dict[str, SourceColumn]) -> str:
        """Give the cells of a row as JSON; under pseudonyms only those of columns that are read."""
        columns = wanted if self.key else source.columns()
        cells = {name: text_of_cell(column) for name, column in columns.items()}
        if self.key and "person" in cells:
            known = identifier("text person")
            cells["person"] = f"CASE WHEN {known} IS NULL THEN '' ELSE {pseudonym_of(known)} END"
        pairs = ", ".join(f"{text(name)}, {cell}" for name, cell in cells.items())
        if isinstance(source, TypedSource) or self.key:
            return f"CAST(json_object({pairs}) AS VARCHAR)"
        whole = f"json_object({pairs}, {text(MORE_CELLS)}, more)"
        return f"CAST(CASE WHEN more IS NULL THEN json_object({pairs}) ELSE {whole} END AS VARCHAR)"


def _ends_with_blank(cell: str) -> str:
    """Say whether a text ends with a blank; far quicker than to trim it."""
    return " OR ".join(f"suffix({cell}, chr({code}))" for code in (32, 9, 13, 10))


def text_of_cell(column: SourceColumn) -> str:
    """Give a cell as it is read, as a text; empty where it is NULL."""
    if column.type.endswith("[]"):
        return f"coalesce(array_to_string({column.expression}, ';'), '')"
    return f"coalesce(CAST({column.expression} AS VARCHAR), '')"


def pseudonym_of(person: str) -> str:
    """Give the pseudonym of a person: HMAC with SHA-256, while `pads_set` holds."""
    inner = f"unhex(sha256(getvariable('inner_pad') || encode({person})))"
    return f"left(sha256(getvariable('outer_pad') || {inner}), {PSEUDONYM_DIGITS})"


@contextmanager
def pads_set(connection: duckdb.DuckDBPyConnection, key: PseudonymKey | None) -> Iterator[None]:
    """Let the connection know the key, for a while and in memory only."""
    if key is None:
        yield
        return
    inner, outer = key.pads()
    connection.execute(f"SET VARIABLE inner_pad = unhex('{inner.hex()}')")
    connection.execute(f"SET VARIABLE outer_pad = unhex('{outer.hex()}')")
    try:
        yield
    finally:
        connection.execute("RESET VARIABLE inner_pad")
        connection.execute("RESET VARIABLE outer_pad")
