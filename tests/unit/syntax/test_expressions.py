"""Amounts and conditions: what binds to what."""

from collections.abc import Callable
from typing import Any

import pytest

from sibdsl.source.span import NOWHERE
from sibdsl.surface.expressions import (
    Binary,
    Bounded,
    Bracketed,
    BracketedCondition,
    Change,
    Comparison,
    CountOf,
    Elapsed,
    Extreme,
    IsMet,
    Junction,
    Negative,
    Not,
    Number,
    Percent,
    Reference,
    UnitText,
)
from sibdsl.surface.expressions import (
    Test as Boundaries,
)
from sibdsl.surface.node import Day, Name

Amount = Callable[[str], Any]


def ref(text: str, aspect: str = "", day: Day | None = None) -> Reference:
    return Reference(NOWHERE, Name(NOWHERE, text), aspect, day)


def number(text: str, unit: str | None = None) -> Number:
    return Number(NOWHERE, text, UnitText(NOWHERE, unit) if unit else None)


def binary(operator: str, left: Any, right: Any) -> Binary:
    return Binary(NOWHERE, operator, left, right)


A, B, C = ref("a"), ref("b"), ref("c")


def test_products_bind_before_sums_and_both_from_the_left(amount: Amount) -> None:
    assert amount("a plus b times c") == binary("plus", A, binary("times", B, C))
    assert amount("a minus b minus c") == binary("minus", binary("minus", A, B), C)
    assert amount("a divided by b times c") == binary("times", binary("divided by", A, B), C)


def test_signs_mean_the_same_as_words(amount: Amount) -> None:
    assert amount("a + b * c") == amount("a plus b times c") == amount("a + b × c")
    assert amount("a - b / c") == amount("a minus b divided by c")


def test_shares_rates_and_deadweight_are_products(amount: Amount) -> None:
    eighty = Percent(NOWHERE, "80")
    assert amount("80% of a plus b") == binary("plus", binary("of", eighty, A), B)
    assert amount("a for b net of deadweight 80%") == binary("net of deadweight", binary("for", A, B), eighty)


def test_brackets_are_kept_because_the_author_wrote_them(amount: Amount) -> None:
    assert amount("(a plus b) times c") == binary("times", Bracketed(NOWHERE, binary("plus", A, B)), C)


def test_bounds_hold_for_the_whole_amount(amount: Amount) -> None:
    assert amount("a plus b, not below c") == Bounded(NOWHERE, binary("plus", A, B), C, None)
    assert amount("a, not below b, not above c") == Bounded(NOWHERE, A, B, C)


def test_extremes_and_changes(amount: Amount) -> None:
    assert amount("lower of (a, b plus c)") == Extreme(NOWHERE, "lower", (A, binary("plus", B, C)))
    assert amount("point reduction from a to b") == Change(NOWHERE, "point reduction", A, B)
    assert amount("-a") == Negative(NOWHERE, A)
    assert amount("elapsed months") == Elapsed(NOWHERE, "months")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("m so far", ref("m", "so far")),
        ("m over all cohorts", ref("m", "over all cohorts")),
        ("m in the period", ref("m", "in the period")),
        ("p paid so far", ref("p", "paid so far")),
        ("sample of m", ref("m", "sample")),
        ("p-value of m", ref("m", "p-value")),
        ("m on 2014-08-07", ref("m", "on", Day(NOWHERE, "2014-08-07"))),
    ],
)
def test_what_of_a_metric_is_meant(amount: Amount, written: str, expected: Reference) -> None:
    assert amount(written) == expected


def test_the_first_word_of_a_phrase_is_a_name_where_the_phrase_does_not_follow(amount: Amount) -> None:
    assert amount("reduction plus sample") == binary("plus", ref("reduction"), ref("sample"))
    assert amount("lower minus elapsed") == binary("minus", ref("lower"), ref("elapsed"))
    assert amount("p times point") == binary("times", ref("p"), ref("point"))


def test_a_keyword_is_a_name_where_it_cannot_be_a_keyword(declaration: Amount) -> None:
    assert declaration("metric size { of payment }").name == Name(NOWHERE, "size")
    assert declaration("parameter CPI 5").value == number("5")
    assert declaration("parameter GBP GBP 5").name == Name(NOWHERE, "GBP")


def test_a_name_after_a_number_is_its_unit(amount: Amount) -> None:
    assert amount("18,000 hours") == number("18,000", "hours")
    assert amount("30 days plus 5") == binary("plus", number("30", "days"), number("5"))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("at least 5", Boundaries(NOWHERE, number("5"), True, None, False)),
        ("above 5", Boundaries(NOWHERE, number("5"), False, None, False)),
        ("at most 5", Boundaries(NOWHERE, None, False, number("5"), True)),
        ("below -5", Boundaries(NOWHERE, None, False, Negative(NOWHERE, number("5")), False)),
        ("exactly 5", Boundaries(NOWHERE, number("5"), True, number("5"), True)),
        ("from 5 to 6", Boundaries(NOWHERE, number("5"), True, number("6"), True)),
        ("from 5 to below 6", Boundaries(NOWHERE, number("5"), True, number("6"), False)),
        ("above 5 to 6", Boundaries(NOWHERE, number("5"), False, number("6"), True)),
        ("above 5 to below 6", Boundaries(NOWHERE, number("5"), False, number("6"), False)),
    ],
)
def test_boundaries_are_words(condition: Amount, written: str, expected: Boundaries) -> None:
    assert condition(f"a {written}") == Comparison(NOWHERE, A, expected)


def met(text: str) -> IsMet:
    return IsMet(NOWHERE, Name(NOWHERE, text), False)


def test_and_binds_before_or_and_each_joins_all_its_parts(condition: Amount) -> None:
    both = Junction(NOWHERE, "and", (met("s"), met("t"), met("u")))
    assert condition("s is met and t is met and u is met") == both
    assert condition("s is met or t is met and u is met") == Junction(
        NOWHERE, "or", (met("s"), Junction(NOWHERE, "and", (met("t"), met("u"))))
    )


def test_bracketed_conditions_are_kept(condition: Amount) -> None:
    either = BracketedCondition(NOWHERE, Junction(NOWHERE, "or", (met("s"), met("t"))))
    assert condition("(s is met or t is met) and u is met") == Junction(NOWHERE, "and", (either, met("u")))
    assert condition("not (s is met or t is met)") == Not(NOWHERE, either)


def test_lists_of_conditions(condition: Amount) -> None:
    assert condition("at least 2 of (s is met, t is met)") == CountOf(NOWHERE, "2", (met("s"), met("t")))
    assert condition("any of (s is met, t is met)") == Junction(NOWHERE, "any of", (met("s"), met("t")))
