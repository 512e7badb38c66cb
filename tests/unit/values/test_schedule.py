from datetime import date

import pytest

from sibdsl.values.schedule import (
    Period,
    calendar_year,
    contract_year,
    contract_year_period,
    financial_year,
    periods,
    year_number,
)


def labels(*arguments):
    return [period.label for period in periods(*arguments)]


def test_quarters_tile_a_term_and_the_last_one_is_cut():
    assert labels(date(2012, 9, 1), date(2013, 4, 15), 3, "months", "same day") == [
        "2012-09-01 to 2012-11-30",
        "2012-12-01 to 2013-02-28",
        "2013-03-01 to 2013-04-15",
    ]


def test_a_clipped_month_does_not_shift_the_ones_after_it():
    starts = [p.start for p in periods(date(2013, 1, 31), date(2013, 5, 30), 1, "months", "same day")]
    assert starts == [date(2013, 1, 31), date(2013, 2, 28), date(2013, 3, 31), date(2013, 4, 30)]


def test_a_month_end_stays_one_by_last_day():
    starts = [p.start for p in periods(date(2013, 2, 28), date(2013, 5, 30), 1, "months", "last day")]
    assert starts == [date(2013, 2, 28), date(2013, 3, 31), date(2013, 4, 30)]


@pytest.mark.parametrize(
    ("every", "unit", "expected"),
    [
        (10, "days", ["2016-01-01 to 2016-01-10", "2016-01-11 to 2016-01-15"]),
        (2, "weeks", ["2016-01-01 to 2016-01-14", "2016-01-15 to 2016-01-15"]),
        (1, "years", ["2016-01-01 to 2016-01-15"]),
    ],
)
def test_other_units(every, unit, expected):
    assert labels(date(2016, 1, 1), date(2016, 1, 15), every, unit, "same day") == expected


def test_a_term_of_one_day_and_of_none():
    day = date(2016, 1, 1)
    assert periods(day, day, 1, "months", "same day") == [Period(day, day)]
    assert periods(day, date(2015, 12, 31), 1, "months", "same day") == []


def test_the_last_date_there_is_ends_the_tiling():
    assert [p.end for p in periods(date(9990, 1, 1), date.max, 6, "years", "last day")] == [
        date(9995, 12, 31),
        date.max,
    ]
    assert periods(date(9999, 12, 1), date.max, 5, "weeks", "same day") == [Period(date(9999, 12, 1), date.max)]


@pytest.mark.parametrize(
    ("every", "unit", "rule", "message"),
    [(0, "days", "same day", "one unit or more"), (1, "day", "same day", "'day'"), (1, "months", "x", "'x'")],
)
def test_what_cannot_be_is_refused(every, unit, rule, message):
    with pytest.raises(ValueError, match=message):
        periods(date(2016, 1, 1), date(2017, 1, 1), every, unit, rule)


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2018, 4, 1), 1),
        (date(2019, 3, 31), 1),
        (date(2019, 4, 1), 2),
        (date(2018, 3, 31), 0),
        (date(2017, 3, 31), -1),
        (date(2025, 6, 1), 8),
    ],
)
def test_contract_years_are_counted_from_one(day, number):
    assert year_number(day, date(2018, 4, 1)) == number


def test_an_anniversary_of_29_february():
    start = date(2012, 2, 29)
    assert contract_year(date(2013, 2, 27), start) == "2012-02-29 to 2013-02-27"
    assert contract_year(date(2013, 2, 28), start) == "2013-02-28 to 2014-02-27"
    assert contract_year(date(2016, 2, 28), start) == "2015-02-28 to 2016-02-28"


def test_an_anniversary_of_a_last_day():
    start = date(2013, 2, 28)
    assert contract_year(date(2016, 2, 28), start, "last day") == "2015-02-28 to 2016-02-28"
    assert contract_year(date(2016, 2, 28), start, "same day") == "2016-02-28 to 2017-02-27"
    assert contract_year_period(date.max, start).end == date.max


def test_calendar_and_financial_years():
    assert calendar_year(date(2018, 7, 4)) == "2018-01-01 to 2018-12-31"
    assert financial_year(date(2019, 3, 31), 4, 1) == "2018-04-01 to 2019-03-31"
    assert financial_year(date(2019, 4, 1), 4, 1) == "2019-04-01 to 2020-03-31"
    assert financial_year(date(2019, 4, 5), 4, 6) == "2018-04-06 to 2019-04-05"
    assert financial_year(date(2016, 2, 29), 2, 29) == "2016-02-29 to 2017-02-27"


def test_a_period_holds_both_its_ends():
    period = Period(date(2012, 9, 1), date(2016, 8, 31))
    assert date(2012, 9, 1) in period and date(2016, 8, 31) in period
    assert date(2016, 9, 1) not in period
    assert period.days == 1461
