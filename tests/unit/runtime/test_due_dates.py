"""Months, years of a contract, and due dates; an independent library agrees on the months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.runtime.determinations import Prepared
from sibdsl.runtime.due_dates import due_date, months_after, whole_months, year_of_accounts, year_since_start
from sibdsl.runtime.plan import Payable, Period
from sibdsl.values.months import MONTH_END_RULES, add_months
from sibdsl.values.schedule import year_number
from tests.strategies.contracts import plan

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@given(DAYS, st.integers(-300, 300), st.sampled_from(MONTH_END_RULES))
def test_months_are_those_of_the_values_package(day: date, months: int, rule: str) -> None:
    assert months_after(day, months, rule) == add_months(day, months, rule)


@given(DAYS, DAYS, st.sampled_from(MONTH_END_RULES))
def test_contract_years_are_those_of_the_values_package(start: date, day: date, rule: str) -> None:
    made = plan(term=Period(start, date(2070, 1, 1)), month_end=rule)
    assert year_since_start(made, day) == year_number(day, start, rule) - 1


@given(DAYS, st.integers(0, 400))
def test_whole_months_undo_months(day: date, months: int) -> None:
    later = months_after(day, months, "same day")
    assert whole_months(day, later, "same day") == months
    assert whole_months(day, later + timedelta(days=1), "same day") in (months, months + 1)


def test_an_accounting_year_is_named_by_its_beginning() -> None:
    april = plan(financial_year=(4, 1))
    days = (date(2014, 3, 31), date(2014, 4, 1), date(2015, 3, 31))
    assert [year_of_accounts(april, day) for day in days] == [2013, 2014, 2014]
    assert year_of_accounts(plan(financial_year=(2, 29)), date(2013, 2, 28)) == 2013


FRIDAY = date(2016, 9, 30)
MONDAY_OFF = (date(2016, 10, 3),)


@pytest.mark.parametrize(
    ("payable", "rule", "due"),
    [
        (None, "unadjusted", date(2016, 9, 30)),
        (Payable(30, "days", False, False), "unadjusted", date(2016, 10, 30)),
        (Payable(30, "days", False, False), "following", date(2016, 10, 31)),
        (Payable(1, "days", False, False), "following", date(2016, 10, 4)),
        (Payable(1, "days", False, False), "preceding", date(2016, 9, 30)),
        (Payable(2, "weeks", False, False), "unadjusted", date(2016, 10, 14)),
        (Payable(1, "months", False, False), "unadjusted", date(2016, 10, 30)),
        (Payable(1, "days", True, False), "unadjusted", date(2016, 10, 4)),
        (Payable(5, "days", True, False), "following", date(2016, 10, 10)),
    ],
)
def test_due_dates_from_a_friday_before_a_holiday(payable: Payable | None, rule: str, due: date) -> None:
    made = plan(business_days=rule, holidays=MONDAY_OFF)
    assert due_date(made, payable, FRIDAY, Prepared(made).holidays) == due


def test_a_month_end_may_stay_a_month_end() -> None:
    made = plan(month_end="last day")
    assert due_date(made, Payable(1, "months", False, False), FRIDAY, frozenset()) == date(2016, 10, 31)


@pytest.mark.parametrize("unit", ["days", "weeks", "months"])
def test_a_due_date_after_the_last_year_overflows(unit: str) -> None:
    with pytest.raises(OverflowError):
        due_date(plan(), Payable(10_000_000, unit, False, False), FRIDAY, frozenset())
