"""Enrolment, spells and claims as tables of DuckDB, read set-wise from files or databases of any size.

In: the plan of a contract's rate cards, and a place: a directory with ``claims.csv`` (or ``.parquet`` or ``.jsonl``),
``enrolment.*`` and ``spells.*``, a DuckDB file, or the URL of a PostgreSQL database, with tables of these names.
Out: `ClaimsTables`: a connection to a database in a temporary directory, which has always the same four tables, and
nobody writes into them::

    enrolment(row BIGINT, person VARCHAR, enrolled_on DATE, cohort VARCHAR, groups VARCHAR)
    spells(row BIGINT, person VARCHAR, state VARCHAR, start DATE, "end" DATE)
    claims(row BIGINT, claim VARCHAR, person VARCHAR, outcome VARCHAR, reached_on DATE, submitted_on DATE,
           validated_on DATE, rejected_on DATE, quantity DECIMAL(18,6), recorded_NAME DECIMAL(18,6)...,
           documents VARCHAR)
    refused("table" VARCHAR, row BIGINT, code VARCHAR, "column" VARCHAR, claim VARCHAR, cells VARCHAR)

``row`` is the line of CSV and JSON lines (the heading of CSV is line 1), elsewhere the position, from 1. Numbers are
as written, in the unit of the claim's outcome; a number that the outcome does not need is NULL, and so are
``documents`` of an outcome that needs none. Several groups or documents are joined with ``;``, sorted, each once.
``recorded_NAME`` is there for every number that an outcome records, in the order of the plan. ``refused`` holds each
row that has a cell at fault, once, with its cells as a JSON object.

Files that are typed already (Parquet, DuckDB) are not copied: the table is a view of the file. Beside each table,
``claims_native`` and so on hold the same with ``claim`` and ``person`` in the type that the file has for them.

Relies on `claims_columns` for what a row means, which is what `sibdsl.runtime.claims_rows` says row by row.
Guarantees: each row is in one of the tables, once; memory stays under ``memory_limit`` plus one block of text.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Final

import duckdb

from sibdsl.evidence.claims_columns import identifier, typed_columns
from sibdsl.evidence.claims_loading import TableLoader
from sibdsl.evidence.claims_places import ClaimsPlace, place_of
from sibdsl.evidence.claims_records import records_of, records_of_claim
from sibdsl.evidence.claims_sources import PlaceError, StreamedSource, TypedSource
from sibdsl.runtime.claims import NOTHING_READ, ClaimsEvidence
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.claims_pseudonyms import PseudonymKey
from sibdsl.runtime.claims_sheets import CLAIMS_TABLES
from sibdsl.runtime.evidence import Finding
from sibdsl.runtime.wording import quoted

_SPARE: Final = 16 * 1024 * 1024
_NO_ROOM: Final = Finding(
    "SIB902",
    "error",
    "there is no room left on the disk for the temporary files that so many claims need",
    "",
    "make room, or name a directory with more of it in the environment variable TMPDIR",
)
_NO_MEMORY: Final = Finding(
    "SIB902", "error", "so many claims need more memory than they may use", "", "allow more, such as 2GB"
)


class EvidenceChangedError(Exception):
    """A file changed while it was read, so nothing that was computed from it counts."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class EvidenceUnreadableError(Exception):
    """A file turned out to be damaged while it was read."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class ClaimsTables:
    """The tables about people of one settlement; a context manager that takes them away in the end."""

    def __init__(self, plan: ClaimsPlan, place: ClaimsPlace, connection: duckdb.DuckDBPyConnection) -> None:
        self.plan = plan
        self.place = place
        self.connection = connection
        self.sources: dict[str, StreamedSource | TypedSource] = {}
        self.read: dict[str, int] = dict.fromkeys(CLAIMS_TABLES, 0)
        self.refused: dict[tuple[str, str], int] = {}
        self.findings: tuple[Finding, ...] = ()
        self.native_types: dict[tuple[str, str], str] = {}
        self.key: PseudonymKey | None = None
        self._directory: TemporaryDirectory[str] | None = None

    def __enter__(self) -> "ClaimsTables":
        return self

    def __exit__(
        self, type: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Take the database and everything in it away."""
        self.connection.close()
        self.place.close()
        if self._directory is not None:
            self._directory.cleanup()
            self._directory = None

    def keep(self, directory: "TemporaryDirectory[str] | None") -> None:
        """Take over a temporary directory, to be removed with the tables."""
        self._directory = directory

    def check_unchanged(self) -> None:
        """Look whether the files are still what they were before they were read.

        Raises:
            EvidenceChangedError: one of them is not.
        """
        change = self.place.change()
        if change is not None:
            raise EvidenceChangedError(change)

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Turn an error of DuckDB about a file into words about it.

        Raises:
            EvidenceUnreadableError: a file could not be read to its end, or there is no room to work on it.
            EvidenceChangedError: a file changed, which may be why.
        """
        try:
            yield
        except duckdb.OutOfMemoryException:
            raise EvidenceUnreadableError(_NO_MEMORY) from None
        except (duckdb.IOException, duckdb.InvalidInputException, PlaceError, OSError):
            if self._directory is not None and disk_usage(self._directory.name).free < _SPARE:
                raise EvidenceUnreadableError(_NO_ROOM) from None
            self.check_unchanged()
            # What DuckDB says may repeat a cell.
            raise EvidenceUnreadableError(self.place.damage()) from None

    def evidence(self) -> ClaimsEvidence:
        """Give everything as records in memory, for small data, in the order of rows; an error left nothing to give."""
        if any(finding.severity == "error" for finding in self.findings):
            return NOTHING_READ
        with self.guarded():
            return records_of(self.connection, self.plan, self.read["claims"])

    def evidence_of(self, claim: str) -> ClaimsEvidence:
        """Give the claims of one number, with the enrolment and spells of their people, as records in memory."""
        with self.guarded():
            return records_of_claim(self.connection, self.plan, claim)


def load_claims_tables(
    plan: ClaimsPlan,
    place: str | Path,
    *,
    key: PseudonymKey | None = None,
    memory_limit: str = "1GB",
    threads: int | None = None,
    directory: Path | None = None,
    progress: Callable[[str, int], None] | None = None,
) -> ClaimsTables:
    """Read the tables about people; ``progress`` is told a table and how many of its rows have been read.

    ``directory`` is where a temporary database may be made; None: where the system keeps temporary files.

    Raises:
        ValueError: the memory limit is no amount of memory.
        EvidenceChangedError: a file changed while it was read.
        EvidenceUnreadableError: a file is damaged behind its heading, or a database does not answer.
    """
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)? ?[KMGT]i?B", memory_limit, re.IGNORECASE):
        raise ValueError(f"{quoted(memory_limit)} is no amount of memory; write it such as 1GB or 500MB")
    kept = TemporaryDirectory(prefix="sib-claims-", dir=directory)
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory_limit,
        "temp_directory": str(Path(kept.name) / "spill"),
        "preserve_insertion_order": "false",
    }
    if threads is not None:
        settings["threads"] = str(threads)
    connection = duckdb.connect(str(Path(kept.name) / "claims.duckdb"), config=settings)
    connection.execute("SET TimeZone = 'UTC'")
    # Its own progress would stand among our results.
    connection.execute("SET enable_progress_bar = false")
    # Nobody opens this database again, so nothing need be put in order when it is closed.
    connection.execute("PRAGMA disable_checkpoint_on_shutdown")
    findings: list[Finding] = []
    tables = ClaimsTables(plan, place_of(place), connection)
    tables.keep(kept)
    try:
        with tables.guarded():
            _load(tables, key, findings, progress)
        tables.check_unchanged()
    except BaseException:
        tables.close()
        raise
    tables.findings = tuple(findings)
    return tables


def _load(
    tables: ClaimsTables,
    key: PseudonymKey | None,
    findings: list[Finding],
    progress: Callable[[str, int], None] | None,
) -> None:
    connection = tables.connection
    connection.execute(
        'CREATE TABLE refused("table" VARCHAR, row BIGINT, code VARCHAR, "column" VARCHAR,'
        " claim VARCHAR, cells VARCHAR)"
    )
    tables.sources = tables.place.open(connection, tables.plan, findings)
    tables.key = key
    loader = TableLoader(connection, tables.plan, key, progress)
    for table in CLAIMS_TABLES:
        source = tables.sources.get(table)
        if source is None:
            columns = ", ".join(
                f"{identifier(column.name)} {column.type}" for column in typed_columns(tables.plan, table)
            )
            connection.execute(f"CREATE TABLE {table}(row BIGINT, {columns})")
            connection.execute(f"CREATE VIEW {table}_native AS SELECT * FROM {table}")
            continue
        tables.read[table] = loader.load(table, source)
        tables.native_types.update(((table, column), type) for column, type in loader.native_types.items())
    counted = connection.execute('SELECT "table", code, count(*) FROM refused GROUP BY ALL ORDER BY ALL').fetchall()
    tables.refused = {(table, code): count for table, code, count in counted}
