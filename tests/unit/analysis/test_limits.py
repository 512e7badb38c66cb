"""The most and the least, to the penny, where they are known by other means."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import sibdsl
from sibdsl.analysis.limits import Limits, limits

HEAD = """
contract pilot "Pilot" {{
  currency GBP
  term 2020-01-01 to 2022-12-31
  {terms}
}}
party city "City" is outcome_payer
party fund "Fund" is co_payer
party provider "Provider" is service_provider
party vera "Vera" is evaluator
"""
REDUCTION = """
metric reduction "Reduction" {
  verified by vera
  unit percent to 0.1%
  range from 0% to 30%
  better higher
}
"""
HOURS = """
metric hours "Hours" {
  verified by vera
  unit hours to 1
  range at least 0
  measured annually
}
"""


def limits_of(text: str, terms: str = "") -> Limits:
    compilation = sibdsl.compile(HEAD.format(terms=terms) + text)
    assert compilation.ok, sibdsl.render(compilation.diagnostics)
    return limits(compilation.program)


def payment(found: Limits, name: str = "success") -> tuple[object, ...]:
    one = next(one for one in found.payments if one.payment == name)
    return (one.each_least, one.each_most, one.total_least, one.total_most)


def pays(found: Limits, party: str) -> tuple[object, ...]:
    one = next(one for one in found.parties if one.party == party)
    return (one.pays_least, one.pays_most)


def receives(found: Limits, party: str = "provider") -> tuple[object, ...]:
    one = next(one for one in found.parties if one.party == party)
    return (one.receives_least, one.receives_most)


def test_only_rows_that_can_be_reached_count() -> None:
    found = limits_of(
        REDUCTION
        + """
payment success from city to provider {
  due once on 2021-12-31
  pays by reduction {
    at least 25%  GBP 900
    at least 10%  GBP 1,000
    otherwise     GBP 50
  }
}
"""
    )
    assert payment(found) == (50, 1000, 50, 1000)
    assert pays(found, "city") == (50, 1000)
    assert pays(found, "fund") == (0, 0)
    assert receives(found) == (50, 1000)


def test_a_line_is_looked_at_where_its_row_ends_on_the_grid() -> None:
    found = limits_of(
        REDUCTION
        + """
payment success from city to provider {
  due once on 2021-12-31
  pays by reduction {
    below 10%               nothing
    from 10% to below 20%   GBP 100 per percentage point above 0%
    from 20%  to 30%        GBP 5
  }
}
"""
    )
    # The last value below 20% is 19.9%.
    assert payment(found) == (0, 1990, 0, 1990)


def test_a_quantity_that_counts_up_to_a_limit_bounds_the_whole() -> None:
    found = limits_of(
        HOURS
        + """
payment success from city to provider {
  due annually
  pays GBP 50 per hour for hours
  counts hours up to 18,000 hours in total
}
"""
    )
    assert payment(found) == (0, 900_000, 0, 900_000)


def test_caps_of_years_and_of_the_whole() -> None:
    text = (
        HOURS
        + """
payment success from city to provider {
  due annually
  pays GBP 50 per hour for hours
  cap GBP 100 per contract year
}
"""
    )
    assert payment(limits_of(text)) == (0, 100, 0, 300)
    assert payment(limits_of(text.replace("per contract year", "per contract year\n  cap GBP 250 in total"))) == (
        0,
        100,
        0,
        250,
    )


def test_a_minimum_is_paid_whatever_happens() -> None:
    found = limits_of(
        HOURS
        + """
payment success from city to provider {
  due annually
  pays GBP 1 per hour for hours
  minimum GBP 10
  cap GBP 100 per determination
}
"""
    )
    assert payment(found) == (10, 100, 30, 300)


def test_no_limit_is_said_to_be_none() -> None:
    found = limits_of(
        HOURS
        + """
