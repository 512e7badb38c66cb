from fractions import Fraction as F

import pytest

from sibdsl.values.coverage import example, gaps, has_value, on_grid, overlaps
from sibdsl.values.interval import EMPTY, EVERYTHING, Interval, above, at_least, at_most, below, point

TENTH = F(1, 10)


def from_to(low, high):
    return Interval(F(low), True, F(high), True)


def from_to_below(low, high):
    return Interval(F(low), True, F(high), False)


def test_a_table_without_gaps_or_overlaps():
    rows = [at_least(F(20)), from_to_below(16, 20), from_to_below(10, 16), below(F(10))]
    assert gaps(rows, EVERYTHING, None) == []
    assert overlaps(rows, None) == []


def test_a_gap_keeps_the_bounds_of_its_neighbours():
    rows = [at_least(F(20)), from_to("8.5", 10)]
    assert gaps(rows, at_least(F(0)), TENTH) == [
        from_to_below(0, "8.5"),
        Interval(F(10), False, F(20), False),
    ]


def test_the_ends_of_the_whole_are_gaps_too():
    assert gaps([from_to(10, 20)], from_to(0, 100), None) == [
        from_to_below(0, 10),
        Interval(F(20), False, F(100), True),
    ]
    assert gaps([], from_to(0, 100), None) == [from_to(0, 100)]
    assert gaps([EMPTY], EVERYTHING, F(1)) == [EVERYTHING]
    assert gaps([from_to(-5, 200)], from_to(0, 100), None) == []


def test_a_gap_between_two_measurable_values_is_no_gap():
    rows = [from_to(0, "9.9"), from_to(10, 20)]
    assert gaps(rows, from_to(0, 20), TENTH) == []
    assert gaps(rows, from_to(0, 20), F(1, 100)) == [Interval(F("9.9"), False, F(10), False)]
    assert gaps(rows, from_to(0, 20), None) == [Interval(F("9.9"), False, F(10), False)]


def test_rows_that_touch_overlap_only_where_a_value_can_be_measured():
    rows = [from_to(0, "10.05"), from_to("10.05", 20)]
    assert overlaps(rows, TENTH) == []
    assert overlaps(rows, None) == [(0, 1, point(F("10.05")))]
    assert overlaps(rows, F(1, 20)) == [(0, 1, point(F("10.05")))]


def test_overlaps_name_rows_in_written_order():
    rows = [at_least(F(20)), from_to(0, 100), below(F(1)), EMPTY]
    assert overlaps(rows, F(1)) == [
        (0, 1, from_to(20, 100)),
        (1, 2, from_to_below(0, 1)),
    ]


def test_the_grid_is_anchored_at_zero():
    assert on_grid(from_to("0.05", "0.35"), TENTH) == from_to("0.1", "0.3")
    assert on_grid(Interval(F(1), False, F(2), False), TENTH) == from_to("1.1", "1.9")
    assert on_grid(above(F("-0.05")), TENTH) == at_least(F(0))
    assert not has_value(from_to("0.01", "0.09"), TENTH)
    assert has_value(from_to("0.01", "0.09"), None)


@pytest.mark.parametrize(
    ("interval", "step", "value"),
    [
        (from_to(3, 9), None, 3),
        (Interval(F(3), False, F(9), True), None, 9),
        (Interval(F(3), False, F(9), False), None, 6),
        (above(F(5)), None, 6),
        (below(F(5)), None, 4),
        (at_most(F(5)), None, 5),
        (EVERYTHING, None, 0),
        (EVERYTHING, TENTH, 0),
        (above(F(5)), TENTH, "5.1"),
        (below(F(5)), TENTH, "4.9"),
        (Interval(F(3), False, F(9), True), TENTH, 9),
        (from_to("3.05", "3.25"), TENTH, "3.1"),
        (Interval(F("3.05"), True, F("3.3"), True), TENTH, "3.3"),
    ],
)
def test_examples(interval, step, value):
    assert example(interval, step) == F(value)


@pytest.mark.parametrize(("interval", "step"), [(EMPTY, None), (from_to("0.01", "0.09"), TENTH)])
def test_no_example_without_a_value(interval, step):
    with pytest.raises(ValueError, match="no example"):
        example(interval, step)


def test_a_long_table_is_compared_quickly():
    rows = [from_to_below(number, number + 1) for number in range(5_000)]
    assert gaps(rows, from_to_below(0, 5_000), F(1)) == []
    assert overlaps(rows, F(1)) == []
