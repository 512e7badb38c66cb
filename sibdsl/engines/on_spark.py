"""The generated SQL on Spark, past one machine.

In: a plan with its cards, a session of Spark, and the tables of the evidence as Parquet files.
Out: ``ScriptSettlement``.
Relies on: pyspark, and Spark's ANSI mode, in which a number that is too large is an error.
Guarantees: what is looked at claim by claim is partitioned by person; limits of the whole contract are found by sums of
days, and within one day only; every step is a table of Parquet files in the session's warehouse, but for few rows on
one machine, where every step stays in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sibdsl.engines.databases import Columns, Row
from sibdsl.engines.settling import Progress, ScriptSettlement, settle_by_script
from sibdsl.engines.spark_start import started
from sibdsl.generators.sql.compose import PREPARE
from sibdsl.generators.sql.dialects import Dialect, find_dialect
from sibdsl.generators.sql.script import Section, Step, statements
from sibdsl.generators.sql.trees import query as read_query
from sibdsl.runtime.claims_ledger import NO_LEDGER, Ledger
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.plan import Plan

if TYPE_CHECKING:
    from py4j.java_gateway import JavaObject
    from pyspark.sql import DataFrame, SparkSession

EVIDENCE = ("enrolment", "spells", "claims", "refused")

FEW_ROWS: Final = 100_000
"""Up to this number of rows of evidence, one machine is quicker with one partition and with steps in memory."""

ROWS_IN_A_PLAN: Final = 100
"""Up to this number of rows of a step, Spark takes them for constants and sees what they leave nothing of."""

SETTINGS = {
    # Without it, Spark lets numbers overflow in silence.
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    # Days before 1582 stand for "no day" in steps; no calendar is to be guessed at for them.
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
}

LOCAL_SETTINGS = {
    # Nobody looks at it, and plans that are kept for it fill the memory.
    "spark.ui.enabled": "false",
    "spark.sql.ui.retainedExecutions": "1",
    "spark.ui.retainedJobs": "1",
    "spark.ui.retainedStages": "1",
    "spark.ui.retainedTasks": "1",
}

FEW_ROWS_SETTINGS = {
    # What a step is known to fulfil grows with each step that it is made from, and is of no use to the next.
    "spark.sql.constraintPropagation.enabled": "false",
    # What lets Spark do much at once takes longer here than all the rest.
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.leafNodeDefaultParallelism": "1",
}


class SparkFailedError(Exception):
    """Spark could not compute rows that it was asked for, in its own words."""


class SparkDatabase:
    """A session of Spark. Its settings that exactness rests on are set, whatever they were."""

    def __init__(self, session: SparkSession) -> None:
        self._session = session
        for name, value in SETTINGS.items():
            session.conf.set(name, value)
        self._usual = {name: session.conf.get(name, None) for name in FEW_ROWS_SETTINGS}
        self._evidence: dict[str, int] = {}
        self._few = False
        self._kept: dict[str, JavaObject] = {}
        self._texts: dict[int, tuple[Step, str]] = {}

    @property
    def dialect(self) -> Dialect:
        """How it says things."""
        return find_dialect("spark")

    def run(self, statement: str) -> None:
        """Run a statement."""
        self._session.sql(statement)

    def make(self, section: Section) -> None:
        """Make the tables and views of a section of the script."""
        if section.name == PREPARE:
            self._begin()
        for step in section.steps:
            if self._few:
                self._keep(step)
                continue
            for statement in statements(replace(section, steps=(step,)), self.dialect):
                self.run(statement)

    def _begin(self) -> None:
        """Choose how steps are kept. On a cluster, only files outlive a machine that fails."""
        is_local = str(self._session.sparkContext.master).startswith("local")
        self._few = is_local and sum(self._evidence.values()) <= FEW_ROWS
        for name, usual in self._usual.items():
            value = FEW_ROWS_SETTINGS[name] if self._few else usual
            if value is not None:
                self._session.conf.set(name, value)

    def _keep(self, step: Step) -> None:
        """Compute a step."""
        if id(step) not in self._texts:
            self._texts[id(step)] = (step, self.dialect.text(step.query))
        found = self._session.sql(self._texts[id(step)][1])
        if step.kind == "rows":
            kinds = [field.dataType for field in self._session.table(step.name).schema.fields]
            found = found.select(*(found[place].cast(kind) for place, kind in enumerate(kinds)))
        before = self._kept[step.name] if step.kind == "rows" else None
        self._hold(step.name, found, before)

    def _hold(self, name: str, found: DataFrame, before: JavaObject | None) -> None:
        """Keep rows in memory, and forget how they came: else the plan of a step has in it those of all before it.

        Checkpoints of Spark do not forget how large each step could be; that number has twice the digits after each.
        """
        java = self._session._jsparkSession
        rows = found._jdf.collectAsList()
        if before is not None:
            # Not by a union in Spark: its plan becomes invalid where a table of constants is added to itself.
            jvm = self._session._jvm
            assert jvm is not None
            added, rows = rows, jvm.java.util.ArrayList(before)
            rows.addAll(added)
        self._kept[name] = rows
        schema = found._jdf.schema() if before is None else self._session.table(name)._jdf.schema()
        if len(rows) <= ROWS_IN_A_PLAN:
            kept = java.createDataFrame(rows, schema)
        else:
            kept = java.createDataFrame(self._session.sparkContext._jsc.parallelize(rows, 1), schema).localCheckpoint()
        kept.createOrReplaceTempView(name)

    def rows(self, query: str) -> Iterator[Row]:
        """Give the rows of a query, partition by partition."""
        # The engine asks in DuckDB's words; Spark quotes names otherwise.
        found = self._session.sql(self.dialect.text(read_query(query)))
        from py4j.protocol import Py4JJavaError

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
        here = [tuple(row) for row in rows]
        self._evidence[name] = len(here)
        self._session.createDataFrame(here, schema=schema).createOrReplaceTempView(name)

    def read_parquet(self, name: str, files: Path) -> None:
        """Take a table of the evidence from Parquet files."""
        found = self._session.read.parquet(str(files))
        self._evidence[name] = found.count()
        found.createOrReplaceTempView(name)


@contextmanager
def spark_database(
    warehouse: Path, master: str = "local[*]", settings: dict[str, str] | None = None
) -> Iterator[SparkDatabase]:
    """Start Spark, or join the session that is there, with a directory for the tables of all steps.

    Raises:
        pyspark.errors.PySparkException: Spark cannot be started; it needs Java 17.
    """
    options = {"spark.sql.warehouse.dir": str(warehouse), "spark.ui.showConsoleProgress": "false"} | SETTINGS
    if master.startswith("local"):
        options |= LOCAL_SETTINGS
    with started(warehouse, master, options | (settings or {})) as session:
        yield SparkDatabase(session)


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
