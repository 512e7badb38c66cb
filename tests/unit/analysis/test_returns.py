"""Annual returns: whether there is one is decided by exact signs, and the number is the root."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.analysis.flow_report import rate_words
from sibdsl.analysis.returns import DayAmount, annual_return, by_day, multiple, sign_changes
from sibdsl.analysis.stakes_table import InstrumentStake
from tests.properties.effort import examples

FIRST = date(2012, 9, 1)
PUBLISHED_ABLE = [(10, 9_600_000, 0.0), (11, 10_080_000, 1.2), (12, 10_176_000, 1.5), (13, 10_368_000, 1.9),
                  (16, 10_944_000, 3.3), (20, 11_712_000, 5.1)]  # fmt: skip


def years(*amounts: int) -> list[DayAmount]:
    """Flows 365 days apart."""
    return [(FIRST + timedelta(days=365 * place), amount) for place, amount in enumerate(amounts)]


def value(flows: list[DayAmount], rate: Fraction) -> Fraction:
    """The exact value of flows that are whole years apart."""
    return sum((amount / (1 + rate) ** ((day - FIRST).days // 365) for day, amount in flows), Fraction(0))


@pytest.mark.parametrize(("percent", "payment", "published"), PUBLISHED_ABLE)
def test_the_published_returns_of_the_able_project(percent: int, payment: int, published: float) -> None:
    """Four years from the loan to the payment, as published."""
    found = annual_return(years(-9_600_000, 0, 0, 0, payment))
    assert found.rate is not None
    # 12% is published as 1.5: the unverified amount gives 1.467.
    assert 100 * found.rate == pytest.approx(published, abs=0.05)


@pytest.mark.parametrize(
    ("flows", "why"),
    [
        ([], "no money moves"),
        (years(-100), "nothing comes back"),
        (years(-100, -20), "nothing comes back"),
        (years(5, 7), "nothing is put in before something comes back"),
        (years(-100, 230, -132), "more than one rate is possible, because money goes in and comes back several times"),
        ([(FIRST, -100), (FIRST, 40)], "nothing comes back"),
        ([(FIRST, -100), (FIRST, 100)], "no money moves"),
        ([(FIRST, -1), (FIRST + timedelta(days=1), 10**9)],
         "the rate is too extreme to say anything: the flows are few days apart"),
    ],
)  # fmt: skip
def test_where_there_is_no_return_it_says_why(flows: list[DayAmount], why: str) -> None:
    found = annual_return(flows)
    assert (found.rate, found.why) == (None, why)


def test_two_rates_solve_the_equation_that_gets_no_number() -> None:
    flows = years(-100, 230, -132)
    assert value(flows, Fraction(1, 10)) == value(flows, Fraction(1, 5)) == 0


def test_as_much_back_as_was_put_in_is_exactly_nothing() -> None:
    assert annual_return(years(-100, 60, 40)).rate == 0.0


def test_norstrom_gives_the_only_rate_above_zero() -> None:
    """Money goes in twice, but the sums change their sign once: 105.7% solves it, and so does a rate below zero."""
    found = annual_return(years(-100, 230, -50))
    assert found.rate == pytest.approx(1.0569, abs=1e-4)
    assert "the only rate above zero" in found.why


def test_a_borrower_has_the_rate_of_its_lender() -> None:
    assert annual_return(years(100, -60, -60)).rate == pytest.approx(annual_return(years(-100, 60, 60)).rate)


def test_a_loss_has_a_rate_below_zero() -> None:
    assert annual_return(years(-100, 50)).rate == pytest.approx(-0.5)
    assert annual_return(years(-(10**9), 1)).rate == pytest.approx(-1, abs=1e-6)


def test_flows_of_a_day_count_together() -> None:
    assert by_day([(FIRST, -5), (FIRST, 3), (date(2010, 1, 1), 1)]) == [(date(2010, 1, 1), 1), (FIRST, -2)]


def test_signs_and_multiples() -> None:
    assert sign_changes([-1, 0, 2, 3, 0, -4, -1]) == 2
    assert (multiple(900, 800), multiple(5, 0)) == (Fraction(9, 8), None)


@examples(200, 5000)
@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=7))
def test_a_rate_is_a_root_and_no_other_lies_on_its_side(amounts: list[int]) -> None:
    """Against exact values: their sign changes close to the rate, and on a fine grid nowhere else on its side."""
    flows = by_day(years(*amounts))
    found = annual_return(flows)
    if found.rate is None or not flows:
        return
    start = FIRST + timedelta(days=365 * next(place for place, amount in enumerate(amounts) if amount))
    assert flows[0][0] == start
    if found.rate == 0:
        assert sum(amounts) == 0
        return
    width = Fraction(1, 10**6)
    rate = Fraction(found.rate)
    low, high = rate - width * (1 + rate), rate + width * (1 + rate)
    assert (value(flows, low) > 0) != (value(flows, high) > 0)
    grid = [Fraction(place, 40) for place in (range(1, 200) if rate > 0 else range(-39, 0))]
    for one, other in pairwise(grid):
        if not one - width <= rate <= other + width:
            assert (value(flows, one) > 0) == (value(flows, other) > 0) or 0 in (value(flows, one), value(flows, other))


def test_a_return_that_rounds_to_nothing_is_written_without_a_sign() -> None:
    found = annual_return(years(-10_000_000, 9_999_999))
    assert found.rate is not None
    assert found.rate < 0
    stake = InstrumentStake("loan", 10_000_000, 9_999_999, 1, (), 1, Fraction(9_999_999, 10_000_000), found)
    assert rate_words(stake) == "0.00%"
