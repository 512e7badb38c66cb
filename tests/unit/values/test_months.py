from datetime import date

import pytest

from sibdsl.values.months import add_months, clipped, is_month_end


@pytest.mark.parametrize(
    ("day", "months", "same_day", "last_day"),
    [
        (date(2013, 1, 31), 1, date(2013, 2, 28), date(2013, 2, 28)),
        (date(2012, 1, 31), 1, date(2012, 2, 29), date(2012, 2, 29)),
        (date(2013, 2, 28), 1, date(2013, 3, 28), date(2013, 3, 31)),
        (date(2012, 2, 28), 1, date(2012, 3, 28), date(2012, 3, 28)),
        (date(2012, 2, 29), 12, date(2013, 2, 28), date(2013, 2, 28)),
        (date(2015, 2, 28), 12, date(2016, 2, 28), date(2016, 2, 29)),
        (date(2016, 4, 30), -1, date(2016, 3, 30), date(2016, 3, 31)),
        (date(2016, 4, 15), -16, date(2014, 12, 15), date(2014, 12, 15)),
        (date(2016, 4, 30), 0, date(2016, 4, 30), date(2016, 4, 30)),
    ],
)
def test_both_month_end_rules(day, months, same_day, last_day):
    assert add_months(day, months, "same day") == same_day
    assert add_months(day, months, "last day") == last_day


def test_an_unknown_rule_is_refused():
    with pytest.raises(ValueError, match="unknown month-end rule 'end'"):
        add_months(date(2016, 1, 1), 1, "end")


def test_month_ends():
    assert is_month_end(date(2016, 2, 29))
    assert not is_month_end(date(2016, 2, 28))
    assert is_month_end(date(2015, 2, 28))


def test_a_day_that_the_month_does_not_have_is_its_last_day():
    assert clipped(2015, 2, 29) == date(2015, 2, 28)
    assert clipped(2015, 4, 31) == date(2015, 4, 30)
    with pytest.raises(ValueError, match="no month has a day 32"):
        clipped(2015, 4, 32)
