from fractions import Fraction as F

import pytest

from sibdsl.runtime.exact import (
    decimal_text,
    minor_units,
    money_text,
    percent_text,
    plain_text,
    round_to,
    split_whole,
)

# Each row: a value, then its rounding to whole numbers by every mode.
ROUNDINGS = [
    #         half up  half even  half down  up    down
    ("2.5", 3, 2, 2, 3, 2),
    ("3.5", 4, 4, 3, 4, 3),
    ("-2.5", -3, -2, -2, -3, -2),
    ("2.1", 2, 2, 2, 3, 2),
    ("-2.1", -2, -2, -2, -3, -2),
    ("2.9", 3, 3, 3, 3, 2),
    ("-0.4", 0, 0, 0, -1, 0),
    ("0.5", 1, 0, 0, 1, 0),
    ("-0.5", -1, 0, 0, -1, 0),
    ("7", 7, 7, 7, 7, 7),
    ("0", 0, 0, 0, 0, 0),
]
MODES = ("half up", "half even", "half down", "up", "down")


@pytest.mark.parametrize("row", ROUNDINGS, ids=lambda row: row[0])
def test_every_mode_rounds_both_signs_alike(row):
    value, *expected = row
    assert [round_to(F(value), F(1), mode) for mode in MODES] == expected
    assert [minor_units(F(value) / 100, 2, mode) for mode in MODES] == expected


@pytest.mark.parametrize(
    ("value", "step", "rounded"),
    [
        ("12.345", "0.01", "12.35"),
        ("7", "5", "5"),
        ("8", "5", "10"),
        ("1/3", "1/8", "3/8"),
        ("0.25", "0.5", "0.5"),
    ],
)
def test_steps_may_be_any_exact_number(value, step, rounded):
    assert round_to(F(value), F(step), "half up") == F(rounded)


def test_a_third_of_a_penny_is_not_lost_before_the_line():
    assert minor_units(F(10, 3), 2, "half up") == 333
    assert minor_units(F(5, 2), 0, "half up") == 3
    assert minor_units(F(1, 2000), 3, "half even") == 0


@pytest.mark.parametrize("step", [F(0), F(-1)])
def test_a_step_is_above_zero(step):
    with pytest.raises(ValueError, match="above zero"):
        round_to(F(1), step, "half up")


def test_an_unknown_mode_is_refused_even_where_nothing_rounds():
    with pytest.raises(ValueError, match="unknown rounding mode 'nearest'"):
        round_to(F(1), F(1), "nearest")


@pytest.mark.parametrize(
    ("total", "shares", "parts"),
    [
        (100, ["1", "1", "1"], [34, 33, 33]),
        (101, ["1", "1", "1"], [34, 34, 33]),
        (-100, ["1", "1", "1"], [-34, -33, -33]),
        (0, ["0.8", "0.2"], [0, 0]),
        (1, ["0.5", "0.5"], [1, 0]),
        (10, ["0.8", "0.2"], [8, 2]),
        (5, ["0", "1", "1"], [0, 3, 2]),
        (10, ["1/3", "2/3"], [3, 7]),
        (165434, ["80", "20"], [132347, 33087]),
        (7, ["1"], [7]),
    ],
)
def test_splits_add_up_with_ties_in_written_order(total, shares, parts):
    assert split_whole(total, [F(share) for share in shares]) == parts


@pytest.mark.parametrize("shares", [[], [F(0)], [F(2), F(-1)]])
def test_a_split_needs_shares(shares):
    with pytest.raises(ValueError, match="shares are zero or more"):
        split_whole(10, shares)


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        ("11712000", 2, "11712000.00"),
        ("-0.05", 2, "-0.05"),
        ("0", 3, "0.000"),
        ("1234", 0, "1234"),
        ("0.125", 3, "0.125"),
    ],
)
def test_decimal_text_is_fixed(value, digits, text):
    assert decimal_text(F(value), digits) == text


@pytest.mark.parametrize("value", [F(1, 3), F(1, 1000)])
def test_decimal_text_never_hides_a_digit(value):
    with pytest.raises(ValueError, match="cannot be written with 2 decimals"):
        decimal_text(value, 2)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("11712000", "11,712,000"),
        ("-1234.5", "-1,234.5"),
        ("1/3", "1/3"),
        ("-10000/3", "-10000/3"),
        ("1/1024", "0.0009765625"),
        ("0", "0"),
        ("999", "999"),
    ],
)
def test_plain_text_is_the_shortest_exact_one(value, text):
    assert plain_text(F(value)) == text


@pytest.mark.parametrize(
    ("value", "currency", "digits", "text"),
    [
        ("11712000", "USD", 2, "USD 11,712,000"),
        ("0.5", "GBP", 2, "GBP 0.50"),
        ("-3.2", "GBP", 2, "-GBP 3.20"),
        ("0.125", "GBP", 2, "GBP 0.125"),
        ("10/3", "GBP", 2, "GBP 10/3"),
        ("-10/3", "GBP", 2, "-GBP 10/3"),
        ("1500", "JPY", 0, "JPY 1,500"),
        ("1500.5", "JPY", 0, "JPY 1,500.5"),
        ("1.5", "KWD", 3, "KWD 1.500"),
        ("0", "USD", 2, "USD 0"),
    ],
)
def test_money_text(value, currency, digits, text):
    assert money_text(F(value), currency, digits) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("1/5", "20%"), ("0.085", "8.5%"), ("-0.1", "-10%"), ("1/3", "100/3%"), ("12", "1,200%"), ("0", "0%")],
)
def test_percent_text(value, text):
    assert percent_text(F(value)) == text
