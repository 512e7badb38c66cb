"""Section 5 of the reference of capital: when instruments end, protected capital, and guarantees."""

from fractions import Fraction

from sibdsl.runtime.capital_plan import Available, CapitalPlan, Guarantee, Protection
from tests.strategies.capital_by_hand import (
    END,
    after_start,
    contract,
    day,
    drawn,
    flows,
    guarantee,
    loan,
    one,
    paid,
    payment,
    position,
    principal,
    reimbursement,
    repaid,
    reserve,
    rest,
    waterfall,
)

REPAYS = (waterfall(principal("senior"), rest()),)
AT_FOUR_AND_SEVEN = (
    Protection(Fraction(3, 4), day("2018-01-31"), from_day=False),
    Protection(Fraction(1, 2), END, from_day=True),
)


def able(stopped: str | None = None, success: int = 0, *, amount: int = 7_200_000) -> list[str]:
    """The ABLE project: a guarantee of USD 6,000,000 until the last day of the loan."""
    loan_of_bank = loan("senior", 9_600_000, drawn=drawn(d2014_02_01=7_200_000, d2017_02_01=2_400_000))
    backed = guarantee(amount=amount, available=(Available(day("2014-02-01"), Fraction(6_000_000)),
                                                 Available(day("2018-01-31"), Fraction(7_200_000))))  # fmt: skip
    result = flows(CapitalPlan((loan_of_bank,), (backed,), (), REPAYS), paid({"2018-01-31": success}, stopped))
    lost, borne = position(result).lost, position(result).borne
    return [*after_start(result), f"lost {lost // 100:,}, borne {borne // 100:,}"]


def test_a_lender_who_stops_loses_what_is_not_guaranteed() -> None:
    assert able("2017-01-31") == [
        "2018-01-31 backer > goldman 7,200,000 guarantee senior",
        "lost 7,200,000, borne 0",
    ]


def test_an_end_without_a_later_payment_draws_the_guarantee_on_the_day() -> None:
    backed = guarantee(amount=7_200_000, available=(Available(day("2014-02-01"), Fraction(6_000_000)),
                                                    Available(day("2018-01-31"), Fraction(7_200_000))))  # fmt: skip
    capital = CapitalPlan((loan(amount=7_200_000),), (backed,), (), REPAYS)
    result = flows(capital, paid({}, "2017-01-31"))
    assert after_start(result) == ["2017-01-31 backer > goldman 6,000,000 guarantee senior"]
    assert (position(result).lost, position(result).borne) == (720_000_000, 120_000_000)


def test_a_guarantee_pays_no_more_than_is_missing() -> None:
    assert able(success=9_000_000)[-2:] == [
        "2018-01-31 backer > goldman 600,000 guarantee senior",
        "lost 600,000, borne 0",
    ]


def test_a_guarantee_is_not_drawn_when_everything_is_repaid() -> None:
    assert able(success=9_600_000)[-1] == "lost 0, borne 0"


def test_a_guarantee_covers_its_share_and_the_next_one_what_is_still_missing() -> None:
    guarantees = (
        guarantee("first", share=Fraction(3, 4)),
        guarantee("second", share=Fraction(1, 2)),
        guarantee("third"),
    )
    result = flows(CapitalPlan((loan(),), guarantees, (), REPAYS), paid({"2018-01-31": 200}))
    assert after_start(result)[2:] == [
        "2018-01-31 backer > goldman 600 guarantee senior",
        # Half of 800 would be 400, but only 200 are missing.
        "2018-01-31 backer > goldman 200 guarantee senior",
    ]
    assert position(result).guaranteed == (("first", 60_000), ("second", 20_000))


def test_a_guarantee_for_one_of_several_providers_covers_its_share_of_the_shortfall() -> None:
    shared = loan(providers=one("goldman 40%", "kresge 60%"))
    result = flows(CapitalPlan((shared,), (guarantee(),), (), REPAYS), paid({"2018-01-31": 500}))
    assert after_start(result)[-1] == "2018-01-31 backer > goldman 200 guarantee senior"


def two_loans(recycled: bool) -> list[str]:
    """One guarantee of 600 for two loans of 500; what is reimbursed in between may be drawn again."""
    early, late = loan("early", 500, repaid=repaid(d2016_02_01=0)), loan("late", 500, repaid=repaid(d2019_02_01=0))
    backed = guarantee(amount=600, covering=("early", "late"), recycled=recycled)
    plan = waterfall(reimbursement("guarantee"), rest())
    return after_start(flows(CapitalPlan((early, late), (backed,), (), (plan,)), paid({"2017-02-01": 300})))


