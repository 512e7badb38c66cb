"""The engines that settle claims, each behind the same few questions.

In: the contract's plans, the tables about people, and the name of an engine.
Out: an `EngineRun`, which has the totals and gives lines, rejected rows and the ledger on request.
Relies on: `sibdsl.engines`, each part of which is loaded only when it is the one.
Guarantees: every engine gives the same; what cannot be done is a `ClaimsProblem` in plain words.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import msgspec

if TYPE_CHECKING:
    from sibdsl.evidence.claims_tables import ClaimsTables
    from sibdsl.runtime.claims import ClaimLine, ClaimsEvidence, ClaimsSettled
    from sibdsl.runtime.claims_ledger import Ledger
    from sibdsl.runtime.claims_plan import ClaimsPlan
    from sibdsl.runtime.evidence import Finding
    from sibdsl.runtime.plan import Plan

ENGINES: Final = ("auto", "python", "duckdb", "kernel", "postgresql", "spark")
"""What can settle claims. `auto` chooses by the number of claims and by what is wanted of them."""

FEW_CLAIMS: Final = 5_000
"""Up to this number of claims, loading a library takes longer than settling without it."""

Progress = Callable[[str], None]
RejectedRow = tuple[str, int, str, str]
"""Table, row, code of the reason, and column, which may be empty."""


class ClaimsProblem(Exception):
    """Something that was asked of claims cannot be done. The text is a sentence that says what and what to do.

    `finding` says it of a file of evidence, where it is one that stands in the way.
    """

    def __init__(self, text: str, finding: "Finding | None" = None) -> None:
        super().__init__(text)
        self.finding = finding


class Task(msgspec.Struct, frozen=True):
    """What an engine is to settle: by which plans, as of which day, and what is closed already."""

    plan: "Plan"
    claims: "ClaimsPlan"
    as_of: date | None
    ended: date | None
    ledger: "Ledger"
    progress: Progress


class EngineRun(Protocol):
    """Claims that an engine has settled."""

    settled: "ClaimsSettled"

    def lines(self) -> "Iterator[ClaimLine]":
        """Give a line for each claim, in the order of rows."""

    def lines_of(self, claim: str) -> "Iterator[ClaimLine]":
        """Give the lines of one number, in the order of rows."""

    def rejected(self) -> "Iterator[RejectedRow]":
        """Give the rows that the engine rejected, besides those with a cell at fault."""

    def unreported(self) -> "Iterator[str]":
        """Give the numbers of closed claims that stay paid although the claims file has them no longer."""

    def closed(self, ledger: "Ledger") -> "Ledger":
        """Give the ledger with all determinations closed that were made."""


def choose_engine(claims: int | None, *, needs_lines: bool) -> str:
    """The engine for a number of claims (None: few, and read already), and whether single claims matter."""
    if claims is None or claims <= FEW_CLAIMS:
        return "python"
    return "duckdb" if needs_lines else "kernel"


def in_python(task: Task, people: "ClaimsEvidence") -> EngineRun:
    """Settle claims in memory, one by one.

    Raises:
        ClaimsProblem: the ledger is of another contract.
    """
    from sibdsl.engines.in_python import PythonSettlement

    with _told():
        return PythonSettlement(task.plan, task.claims, people, task.as_of, task.ended, task.ledger)


@contextmanager
def in_bulk(engine: str, task: Task, tables: "ClaimsTables", place: str, spark_master: str) -> Iterator[EngineRun]:
    """Settle the claims of tables; what the engine gives is there until the end.

    Raises:
        ClaimsProblem: the engine is not installed, cannot be reached, or cannot do it.
    """
    with _ENGINES_IN_BULK[engine](task, tables, place, spark_master) as run:
        yield run


@contextmanager
def _on_duckdb(task: Task, tables: "ClaimsTables", place: str, spark_master: str) -> Iterator[EngineRun]:
    with needing("claims", "settling with DuckDB"):
        import duckdb

        from sibdsl.engines.on_duckdb import settle_on_duckdb
    with _told(duckdb.OutOfMemoryException), _too_large(duckdb.OutOfRangeException, duckdb.ConversionException):
        run = settle_on_duckdb(
            task.plan, task.claims, tables.connection, task.as_of, task.ended, task.ledger, task.progress
        )
    yield run


@contextmanager
def _on_kernel(task: Task, tables: "ClaimsTables", place: str, spark_master: str) -> Iterator[EngineRun]:
    with needing("claims", "settling with the kernel"):
        import duckdb

        from sibdsl.engines.kernel.contract import TooLargeError
        from sibdsl.engines.on_kernel import settle_on_kernel
    with _told(duckdb.OutOfMemoryException), _too_large(TooLargeError, duckdb.OutOfRangeException):
        run = settle_on_kernel(
            task.plan, task.claims, tables.connection, task.as_of, task.ended, task.ledger, task.progress
        )
    yield run


@contextmanager
def _on_postgres(task: Task, tables: "ClaimsTables", place: str, spark_master: str) -> Iterator[EngineRun]:
    if not place.startswith(("postgresql://", "postgres://")):
        raise ClaimsProblem(
            f"the engine `postgresql` settles claims in the database that they are in, and `{place}` is none; "
            "name its URL, such as --claims postgresql://server/database"
        )
    with needing("claims", "settling with PostgreSQL"):
        import psycopg

        from sibdsl.engines.moving import fill_with
        from sibdsl.engines.on_postgres import postgres_database, settle_on_postgres
    with _told(psycopg.OperationalError), _too_large(psycopg.DataError), postgres_database(place) as database:
        fill_with(tables.connection, database, task.plan, task.claims)
        yield settle_on_postgres(task.plan, task.claims, database, task.as_of, task.ended, task.ledger, task.progress)


@contextmanager
def _on_spark(task: Task, tables: "ClaimsTables", place: str, spark_master: str) -> Iterator[EngineRun]:
    from tempfile import TemporaryDirectory

    with needing("spark", "settling with Spark"):
        from py4j.protocol import Py4JJavaError
        from pyspark.errors import ArithmeticException, PySparkException

        from sibdsl.engines.moving import hand_to_spark
        from sibdsl.engines.on_spark import SparkFailedError, settle_on_spark, spark_database
    with (
        TemporaryDirectory(prefix="sib-spark-") as kept,
        _told(PySparkException, SparkFailedError, Py4JJavaError),
        _too_large(ArithmeticException),
    ):
        directory = Path(kept)
        with spark_database(directory / "warehouse", spark_master) as database:
            hand_to_spark(tables.connection, database, task.plan, task.claims, directory)
            yield settle_on_spark(task.plan, task.claims, database, task.as_of, task.ended, task.ledger, task.progress)


_ENGINES_IN_BULK: Final = {"duckdb": _on_duckdb, "kernel": _on_kernel, "postgresql": _on_postgres, "spark": _on_spark}


@contextmanager
def needing(extra: str, doing: str) -> Iterator[None]:
    """Say which extra is missing where a library is.

    Raises:
        ClaimsProblem: it is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as missing:
        raise ClaimsProblem(
            f"{doing} needs the package `{missing.name}`, which is not installed; run: pip install 'sibdsl[{extra}]'"
        ) from None


@contextmanager
def _told(*faults: type[Exception]) -> Iterator[None]:
    """Say in one line what an engine could not do."""
    from sibdsl.generators.api import GeneratorProblem

    try:
        yield
    except (ValueError, GeneratorProblem) as problem:
        raise ClaimsProblem(str(problem)) from None
    except faults as fault:
        first, *_ = str(fault).strip().splitlines() or ["it gave no reason"]
        raise ClaimsProblem(f"the claims could not be settled: {first}") from None


@contextmanager
def _too_large(*faults: type[Exception]) -> Iterator[None]:
    """Say that a number does not fit into a type of a database, without the words of the database: these hold cells."""
    try:
        yield
    except faults:
        raise ClaimsProblem(
            "an amount or a quantity is too large for the engine that settles; run it again with --engine python"
        ) from None
