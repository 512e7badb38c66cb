"""Generated SQL in DuckDB gives what the oracle gives, line for line, on random contracts and random evidence."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sibdsl.engines.on_duckdb import DuckDatabase
from sibdsl.runtime.claims_ledger import Ledger
from tests.differential.engine_cases import agree
from tests.differential.rich_case import rich_evidence, rich_plans
from tests.strategies.claims_evidence import claims_evidence, settlements
from tests.strategies.claims_plans import claims_contracts

SLOW = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)
ENDED = st.sampled_from([None, None, None, date(2019, 2, 15)])


@pytest.fixture(scope="module")
def database() -> Iterator[DuckDatabase]:
    with duckdb.connect() as connection:
        yield DuckDatabase(connection)


@SLOW
@given(st.data())
def test_one_settlement_is_the_oracle_s(database: DuckDatabase, data: st.DataObject) -> None:
    plan, claims = data.draw(claims_contracts())
    evidence = data.draw(claims_evidence(plan, claims))
    as_of = data.draw(st.sampled_from([None, date(2019, 3, 31), date(2018, 12, 31)]))
    agree(database, plan, claims, evidence, as_of, data.draw(ENDED))


@settings(SLOW, max_examples=25)
@given(st.data())
def test_a_chain_of_settlements_is_the_oracle_s(database: DuckDatabase, data: st.DataObject) -> None:
    plan, claims = data.draw(claims_contracts())
    ended = data.draw(ENDED)
    for evidence, as_of, ledger in data.draw(settlements(plan, claims)):
        agree(database, plan, claims, evidence, as_of, ended, ledger)


def test_a_payment_without_a_determination_stays_closed_as_far_as_it_was(database: DuckDatabase) -> None:
    plan, claims = rich_plans("total")
    ledger = Ledger({"bonus": date(2019, 12, 31)})
    agree(database, plan, claims, rich_evidence(seed=4), None, date(2018, 6, 30), ledger)
