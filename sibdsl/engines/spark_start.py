"""Starting Spark quietly.

In: a directory for its files, which Spark to use, and settings. Out: a session.
Relies on: pyspark, and Java 17 where it starts.
Guarantees: nothing of Java, Spark or log4j reaches the terminal; that it cannot be started is raised,
with the first words of Java.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

LOGGING: Final = """\
rootLogger.level = error
rootLogger.appenderRef.file.ref = file
appender.file.type = Console
appender.file.name = file
appender.file.target = SYSTEM_ERR
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = %d %p %c: %m%n
"""
"""What log4j writes, to the stream that is kept in a file: faults only."""


@contextmanager
def started(directory: Path, master: str, settings: dict[str, str]) -> Iterator[SparkSession]:
    """Start Spark, or join the session that is there.

    Raises:
        pyspark.errors.PySparkException: Spark cannot be started; it needs Java 17.
    """
    from pyspark import SparkConf, SparkContext
    from pyspark.sql import SparkSession

    directory.mkdir(parents=True, exist_ok=True)
    configured = SparkConf().setMaster(master).setAppName("sib")
    for name, value in settings.items():
        configured.set(name, value)
    if SparkContext._gateway is None:
        _start_java(configured, directory)
    session = SparkSession.builder.config(conf=configured).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield session
    finally:
        session.stop()


def _start_java(configured: SparkConf, directory: Path) -> None:
    """Start Java with its words going to a file: some of them are said before any setting is read."""
    from pyspark import SparkContext
    from pyspark.errors import PySparkRuntimeError
    from pyspark.java_gateway import launch_gateway

    logging, words = directory / "log4j2.properties", directory / "java.log"
    logging.write_text(LOGGING, encoding="utf-8")
    option = "spark.driver.extraJavaOptions"
    configured.set(option, f"{configured.get(option, '')} -Dlog4j2.configurationFile={logging.as_uri()}".strip())
    with words.open("wb") as stream:
        try:
            gateway = launch_gateway(configured, {"stdout": stream, "stderr": stream})  # type: ignore[no-untyped-call]
        except PySparkRuntimeError as fault:
            first = words.read_text(encoding="utf-8", errors="replace").strip().splitlines()[:1]
            reason = first[0] if first else str(fault)
            raise PySparkRuntimeError(f"Spark cannot be started; it needs Java 17: {reason}") from None
    SparkContext._ensure_initialized(gateway=gateway)
