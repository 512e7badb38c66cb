"""Section 3 of the reference of capital: interest, return and repayment."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from sibdsl.runtime.capital_plan import CapitalPlan, Coupon, RatePeriod, ReturnCap
from sibdsl.runtime.case import Case
from sibdsl.runtime.evidence import evidence_of
from sibdsl.runtime.settlement import settle
from tests.strategies.capital_by_hand import (
    after_start,
    contract,
    coupon,
    day,
    dollars,
    drawn,
    flows,
    interest,
    loan,
    paid,
    pay,
    payment,
    position,
    principal,
    repaid,
    rest,
    waterfall,
)


def test_interest_runs_from_the_first_day_up_to_the_last() -> None:
    # 364 days: 1,000 x 5% x 364/365 = 49.863...
    plan = loan(coupon=coupon(), repaid=repaid(d2015_01_31=None))
    assert after_start(flows(CapitalPlan((plan,)), paid({})))[0] == "2015-01-31 spv > goldman 49.86 interest senior"


def test_where_both_days_count_a_year_as_lawyers_write_it_is_a_year() -> None:
    plan = loan(
        coupon=coupon(both_days=True, paid=(day("2015-01-31"), day("2017-01-31"))), repaid=repaid(d2017_01_31=None)
    )
    assert after_start(flows(CapitalPlan((plan,)), paid({}))) == [
        "2015-01-31 spv > goldman 50 interest senior",
        # 2016 has 366 days: 365 + 366 of them.
        "2017-01-31 spv > goldman 100.14 interest senior",
        "2017-01-31 spv > goldman 1,000 principal senior",
    ]


def test_interest_follows_what_is_outstanding() -> None:
    # 300 for a year, then 1,000 for a year, then 600 for a year: 15 + 50 + 30.
    plan = loan(
        drawn=drawn(d2014_02_01=300, d2015_02_01=700),
        coupon=coupon(day_count="30/360"),
        repaid=repaid(d2016_02_01=400, d2017_02_01=None),
    )
    assert after_start(flows(CapitalPlan((plan,)), paid({}))) == [
        "2015-02-01 goldman > spv 700 drawdown senior",
        "2016-02-01 spv > goldman 400 principal senior",
        "2017-02-01 spv > goldman 95 interest senior",
        "2017-02-01 spv > goldman 600 principal senior",
    ]


@pytest.mark.parametrize(
    ("compounding", "owed"),
    [("simple", "100"), ("annually", "102.50"), ("half-yearly", "103.81"), ("quarterly", "104.49")],
)
def test_compounding(compounding: str, owed: str) -> None:
    # Two years at 5%: 1.05 ** 2, 1.025 ** 4, 1.0125 ** 8.
    plan = loan(coupon=coupon(day_count="30/360", compounding=compounding), repaid=repaid(d2016_02_01=None))
    lines = after_start(flows(CapitalPlan((plan,)), paid({})))
    assert lines[0] == f"2016-02-01 spv > goldman {owed} interest senior"


def test_interest_that_is_paid_bears_no_interest() -> None:
    plan = loan(
        coupon=coupon(day_count="30/360", compounding="annually", paid=(day("2016-02-01"),)),
        repaid=repaid(d2017_02_01=None),
    )
    assert after_start(flows(CapitalPlan((plan,)), paid({})))[:2] == [
        "2016-02-01 spv > goldman 102.50 interest senior",
        "2017-02-01 spv > goldman 50 interest senior",
    ]


def test_unpaid_interest_bears_interest_only_from_the_end_of_the_period() -> None:
    # Eighteen months: 1,000 x 1.05 x 1.025 - 1,000.
    plan = loan(coupon=coupon(day_count="30/360", compounding="annually"), repaid=repaid(d2015_08_01=None))
    assert after_start(flows(CapitalPlan((plan,)), paid({})))[0].endswith("76.25 interest senior")


def test_rounding_is_carried_to_the_next_payment() -> None:
    # 100 at 1% for a third of a year is 0.3333...: of three payments one brings the cent.
    days = (day("2014-06-01"), day("2014-10-01"), day("2015-02-01"))
    plan = loan(amount=100, coupon=coupon("1%", day_count="30/360", paid=days))
    result = flows(CapitalPlan((plan,)), paid({}))
    assert [flow.minor for flow in result.flows if flow.what == "interest"] == [33, 34, 33]


def newpin(rates: dict[int, str], both_days: bool = True, **coupon_terms: Any) -> list[str]:
    """A bond whose interest of each year is what `success` of that year calculated."""
    years = tuple(RatePeriod(date(year, 2, 1), date(year + 1, 1, 31), Fraction(1)) for year in (2014, 2015, 2016))
    terms = {"day_count": "by period", "paid": tuple(period.end for period in years), **coupon_terms}
    rule = Coupon("rate", metric="rate", both_days=both_days, periods=years, **terms)
    plan = contract((payment("success", [period.end for period in years]),))

    def amount(case: Case) -> Fraction:
        case.calculated("rate", Fraction(rates[case.day.year].removesuffix("%")) / 100)
        return Fraction(0)

    statement = settle(plan, {"success": amount}, evidence_of([]))
    return after_start(flows(CapitalPlan((loan(amount=7_000_000, coupon=rule),)), statement))


def test_a_metric_gives_the_rate_of_each_period() -> None:
    assert newpin({2015: "7.5%", 2016: "8.9%", 2017: "12.15%"}) == [
        "2015-01-31 spv > goldman 525,000 interest senior",
        "2016-01-31 spv > goldman 623,000 interest senior",
        "2017-01-31 spv > goldman 850,500 interest senior",
    ]


def test_without_both_days_the_last_day_of_a_period_is_paid_in_the_next() -> None:
    # 7,000,000 x 7.5% x 364/365, then one day of it with the next period.
    assert newpin({2015: "7.5%", 2016: "0%", 2017: "0%"}, both_days=False) == [
        "2015-01-31 spv > goldman 523,561.64 interest senior",
        "2016-01-31 spv > goldman 1,438.36 interest senior",
    ]


def test_interest_by_a_metric_is_compounded_where_it_is_unpaid() -> None:
    # 7,000,000 x 10%; then 20% of 7,700,000, and 5% of 9,240,000.
    rates = {2015: "10%", 2016: "20%", 2017: "5%"}
    assert newpin(rates, compounding="annually", paid=(day("2017-01-31"),)) == [
        "2017-01-31 spv > goldman 2,702,000 interest senior",
    ]
    # What is paid at the end of each year bears no interest.
    assert newpin(rates, compounding="annually") == newpin(rates)


def test_a_rate_that_is_known_later_counts_from_the_half_year_before() -> None:
    # 7,000,000 x 5% in each half of the first year, the first of which bears interest in the second.
    assert newpin({2015: "10%", 2016: "0%", 2017: "0%"}, compounding="half-yearly", day_count="30/360",
                  paid=(day("2014-08-31"), day("2015-01-31"))) == [
        "2015-01-31 spv > goldman 717,500 interest senior",
    ]  # fmt: skip


def test_by_period_half_a_year_is_half_of_the_rate() -> None:
    halves = (
        RatePeriod(day("2014-02-01"), day("2014-07-31"), Fraction(1, 2)),
        RatePeriod(day("2014-08-01"), day("2015-01-31"), Fraction(1, 2)),
    )
    rule = coupon(
        "3.43%", day_count="by period", both_days=True, periods=halves, paid=tuple(half.end for half in halves)
    )
    assert after_start(flows(CapitalPlan((loan(amount=25_000_000, coupon=rule),)), paid({}))) == [
        "2014-07-31 spv > goldman 428,750 interest senior",
        "2015-01-31 spv > goldman 428,750 interest senior",
    ]


def test_a_return_cap_on_what_is_drawn() -> None:
    cap = ReturnCap(Fraction(1, 8), False, "at most 12.5%")
    capital = CapitalPlan(
        (loan(coupon=coupon(day_count="30/360"), return_cap=cap),),
        waterfalls=(waterfall(interest("senior"), principal("senior"), pay("senior"), rest()),),
    )
    result = flows(capital, paid({"2016-02-01": 5000}))
    assert after_start(result)[1:] == [
        "2016-02-01 spv > goldman 100 interest senior",
        "2016-02-01 spv > goldman 1,000 principal senior",
        "2016-02-01 spv > goldman 25 return senior",
        "2016-02-01 spv > city 3,875 rest proceeds",
    ]


def test_a_return_cap_a_year_counts_no_interest_on_interest() -> None:
    # 13% on 1,000 for two years, on 500 for one: 325.
    cap = ReturnCap(Fraction(13, 100), True, "at most 13% a year")
    capital = CapitalPlan(
        (loan(coupon=coupon("20%", compounding="annually", day_count="30/360"), return_cap=cap),),
        waterfalls=(waterfall(principal("senior"), interest("senior"), rest()),),
    )
    result = flows(capital, paid({"2016-02-01": 500, "2017-02-01": 5000}))
    assert after_start(result)[3:] == [
        "2017-02-01 spv > goldman 500 principal senior",
        "2017-02-01 spv > goldman 325 interest senior",
        "2017-02-01 spv > city 4,175 rest proceeds",
    ]


def test_an_early_end_makes_everything_due() -> None:
    plan = loan(
        coupon=coupon(day_count="30/360", paid=(day("2018-02-01"),)), repaid=repaid(d2016_02_01=200, d2020_02_01=None)
    )
    assert after_start(flows(CapitalPlan((plan,)), paid({}, stopped="2017-02-01"))) == [
        "2016-02-01 spv > goldman 200 principal senior",
        "2017-02-01 spv > goldman 140 interest senior",
        "2017-02-01 spv > goldman 800 principal senior",
    ]


def test_a_repayment_is_no_more_than_what_is_outstanding() -> None:
    plan = loan(drawn=drawn(d2014_02_01=300, d2016_02_01=700), repaid=repaid(d2015_02_01=400, d2017_02_01=None))
    assert after_start(flows(CapitalPlan((plan,)), paid({})))[0] == "2015-02-01 spv > goldman 300 principal senior"


def test_a_payment_to_the_provider_repays_an_instrument() -> None:
    # The Last Mile: what the donors' fund pays the investors is interest first, then principal, then return.
    note = loan("note", 800, coupon=coupon("1%", day_count="30/360"), credited=("impact",))
    plan = contract((payment("impact", [day("2015-02-01"), day("2016-02-01")], "goldman"),))
    statement = paid({}, plan=plan, impact={"2015-02-01": 508, "2016-02-01": 392})
    result = flows(CapitalPlan((note,)), statement)
    found = position(result, "note")
    # 8 of interest and 500 of principal; then 3 of interest on 300, 300 of principal, and 89 more.
    assert [dollars(minor) for minor in (found.repaid, found.interest_paid, found.return_paid)] == [800, 11, 89]
    assert (found.lost, found.ended_on) == (0, day("2016-02-01"))


def test_a_payment_by_the_provider_lessens_its_return() -> None:
    # DC Water's lower tier.
    bond = loan("bond", repaid=repaid(d2016_02_01=None), debited=("risk_share",))
    plan = contract((payment("risk_share", [day("2016-02-01")], "spv", "goldman"),))
    result = flows(CapitalPlan((bond,)), paid({}, plan=plan, risk_share={"2016-02-01": 132}))
    assert dollars(position(result, "bond").return_paid) == -132
    assert result.parties() == {"goldman": (113_200, 100_000), "spv": (100_000, 113_200)}


def test_interest_that_is_not_paid_stays_owed_exactly() -> None:
    result = flows(CapitalPlan((loan(coupon=coupon()),)), paid({}, stopped="2014-02-02"))
    assert position(result).interest_owed == Fraction(50, 365)
    assert replace(position(result), interest_owed=Fraction(0)).borne == 100_000
