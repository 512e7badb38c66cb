"""Section 4 of the reference of capital: when a waterfall distributes, and what each step asks for."""

from fractions import Fraction

from sibdsl.runtime.capital_plan import CapitalPlan, Instrument, Tie, Waterfall
from sibdsl.runtime.plan import Timing
from tests.strategies.capital_by_hand import (
    END,
    Amounts,
    after_start,
    contract,
    coupon,
    day,
    fee,
    flows,
    guarantee,
    interest,
    loan,
    paid,
    pay,
    payment,
    position,
    principal,
    reimbursement,
    repaid,
    reserve,
    rest,
    success_fee,
    waterfall,
)


def distributed(plan: Waterfall, amounts: Amounts, *instruments: Instrument) -> list[str]:
    """What a waterfall pays, without what it receives."""
    result = flows(CapitalPlan(instruments, waterfalls=(plan,)), paid(amounts))
    return [line for line in after_start(result) if "outcome payment" not in line and "drawdown" not in line]


def test_each_step_takes_what_it_asks_for_as_far_as_the_money_goes() -> None:
    steps = waterfall(interest("senior"), principal("senior"), principal("junior"), rest())
    instruments = (loan(coupon=coupon(day_count="30/360")), loan("junior", 500, "kresge"))
    assert distributed(steps, {"2015-02-01": 1250}, *instruments) == [
        "2015-02-01 spv > goldman 50 interest senior",
        "2015-02-01 spv > goldman 1,000 principal senior",
        "2015-02-01 spv > kresge 200 principal junior",
    ]


def test_what_is_left_goes_to_the_rest() -> None:
    assert distributed(waterfall(principal("senior"), rest("city 60%", "roca 40%")), {"2015-02-01": 1010}, loan()) == [
        "2015-02-01 spv > goldman 1,000 principal senior",
        "2015-02-01 spv > city 6 rest proceeds",
        "2015-02-01 spv > roca 4 rest proceeds",
    ]


def test_instruments_in_one_step_share_in_proportion_to_what_they_ask_for() -> None:
    instruments = (loan("one", 1000, "kresge"), loan("two", 500, "living"))
    assert distributed(waterfall(principal("one", "two"), rest()), {"2015-02-01": 100}, *instruments) == [
        "2015-02-01 spv > kresge 66.67 principal one",
        "2015-02-01 spv > living 33.33 principal two",
    ]


def test_without_days_every_receipt_is_distributed_when_it_comes_in() -> None:
    assert distributed(waterfall(principal("senior"), rest()), {"2015-02-01": 10, "2015-03-01": 20}, loan()) == [
        "2015-02-01 spv > goldman 10 principal senior",
        "2015-03-01 spv > goldman 20 principal senior",
    ]


def test_with_days_money_waits_for_them_and_what_comes_later_does_not() -> None:
    plan = waterfall(principal("senior"), rest(), days=(day("2015-03-31"), day("2015-06-30")))
    amounts = {"2015-02-01": 10, "2015-03-01": 20, "2015-04-01": 30, "2016-01-01": 40}
    assert distributed(plan, amounts, loan()) == [
        "2015-03-31 spv > goldman 30 principal senior",
        "2015-06-30 spv > goldman 30 principal senior",
        "2016-01-01 spv > goldman 40 principal senior",
    ]


def test_a_fee_in_total() -> None:
    assert distributed(waterfall(fee(50), rest()), {"2015-02-01": 30, "2016-02-01": 30}) == [
        "2015-02-01 spv > roca 30 fee proceeds",
        "2016-02-01 spv > roca 20 fee proceeds",
        "2016-02-01 spv > city 10 rest proceeds",
    ]


def test_a_fee_per_distribution_is_not_owed_later() -> None:
    assert distributed(waterfall(fee(50, scope="distribution"), rest()), {"2015-02-01": 30, "2016-02-01": 90}) == [
        "2015-02-01 spv > roca 30 fee proceeds",
        "2016-02-01 spv > roca 50 fee proceeds",
        "2016-02-01 spv > city 40 rest proceeds",
    ]


def test_a_fee_per_year_is_owed_for_each_year_that_has_begun() -> None:
    # The second year begins on 2015-02-01, the fourth on 2017-02-01.
    amounts = {"2015-01-31": 30, "2015-02-01": 30, "2017-02-01": 500}
    assert distributed(waterfall(fee(50, scope="contract year"), rest()), amounts) == [
        "2015-01-31 spv > roca 30 fee proceeds",
        "2015-02-01 spv > roca 30 fee proceeds",
        "2017-02-01 spv > roca 140 fee proceeds",
        "2017-02-01 spv > city 360 rest proceeds",
    ]


