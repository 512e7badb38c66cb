from fractions import Fraction as F

import pytest

from sibdsl.values.units import (
    DAY,
    MONTH,
    NUMBER,
    PERCENT,
    PERCENTAGE_POINT,
    Unit,
    base_noun,
    currencies_of,
    describe,
    divide,
    is_money,
    money,
    multiply,
    rate,
    same,
    scale,
    scale_of,
    spell,
    unit_named,
)

GBP = money("GBP")
PEOPLE = unit_named("people")
EVENTS = unit_named("events")


@pytest.mark.parametrize(
    ("noun", "unit"),
    [
        ("people", Unit(("person",))),
        ("person", Unit(("person",))),
        ("GBP", Unit(("GBP",))),
        ("FTE", Unit(("FTE",))),
        ("percent", PERCENT),
        ("percentage points", PERCENTAGE_POINT),
        ("percentage point", PERCENTAGE_POINT),
        ("percentage_points", PERCENTAGE_POINT),
        ("number", NUMBER),
        ("ratio", NUMBER),
        ("days", DAY),
        ("months", MONTH),
    ],
)
def test_nouns(noun, unit):
    assert unit_named(noun) == unit


def test_a_rate_times_its_quantity_is_money():
    per_day = divide(GBP, DAY)
    assert per_day == Unit(("GBP",), ("day",))
    assert multiply(per_day, DAY) == multiply(DAY, per_day) == GBP
    assert multiply(rate(GBP, PERCENTAGE_POINT), PERCENTAGE_POINT) == GBP


def test_a_plain_number_changes_nothing_and_a_percent_is_a_share():
    per_day = divide(GBP, DAY)
    for unit in (NUMBER, PERCENT, PERCENTAGE_POINT, GBP, per_day):
        assert multiply(unit, NUMBER) == multiply(NUMBER, unit) == divide(unit, NUMBER) == unit
        assert multiply(unit, PERCENT) == multiply(PERCENT, unit) == (PERCENT if unit == NUMBER else unit)
        assert divide(unit, unit) == NUMBER
    assert divide(GBP, PERCENT) == GBP
    assert multiply(unit_named("percent"), rate(EVENTS, PEOPLE, 100)) == rate(EVENTS, PEOPLE, 100)


def test_a_percent_a_year_is_kept_until_the_year_cancels():
    coupon = divide(PERCENT, unit_named("year"))
    assert describe(coupon) == "percent per year"
    assert multiply(coupon, unit_named("years")) == PERCENT
    assert multiply(coupon, GBP) == Unit(("GBP",), ("year",))


def test_a_number_over_a_thing_is_a_rate():
    assert describe(divide(NUMBER, DAY)) == "number per day"
    assert multiply(divide(NUMBER, DAY), DAY) == NUMBER
    assert describe(multiply(PEOPLE, DAY)) == "days times people"


def test_weeks_measure_days_and_years_measure_months_and_nothing_else_converts():
    week, year, hour = unit_named("week"), unit_named("year"), unit_named("hours")
    assert same(week, DAY) and same(year, MONTH)
    assert not same(DAY, MONTH) and not same(hour, DAY)
    assert not same(unit_named("child_years"), year)
    # GBP 70 a week for 14 days: both are held in base measure, so the product needs no factor.
    per_week = rate(GBP, week)
    assert multiply(per_week, DAY) == GBP
    assert (70 * scale(per_week)) * (14 * scale(DAY)) == 140


def test_a_rate_for_a_hundred_is_held_for_one():
    frequency = rate(EVENTS, PEOPLE, 100)
    assert scale(frequency) == F(1, 100)
    assert same(frequency, rate(EVENTS, PEOPLE)) and frequency != rate(EVENTS, PEOPLE)
    assert multiply(frequency, PEOPLE) == EVENTS
    assert (155 * scale(frequency)) * 1000 == 1550
    share = rate(PEOPLE, PEOPLE, 100)
    assert (describe(share), scale(share), same(share, NUMBER)) == ("people per 100 people", F(1, 100), True)
    with pytest.raises(ValueError, match="one or more"):
        rate(EVENTS, PEOPLE, 0)


def test_scales():
    assert scale_of("percent") == scale_of("percentage point") == F(1, 100)
    assert (scale_of("week"), scale_of("year"), scale_of("day"), scale_of("GBP")) == (7, 12, 1, 1)
    # GBP 160,000 per percentage point, for 5 points.
    assert 160_000 * scale(rate(GBP, PERCENTAGE_POINT)) * (5 * scale(PERCENTAGE_POINT)) == 800_000


def test_what_may_not_be_mixed():
    assert not same(PERCENT, PERCENTAGE_POINT)
    assert not same(PERCENT, NUMBER)
    assert not same(GBP, money("USD"))
    assert currencies_of(divide(GBP, money("USD"))) == ("GBP", "USD")
    assert currencies_of(PEOPLE) == ()
    assert is_money(GBP) and not is_money(divide(GBP, DAY)) and not is_money(PEOPLE) and not is_money(NUMBER)


@pytest.mark.parametrize(
    ("unit", "described", "spelled"),
    [
        (NUMBER, "number", "number"),
        (PERCENT, "percent", "percent"),
        (PERCENTAGE_POINT, "percentage points", "percentage points"),
        (rate(GBP, PERCENTAGE_POINT), "GBP per percentage point", "GBP per percentage point"),
        (PEOPLE, "people", "people"),
        (unit_named("child_years"), "child years", "child_years"),
        (rate(GBP, unit_named("child_years")), "GBP per child year", "GBP per child_year"),
        (rate(EVENTS, PEOPLE, 100), "events per 100 people", "events per 100 people"),
        (rate(EVENTS, PEOPLE, 10_000), "events per 10,000 people", "events per 10,000 people"),
    ],
)
def test_units_are_named_for_people_and_spelled_for_contracts(unit, described, spelled):
    assert describe(unit) == described
    assert spell(unit) == spelled


def test_a_base_noun_is_in_the_singular():
    assert [base_noun(noun) for noun in ("people", "USD", "child_years")] == ["person", "USD", "child_year"]
