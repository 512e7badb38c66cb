"""The same SQL in a real PostgreSQL database, one that orders texts as people do and not by code point."""

from collections.abc import Iterator
from datetime import date

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sibdsl.engines.on_postgres import PostgresDatabase, postgres_database
from tests.differential.engine_cases import agree
from tests.strategies.claims_evidence import claims_evidence, settlements
from tests.strategies.claims_plans import claims_contracts

SLOW = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)
AN_OTHER_ORDER = (
    b"CREATE DATABASE ordered TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en' LOCALE 'C' ENCODING 'UTF8'"
)


@pytest.fixture(scope="module")
def database(postgres: str) -> Iterator[PostgresDatabase]:
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(AN_OTHER_ORDER)
    with postgres_database(postgres.replace("/postgres?", "/ordered?")) as found:
        yield found


def test_this_database_orders_texts_otherwise(database: PostgresDatabase) -> None:
    assert list(database.rows("SELECT 'a' < 'B', 'a' COLLATE \"C\" < 'B'")) == [(True, False)]


@SLOW
@given(st.data())
def test_one_settlement_is_the_oracle_s(database: PostgresDatabase, data: st.DataObject) -> None:
    plan, claims = data.draw(claims_contracts())
    evidence = data.draw(claims_evidence(plan, claims))
    as_of, ended = (
        data.draw(st.sampled_from([None, date(2019, 3, 31)])),
        data.draw(st.sampled_from([None, date(2019, 2, 15)])),
    )
    agree(database, plan, claims, evidence, as_of, ended)


@settings(SLOW, max_examples=8)
@given(st.data())
def test_a_chain_of_settlements_is_the_oracle_s(database: PostgresDatabase, data: st.DataObject) -> None:
    plan, claims = data.draw(claims_contracts())
    for evidence, as_of, ledger in data.draw(settlements(plan, claims)):
        agree(database, plan, claims, evidence, as_of, None, ledger)
