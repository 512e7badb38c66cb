"""What finance and waterfalls lower to: one plan of capital."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import sibdsl
from sibdsl.runtime.capital_plan import (
    Available,
    CapitalPlan,
    Charge,
    Coupon,
    Drawdown,
    Guarantee,
    Holder,
    Instrument,
    Protection,
    RatePeriod,
    Repayment,
    ReturnCap,
    Tie,
    Waterfall,
    WaterfallStep,
)
from sibdsl.runtime.evidence import evidence_of

CONTRACT = Path(__file__).parents[2] / "cases" / "accept" / "everything_of_capital" / "contract.sib"
ALONE = Fraction(1)


@pytest.fixture(scope="module")
def capital() -> CapitalPlan:
    found = sibdsl.compile(CONTRACT).program.capital
    assert found is not None
    return found


def of(capital: CapitalPlan, name: str) -> Instrument:
    return next(item for item in capital.instruments if item.name == name)


def test_a_contract_without_finance_has_no_capital() -> None:
    compiled = sibdsl.compile(CONTRACT.parents[1] / "everything_on_a_rate_card" / "contract.sib")
    assert compiled.program.capital is None


def test_a_loan_with_two_lenders_and_two_drawdowns(capital: CapitalPlan) -> None:
    senior = of(capital, "senior")
    assert senior.providers == (Holder("bank", Fraction(4, 5)), Holder("family", Fraction(1, 5)))
    assert senior.drawn == (
        Drawdown(date(2014, 2, 1), Fraction(3_000_000)),
        Drawdown(date(2015, 2, 1), Fraction(6_000_000)),
    )
    assert (senior.kind, senior.rank, senior.clause) == ("loan", "senior", "Facility agreement, 2")
    assert senior.return_cap == ReturnCap(Fraction(13, 100), True, "return at most 13% a year")
    assert senior.may_stop_after == date(2016, 12, 31)
    assert senior.coupon == Coupon(
        "coupon 5% a year, compounded annually, actual/365, both days counted",
        rate=Fraction(1, 20),
        compounding="annually",
        both_days=True,
    )


def test_a_rate_that_a_metric_gives_has_the_periods_of_the_payment_that_reads_it(capital: CapitalPlan) -> None:
    junior = of(capital, "junior")
    assert junior.coupon is not None
    assert (junior.coupon.rate, junior.coupon.metric, junior.coupon.day_count) == (None, "coupon_rate", "by period")
    years = [RatePeriod(date(year, 2, 1), date(year + 1, 1, 31), ALONE) for year in range(2014, 2021)]
    assert junior.coupon.periods == tuple(years)
    assert junior.protected == (
        Protection(Fraction(3, 4), date(2018, 1, 31), False),
        Protection(Fraction(1, 2), date(2019, 1, 31), True),
    )
    assert junior.tied == Tie(("success",))


def test_interest_and_repayments_on_days(capital: CapitalPlan) -> None:
    bridge = of(capital, "bridge")
    assert bridge.drawn == (Drawdown(date(2015, 2, 1), Fraction(200_000)),)
    assert bridge.coupon is not None
    assert bridge.coupon.paid == tuple(date(year, 1, 31) for year in range(2016, 2021))
    assert bridge.coupon.periods[0] == RatePeriod(date(2015, 2, 1), date(2016, 1, 31), ALONE)
    assert bridge.repaid == (
        Repayment(date(2018, 1, 31), Fraction(50_000)),
        Repayment(date(2021, 6, 30), None),
    )


def test_other_kinds_of_finance(capital: CapitalPlan) -> None:
    assert of(capital, "tranche").tied == Tie((), "cohort_2")
    stake = of(capital, "stake")
    assert (stake.credited, stake.debited) == (("bonus",), ("share_of_risk",))
    assert stake.return_cap == ReturnCap(Fraction(1, 8), False, "return at most 12.5% of what is drawn")
    assert of(capital, "later").kind == "deferred fee"
    # Without a statement, all of it is drawn on the first day of the term.
    assert of(capital, "gift").drawn == (Drawdown(date(2014, 2, 1), Fraction(70_000)),)


def test_charges_fall_due_once_or_at_the_end_of_each_period(capital: CapitalPlan) -> None:
    once, standing = capital.charges
    assert once == Charge(
        "set_up",
        "Set-up costs",
        None,
        "fixed charge",
        (Holder("vehicle", ALONE),),
        "manager",
        (Drawdown(date(2014, 3, 1), Fraction(10_000)),),
    )
    ends = (date(2014, 4, 30), date(2014, 7, 31), date(2014, 10, 31), date(2015, 1, 31))
    assert standing.paid == tuple(Drawdown(day, Fraction(1_000)) for day in ends)


def test_guarantees(capital: CapitalPlan) -> None:
    cover, behind = capital.guarantees
    assert cover == Guarantee(
        "cover",
        "Guarantee of the senior loan",
        None,
        (Holder("backer", ALONE),),
        "bank",
        Fraction(7_000_000),
        ("senior",),
        Fraction(9, 10),
        (Available(date(2014, 2, 1), Fraction(6_000_000)), Available(date(2017, 1, 1), Fraction(7_000_000))),
        True,
    )
    assert behind.covering == ("cover",)


def test_a_waterfall_has_its_days_and_its_steps(capital: CapitalPlan) -> None:
    proceeds, onwards = capital.waterfalls
    assert (proceeds.party, proceeds.receives) == ("vehicle", ("success", "jobs"))
    assert proceeds.days == tuple(date(year, 1, 31) for year in range(2015, 2022))
    assert [step.kind for step in proceeds.steps] == [
        "fee",
        "interest",
        "principal",
        "reimbursement",
        "reserve",
        "principal",
        "success fee",
        "pay",
        "pay",
        "rest",
    ]
    fee, interest, _, reimbursed, reserve, _, success, until, as_return, rest = proceeds.steps
    assert (fee.payees, fee.amount, fee.scope) == ((Holder("manager", ALONE),), Fraction(50_000), "contract year")
    assert interest.instruments == ("senior", "junior")
    assert reimbursed.guarantees == ("cover",)
    assert (reserve.reserve, reserve.amount) == ("liquidity", Fraction(100_000))
    assert (success.share, success.amount, success.scope) == (Fraction(1, 5), Fraction(500_000), "total")
    assert (until.share, until.amount) == (Fraction(9, 8), None)
    assert as_return == WaterfallStep("pay", "pay junior as return", instruments=("junior",))
    assert rest.payees == (Holder("council", Fraction(3, 5)), Holder("charity", Fraction(2, 5)))
    assert onwards == Waterfall(
        "onwards",
        "What the charity receives",
        None,
        "charity",
        ("proceeds",),
        (WaterfallStep("rest", "rest to donor", payees=(Holder("donor", ALONE),)),),
    )


QUARTERLY = """contract c "C" {
  currency GBP
  term 2027-04-01 to 2029-03-31
}
party city "City" is outcome_payer
party provider "Provider" is service_provider
party lender "Lender" is investor
payment success from city to provider {
  due quarterly
  pays GBP 100,000
}
finance senior is loan from lender to provider GBP 500,000 {
  coupon 8% a year, by period
}
waterfall proceeds of provider {
  distributes quarterly
  interest on senior
  principal of senior
  rest to provider
}
"""


def test_periods_of_interest_are_those_of_the_waterfall_that_pays_it() -> None:
    compilation = sibdsl.compile(QUARTERLY)
    assert compilation.ok
    capital = compilation.program.capital
    assert capital is not None
    coupon = capital.instruments[0].coupon
    assert coupon is not None
    assert coupon.both_days
    assert [period.years for period in coupon.periods] == [Fraction(1, 4)] * 8
    result = sibdsl.cash_flows(compilation, sibdsl.settle(compilation, evidence_of()))
    first = next(flow for flow in result.flows if flow.what == "interest")
    assert (first.day, first.amount) == (date(2027, 6, 30), Fraction(10_000))