def test_a_fee_per_calendar_year_and_per_financial_year() -> None:
    for scope, owed in (("calendar year", "100"), ("financial year", "150")):
        # From February 2014 to April 2015 two calendar years have begun, and three financial years.
        assert distributed(waterfall(fee(50, scope=scope), rest()), {"2015-04-01": 1000})[0] == (
            f"2015-04-01 spv > roca {owed} fee proceeds"
        )


def test_no_year_begins_after_the_term() -> None:
    # Seven contract years, though the money comes in the ninth.
    assert distributed(waterfall(fee(50, scope="contract year"), rest()), {"2022-06-01": 1000})[0].endswith(
        "350 fee proceeds"
    )


def test_no_year_begins_after_an_early_end() -> None:
    plan = CapitalPlan(waterfalls=(waterfall(fee(50, scope="contract year"), rest()),))
    result = flows(plan, paid({"2016-06-01": 1000}, stopped="2015-06-01"))
    assert after_start(result)[1] == "2016-06-01 spv > roca 100 fee proceeds"


def test_pay_until_an_amount_counts_interest_principal_and_return() -> None:
    plan = waterfall(interest("senior"), pay("senior", amount=1200), rest())
    assert distributed(plan, {"2015-02-01": 5000}, loan(coupon=coupon(day_count="30/360"))) == [
        "2015-02-01 spv > goldman 50 interest senior",
        "2015-02-01 spv > goldman 1,000 principal senior",
        "2015-02-01 spv > goldman 150 return senior",
        "2015-02-01 spv > city 3,800 rest proceeds",
    ]


def test_pay_until_a_share_of_what_was_drawn() -> None:
    assert distributed(
        waterfall(pay("senior", share="112.5%"), rest()), {"2015-02-01": 1100, "2016-02-01": 100}, loan()
    ) == [
        "2015-02-01 spv > goldman 1,000 principal senior",
        "2015-02-01 spv > goldman 100 return senior",
        "2016-02-01 spv > goldman 25 return senior",
        "2016-02-01 spv > city 75 rest proceeds",
    ]


def test_the_rest_may_be_the_return_of_an_instrument() -> None:
    plan = waterfall(principal("senior"), rest("goldman", instruments=("senior",)))
    assert distributed(plan, {"2015-02-01": 1100}, loan()) == [
        "2015-02-01 spv > goldman 1,000 principal senior",
        "2015-02-01 spv > goldman 100 return senior",
    ]


def test_a_success_fee_is_a_share_of_what_reaches_it() -> None:
    plan = waterfall(principal("senior"), success_fee("20%", limit=100), rest())
    assert distributed(plan, {"2015-02-01": 1400, "2016-02-01": 400}, loan()) == [
        "2015-02-01 spv > goldman 1,000 principal senior",
        "2015-02-01 spv > roca 80 success fee proceeds",
        "2015-02-01 spv > city 320 rest proceeds",
        "2016-02-01 spv > roca 20 success fee proceeds",
        "2016-02-01 spv > city 380 rest proceeds",
    ]


def test_a_success_fee_with_a_limit_each_year() -> None:
    plan = waterfall(success_fee("50%", limit=100, scope="contract year"), rest())
    amounts = {"2014-06-01": 150, "2014-12-01": 150, "2015-06-01": 150}
    fees = [line for line in distributed(plan, amounts) if "fee" in line]
    assert fees == [
        "2014-06-01 spv > roca 75 success fee proceeds",
        "2014-12-01 spv > roca 25 success fee proceeds",
        "2015-06-01 spv > roca 75 success fee proceeds",
    ]


def test_a_reserve_is_there_again_and_is_released_in_the_last_distribution() -> None:
    plan = waterfall(principal("senior"), reserve(100), rest())
    capital = CapitalPlan((loan(amount=50),), waterfalls=(plan,))
    result = flows(capital, paid({"2015-02-01": 90, "2016-02-01": 90, "2017-02-01": 0}))
    assert after_start(result) == [
        "2015-02-01 city > spv 90 outcome payment success",
        "2015-02-01 spv > goldman 50 principal senior",
        "2016-02-01 city > spv 90 outcome payment success",
        "2016-02-01 spv > city 30 rest proceeds",
        "2017-02-01 spv > city 100 rest proceeds",
    ]
    assert [(row.balance, row.reserves) for row in result.accounts] == [
        (4_000, (("liquidity", 4_000),)),
        (10_000, (("liquidity", 10_000),)),
        (0, ()),
    ]


def test_steps_after_a_reserve_do_not_reach_it() -> None:
    plan = waterfall(reserve(100), principal("senior"), rest())
    assert distributed(plan, {"2015-02-01": 90, "2016-02-01": 90}, loan()) == [
        "2016-02-01 spv > goldman 180 principal senior",
    ]


