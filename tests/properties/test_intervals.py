"""Interval arithmetic and table coverage against brute force over small grids."""

from fractions import Fraction
from itertools import pairwise, product

import pytest
from hypothesis import example as try_also
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.values.coverage import example, gaps, has_value, overlaps
from sibdsl.values.interval import (
    EMPTY,
    EVERYTHING,
    Interval,
    add,
    contains,
    contains_zero,
    divide,
    encloses,
    greatest,
    hull,
    intersect,
    is_empty,
    least,
    multiply,
    subtract,
)

NEAR = Fraction(1, 10**6)
FAR = Fraction(10**12)
ends = st.none() | st.integers(-3, 3).map(Fraction)


@st.composite
def intervals(draw, bound=ends):
    low, high = draw(bound), draw(bound)
    if low is not None and high is not None and low > high:
        low, high = high, low
    low_closed = low is not None and draw(st.booleans())
    high_closed = high is not None and draw(st.booleans())
    return Interval(low, low_closed, high, high_closed)


filled = intervals().filter(lambda interval: not is_empty(interval))


def samples(interval):
    """Give members of an interval that come close to each of its ends, and zero where it is a member."""
    low, high = interval.low, interval.high
    candidates = {Fraction(0)}
    candidates |= {-FAR, NEAR - FAR} if low is None else {low, low + NEAR, low + 1}
    candidates |= {FAR, FAR - NEAR} if high is None else {high, high - NEAR, high - 1}
    if low is not None and high is not None:
        candidates.add((low + high) / 2)
    return [value for value in candidates if contains(interval, value)]


def assert_sound_and_tight(result, values):
    """Every value lies in the result, and each end of the result is reached, or approached when open."""
    assert all(contains(result, value) for value in values)
    for end, closed, extreme in (
        (result.low, result.low_closed, min(values)),
        (result.high, result.high_closed, max(values)),
    ):
        if end is None:
            assert not closed and abs(extreme) >= 100
        elif closed:
            assert extreme == end
        else:
            assert 0 < abs(extreme - end) < Fraction(1, 1000)


OPERATIONS = {
    add: lambda one, other: one + other,
    subtract: lambda one, other: one - other,
    multiply: lambda one, other: one * other,
    least: min,
    greatest: max,
}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.__name__)
@given(first=filled, second=filled)
def test_operations_are_sound_and_tight(operation, first, second):
    values = [OPERATIONS[operation](one, other) for one, other in product(samples(first), samples(second))]
    assert_sound_and_tight(operation(first, second), values)


@given(filled, filled)
def test_division_is_sound_and_tight_and_refuses_zero(first, second):
    quotient = divide(first, second)
    if contains_zero(second):
        assert quotient is None
        return
    assert quotient is not None
    assert_sound_and_tight(quotient, [one / other for one, other in product(samples(first), samples(second))])


PROBES = [Fraction(number, 8) for number in range(-40, 41)]


@given(intervals(), intervals())
def test_sets_of_numbers(first, second):
    shared, both = intersect(first, second), hull(first, second)
    for value in PROBES:
        assert contains(shared, value) == (contains(first, value) and contains(second, value))
        if contains(first, value) or contains(second, value):
            assert contains(both, value)
    assert encloses(both, first) and encloses(both, second)
    assert encloses(first, second) == (shared == second or is_empty(second))
    assert is_empty(first) == (not any(contains(first, value) for value in PROBES))


# Rows end on quarters, and values are measured to a half, to one, or to anything.
quarter_ends = st.none() | st.integers(-12, 12).map(lambda number: Fraction(number, 4))
tables = st.lists(intervals(quarter_ends), max_size=6)
grids = st.sampled_from([None, Fraction(1, 2), Fraction(1), Fraction(3, 4)])


def measurable(step):
    return [value for value in PROBES if step is None or value % step == 0]


@given(tables, intervals(quarter_ends), grids)
@try_also([], EVERYTHING, Fraction(1))
@try_also([EMPTY], EVERYTHING, None)
def test_gaps_are_what_no_row_covers(rows, whole, step):
    found = gaps(rows, whole, step)
    for value in measurable(step):
        uncovered = contains(whole, value) and not any(contains(row, value) for row in rows)
        assert any(contains(gap, value) for gap in found) == uncovered
    for gap in found:
        shown = example(gap, step)
        assert contains(gap, shown) and (step is None or shown % step == 0)
        assert not any(contains(row, shown) for row in rows)
    for one, following in pairwise(found):
        assert one.high is not None and following.low is not None and one.high <= following.low


@given(tables, grids)
def test_overlaps_are_what_two_rows_cover(rows, step):
    found = {(one, other): shared for one, other, shared in overlaps(rows, step)}
    for one, other in product(range(len(rows)), repeat=2):
        if one >= other:
            assert (one, other) not in found
            continue
        common = [v for v in measurable(step) if contains(rows[one], v) and contains(rows[other], v)]
        assert ((one, other) in found) == bool(common)
        if common:
            assert all(contains(found[one, other], value) for value in common)
    assert list(found) == sorted(found)


@given(intervals(quarter_ends), grids)
def test_an_interval_has_an_example_when_it_has_a_value(interval, step):
    assert has_value(interval, step) == any(contains(interval, value) for value in measurable(step))
    if has_value(interval, step):
        shown = example(interval, step)
        assert contains(interval, shown) and (step is None or shown % step == 0)
