"""The same SQL on Spark: one contract with everything that a card can say, and evidence of many people.

Starting Spark takes most of the time, so there is one session, and few settlements.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyspark.errors import PySparkException

from sibdsl.engines import on_spark
from sibdsl.engines.on_spark import SparkDatabase, SparkFailedError, spark_database
from tests.differential.engine_cases import agree
from tests.differential.rich_case import rich_evidence, rich_plans

# Small data on two cores: what Spark does for large data only costs time here.
SMALL = {
    "spark.driver.memory": "1g",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
}


@pytest.fixture(scope="module")
def database(java: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkDatabase]:
    with spark_database(Path(tmp_path_factory.mktemp("warehouse")), "local[2]", SMALL) as found:
        yield found


@pytest.mark.parametrize("few", [on_spark.FEW_ROWS, -1], ids=["steps in memory", "steps in files"])
def test_a_settlement_on_spark_is_the_oracle_s(
    database: SparkDatabase, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(on_spark, "FEW_ROWS", few)
    plan, claims = rich_plans("once", "tenancy", "share", "total")
    agree(database, plan, claims, rich_evidence(seed=5, recovered=0.01))


@pytest.mark.parametrize("amount", ["x + x", "x * 2", "SUM(x)", "CAST(SUM(CAST(x AS DECIMAL(38, 0))) AS BIGINT)"])
def test_a_number_that_is_too_large_is_an_error_on_spark(database: SparkDatabase, amount: str) -> None:
    numbers = "(VALUES (9223372036854775807), (1)) AS numbers(x)"
    with pytest.raises((PySparkException, SparkFailedError), match=r"OVERFLOW|OUT_OF_RANGE"):
        list(database.rows(f"SELECT {amount} AS amount FROM {numbers}"))