def test_what_is_reimbursed_can_be_drawn_again_only_if_recycled() -> None:
    assert two_loans(recycled=True)[-1] == "2019-02-01 backer > goldman 400 guarantee late"
    assert two_loans(recycled=False)[-1] == "2019-02-01 backer > goldman 100 guarantee late"


def test_a_guarantee_of_a_guarantee() -> None:
    back = Guarantee("counter", "", None, one("state"), "backer", Fraction(1000), ("guarantee",), share=Fraction(1, 2))
    result = flows(CapitalPlan((loan(),), (back, guarantee(share=Fraction(3, 4))), (), REPAYS), paid({"2018-01-31": 0}))
    assert after_start(result) == [
        "2018-01-31 backer > goldman 750 guarantee senior",
        "2018-01-31 state > backer 375 guarantee counter",
    ]
    assert result.flows[-1].words == (
        "On 2018-01-31 state pays backer USD 375, drawn on counter, for what the guarantor paid."
    )


def newpin(stopped: str | None, repays: int = 0) -> list[str]:
    protected = loan(protected=AT_FOUR_AND_SEVEN)
    amounts = {stopped or str(END): repays}
    return after_start(flows(CapitalPlan((protected,), waterfalls=REPAYS), paid(amounts, stopped)))


def test_protection_on_a_day_holds_if_the_contract_ends_early_on_it() -> None:
    assert newpin("2018-01-31") == ["2018-01-31 spv > goldman 750 protection senior"]


def test_protection_on_a_day_does_not_hold_on_another() -> None:
    assert newpin("2018-02-01") == []


def test_protection_from_a_day_holds_at_maturity() -> None:
    assert newpin(None) == ["2021-01-31 spv > goldman 500 protection senior"]


def test_protection_pays_only_what_is_missing() -> None:
    assert newpin(None, 300)[-1] == "2021-01-31 spv > goldman 200 protection senior"
    assert newpin(None, 800)[-1] == "2021-01-31 spv > goldman 800 principal senior"


def test_of_protections_from_days_the_latest_holds() -> None:
    protected = (
        Protection(Fraction(3, 4), day("2016-02-01"), True),
        Protection(Fraction(1, 2), day("2018-02-01"), True),
    )
    capital = CapitalPlan((loan(protected=protected, repaid=repaid(d2019_02_01=0)),))
    assert after_start(flows(capital, paid({}))) == ["2019-02-01 spv > goldman 500 protection senior"]


def test_guarantees_come_after_protection() -> None:
    capital = CapitalPlan((loan(protected=AT_FOUR_AND_SEVEN),), (guarantee(),), (), REPAYS)
    assert after_start(flows(capital, paid({}))) == [
        "2021-01-31 spv > goldman 500 protection senior",
        "2021-01-31 backer > goldman 500 guarantee senior",
    ]


def test_protected_capital_that_comes_into_an_account_is_distributed_at_once() -> None:
    on = loan("on", 400, "spv", receiver="roca", protected=(Protection(Fraction(1), END, True),))
    plan = waterfall(principal("senior"), rest(), receives=("on",))
    assert after_start(flows(CapitalPlan((on, loan()), waterfalls=(plan,)), paid({}))) == [
        "2021-01-31 roca > spv 400 protection on",
        "2021-01-31 spv > goldman 400 principal senior",
    ]


def test_an_instrument_never_ends_before_it_was_drawn() -> None:
    late = loan(drawn=drawn(d2019_02_01=1000))
    result = flows(CapitalPlan((late,), waterfalls=REPAYS), paid({"2018-01-31": 0}))
    assert position(result).ended_on == day("2019-02-01")


def test_a_reserve_is_held_until_an_early_end_and_released_before_a_guarantee_is_drawn() -> None:
    days = [day("2015-02-01"), day("2018-02-01")]
    plan = contract((payment("success", days, continues=False),))
    capital = CapitalPlan(
        (loan(),),
        (guarantee(),),
        waterfalls=(waterfall(reserve(100), principal("senior"), rest()),),
    )
    amounts = {"2015-02-01": 500, "2018-02-01": 500}
    assert after_start(flows(capital, paid(amounts, "2016-06-30", plan)))[1:] == [
        "2015-02-01 spv > goldman 400 principal senior",
        "2016-06-30 spv > goldman 100 principal senior",
        "2016-06-30 backer > goldman 500 guarantee senior",
    ]
