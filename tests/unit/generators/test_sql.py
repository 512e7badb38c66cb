"""The script of a contract's rate cards: exact, readable, and honest about what it cannot say."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

import duckdb
import pytest
import sqlglot
from sqlglot import exp

from sibdsl.engines.on_duckdb import DuckDatabase, settle_on_duckdb
from sibdsl.generators.api import GeneratorProblem
from sibdsl.generators.registry import find_generator
from sibdsl.generators.sql.compose import script_of
from sibdsl.generators.sql.dialects import DIALECTS, find_dialect
from sibdsl.generators.sql.script import script_text
from sibdsl.generators.sql.trees import query, rounded_quotient
from sibdsl.runtime.claims import Claim, ClaimsEvidence, Enrolment
from sibdsl.runtime.claims_plan import After, ClaimsPlan, Price
from sibdsl.runtime.exact import ROUNDING_MODES, minor_units
from sibdsl.runtime.plan import Range, Unit
from tests.differential.engine_cases import agree, fill_evidence
from tests.differential.rich_case import rich_evidence, rich_plans

FLOATS = re.compile(r"\b(FLOAT|DOUBLE|REAL|FLOAT4|FLOAT8)\b", re.IGNORECASE)


@pytest.mark.parametrize("dialect", sorted(DIALECTS))
def test_a_script_names_no_float_and_divides_whole_numbers_only(dialect: str) -> None:
    text = script_text(script_of(*rich_plans()), find_dialect(dialect))
    code = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    assert not FLOATS.search(code)
    for statement in sqlglot.parse(code, read=dialect):
        assert statement is not None
        assert not list(statement.find_all(exp.Div))


def test_no_column_of_any_table_is_a_float() -> None:
    plan, claims = rich_plans()
    with duckdb.connect() as connection:
        agree(DuckDatabase(connection), plan, claims, rich_evidence(seed=3))
        columns = connection.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns"
        ).fetchall()
    assert {table for table, _, _ in columns} >= {"lines", "totals", "passing_9", "limit_3"}
    assert not [column for column in columns if FLOATS.search(column[2])]


@pytest.mark.parametrize("mode", ROUNDING_MODES)
@pytest.mark.parametrize("divisor", [1, 2, 3, 7, 10])
def test_whole_numbers_are_divided_and_rounded_as_the_runtime_does(mode: str, divisor: int) -> None:
    text = find_dialect("duckdb").text(query(f"SELECT {rounded_quotient('n', divisor, mode)} FROM RANGE(40) AS t(n)"))
    with duckdb.connect() as connection:
        found = [row[0] for row in connection.execute(text).fetchall()]
    assert found == [minor_units(Fraction(dividend, divisor), 0, mode) for dividend in range(40)]


def test_a_script_is_the_same_each_time() -> None:
    first, second = (script_text(script_of(*rich_plans()), find_dialect("duckdb")) for _ in range(2))
    assert first == second


def test_words_of_a_contract_stay_in_comments() -> None:
    plan, claims = rich_plans()
    named = replace(claims.limits[0], text="a limit\n; DROP TABLE claims; --", clause="4.1\n2")
    script = script_text(script_of(plan, replace(claims, limits=(named, *claims.limits[1:]))), find_dialect("duckdb"))
    assert all(line.startswith("--") for line in script.splitlines() if "DROP TABLE claims;" in line)


def test_a_price_that_makes_numbers_too_large_is_an_error_and_nothing_less() -> None:
    plan, claims = rich_plans("total")
    dear = replace(claims.outcomes[4], prices=(Price(Fraction(10**17), "a lot"),))
    claims = ClaimsPlan((dear,), claims.cohorts, limits=())
    person = Enrolment("ann", date(2018, 1, 1), "first", frozenset(), 2)
    one = Claim("1", "ann", "college", date(2018, 2, 1), date(2018, 2, 1), row=2)
    with duckdb.connect() as connection:
        fill_evidence(DuckDatabase(connection), plan, claims, ClaimsEvidence((person,), (), (one,)))
        with pytest.raises(duckdb.Error, match=r"range|cast"):
            settle_on_duckdb(plan, claims, connection)


def test_large_quantities_at_fine_prices_need_no_more_than_128_bits() -> None:
    plan, claims = rich_plans("total")
    unit = Unit("number", "hours")
    fine = replace(
        claims.outcomes[1], unit=unit, step=None, range=Range(), validated=False, prices=(Price(Fraction(71, 700), ""),)
    )
    claims = ClaimsPlan((fine,), claims.cohorts, limits=())
    person = Enrolment("ann", date(2018, 1, 1), "first", frozenset(), 2)
    day = date(2018, 2, 1)
    one = Claim("1", "ann", "hours", day, day, quantity=Fraction("999999999999.123457"), row=2)
    with duckdb.connect() as connection:
        agree(DuckDatabase(connection), plan, claims, ClaimsEvidence((person,), (), (one,), (), 1))


def test_outcomes_that_wait_for_each_other_are_refused() -> None:
    plan, claims = rich_plans("once")
    first, *others = claims.outcomes
    waiting = replace(first, after=(After("work", None, None),))
    with pytest.raises(GeneratorProblem, match="wait for each other"):
        script_of(plan, replace(claims, outcomes=(waiting, *others)))


def test_there_is_a_generator_for_each_dialect() -> None:
    names = {find_generator(name).name for name in ("sql", "sql-postgres", "sql-spark")}
    assert names == {"sql", "sql-postgres", "sql-spark"}


def test_an_unknown_dialect_is_told_from_those_that_there_are() -> None:
    with pytest.raises(GeneratorProblem, match="duckdb, postgres, spark"):
        find_dialect("oracle")
