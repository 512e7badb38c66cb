import subprocess
import sys
from datetime import date, timedelta

import pytest
import QuantLib

from sibdsl.values.calendar_table import CALENDAR_TABLE
from sibdsl.values.calendars import calendar_years, holiday_dates, is_known_calendar, weekend_days


@pytest.mark.parametrize("code", ["GB", "GB-ENG", "US", "US-NY", "JP", "AU-NSW", "XECB", "TARGET", "XLON"])
def test_known_calendars(code):
    assert is_known_calendar(code)
    dates = holiday_dates(code, date(2012, 1, 1), date(2026, 12, 31))
    assert dates and list(dates) == sorted(dates)


@pytest.mark.parametrize("code", ["", "-", "XX", "gb", "GB-", "GB-XX", "TARGET-ENG", "HolidayBase", "date", "England"])
def test_an_unknown_calendar_is_no_exception(code):
    assert not is_known_calendar(code)
    assert holiday_dates(code, date(2012, 1, 1), date(2026, 12, 31)) is None
    assert calendar_years(code) is None
    assert weekend_days(code) is None


def test_both_ends_are_included():
    christmas = date(2017, 12, 25)
    assert holiday_dates("GB-ENG", christmas, christmas) == (christmas,)
    assert holiday_dates("GB-ENG", date(2017, 12, 27), date(2017, 12, 31)) == ()
    assert holiday_dates("GB-ENG", date(2017, 12, 31), date(2017, 12, 1)) == ()


def test_subdivisions_differ():
    st_andrew = date(2017, 11, 30)
    assert holiday_dates("GB-SCT", st_andrew, st_andrew) == (st_andrew,)
    assert holiday_dates("GB-ENG", st_andrew, st_andrew) == ()


def test_years_beyond_the_source_of_a_calendar_give_no_warning():
    assert holiday_dates("IN", date(1990, 1, 1), date(2099, 12, 31))
    assert calendar_years("XECB") == (1999, 2100)


def test_a_weekend_is_not_saturday_everywhere():
    assert weekend_days("GB-ENG") == (5, 6)
    assert weekend_days("IL") == (4, 5)


@pytest.mark.parametrize(
    ("code", "opinion"),
    [("XECB", QuantLib.TARGET()), ("GB-ENG", QuantLib.UnitedKingdom())],
    ids=["XECB", "GB-ENG"],
)
def test_an_independent_calendar_agrees_on_every_weekday(code, opinion):
    first, last = date(2010, 1, 1), date(2030, 12, 31)
    pinned = set(holiday_dates(code, first, last))
    days = (first + timedelta(days=count) for count in range((last - first).days + 1))
    for day in days:
        if day.weekday() < 5:
            assert opinion.isHoliday(QuantLib.Date(day.day, day.month, day.year)) == (day in pinned), day


def test_the_table_and_the_package_know_the_same_calendars():
    for code, names in CALENDAR_TABLE.items():
        subdivisions = [f"{code}-{name}" for name in names.split()[:2]]
        assert all(calendar_years(known) is not None for known in [code, *subdivisions])


def test_a_known_code_is_recognised_without_loading_the_holidays():
    program = "import sys; from sibdsl.values.calendars import is_known_calendar as known\n"
    program += "assert known('GB-ENG') and known('TARGET') and 'holidays' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True)
