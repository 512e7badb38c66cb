"""The national rate card as somebody would write it by hand in DuckDB, for measuring: it validates nothing.

In: a connection, and the files of `claims_data`. Out: what is paid by quarter, outcome and cohort, in pence.
Relies on: duckdb, and evidence without faults. Guarantees: exact, in decimals as
the files have them; claims in the order of quarters, days and numbers.
"""

import duckdb

from tests.benchmarks.claims_contract import (
    COHORTS,
    FIRST_YEAR,
    OUTCOMES,
    PENCE_PER_HOUR,
    PERSON_CAP,
    claims_limit,
    money_limit,
)
from tests.benchmarks.claims_data import ClaimsFiles

Paid = dict[tuple[int, str, str], int]
"""Pence by number of the quarter, outcome and cohort."""

_RATES = " ".join(
    f"WHEN '{outcome} {cohort}' THEN {pence // 100}.{pence % 100:02}"
    for outcome, row in PENCE_PER_HOUR.items()
    for cohort, pence in zip(COHORTS, row, strict=True)
)

COLUMNS = f"""
SELECT CAST(substr(c.claim, 2) AS INTEGER) AS number, CAST(substr(c.person, 2) AS INTEGER) AS person,
  CAST(list_position({list(OUTCOMES)}, c.outcome) AS TINYINT) AS outcome,
  CAST(list_position({list(COHORTS)}, e.cohort) AS TINYINT) AS cohort,
  c.reached_on - DATE '{FIRST_YEAR}-01-01' AS reached,
  CAST((year(c.validated_on) - {FIRST_YEAR}) * 4 + quarter(c.validated_on) - 1 AS TINYINT) AS quarter,
  c.quantity, CAST(CASE c.outcome || ' ' || e.cohort {_RATES} END AS DECIMAL(10, 2)) AS rate
FROM '{{claims}}' c JOIN '{{enrolment}}' e USING (person)
"""

RULE = """
WITH asked AS (SELECT *, CAST(round(rate * quantity, 2) AS DECIMAL(12, 2)) AS asked FROM {source}),
counted AS (
  SELECT *, CASE WHEN ROW_NUMBER() OVER (PARTITION BY outcome ORDER BY quarter, reached, number) <= {claims}
    THEN asked ELSE 0 END AS money FROM asked
),
by_person AS (
  SELECT *, GREATEST(0, LEAST(money, {person} - (SUM(money) OVER (
    PARTITION BY person ORDER BY quarter, reached, number ROWS UNBOUNDED PRECEDING) - money))) AS for_person
  FROM counted
),
in_total AS (
  SELECT *, GREATEST(0, LEAST(for_person, {total} - (SUM(for_person) OVER (
    ORDER BY quarter, reached, number ROWS UNBOUNDED PRECEDING) - for_person))) AS paid FROM by_person
)
SELECT quarter, outcome, cohort, CAST(SUM(paid) * 100 AS BIGINT) FROM in_total GROUP BY ALL
"""


def columns_of(files: ClaimsFiles) -> str:
    """Write the query for the columns of claims: whole numbers, and decimals for quantities and rates."""
    return COLUMNS.format(claims=files.claims, enrolment=files.enrolment)


def paid_by_hand(connection: duckdb.DuckDBPyConnection, source: str, rows: int) -> Paid:
    """Run the rule over a table or a query in brackets."""
    query = RULE.format(source=source, claims=claims_limit(rows), person=PERSON_CAP, total=money_limit(rows))
    found = connection.execute(query).fetchall()
    return {(quarter, OUTCOMES[outcome - 1], COHORTS[cohort - 1]): paid for quarter, outcome, cohort, paid in found}


def read_and_add_up(connection: duckdb.DuckDBPyConnection, files: ClaimsFiles) -> None:
    """Read every column that the rule needs, and add it up: the least that anybody can do with the files."""
    connection.execute(
        "SELECT max(claim), max(person), max(outcome), max(reached_on), max(submitted_on), max(validated_on),"
        f" max(rejected_on), sum(quantity), sum(strlen(claim) + strlen(person)) FROM '{files.claims}'"
    ).fetchall()
    connection.execute(f"SELECT max(enrolled_on), sum(strlen(person)), max(cohort) FROM '{files.enrolment}'").fetchall()
