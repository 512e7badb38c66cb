"""Finance and waterfalls: what each statement reads as."""

from collections.abc import Callable
from typing import Any

import pytest

from sibdsl.source.span import NOWHERE
from sibdsl.surface import capital, items
from sibdsl.surface.declarations import Finance
from sibdsl.surface.expressions import Money, Percent, Reference
from sibdsl.surface.node import Day, Name, Text
from sibdsl.surface.timing import Dated, Schedule, Scope

One = Callable[..., Any]
FINANCE = "finance f is loan from a to b USD 5"
WATERFALL = "waterfall w of spv"


def name(text: str) -> Name:
    return Name(NOWHERE, text)


def names(*texts: str) -> tuple[Name, ...]:
    return tuple(map(name, texts))


def money(text: str) -> Money:
    return Money(NOWHERE, "USD", text)


def day(text: str) -> Day:
    return Day(NOWHERE, text)


def percent(text: str) -> Percent:
    return Percent(NOWHERE, text)


def test_a_standing_charge_has_a_period_and_a_guarantee_covers_several(declaration: One) -> None:
    written = declaration("finance upkeep is standing charge from spv to csh USD 5,000 a quarter")
    assert written == Finance(
        NOWHERE,
        name("upkeep"),
        None,
        (),
        names("standing", "charge"),
        names("spv"),
        name("csh"),
        money("5,000"),
        (),
        name("quarter"),
    )
    assert declaration("finance g is guarantee from a to b USD 5 covering x, y").covering == names("x", "y")


DRAWN = [
    ("USD 3 on 2014-02-01", capital.Drawdown(NOWHERE, money("3"), day("2014-02-01"))),
    ("the rest on 2014-02-01", capital.Drawdown(NOWHERE, None, day("2014-02-01"), True)),
    ("on 2014-02-01", capital.Drawdown(NOWHERE, None, day("2014-02-01"))),
]


@pytest.mark.parametrize(("text", "drawdown"), DRAWN)
def test_money_is_drawn_on_days(item: One, text: str, drawdown: capital.Drawdown) -> None:
    assert item(f"drawn {text}", FINANCE) == capital.DrawnItem(NOWHERE, (drawdown,))
    assert item(f"drawn USD 3 on 2014-02-01,\n    {text}", FINANCE).drawdowns == (DRAWN[0][1], drawdown)


def test_money_is_repaid_on_days_also_after_the_term(item: One) -> None:
    written = item("repaid USD 3 on 2018-01-31, the rest on 2021-01-31 after the term", FINANCE)
    assert written == capital.RepaidItem(
        NOWHERE,
        (
            capital.Repayment(NOWHERE, money("3"), day("2018-01-31")),
            capital.Repayment(NOWHERE, None, day("2021-01-31"), True, True),
        ),
    )
    assert item("repaid on 2021-01-31", FINANCE).repayments == (capital.Repayment(NOWHERE, None, day("2021-01-31")),)


DAY_COUNTS = ["actual/365", "actual/360", "30/360", "30E/360", "actual/actual", "by period"]


@pytest.mark.parametrize("day_count", DAY_COUNTS)
def test_a_coupon_says_how_it_is_counted(item: One, day_count: str) -> None:
    assert item(f"coupon 5% a year, {day_count}", FINANCE) == items.CouponItem(
        NOWHERE, percent("5"), None, name(day_count), False
    )
    full = item(f"coupon rate_1 a year, compounded half-yearly, {day_count}, both days counted", FINANCE)
    assert full == items.CouponItem(
        NOWHERE, Reference(NOWHERE, name("rate_1")), name("compounded half-yearly"), name(day_count), True
    )


def test_a_coupon_is_simple_where_that_is_said(item: One) -> None:
    assert item("coupon 5% a year", FINANCE) == items.CouponItem(NOWHERE, percent("5"))
    assert item("coupon 5% a year, simple", FINANCE).compounding == name("simple")
    assert item("coupon 5% a year, both days counted", FINANCE).both_days


def test_interest_is_paid_on_a_schedule_or_on_days(item: One) -> None:
    first, last = day("2015-01-31"), day("2021-01-31")
    assert item("interest paid annually from 2015-01-31 to 2021-01-31", FINANCE) == capital.InterestItem(
        NOWHERE, Schedule(NOWHERE, "annually", None, None, first, last)
    )
    assert item("interest paid on 2015-01-31, 2021-01-31", FINANCE) == capital.InterestItem(
        NOWHERE, Dated(NOWHERE, (first, last))
    )


