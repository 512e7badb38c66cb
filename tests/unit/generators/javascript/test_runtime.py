"""The support code agrees with the runtime in Python on numbers, days and splits, far beyond what contracts do."""

from collections.abc import Generator
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.generators.javascript.module import generate_javascript
from sibdsl.ir.chosen_values import spread
from sibdsl.ir.text import from_text
from sibdsl.runtime.business_days import ROLL_RULES, add_business_days, roll
from sibdsl.runtime.due_dates import months_after
from sibdsl.runtime.exact import ROUNDING_MODES, decimal_text, minor_units, round_to, split_whole
from sibdsl.runtime.wording import exact_number
from tests.strategies.bridge import PROGRAM
from tests.strategies.javascript import JavaScript

# What the module keeps to itself, with texts for numbers that JSON has no form for.
PROBES = """
export const read = (text) => `${exactOrNull(text)}`;
export const round = (value, step, mode) => rounded(exact(value), exact(step), mode).toString();
export const minor = (value, scale, mode) => `${minorUnits(exact(value), BigInt(scale), mode)}`;
export const split = (total, shares) => splitWhole(BigInt(total), shares.map(exact)).map(String);
export const parts = (total, count, step) => spread(exact(total), count, exactOrOpen(step)).map(String);
export const compute = (a, b) => [exact(a).plus(exact(b)), exact(a).minus(exact(b)), exact(a).times(exact(b)),
  exact(b).n === 0n ? 0 : exact(a).over(exact(b)), exact(a).compared(exact(b)), least(exact(a), exact(b)),
  greatest(exact(a), exact(b))].map(String);
export const money = (value, digits) => moneyText(BigInt(value), digits);
export const decimals = (value) => decimalText(exact(value));
export const days = (day, count) => daysAfter(day, count);
export const months = (day, count, end) => monthsAfter(day, count, end);
export const rolledDay = (day, rule, holidays) =>
  rolled({ plan: { business_days: rule }, holidays: new Set(holidays) }, day);
export const businessDays = (day, count, holidays) =>
  counted({ holidays: new Set(holidays) }, { count, unit: "days", business: true }, day);
"""

NUMBERS = st.fractions(max_denominator=10**6) | st.integers(-(10**30), 10**30).map(Fraction)
POSITIVE = st.fractions(min_value=Fraction(1, 1000), max_value=10**6, max_denominator=1000)
MODES = st.sampled_from(ROUNDING_MODES)
DAYS = st.dates(date(2, 1, 1), date(9997, 12, 31))


@pytest.fixture(scope="module")
def javascript(node: str) -> Generator[JavaScript]:
    with JavaScript(node) as running:
        running.load(generate_javascript(from_text(PROGRAM)) + PROBES)
        yield running


@given(first=NUMBERS, second=NUMBERS)
def test_arithmetic(javascript: JavaScript, first: Fraction, second: Fraction) -> None:
    expected = [
        first + second,
        first - second,
        first * second,
        first / second if second else 0,
        (first > second) - (first < second),
        min(first, second),
        max(first, second),
    ]
    assert javascript.call("compute", str(first), str(second)) == [str(value) for value in expected]


@given(value=NUMBERS, step=POSITIVE, mode=MODES, scale=st.sampled_from([0, 2, 3]))
def test_rounding(javascript: JavaScript, value: Fraction, step: Fraction, mode: str, scale: int) -> None:
    halves = [value, (value // step) * step + step / 2]
    found = javascript.calls([("round", str(each), str(step), mode) for each in halves])
    assert found == [str(round_to(each, step, mode)) for each in halves]
    assert javascript.call("minor", str(value), str(10**scale), mode) == str(minor_units(value, scale, mode))


@given(total=st.integers(0, 10**20), shares=st.lists(st.just(Fraction(0)) | POSITIVE, min_size=1, max_size=6))
def test_splits(javascript: JavaScript, total: int, shares: list[Fraction]) -> None:
    shares[0] += 1
    found = javascript.call("split", str(total), [str(share) for share in shares])
    assert found == [str(part) for part in split_whole(total, shares)]


@given(total=NUMBERS, count=st.integers(1, 9), step=st.none() | POSITIVE)
def test_parts(javascript: JavaScript, total: Fraction, count: int, step: Fraction | None) -> None:
    found = javascript.call("parts", str(total), count, None if step is None else str(step))
    assert found == [str(part) for part in spread(total, count, step)]


@given(minor=st.integers(-(10**12), 10**12), digits=st.sampled_from([0, 2, 3]), value=NUMBERS)
def test_texts(javascript: JavaScript, minor: int, digits: int, value: Fraction) -> None:
    assert javascript.call("money", str(minor), digits) == decimal_text(Fraction(minor, 10**digits), digits)
    assert javascript.call("decimals", str(value)) == exact_number(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", "12"),
        ("-12.50", "-25/2"),
        ("+0.1", "1/10"),
        ("10/4", "5/2"),
        ("1.5/3", "1/2"),
        ("", "null"),
        (".5", "null"),
        ("5.", "null"),
        ("1e3", "null"),
        ("--1", "null"),
        ("1/0", "null"),
        ("1/00", "null"),
        ("٣", "null"),
        ("12\n", "null"),
        ("Infinity", "null"),
        ("0x10", "null"),
    ],
)
def test_reading(javascript: JavaScript, text: str, value: str) -> None:
    assert javascript.call("read", text) == value


@given(day=DAYS, count=st.integers(-400, 400), end=st.sampled_from(["same day", "last day"]))
def test_days_and_months(javascript: JavaScript, day: date, count: int, end: str) -> None:
    assert javascript.call("days", day.isoformat(), count) == (day + timedelta(days=count)).isoformat()
    months = count // 24
    assert javascript.call("months", day.isoformat(), months, end) == months_after(day, months, end).isoformat()


@given(day=DAYS, rule=st.sampled_from(ROLL_RULES), count=st.integers(0, 40), data=st.data())
def test_business_days(javascript: JavaScript, day: date, rule: str, count: int, data: st.DataObject) -> None:
    offsets = data.draw(st.sets(st.integers(-40, 60), max_size=8))
    holidays = frozenset(day + timedelta(days=offset) for offset in offsets)
    texts = [holiday.isoformat() for holiday in sorted(holidays)]
    assert javascript.call("rolledDay", day.isoformat(), rule, texts) == roll(day, rule, holidays).isoformat()
    expected = add_business_days(day, count, holidays)
    assert javascript.call("businessDays", day.isoformat(), count, texts) == expected.isoformat()
