"""Generated DuckDB SQL against hand-written DuckDB SQL for the same rule, on the same rows, in the same run.

The hand-written SQL validates nothing, so it gets the rows that the script has screened and priced, and is compared
with the script's part that limits them; what the whole script takes is printed too. Both write a row for each claim.
"""

from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import duckdb
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from sibdsl.engines.on_duckdb import DuckDatabase, settle_on_duckdb
from sibdsl.generators.sql.cards import Cards
from sibdsl.generators.sql.compose import BATCH, inputs, script_of
from sibdsl.generators.sql.dialects import find_dialect
from sibdsl.generators.sql.script import statements
from sibdsl.workspace.compilation import compile
from tests.benchmarks.claims_contract import PERSON_CAP, claims_limit, contract_text, money_limit, plans
from tests.benchmarks.claims_data import write_claims

CLAIMS = 2_000_000
ROUNDS = 3
TARGET = 1.2

BY_HAND = """
CREATE OR REPLACE TABLE by_hand AS
WITH counted AS (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY outcome ORDER BY determination, reached_on, claim) <= {claims} AS fits
  FROM due WHERE reason = ''
),
by_outcome AS (SELECT *, CASE WHEN fits THEN asked ELSE 0 END AS money FROM counted),
by_person AS (
  SELECT *, GREATEST(0, LEAST(money, {person} - (SUM(money) OVER (
    PARTITION BY person ORDER BY determination, reached_on, claim ROWS UNBOUNDED PRECEDING) - money))) AS for_person
  FROM by_outcome
)
SELECT claim_row, claim, person, payment, outcome, cohort, reached_on, determination, parts, asked,
  asked - money AS cut_1, money - for_person AS cut_2,
  GREATEST(0, LEAST(for_person, {total} - (SUM(for_person) OVER (
    ORDER BY determination, reached_on, claim ROWS UNBOUNDED PRECEDING) - for_person))) AS paid
FROM by_person
"""


def test_generated_sql_against_sql_by_hand(
    benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rows = 20_000 if benchmark.disabled else CLAIMS
    plan, claims = plans(rows)
    connection = _evidence(tmp_path, rows)
    started = perf_counter()
    settle_on_duckdb(plan, claims, connection)
    whole = perf_counter() - started
    by_hand = BY_HAND.format(claims=claims_limit(rows), person=PERSON_CAP * 100, total=money_limit(rows) * 100)
    batch = statements(script_of(plan, claims).section(BATCH), find_dialect("duckdb"))

    def generated() -> None:
        connection.execute("DELETE FROM taken")
        for statement in batch:
            connection.execute(statement)

    benchmark.pedantic(generated, rounds=1)
    connection.execute(by_hand)
    same = "SELECT SUM(asked), SUM(cut_1), SUM(cut_2), SUM(paid), COUNT(*) FROM "
    assert connection.execute(same + "by_hand").fetchall() == connection.execute(same + "taken").fetchall()
    if benchmark.disabled:
        return
    # In turn, so that whatever else the machine is doing weighs on both alike.
    pairs = [(_seconds(lambda: connection.execute(by_hand)), _seconds(generated)) for _ in range(ROUNDS)]
    theirs, ours = (median(times) for times in zip(*pairs, strict=True))
    benchmark.extra_info["times the time of SQL by hand"] = round(ours / theirs, 2)
    with capsys.disabled():
        print(
            f"\n{rows:,} claims: generated SQL takes {ours / theirs:.2f} times the time of SQL by hand "
            f"(target: {TARGET}; {rows / ours:,.0f} claims a second against {rows / theirs:,.0f}); the whole "
            f"script, with validation, totals and counts, {whole / theirs:.2f} times"
        )


def _evidence(directory: Path, rows: int) -> duckdb.DuckDBPyConnection:
    files = write_claims(directory, rows)
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    database, columns = DuckDatabase(connection), inputs(Cards(*plans(rows)))
    connection.execute(
        'CREATE TABLE enrolment AS SELECT ROW_NUMBER() OVER () AS "row", person, enrolled_on, cohort, '
        f"CAST(NULL AS VARCHAR) AS \"groups\" FROM '{files.enrolment}'"
    )
    connection.execute(
        'CREATE TABLE claims AS SELECT file_row_number + 1 AS "row", claim, person, outcome, reached_on, submitted_on, '
        "validated_on, rejected_on, CAST(quantity AS DECIMAL(18, 6)) AS quantity, CAST(NULL AS VARCHAR) AS documents "
        f"FROM read_parquet('{files.claims}', file_row_number = true)"
    )
    for name in ("spells", "refused"):
        database.fill(name, columns[name], [])
    return connection


def _seconds(run: Callable[[], object]) -> float:
    started = perf_counter()
    run()
    return perf_counter() - started


def test_the_contract_is_the_one_that_its_text_says() -> None:
    program = compile(contract_text(CLAIMS)).program
    plan, claims = plans(CLAIMS)
    assert program.claims is not None
    assert [limit.amount for limit in program.claims.limits] == [limit.amount for limit in claims.limits]
    assert [limit.per for limit in program.claims.limits] == [limit.per for limit in claims.limits]
    prices = [[(price.amount, price.cohort) for price in outcome.prices] for outcome in claims.outcomes]
    assert [[(price.amount, price.cohort) for price in outcome.prices] for outcome in program.claims.outcomes] == prices
    assert program.plan.payments[0].timing == plan.payments[0].timing