OTHER_TERMS = [
    ("charged on 2014-02-01", capital.ChargedItem(NOWHERE, day("2014-02-01"), None)),
    ("charged from 2014-02-01 to 2015-02-01", capital.ChargedItem(NOWHERE, day("2014-02-01"), day("2015-02-01"))),
    ("return at most 12.5% of what is drawn", capital.ReturnItem(NOWHERE, percent("12.5"), False)),
    ("return at most 13% a year", capital.ReturnItem(NOWHERE, percent("13"), True)),
    ("repaid by impact, bonus", capital.CreditedItem(NOWHERE, names("impact", "bonus"))),
    ("return raised by outcome", capital.RewardedItem(NOWHERE, names("outcome"))),
    ("return lessened by risk_share", capital.DebitedItem(NOWHERE, names("risk_share"))),
    ("for reduction, cohort_1", capital.TrancheItem(NOWHERE, names("reduction", "cohort_1"))),
    ("may stop after 2015-08-31", capital.StopItem(NOWHERE, day("2015-08-31"))),
    ("covers 75%", capital.CoversItem(NOWHERE, percent("75"))),
    ("recycled", capital.RecycledItem(NOWHERE)),
]


@pytest.mark.parametrize(("text", "expected"), OTHER_TERMS)
def test_finance_has_other_terms(item: One, text: str, expected: items.Item) -> None:
    assert item(text, FINANCE) == expected


def test_protection_and_availability_change_with_time(item: One) -> None:
    assert item("protected 75% on 2017-06-30, 50% from 2020-06-30", FINANCE) == capital.ProtectedItem(
        NOWHERE,
        (
            capital.Protection(NOWHERE, percent("75"), day("2017-06-30"), False),
            capital.Protection(NOWHERE, percent("50"), day("2020-06-30"), True),
        ),
    )
    assert item("available USD 6 from 2012-09-01", FINANCE) == capital.AvailableItem(
        NOWHERE, (capital.Available(NOWHERE, money("6"), day("2012-09-01")),)
    )
    assert item("shared by a 60%, b 40%", FINANCE) == items.SharedItem(
        NOWHERE, (items.Share(NOWHERE, name("a"), percent("60")), items.Share(NOWHERE, name("b"), percent("40")))
    )


def test_a_waterfall_is_a_declaration(declaration: One) -> None:
    assert declaration('waterfall w "W" of spv { }') == capital.Waterfall(
        NOWHERE, name("w"), Text(NOWHERE, "W"), (), name("spv")
    )


YEARLY = Scope(NOWHERE, "per contract year")
STEPS = [
    ("receives success, jobs", capital.ReceivesItem(NOWHERE, names("success", "jobs"))),
    ("distributes quarterly", capital.DistributesItem(NOWHERE, Schedule(NOWHERE, "quarterly"))),
    ("distributes on 2015-01-31", capital.DistributesItem(NOWHERE, Dated(NOWHERE, (day("2015-01-31"),)))),
    ("fee USD 5 to csh per contract year", capital.FeeStep(NOWHERE, money("5"), name("csh"), YEARLY)),
    (
        "fee USD 5 to csh per distribution",
        capital.FeeStep(NOWHERE, money("5"), name("csh"), Scope(NOWHERE, "per distribution")),
    ),
    ("interest on x, y", capital.OwedStep(NOWHERE, "interest on", names("x", "y"))),
    ("principal of x", capital.OwedStep(NOWHERE, "principal of", names("x"))),
    ("reimbursement of g", capital.OwedStep(NOWHERE, "reimbursement of", names("g"))),
    ("reserve r up to USD 5", capital.ReserveStep(NOWHERE, name("r"), None, money("5"))),
    ('reserve r "R" up to USD 5', capital.ReserveStep(NOWHERE, name("r"), Text(NOWHERE, "R"), money("5"))),
    ("success fee 20% to roca", capital.SuccessFeeStep(NOWHERE, percent("20"), name("roca"), None, None)),
    (
        "success fee 20% to roca up to USD 5 in total",
        capital.SuccessFeeStep(NOWHERE, percent("20"), name("roca"), money("5"), Scope(NOWHERE, "in total")),
    ),
    ("pay x, y until USD 10", capital.PayUntilStep(NOWHERE, names("x", "y"), money("10"))),
    ("pay x until 112.5% of what was drawn", capital.PayUntilStep(NOWHERE, names("x"), percent("112.5"))),
    ("pay x as return", capital.PayUntilStep(NOWHERE, names("x"), None)),
    ("rest to a", capital.RestStep(NOWHERE, name("a"), ())),
    ("rest to a as return on x", capital.RestStep(NOWHERE, name("a"), (), name("x"))),
    (
        "rest to a 60%, b 40%",
        capital.RestStep(
            NOWHERE,
            None,
            (items.Share(NOWHERE, name("a"), percent("60")), items.Share(NOWHERE, name("b"), percent("40"))),
        ),
    ),
]


@pytest.mark.parametrize(("text", "expected"), STEPS)
def test_a_waterfall_has_steps(item: One, text: str, expected: items.Item) -> None:
    assert item(text, WATERFALL) == expected


WORDS = ("waterfall", "rest", "fee", "drawn", "covers", "principal", "interest", "receives", "recycled", "success")


@pytest.mark.parametrize("word", WORDS)
def test_the_words_of_capital_stay_free_as_names(declaration: One, word: str) -> None:
    assert declaration(f"metric {word} {{ of {word} }}").name == name(word)
    assert declaration(f"waterfall {word} of {word} {{ rest to {word} }}").holder == name(word)
    assert declaration(f"finance {word} is loan from {word} to {word} USD 5").receiver == name(word)
