"""The compiled calendar gives the days that the calendar of the runtime gives."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.engines.kernel.columns import day_of_number, number_of_day
from sibdsl.engines.kernel.lengths import day_later
from sibdsl.runtime.claims_lengths import day_after
from sibdsl.runtime.claims_plan import Length

DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31)) | st.sampled_from(
    [date(2016, 2, 29), date(2017, 2, 28), date(2018, 1, 31), date(2018, 4, 30), date(2018, 12, 31)]
)


@pytest.mark.parametrize("month_end", ["same day", "last day"])
@given(DAYS, st.integers(0, 60) | st.integers(0, 200_000), st.sampled_from(["days", "months"]))
def test_a_length_after_a_day(month_end: str, day: date, count: int, unit: str) -> None:
    kind = {"days": 1, "months": 2}[unit]
    found = day_later(number_of_day(day), kind, count, month_end == "last day")
    assert day_of_number(found) == day_after(day, Length(count, unit), month_end)
