from datetime import date

import pytest

from sibdsl.runtime.business_days import add_business_days, is_business_day, roll

NONE = frozenset()
SATURDAY = date(2016, 4, 30)
CHRISTMAS = frozenset({date(2017, 12, 25), date(2017, 12, 26)})


@pytest.mark.parametrize(
    ("rule", "rolled"),
    [
        ("following", date(2016, 5, 2)),
        ("modified following", date(2016, 4, 29)),
        ("preceding", date(2016, 4, 29)),
        ("modified preceding", date(2016, 4, 29)),
        ("none", SATURDAY),
        ("unadjusted", SATURDAY),
    ],
)
def test_each_rule_on_the_saturday_that_ends_a_month(rule, rolled):
    assert roll(SATURDAY, rule, NONE) == rolled


def test_modified_preceding_stays_in_the_month():
    sunday = date(2016, 5, 1)
    assert roll(sunday, "preceding", NONE) == date(2016, 4, 29)
    assert roll(sunday, "modified preceding", NONE) == date(2016, 5, 2)


def test_holidays_next_to_a_weekend_are_passed_over():
    assert roll(date(2017, 12, 23), "following", CHRISTMAS) == date(2017, 12, 27)
    assert roll(date(2017, 12, 26), "preceding", CHRISTMAS) == date(2017, 12, 22)


@pytest.mark.parametrize("rule", ["following", "modified following", "preceding", "modified preceding", "none"])
def test_a_business_day_stays(rule):
    assert roll(date(2016, 5, 3), rule, NONE) == date(2016, 5, 3)


def test_a_weekend_may_be_friday_and_saturday():
    assert is_business_day(date(2016, 5, 1), NONE, weekend=(4, 5))
    assert roll(date(2016, 4, 29), "following", NONE, weekend=(4, 5)) == date(2016, 5, 1)


@pytest.mark.parametrize(
    ("start", "count", "day"),
    [
        (date(2016, 4, 29), 1, date(2016, 5, 2)),
        (SATURDAY, 1, date(2016, 5, 2)),
        (SATURDAY, -1, date(2016, 4, 29)),
        (SATURDAY, 0, SATURDAY),
        (date(2017, 12, 22), 10, date(2018, 1, 9)),
        (date(2017, 12, 27), -1, date(2017, 12, 22)),
    ],
)
def test_business_days_are_counted_from_the_day_after(start, count, day):
    assert add_business_days(start, count, CHRISTMAS) == day


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="unknown roll rule 'next'"):
        roll(SATURDAY, "next", NONE)
    with pytest.raises(ValueError, match="at least one business day"):
        roll(SATURDAY, "following", NONE, weekend=tuple(range(7)))
