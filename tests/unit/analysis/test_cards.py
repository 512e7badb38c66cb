"""The most that rate cards come to: by each kind of limit, and by limits that together cover everything."""

from fractions import Fraction

import pytest

import sibdsl
from sibdsl.analysis.limits import Limits, limits

CONTRACT = """
contract homes "Homes" {{
  currency GBP
  term 2027-01-01 to 2028-12-31
}}
party city "City" is outcome_payer
party fund "Fund" is co_payer
party provider "Provider" is service_provider
party checker "Checker" is evaluator, independent
population people {{
  cohort early 2027-01-01 to 2027-12-31
  cohort late 2028-01-01 to 2028-12-31
}}
outcome housed {{
  claimed within 3 months
  verified by checker
}}
outcome advice {{
  quantity hours to 0.5
  range at most 10 hours
  claimed within 3 months
  verified by checker
}}
payment outcomes from city, fund to provider {{
  due annually
  rate card {{
    housed GBP 500 once
    advice GBP 20 per hour
  }}
  {limits}
}}
"""
SHARED = "shared by city 75%, fund 25%"


def limits_with(text: str) -> Limits:
    compilation = sibdsl.compile(CONTRACT.format(limits=text), filename="homes.sib")
    assert compilation.ok, sibdsl.render(compilation.diagnostics)
    return limits(compilation.program)


@pytest.mark.parametrize(
    ("text", "each", "total"),
    [
        ("", None, None),
        ("cap GBP 900 in total", 900, 900),
        ("cap GBP 900 per determination", 900, 1800),
        ("cap GBP 900 per calendar year", 900, 1800),
        ("cap GBP 900 per cohort", 1800, 1800),
        ("cap GBP 900 for early in total", None, None),
        ("cap GBP 900 for early in total\n  cap GBP 100 for late in total", 1000, 1000),
        ("cap GBP 900 on housed in total", None, None),
        ("cap GBP 900 on housed in total\n  cap GBP 100 on advice in total", 1000, 1000),
        ("counts housed up to 3 claims in total\n  cap GBP 100 on advice in total", 1600, 1600),
        ("cap GBP 900 on housed in total\n  counts advice up to 7 hours in total", 1040, 1040),
        ("cap GBP 900 on housed in total\n  counts advice up to 2 claims in total", 1300, 1300),
        ("cap GBP 900 per person", None, None),
        ("cap GBP 900 per claim", None, None),
    ],
)
def test_the_most_of_a_payment(text: str, each: int | None, total: int | None) -> None:
    found = limits_with(f"{text}\n  {SHARED}").payments[0]
    assert (found.each_least, found.total_least) == (0, 0)
    assert found.each_most == (None if each is None else Fraction(each))
    assert found.total_most == (None if total is None else Fraction(total))


def test_payers_that_depend_on_the_claim() -> None:
    shares = (
        "cap GBP 1,000 in total\n  shared by city 75%, fund 25% on housed\n  shared by city 60%, fund 40% on advice"
    )
    found = {party.party: party for party in limits_with(shares).parties}
    # Each of two determinations may round each of two groups of claims up by a penny.
    assert found["city"].pays_most == Fraction("750.04")
    assert found["fund"].pays_most == Fraction("400.04")
    assert found["provider"].receives_most == 1000


def test_one_limit_on_two_payments() -> None:
    text = CONTRACT.format(limits=SHARED).replace("    advice GBP 20 per hour\n", "")
    text += """
payment advising from city to provider {
  due annually
  rate card { advice GBP 20 per hour }
}
cap all_of_it GBP 700 on all payments in total
"""
    compilation = sibdsl.compile(text, filename="homes.sib")
    assert compilation.ok, sibdsl.render(compilation.diagnostics)
    found = limits(compilation.program)
    assert {party.party: party.receives_most for party in found.parties}["provider"] == 700
    assert [payment.total_most for payment in found.payments] == [700, 700]
