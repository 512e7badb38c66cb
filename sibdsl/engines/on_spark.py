"""The generated SQL on Spark, past one machine.

In: a plan with its cards, a session of Spark, and the tables of the evidence as Parquet files.
Out: ``ScriptSettlement``.
Relies on: pyspark, and Spark's ANSI mode, in which a number that is too large is an error.
Guarantees: what is looked at claim by claim is partitioned by person; limits of the whole contract are found by sums of
days, and within one day only; every step is a table of Parquet files in the session's warehouse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sibdsl.engines.databases import Columns, Row
from sibdsl.engines.settling import Progress, ScriptSettlement, settle_by_script
from sibdsl.generators.sql.dialects import Dialect, find_dialect
from sibdsl.generators.sql.trees import query as read_query
from sibdsl.runtime.claims_ledger import NO_LEDGER, Ledger
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.plan import Plan

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

EVIDENCE = ("enrolment", "spells", "claims", "refused")

SETTINGS = {
    # Without it, Spark lets numbers overflow in silence.
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    # Days before 1582 stand for "no day" in steps; no calendar is to be guessed at for them.
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
}


class SparkFailedError(Exception):
    """Spark could not compute rows that it was asked for, in its own words."""


class SparkDatabase:
    """A session of Spark. Its settings that exactness rests on are set, whatever they were."""

    def __init__(self, session: SparkSession) -> None:
        self._session = session
        for name, value in SETTINGS.items():
            session.conf.set(name, value)

    @property
    def dialect(self) -> Dialect:
        """How it says things."""
        return find_dialect("spark")

    def run(self, statement: str) -> None:
        """Run a statement."""
        self._session.sql(statement)

    def rows(self, query: str) -> Iterator[Row]:
        """Give the rows of a query, partition by partition."""
        # The engine asks in DuckDB's words; Spark quotes names otherwise.
        found = self._session.sql(self.dialect.text(read_query(query)))
        from py4j.protocol import Py4JJavaError  # type: ignore[import-untyped]

        try:
            yield from found.toLocalIterator()
        except Py4JJavaError as fault:
            cause = fault.java_exception
            while cause.getCause() is not None:
                cause = cause.getCause()
            raise SparkFailedError(str(cause.getMessage())) from None

    def fill(self, name: str, columns: Columns, rows: Iterable[Row]) -> None:
        """Make a table anew, with rows that this machine has: settings, and a ledger."""
        schema = ", ".join(f"{column.replace(chr(34), '`')} {self.dialect.type_name(kind)}" for column, kind in columns)
        self._session.sql(f"DROP VIEW IF EXISTS {name}")
        self._session.createDataFrame([tuple(row) for row in rows], schema=schema).createOrReplaceTempView(name)

    def read_parquet(self, name: str, files: Path) -> None:
        """Take a table of the evidence from Parquet files."""
        self._session.read.parquet(str(files)).createOrReplaceTempView(name)


@contextmanager
def spark_database(warehouse: Path, master: str = "local[*]", settings: dict[str, str] | None = None) -> Iterator[Any]:
    """Start Spark, or join the session that is there, with a directory for the tables of all steps.

    Raises:
        pyspark.errors.PySparkException: Spark cannot be started; it needs Java 17.
    """
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(master).appName("sib")
    options = {"spark.sql.warehouse.dir": str(warehouse), "spark.ui.showConsoleProgress": "false"}
    options |= {**SETTINGS, **(settings or {})}
    for name, value in options.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield SparkDatabase(session)
    finally:
        session.stop()


def settle_on_spark(
    plan: Plan,
    claims: ClaimsPlan,
    database: SparkDatabase,
    as_of: date | None = None,
    termination: date | None = None,
    ledger: Ledger = NO_LEDGER,
    progress: Progress | None = None,
) -> ScriptSettlement:
    """Settle the claims of a session that has the tables which the script reads.

    Raises:
        GeneratorProblem: the contract's cards cannot be expressed in SQL.
        ValueError: the ledger was written for a contract with other limits.
        pyspark.errors.PySparkException, SparkFailedError: a number is too large, or a file cannot be read.
    """
    return settle_by_script(plan, claims, database, as_of, termination, ledger, progress)