def test_a_tied_instrument_is_paid_only_with_money_of_its_payment() -> None:
    instruments = (
        loan("jail_loan", 500, "arnold", tied=Tie(("jail",))),
        loan("housing_loan", 500, "piton", tied=Tie(("housing",))),
        loan("other_loan", 500, "nff"),
    )
    plan = waterfall(principal("jail_loan"), principal("housing_loan"), principal("other_loan"), rest(),
                     receives=("jail", "housing"))  # fmt: skip
    statement = paid({}, jail={"2015-02-01": 300}, housing={"2015-02-01": 900})
    result = flows(CapitalPlan(instruments, waterfalls=(plan,)), statement)
    assert after_start(result)[2:] == [
        "2015-02-01 spv > arnold 300 principal jail_loan",
        "2015-02-01 spv > piton 500 principal housing_loan",
        "2015-02-01 spv > nff 400 principal other_loan",
    ]


def test_other_steps_take_from_all_payments_in_proportion() -> None:
    instruments = (loan("jail_loan", 500, "arnold", tied=Tie(("jail",))),)
    plan = waterfall(fee(40), principal("jail_loan"), rest(), receives=("jail", "housing"))
    statement = paid({}, jail={"2015-02-01": 100}, housing={"2015-02-01": 300})
    result = flows(CapitalPlan(instruments, waterfalls=(plan,)), statement)
    assert after_start(result)[2:] == [
        "2015-02-01 spv > roca 40 fee proceeds",
        "2015-02-01 spv > arnold 90 principal jail_loan",
        "2015-02-01 spv > city 270 rest proceeds",
    ]


def test_a_tranche_for_a_cohort() -> None:
    days = [day("2015-02-01")]
    plan = contract(
        (payment("success", days, timing=Timing(cohorts=("first", "second"), cohort_dates=(days[0], days[0]))),)
    )
    tranches = (
        loan("early", 500, "arnold", tied=Tie(cohort="first")),
        loan("late", 500, "piton", tied=Tie(cohort="second")),
    )
    statement = paid({"2015-02-01 first": 700, "2015-02-01 second": 100}, plan=plan)
    result = flows(CapitalPlan(tranches, waterfalls=(waterfall(principal("early", "late"), rest()),)), statement)
    assert after_start(result)[2:] == [
        "2015-02-01 spv > arnold 500 principal early",
        "2015-02-01 spv > piton 100 principal late",
        "2015-02-01 spv > city 200 rest proceeds",
    ]


def test_a_waterfall_receives_what_an_earlier_one_pays_and_what_is_repaid() -> None:
    """A trust lends on to a provider, and is paid a share of what the provider's account keeps."""
    first = Waterfall("of_provider", "", None, "roca", ("success",), (principal("working"), rest("spv")))
    second = waterfall(principal("senior"), rest(), receives=("working", "of_provider"))
    instruments = (loan(), loan("working", 800, "spv", receiver="roca"))
    plan = contract((payment("success", [day("2015-02-01")], "roca"),))
    result = flows(CapitalPlan(instruments, waterfalls=(first, second)), paid({"2015-02-01": 1500}, plan=plan))
    assert after_start(result) == [
        "2015-02-01 city > roca 1,500 outcome payment success",
        "2015-02-01 roca > spv 800 principal working",
        "2015-02-01 roca > spv 700 rest of_provider",
        "2015-02-01 spv > goldman 1,000 principal senior",
        "2015-02-01 spv > city 500 rest proceeds",
    ]


def test_a_guarantor_is_reimbursed_from_what_comes_in_later() -> None:
    early = loan(repaid=repaid(d2016_02_01=0))
    capital = CapitalPlan((early,), (guarantee(share=Fraction(3, 4)),), (),
                          (waterfall(reimbursement("guarantee"), rest()),))  # fmt: skip
    result = flows(capital, paid({"2017-02-01": 500, "2018-02-01": 500}))
    assert after_start(result) == [
        "2016-02-01 backer > goldman 750 guarantee senior",
        "2017-02-01 city > spv 500 outcome payment success",
        "2017-02-01 spv > backer 500 reimbursement guarantee",
        "2018-02-01 city > spv 500 outcome payment success",
        "2018-02-01 spv > backer 250 reimbursement guarantee",
        "2018-02-01 spv > city 250 rest proceeds",
    ]


def test_an_instrument_ends_with_the_last_distribution_that_pays_it() -> None:
    capital = CapitalPlan((loan(),), waterfalls=(waterfall(principal("senior"), rest(), days=(END,)),))
    assert position(flows(capital, paid({"2015-02-01": 10}))).ended_on == END
