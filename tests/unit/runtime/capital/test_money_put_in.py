"""Sections 1 and 2 of the reference of capital: money put in, and the order of a day."""

from fractions import Fraction

from sibdsl.runtime.capital_plan import CapitalPlan, Holder
from tests.strategies.capital_by_hand import (
    after_start,
    charge,
    coupon,
    day,
    drawn,
    flows,
    interest,
    loan,
    one,
    paid,
    position,
    principal,
    repaid,
    rest,
    told,
    waterfall,
)


def test_a_loan_is_drawn_on_its_days_and_owed_back() -> None:
    capital = CapitalPlan((loan(drawn=drawn(d2014_02_01=300, d2015_02_01=700)),))
    result = flows(capital, paid({}))
    assert told(result) == [
        "2014-02-01 goldman > spv 300 drawdown senior",
        "2015-02-01 goldman > spv 700 drawdown senior",
    ]
    # Nothing repays it, so it ends with the term, and all of it is lost.
    assert (position(result).lost, position(result).ended_on) == (100_000, day("2021-01-31"))


def test_what_is_drawn_is_not_distributed() -> None:
    capital = CapitalPlan((loan(),), waterfalls=(waterfall(rest("roca")),))
    assert told(flows(capital, paid({"2014-02-01": 40}))) == [
        "2014-02-01 goldman > spv 1,000 drawdown senior",
        "2014-02-01 city > spv 40 outcome payment success",
        "2014-02-01 spv > roca 40 rest proceeds",
    ]


def test_a_grant_is_given_for_good() -> None:
    capital = CapitalPlan((loan("gift", kind="grant"),))
    result = flows(capital, paid({}))
    assert told(result) == ["2014-02-01 goldman > spv 1,000 drawdown gift"]
    assert (position(result, "gift").lost, position(result, "gift").principal_owed) == (0, 0)


def test_a_deferred_fee_moves_no_money_until_it_is_paid() -> None:
    capital = CapitalPlan(
        (loan("fees", 100, "roca", kind="deferred fee"),), waterfalls=(waterfall(principal("fees"), rest()),)
    )
    result = flows(capital, paid({"2018-01-31": 60}))
    assert told(result) == [
        "2018-01-31 city > spv 60 outcome payment success",
        "2018-01-31 spv > roca 60 principal fees",
    ]
    assert (position(result, "fees").drawn, position(result, "fees").lost) == (10_000, 4_000)


def test_nothing_is_drawn_or_charged_after_an_early_end() -> None:
    capital = CapitalPlan(
        (loan(drawn=drawn(d2014_02_01=300, d2015_08_31=200, d2015_09_01=500)),),
        charges=(charge("audit", "city", "roca", d2015_08_31=5, d2015_09_01=5),),
    )
    result = flows(capital, paid({}, stopped="2015-08-31"))
    assert after_start(result) == [
        "2015-08-31 goldman > spv 200 drawdown senior",
        "2015-08-31 city > roca 5 charge audit",
    ]
    assert position(result).drawn == 50_000


def test_each_provider_pays_and_receives_its_share() -> None:
    capital = CapitalPlan(
        (loan(amount=100, providers=one("a 40%", "b 35%", "c 25%"), coupon=coupon("10%"),
              repaid=repaid(d2015_02_01=None)),),
    )  # fmt: skip
    result = flows(capital, paid({}))
    assert told(result) == [
        "2014-02-01 a > spv 40 drawdown senior",
        "2014-02-01 b > spv 35 drawdown senior",
        "2014-02-01 c > spv 25 drawdown senior",
        "2015-02-01 spv > a 4 interest senior",
        "2015-02-01 spv > b 3.50 interest senior",
        "2015-02-01 spv > c 2.50 interest senior",
        "2015-02-01 spv > a 40 principal senior",
        "2015-02-01 spv > b 35 principal senior",
        "2015-02-01 spv > c 25 principal senior",
    ]


def test_a_share_that_is_no_whole_cent_goes_to_the_largest_remainder() -> None:
    thirds = tuple(Holder(name, Fraction(1, 3)) for name in "abc")
    result = flows(CapitalPlan((loan(amount=1, providers=thirds),)), paid({}))
    assert [flow.minor for flow in result.flows] == [34, 33, 33]


def test_providers_without_shares_count_as_one() -> None:
    result = flows(CapitalPlan((loan(providers=(Holder("city"), Holder("goldman"))),)), paid({}))
    assert told(result) == ["2014-02-01 city, goldman > spv 1,000 drawdown senior"]
    assert result.flows[0].words == (
        "On 2014-02-01 The City and Goldman Sachs together pays The Vehicle USD 1,000, drawn of senior."
    )


def test_the_order_of_a_day() -> None:
    everything = repaid(d2015_02_01=None)
    capital = CapitalPlan(
        (
            loan("first", 100, coupon=coupon(), repaid=everything),
            loan("second", 100, drawn=drawn(d2015_02_01=100)),
            loan("third", 100, "kresge"),
        ),
        charges=(charge("audit", "city", "roca", d2015_02_01=5),),
        waterfalls=(waterfall(interest("third"), principal("third"), rest()),),
    )
    result = flows(capital, paid({"2015-02-01": 90}))
    assert after_start(result) == [
        "2015-02-01 goldman > spv 100 drawdown second",
        "2015-02-01 city > roca 5 charge audit",
        "2015-02-01 city > spv 90 outcome payment success",
        "2015-02-01 spv > goldman 5 interest first",
        "2015-02-01 spv > goldman 100 principal first",
        "2015-02-01 spv > kresge 90 principal third",
    ]