payment success from city to provider {
  due annually
  pays GBP 1 per hour for hours
}
"""
    )
    assert payment(found) == (0, None, 0, None)
    assert pays(found, "city") == (0, None)


def test_shares_are_exact_where_they_divide_and_a_penny_off_where_they_do_not() -> None:
    text = (
        REDUCTION
        + """
payment success from city, fund to provider {
  due once on 2021-12-31
  pays by reduction {
    at least 10%  GBP 100.01
    otherwise     GBP 100
  }
  shared by city 50%, fund 50%
}
"""
    )
    found = limits_of(text)
    # Of GBP 100.01 the odd penny goes to the payer who is written first.
    assert pays(found, "city") == (50, Fraction("50.01"))
    assert pays(found, "fund") == (50, 50)


def test_whole_pounds_split_without_a_penny_to_spare() -> None:
    found = limits_of(
        HOURS
        + """
payment success from city, fund to provider {
  due annually
  pays GBP 50 per hour for hours
  cap GBP 1,000 in total
  shared by city 70%, fund 30%
}
"""
    )
    assert pays(found, "city") == (0, 700)
    assert pays(found, "fund") == (0, 300)


def test_turns_and_payer_caps() -> None:
    text = (
        HOURS
        + """
payment success from city, fund to provider {
  due annually
  pays GBP 1 per hour for hours
  cap GBP 1,000 in total
  paid first by city up to GBP 300, then by fund
}
"""
    )
    found = limits_of(text)
    assert pays(found, "city") == (0, 300)
    assert pays(found, "fund") == (0, 700)
    assert payment(found) == (0, 1000, 0, 1000)
    capped = limits_of(text + 'cap from_fund "Limit of the fund" GBP 200 on success from fund\n')
    assert pays(capped, "fund") == (0, 200)
    assert receives(capped) == (0, 500)


def test_a_cap_over_several_payments_bounds_the_party() -> None:
    found = limits_of(
        REDUCTION
        + HOURS
        + """
payment fixed from city to provider {
  due once on 2020-06-30
  pays GBP 400
}
payment success from city to provider {
  due annually
  pays GBP 1 per hour for hours
}
payment bonus from city to provider {
  due once on 2021-12-31
  pays by reduction {
    at least 10%  GBP 300
    otherwise     nothing
  }
}
cap overall "Overall limit" GBP 1,000 on all payments in total
"""
    )
    assert payment(found, "fixed") == (400, 400, 400, 400)
    assert payment(found, "bonus") == (0, 300, 0, 300)
    assert pays(found, "city") == (400, 1000)


def test_an_early_end_takes_away_and_adds() -> None:
    found = limits_of(
        """
payment fee from city to provider {
  due annually
  pays GBP 100
}
payment exit from city to provider {
  due on termination
  pays GBP 50
}
""",
        terms="early termination by city from 2021-06-30",
    )
    assert payment(found, "fee") == (100, 100, 100, 300)
    assert payment(found, "exit") == (50, 50, 0, 50)
    # Ended as early as it may: one fee and the payment on exit. Ended on the last day: all fees and that.
    assert pays(found, "city") == (150, 350)


def test_a_gate_can_make_any_payment_nothing() -> None:
    found = limits_of(
        REDUCTION
        + """
payment success from city to provider {
  due once on 2021-12-31
  provided reduction at least 10%
  pays GBP 7
}
"""
    )
    assert payment(found) == (0, 7, 0, 7)


@pytest.mark.parametrize(
    ("name", "party", "most"),
    [
        ("nyc_able", "city", 11_712_000),
        ("denver_sib", "denver", 11_420_000),
        ("kobe", "city", 34_060_000),
        ("last_mile", "donor_fund", 900_000),
        ("ways_to_wellness", "ccg", 5_200_000),
        ("massachusetts_roca", "commonwealth", 27_000_000),
    ],
)
def test_published_maximums_of_the_examples(name: str, party: str, most: int) -> None:
    path = Path(__file__).parents[3] / "examples" / name / "contract.sib"
    found = limits(sibdsl.compile(path).program)
    assert next(one.pays_most for one in found.parties if one.party == party) == most
