"""Exact values against other opinions: decimal arithmetic, QuantLib, and brute force over small grids."""

import decimal
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import QuantLib
from hypothesis import example as try_also
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.runtime.business_days import add_business_days, roll
from sibdsl.runtime.exact import (
    ROUNDING_MODES,
    decimal_text,
    minor_units,
    money_text,
    percent_text,
    plain_text,
    round_to,
    split_whole,
)
from sibdsl.values.months import add_months
from sibdsl.values.schedule import (
    PERIOD_UNITS,
    contract_year_period,
    financial_year_period,
    periods,
    year_number,
)

DECIMAL_MODES = {
    "half up": decimal.ROUND_HALF_UP,
    "half even": decimal.ROUND_HALF_EVEN,
    "half down": decimal.ROUND_HALF_DOWN,
    "up": decimal.ROUND_UP,
    "down": decimal.ROUND_DOWN,
}
modes = st.sampled_from(ROUNDING_MODES)
fractions = st.fractions(max_denominator=10_000)
steps = st.fractions(min_value=Fraction(1, 1000), max_value=1000, max_denominator=1000)
days = st.dates(date(1995, 1, 1), date(2060, 12, 31))
month_ends = st.sampled_from(("same day", "last day"))


def quantlib_date(day):
    return QuantLib.Date(day.day, day.month, day.year)


def python_date(day):
    return date(day.year(), day.month(), day.dayOfMonth())


# ------------------------------------------------------------------ exact amounts


@given(st.decimals(-(10**9), 10**9, places=5), st.integers(0, 4), modes)
@try_also(decimal.Decimal("0.125"), 2, "half even")
def test_rounding_is_that_of_decimal(value, digits, mode):
    quantum = decimal.Decimal(1).scaleb(-digits)
    expected = Fraction(value.quantize(quantum, rounding=DECIMAL_MODES[mode]))
    assert round_to(Fraction(value), Fraction(quantum), mode) == expected
    assert minor_units(Fraction(value), digits, mode) == expected * 10**digits


@given(fractions, steps, modes)
def test_rounding_goes_to_a_neighbour_and_keeps_multiples(value, step, mode):
    rounded = round_to(value, step, mode)
    assert (rounded / step).denominator == 1
    assert abs(rounded - value) < step
    assert round_to(rounded, step, mode) == rounded
    assert round_to(-value, step, mode) == -rounded
    if mode.startswith("half"):
        assert abs(rounded - value) * 2 <= step


@given(
    st.integers(-(10**12), 10**12),
    st.lists(st.fractions(0, 100, max_denominator=60), min_size=1, max_size=8).filter(any),
)
def test_a_split_is_whole_fair_and_in_written_order(total, shares):
    parts = split_whole(total, shares)
    assert sum(parts) == total
    exact = [total * share / sum(shares) for share in shares]
    for part, target, share in zip(parts, exact, shares, strict=True):
        assert abs(part - target) < 1
        assert part == 0 or share > 0
    for one, other in pairwise(range(len(shares))):
        if shares[one] == shares[other]:
            assert abs(parts[one]) >= abs(parts[other])
    assert split_whole(total, [share * 7 for share in shares]) == parts


@given(fractions)
def test_texts_state_the_exact_value(value):
    assert Fraction(plain_text(value).replace(",", "")) == value
    assert Fraction(percent_text(value).removesuffix("%").replace(",", "")) == value * 100
    sign, _, number = money_text(value, "GBP", 2).partition("GBP ")
    assert Fraction(sign + number.replace(",", "")) == value


@given(st.decimals(-(10**9), 10**9, places=3))
def test_decimal_text_is_that_of_decimal(value):
    # A zero has no sign in a statement.
    assert decimal_text(Fraction(value), 3) == f"{value + 0 if value else abs(value):.3f}"


# ------------------------------------------------------------------ dates


holidays_near = st.builds(
    lambda start, offsets: (start, frozenset(start + timedelta(days=offset) for offset in offsets)),
    days,
    st.frozensets(st.integers(-40, 40), max_size=30),
)
ROLL_CONVENTIONS = {
    "following": QuantLib.Following,
    "modified following": QuantLib.ModifiedFollowing,
    "preceding": QuantLib.Preceding,
    "modified preceding": QuantLib.ModifiedPreceding,
    "none": QuantLib.Unadjusted,
}


def quantlib_calendar(holidays, weekend):
    calendar = QuantLib.BespokeCalendar("pinned")
    for weekday in weekend:
        # QuantLib counts from Sunday, which is 1.
        calendar.addWeekend((weekday + 1) % 7 + 1)
    for holiday in holidays:
        calendar.addHoliday(quantlib_date(holiday))
    return calendar


weekends = st.sampled_from([(5, 6), (4, 5), (6,), ()])


@given(holidays_near, st.sampled_from(sorted(ROLL_CONVENTIONS)), weekends)
def test_rolling_is_that_of_quantlib(start_and_holidays, rule, weekend):
    day, holidays = start_and_holidays
    calendar = quantlib_calendar(holidays, weekend)
    expected = python_date(calendar.adjust(quantlib_date(day), ROLL_CONVENTIONS[rule]))
    assert roll(day, rule, holidays, weekend) == expected


@given(holidays_near, st.integers(-60, 60).filter(bool), weekends)
def test_counting_business_days_is_that_of_quantlib(start_and_holidays, count, weekend):
    day, holidays = start_and_holidays
    calendar = quantlib_calendar(holidays, weekend)
    expected = python_date(calendar.advance(quantlib_date(day), count, QuantLib.Days))
    assert add_business_days(day, count, holidays, weekend) == expected


@given(days, st.integers(-500, 500), month_ends)
@try_also(date(2013, 2, 28), 36, "last day")
def test_adding_months_is_that_of_quantlib(day, months, month_end):
    moved = QuantLib.NullCalendar().advance(
        quantlib_date(day), months, QuantLib.Months, QuantLib.Unadjusted, month_end == "last day"
    )
    assert add_months(day, months, month_end) == python_date(moved)


@given(days, st.integers(0, 3_000), st.integers(1, 40), st.sampled_from(PERIOD_UNITS), month_ends)
def test_periods_tile_a_term(start, length, every, unit, month_end):
    end = start + timedelta(days=length)
    tiles = periods(start, end, every, unit, month_end)
    assert tiles[0].start == start and tiles[-1].end == end
    for one, following in pairwise(tiles):
        assert one.end + timedelta(days=1) == following.start
    # A longer term changes no period but the last.
    longer = periods(start, end + timedelta(days=400), every, unit, month_end)
    assert longer[: len(tiles) - 1] == tiles[:-1]


@given(days, days, month_ends)
def test_years_hold_their_day_and_follow_on(day, start, month_end):
    year = contract_year_period(day, start, month_end)
    assert day in year
    following = contract_year_period(year.end + timedelta(days=1), start, month_end)
    assert following.start == year.end + timedelta(days=1)
    assert year_number(following.start, start, month_end) == year_number(day, start, month_end) + 1
    financial = financial_year_period(day, start.month, start.day)
    assert day in financial and financial.days in (365, 366)
