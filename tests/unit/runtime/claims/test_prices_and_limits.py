"""Sections 9 to 11 of the reference of claims: prices, limits, and what is taken back."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from sibdsl.runtime.claims import Claim, Enrolment
from sibdsl.runtime.claims_plan import CohortDates, Limit, Price, Uplift
from sibdsl.runtime.plan import Period, Unit
from tests.strategies.claims_by_hand import (
    DAYS,
    card,
    claim,
    contract,
    day,
    evidence,
    limit,
    outcome,
    settle,
    told,
)


def paid(limits: tuple[Limit, ...], *claims: Claim) -> dict[str, int]:
    """What each claim is paid, in pounds."""
    lines, _ = settle(card(outcome(), outcome("home", "300"), limits=limits), evidence(*claims))
    return {number: line.paid // 100 for number, line in lines.items()}


def three_of(*people: str) -> list[Claim]:
    return [claim(str(place), person, f"2018-02-0{place}") for place, person in enumerate(people, start=1)]


# ---------------------------------------------------------------- prices


def test_the_first_price_that_holds_counts() -> None:
    prices = (
        Price(Fraction(900), "", cohort="second", groups=("young", "parent"), start=day("2018-08-01")),
        Price(Fraction(700), "", groups=("young",), end=day("2018-08-31")),
        Price(Fraction(0), "nothing"),
    )
    second = CohortDates("second", "", Period(date(2018, 7, 1), date(2018, 12, 31)))
    both = frozenset({"young", "parent"})
    people = (Enrolment("ann", date(2018, 7, 1), groups=both), Enrolment("bob", date(2018, 7, 1), groups=both))
    claims = [claim(text, "ann", text) for text in ("2018-07-31", "2018-08-01", "2018-09-01")]
    plan = card(outcome(prices=prices), cohorts=(second,))
    given = evidence(*claims, enrolled=people)
    lines, _ = settle(plan, given, contract=contract(cohorts=(("second", ""),)))
    assert [line.asked for line in lines.values()] == [70000, 90000, 90000]
    young = (Enrolment("ann", date(2018, 7, 1), groups=frozenset({"young"})),)
    lines, _ = settle(plan, evidence(*claims, enrolled=young), contract=contract(cohorts=(("second", ""),)))
    assert [told(line) for line in lines.values()] == [
        "paid 700.00 on 2018-09-30",
        "paid 700.00 on 2018-09-30",
        "paid 0.00 on 2018-09-30",
    ]


def test_uplifts_apply_one_to_the_other_each_rounded_as_it_says() -> None:
    uplifts = (
        Uplift(Fraction(1, 10), "young", ("move_in",), Fraction(1), "half up", ""),
        Uplift(Fraction(1, 3), "parent", ("move_in",), None, "half up", ""),
        Uplift(Fraction(9), "young", ("home",), None, "half up", ""),
    )
    plan = card(outcome(price="505"), uplifts=uplifts)
    people = (
        Enrolment("ann", date(2018, 1, 1), groups=frozenset({"young"})),
        Enrolment("bob", date(2018, 1, 1), groups=frozenset({"young", "parent"})),
        Enrolment("cat", date(2018, 1, 1)),
    )
    lines, _ = settle(plan, evidence(*three_of("ann", "bob", "cat"), enrolled=people))
    # 555.50 is rounded to 556, and 556 and a third of it are 741.333..., rounded to 741.33.
    assert [line.asked for line in lines.values()] == [55600, 74133, 50500]


def test_an_uplift_is_rounded_as_the_price_is_written() -> None:
    # GBP 71 a week is 71/7 a day; 10% more, to whole pounds a week, is 78 a week; 14 days are 156.
    weekly = outcome(prices=(Price(Fraction(71, 7), ""),), unit=Unit("number", "weeks", Fraction(7)))
    uplift = Uplift(Fraction(1, 10), "young", ("move_in",), Fraction(1), "half up", "")
    young = (Enrolment("ann", date(2018, 1, 1), groups=frozenset({"young"})),)
    one = claim("1", "ann", "2018-02-01", quantity=Fraction(14))
    lines, _ = settle(card(weekly, uplifts=(uplift,)), evidence(one, enrolled=young))
    assert lines["1"].asked == 15600


def test_a_price_times_a_quantity_is_rounded_by_the_contract() -> None:
    per_day = card(outcome(price=Fraction(1, 3), unit=DAYS))
    one = claim("1", "ann", "2018-02-01", quantity=Fraction(5, 2))
    lines, _ = settle(per_day, evidence(one))
    assert lines["1"].asked == 83
    lines, _ = settle(per_day, evidence(one), contract=contract(rounding="up"))
    assert lines["1"].asked == 84


# ---------------------------------------------------------------- limits


def test_once_for_each_person_and_outcome() -> None:
    once = limit("1", "move_in", "home", measure="claims", per=("person", "outcome"))
    claims = [
        *three_of("ann", "ann", "bob"),
        claim("4", "ann", "2018-02-04", "home"),
        claim("5", "ann", "2018-08-01"),
    ]
    assert paid((once,), *claims) == {"1": 500, "2": 0, "3": 500, "4": 300, "5": 0}


@pytest.mark.parametrize(
    ("limits", "amounts"),
    [
        ((limit("1200"),), [500, 500, 200]),
        ((limit("1200", whole=True),), [500, 500, 0]),
        ((limit("700", per=("person",)),), [500, 200, 500]),
        ((limit("120.505"),), [120, 0, 0]),
        ((limit("2", measure="claims"),), [500, 500, 0]),
        # The first lets through 500, 200 and 500, whatever the second leaves of that.
        ((limit("700", per=("person",)), limit("900")), [500, 200, 200]),
        ((limit("900"), limit("700", per=("person",))), [500, 200, 0]),
        ((limit("400", per=("claim",)),), [400, 400, 400]),
    ],
)
def test_limits_apply_one_after_the_other(limits: tuple[Limit, ...], amounts: list[int]) -> None:
    assert list(paid(limits, *three_of("ann", "ann", "bob")).values()) == amounts


def test_what_each_limit_took_is_shown() -> None:
    plan = card(limits=(limit("700", per=("person",)), limit("900"), limit("2", measure="claims")))
    lines, settled = settle(plan, evidence(*three_of("ann", "ann", "bob")))
    # The limit on how many comes first, whatever stands before it.
    assert [line.cuts for line in lines.values()] == [(0, 0, 0), (0, 30000, 0), (50000, 0, 0)]
    total = settled.totals[0]
    assert (total.asked, total.cuts, total.paid) == (150000, (50000, 30000, 0), 70000)
    assert (total.people, total.claims, total.paid_claims, total.cut_claims) == (2, 3, 1, 2)


def test_whole_claims_only_until_the_next_determination() -> None:
    whole = limit("1200", "move_in", "home", whole=True)
    claims = [
        *three_of("ann", "bob", "cat"),
        claim("4", "dan", "2018-02-04"[:8] + "05", "home"),
        claim("5", "eve", "2018-05-01", "home"),
    ]
    # 200 are left: neither 500 nor, in the same determination, anything after it fits. Nor do 300 in the next.
    assert paid((whole,), *claims) == {"1": 500, "2": 500, "3": 0, "4": 0, "5": 0}
    whole = replace(whole, amount=Fraction(1300))
    assert paid((whole,), *claims) == {"1": 500, "2": 500, "3": 0, "4": 0, "5": 300}


@pytest.mark.parametrize(
    ("period", "amounts"),
    [
        ("determination", [600, 600, 600, 600]),
        ("contract year", [600, 0, 600, 0]),
        ("calendar year", [600, 0, 600, 0]),
        # The financial year begins on 1 April.
        ("financial year", [600, 600, 0, 600]),
    ],
)
def test_limits_for_years_go_by_the_determination(period: str, amounts: list[int]) -> None:
    plan = card(outcome(price="600"), limits=(limit("600", per=(period,)),))
    reached = ("2018-03-01", "2018-12-01", "2019-01-02", "2019-06-01")
    claims = [claim(str(place), "ann", text) for place, text in enumerate(reached)]
    lines, _ = settle(plan, evidence(*claims))
    assert [line.paid // 100 for line in lines.values()] == amounts


def test_a_quantity_that_does_not_fit_is_cut() -> None:
    plan = card(
        outcome(price=Fraction("15.12"), unit=DAYS),
        limits=(limit("30", measure="quantity", per=("person", "outcome")), limit("1000", measure="quantity")),
    )
    claims = [claim(str(n), "ann", f"2018-0{n}-01", quantity=Fraction(20)) for n in (1, 2, 4)]
    lines, _ = settle(plan, evidence(*claims))
    assert [(line.paid, line.cuts, line.counted) for line in lines.values()] == [
        (30240, (0, 0), (20, 20)),
        (15120, (15120, 0), (10, 10)),
        (0, (30240, 0), (0, 0)),
    ]


def test_a_limit_for_one_cohort() -> None:
    rounds = tuple(
        CohortDates(name, "", Period(date(2018, month, 1), date(2018, month, 28)))
        for month, name in enumerate(("first", "second"), start=1)
    )
    people = (
        Enrolment("ann", date(2018, 1, 1)),
        Enrolment("bob", date(2018, 2, 1)),
        Enrolment("cat", date(2018, 1, 1)),
    )
    plan = card(limits=(limit("600", cohort="first"), limit("450", per=("cohort",))), cohorts=rounds)
    given = evidence(*[claim(name, name, "2018-03-01") for name in ("ann", "bob", "cat")], enrolled=people)
    lines, _ = settle(plan, given, contract=contract(cohorts=(("first", ""), ("second", ""))))
    assert {name: line.paid // 100 for name, line in lines.items()} == {"ann": 450, "bob": 450, "cat": 0}


def test_a_share_counts_from_what_the_others_come_to() -> None:
    quarter = limit(None, "home", share=Fraction(1, 4), base=("move_in", "home"))
    claims = [
        claim("1", "ann", "2018-02-01", "home"),
        claim("2", "ann", "2018-02-02", "home"),
        claim("3", "bob", "2018-02-03"),
        claim("4", "bob", "2018-05-01", "home"),
        claim("5", "bob", "2018-06-01"),
        claim("6", "cat", "2018-06-02"),
    ]
    # A third of 500 is 166.66; in the second determination a third of 1,500 is 500.
    lines, _ = settle(card(outcome(), outcome("home", "300"), limits=(quarter,)), evidence(*claims))
    assert [line.paid for line in lines.values()] == [16666, 0, 50000, 30000, 50000, 50000]


def test_a_share_counts_what_earlier_limits_leave_of_the_others() -> None:
    half = limit(None, "home", share=Fraction(1, 2), base=("move_in", "home"))
    claims = [claim("1", "ann", "2018-02-01", "home"), claim("2", "ann", "2018-02-02")]
    assert paid((limit("200"), half), *claims) == {"1": 200, "2": 200}
    assert paid((half, limit("200")), *claims) == {"1": 300, "2": 200}


def test_a_claim_that_asks_for_nothing_uses_up_nothing() -> None:
    plan = card(outcome(price="0"), outcome("home"), limits=(limit("1", "move_in", "home", measure="claims"),))
    lines, _ = settle(plan, evidence(claim("1", "ann", "2018-02-01"), claim("2", "ann", "2018-02-02", "home")))
    assert [told(line) for line in lines.values()] == ["paid 0.00 on 2018-03-31", "paid 500.00 on 2018-03-31"]


# ---------------------------------------------------------------- taken back


def test_what_is_taken_back_makes_room() -> None:
    plan = card(limits=(limit("1", measure="claims", per=("person",)), limit("800")))
    claims = [
        claim("1", "ann", "2018-02-01", rejected_on=day("2018-04-01")),
        claim("2", "bob", "2018-02-02"),
        claim("3", "ann", "2018-06-30"),
        claim("4", "cat", "2018-07-01"),
    ]
    lines, settled = settle(plan, evidence(*claims))
    assert [told(line) for line in lines.values()] == [
        "recovered 500.00 on 2018-03-31 until 2018-06-30",
        "cut 300.00 on 2018-03-31",
        "paid 500.00 on 2018-06-30",
        "cut 0.00 on 2018-09-30",
    ]
    assert lines["1"].reason == "SIB866"
    by_day = {total.day: (total.paid, total.recovered_claims, total.recovered) for total in settled.totals}
    assert by_day == {
        date(2018, 3, 31): (80000, 0, 0),
        date(2018, 6, 30): (50000, 1, 50000),
        date(2018, 9, 30): (0, 0, 0),
    }


def test_what_is_taken_back_makes_room_in_its_own_year() -> None:
    plan = card(limits=(limit("500", per=("calendar year",)),))
    claims = [
        claim("1", "ann", "2018-02-01", rejected_on=day("2019-01-05")),
        claim("2", "bob", "2019-02-01"),
        claim("3", "cat", "2019-03-01"),
    ]
    lines, _ = settle(plan, evidence(*claims))
    assert [line.paid // 100 for line in lines.values()] == [500, 500, 0]
