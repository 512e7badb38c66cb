"""Day counts against two independent libraries, on thousands of pairs of days."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
import pyxirr
import QuantLib

from sibdsl.runtime.capital_days import DayCount
from sibdsl.runtime.capital_plan import DAY_COUNTS, RatePeriod

QUANTLIB: dict[str, Callable[[], object]] = {
    "actual/365": QuantLib.Actual365Fixed,
    "actual/360": QuantLib.Actual360,
    "30/360": lambda: QuantLib.Thirty360(QuantLib.Thirty360.BondBasis),
    "30E/360": lambda: QuantLib.Thirty360(QuantLib.Thirty360.European),
    "actual/actual": lambda: QuantLib.ActualActual(QuantLib.ActualActual.ISDA),
}
PYXIRR = {"actual/365": "ACT_365F", "actual/360": "ACT_360", "30E/360": "THIRTY_E_360", "actual/actual": "ACT_ACT_ISDA"}


def pairs() -> list[tuple[date, date]]:
    """Pairs of days up to twelve years apart, month-ends and leap days among them."""
    random = Random(4)
    ends = [
        date(year, month, day) for year in (2015, 2016, 2020) for month, day in ((1, 30), (1, 31), (2, 28), (12, 31))
    ]
    ends += [date(2016, 2, 29), date(2020, 2, 29), date(2016, 3, 1)]
    found = [(first, last) for first in ends for last in ends if first <= last]
    for _ in range(2000):
        first = date(2012, 1, 1) + timedelta(days=random.randrange(4000))
        found.append((first, first + timedelta(days=random.randrange(4400))))
    return found


def quantlib_date(day: date) -> object:
    return QuantLib.Date(day.day, day.month, day.year)


@pytest.mark.parametrize("day_count", QUANTLIB)
def test_quantlib_counts_the_same(day_count: str) -> None:
    counter = QUANTLIB[day_count]()
    for first, last in pairs():
        theirs = counter.yearFraction(quantlib_date(first), quantlib_date(last))  # type: ignore[attr-defined]
        assert float(DayCount(day_count).part(first, last)) == pytest.approx(theirs, abs=1e-12), (first, last)


@pytest.mark.parametrize("day_count", PYXIRR)
def test_pyxirr_counts_the_same(day_count: str) -> None:
    convention = getattr(pyxirr.DayCount, PYXIRR[day_count])
    for first, last in pairs():
        theirs = pyxirr.year_fraction(first, last, convention)
        assert float(DayCount(day_count).part(first, last)) == pytest.approx(theirs, abs=1e-12), (first, last)


def test_every_day_count_but_by_period_counts_from_dates() -> None:
    assert {*QUANTLIB, "by period"} == set(DAY_COUNTS)
    with pytest.raises(ValueError, match="unknown day count 'by period'"):
        DayCount("by period")


def test_by_period_counts_shares_of_periods() -> None:
    quarters = (
        RatePeriod(date(2016, 1, 1), date(2016, 3, 31), Fraction(1, 4)),
        RatePeriod(date(2016, 4, 1), date(2016, 6, 30), Fraction(1, 4)),
    )
    assert DayCount("by period", quarters).part(date(2016, 1, 1), date(2016, 7, 1)) == Fraction(1, 2)
    # 31 of 91 days of the first quarter; nothing runs before it.
    assert DayCount("by period", quarters).part(date(2015, 6, 1), date(2016, 2, 1)) == Fraction(31, 91) / 4
