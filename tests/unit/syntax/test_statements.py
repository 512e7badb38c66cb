"""Statements: the ones whose tree is more than a keyword and what follows it."""

from collections.abc import Callable
from typing import Any

from sibdsl.source.span import NOWHERE
from sibdsl.surface import items
from sibdsl.surface.expressions import Money, Number, Percent, Reference, UnitText
from sibdsl.surface.expressions import Test as Boundaries
from sibdsl.surface.node import Day, Name, Text
from sibdsl.surface.tables import Bracket, BracketTable, Row, Stage, StepTable
from sibdsl.surface.timing import CohortDay, Dated, Once, Payable, PerCohort, Schedule, Scope

Item = Callable[..., Any]
PAYMENT = "payment p from a to b"
SCENARIO = 'scenario "s"'


def name(text: str) -> Name:
    return Name(NOWHERE, text)


def money(text: str) -> Money:
    return Money(NOWHERE, "GBP", text)


def day(text: str) -> Day:
    return Day(NOWHERE, text)


def test_units_have_a_precision_and_a_rounding(item: Item) -> None:
    written = item("unit events per 100 people to 0.1 rounded half even")
    unit = UnitText(NOWHERE, "events", "100", "people")
    rounding = (name("half"), name("even"))
    assert written == items.UnitItem(NOWHERE, unit, Number(NOWHERE, "0.1"), rounding)
    assert item("unit percentage points").unit == UnitText(NOWHERE, "percentage point")
    assert item("unit GBP per percentage point").unit == UnitText(NOWHERE, "GBP", None, "percentage point")


def test_a_window_ends_after_words_or_a_text(item: Item) -> None:
    after = Text(NOWHERE, "release from prison")
    expected = items.WindowItem(NOWHERE, "24", name("months"), after)
    assert item("window 24 months after release from prison") == expected
    assert item('window 24 months after "release from prison"') == expected


def test_due_dates_come_once_on_days_on_a_schedule_or_for_cohorts(item: Item) -> None:
    def timing(text: str) -> Any:
        return item(f"due {text}", PAYMENT).timing

    assert timing("once on 2016-09-30") == Once(NOWHERE, day("2016-09-30"))
    assert timing("on 2016-09-30, 2017-09-30") == Dated(NOWHERE, (day("2016-09-30"), day("2017-09-30")))
    assert timing("half-yearly") == Schedule(NOWHERE, "half-yearly")
    assert timing("every 3 months") == Schedule(NOWHERE, "every", "3", name("months"))
    assert timing("quarterly for cohorts one, two") == PerCohort(
        NOWHERE, Schedule(NOWHERE, "quarterly"), (name("one"), name("two"))
    )
    assert timing("for each cohort 24 months after it ends") == PerCohort(
        NOWHERE, None, None, CohortDay(NOWHERE, "ends", "24", name("months"))
    )


def test_a_payment_term_follows_a_comma_whatever_list_stands_before_it(item: Item) -> None:
    term = Payable(NOWHERE, "30", True, name("days"), True)
    for before in ("on 2016-09-30, 2017-09-30", "quarterly for cohorts a, b", "on termination"):
        assert item(f"due {before}, payable within 30 business days of validation", PAYMENT).payable == term
    # The line may be broken there, and commented.
    assert (
        item("due quarterly,  # as agreed\n    payable within 30 business days of validation", PAYMENT).payable == term
    )


def test_caps_of_a_payment(item: Item) -> None:
    total = Scope(NOWHERE, "in total")
    assert item("cap GBP 5 on m, n in total", PAYMENT) == items.CapItem(
        NOWHERE, money("5"), (name("m"), name("n")), total, False
    )
    assert item("cap limit per cohort whole payments only", PAYMENT) == items.CapItem(
        NOWHERE, Reference(NOWHERE, name("limit")), (), Scope(NOWHERE, "per cohort"), True
    )
    assert item("cap GBP 5 from fund", PAYMENT) == items.PayerCapItem(NOWHERE, money("5"), name("fund"), False)


def test_shares_and_turns(item: Item) -> None:
    assert item("shared by DWP 80%, council 20%", PAYMENT) == items.SharedItem(
        NOWHERE,
        (
            items.Share(NOWHERE, name("DWP"), Percent(NOWHERE, "80")),
            items.Share(NOWHERE, name("council"), Percent(NOWHERE, "20")),
        ),
    )
    assert item("paid first by a up to GBP 5, then by b", PAYMENT) == items.FirstMoneyItem(
        NOWHERE, (items.Turn(NOWHERE, name("a"), money("5")), items.Turn(NOWHERE, name("b"), None))
    )


def test_a_step_table(item: Item) -> None:
    written = item("pays by m {\n    from 10% to below 20%  GBP 5\n    otherwise  GBP 6\n  }", PAYMENT)
    between = Boundaries(NOWHERE, Percent(NOWHERE, "10"), True, Percent(NOWHERE, "20"), False)
    table = StepTable(
        NOWHERE,
        Reference(NOWHERE, name("m")),
        (Row(NOWHERE, between, money("5")), Row(NOWHERE, None, money("6"))),
    )
    assert written == items.PaysItem(NOWHERE, None, table)


def test_brackets_and_shares_of_a_running_total(item: Item) -> None:
    brackets = item('pays "by count" by m, in brackets {\n first 370 people GBP 5\n rest GBP 6\n }', PAYMENT)
    people = Number(NOWHERE, "370", UnitText(NOWHERE, "people"))
    assert brackets.label == Text(NOWHERE, "by count")
    assert brackets.value == BracketTable(
        NOWHERE,
        Reference(NOWHERE, name("m")),
        (Bracket(NOWHERE, "first", people, money("5")), Bracket(NOWHERE, "rest", None, money("6"))),
    )
    stages = item("pays share of m {\n 95% until GBP 7 is paid\n 40% from the next determination\n }", PAYMENT)
    assert stages.value.stages == (
        Stage(NOWHERE, "until", Percent(NOWHERE, "95"), money("7")),
        Stage(NOWHERE, "next", Percent(NOWHERE, "40"), None),
    )


def test_scenarios_give_and_expect(item: Item) -> None:
    given = item("given sample of m for c on 2014-08-07 = 500 people", SCENARIO)
    assert given == items.GivenItem(
        NOWHERE,
        Reference(NOWHERE, name("m"), "sample"),
        name("c"),
        day("2014-08-07"),
        Number(NOWHERE, "500", UnitText(NOWHERE, "people")),
    )
    expected = items.Expected(NOWHERE, name("p"), None, None, name("fund"))
    assert item("expect p from fund = GBP 5", SCENARIO) == items.ExpectItem(NOWHERE, expected, money("5"))
    assert item("expect p from fund pending", SCENARIO) == items.ExpectItem(NOWHERE, expected, None)
