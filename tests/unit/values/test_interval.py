from fractions import Fraction as F

import pytest

from sibdsl.values.interval import (
    EMPTY,
    EVERYTHING,
    Bound,
    Interval,
    above,
    add,
    at_least,
    at_most,
    below,
    between,
    contains,
    contains_zero,
    divide,
    encloses,
    greatest,
    hull,
    intersect,
    is_empty,
    is_point,
    least,
    multiply,
    negate,
    point,
    subtract,
)


def closed(low, high):
    return between(Bound(F(low), True), Bound(F(high), True))


def opened(low, high):
    return between(Bound(F(low), False), Bound(F(high), False))


def half_open(low, high):
    return between(Bound(F(low), True), Bound(F(high), False))


def test_what_lies_in_an_interval():
    row = half_open(10, 20)
    assert [contains(row, F(value)) for value in (9, 10, 15, 20)] == [False, True, True, False]
    assert contains(EVERYTHING, F(-(10**30)))
    assert contains_zero(at_most(F(0))) and not contains_zero(below(F(0)))
    assert is_point(point(F(3))) and not is_point(opened(3, 3)) and not is_point(EVERYTHING)


@pytest.mark.parametrize("interval", [EMPTY, opened(3, 3), half_open(3, 3), closed(4, 3)])
def test_every_empty_interval_is_the_same_to_the_operations(interval):
    assert is_empty(interval)
    one = closed(1, 2)
    for operation in (add, subtract, multiply, divide, least, greatest, intersect):
        assert operation(interval, one) == EMPTY
        assert operation(one, interval) == EMPTY
    assert hull(interval, one) == hull(one, interval) == one
    assert hull(interval, interval) == EMPTY
    assert encloses(one, interval)


def test_sums_and_differences():
    assert add(closed(1, 2), half_open(10, 20)) == half_open(11, 22)
    assert add(at_least(F(1)), closed(0, 5)) == at_least(F(1))
    assert subtract(closed(1, 2), half_open(10, 20)) == Interval(F(-19), False, F(-8), True)
    assert negate(above(F(3))) == below(F(-3))


def test_products():
    assert multiply(closed(-1, 2), closed(3, 4)) == closed(-4, 8)
    assert multiply(closed(-2, -1), closed(-4, 3)) == closed(-6, 8)
    # A price times a count that has no upper bound.
    assert multiply(closed(0, 500), at_least(F(0))) == at_least(F(0))
    assert multiply(point(F(0)), EVERYTHING) == point(F(0))
    assert multiply(opened(0, 1), above(F(1))) == above(F(0))
    assert multiply(half_open(0, 1), opened(-3, -2)) == Interval(F(-3), False, F(0), True)


def test_quotients():
    assert divide(closed(1, 2), closed(-1, 1)) is None
    assert divide(closed(1, 2), at_least(F(0))) is None
    assert divide(closed(1, 2), above(F(0))) == above(F(0))
    assert divide(closed(10, 20), closed(2, 5)) == closed(2, 10)
    assert divide(point(F(1)), below(F(0))) == below(F(0))
    assert divide(closed(-1, 1), at_most(F(-2))) == closed(F(-1, 2), F(1, 2))


def test_lower_and_higher_of():
    assert least(closed(1, 5), closed(3, 4)) == closed(1, 4)
    assert greatest(closed(1, 5), closed(3, 4)) == closed(3, 5)
    # A cap bounds what has no bound; a floor at zero keeps an amount from going below.
    assert least(EVERYTHING, point(F(100))) == at_most(F(100))
    assert greatest(EVERYTHING, point(F(0))) == at_least(F(0))
    assert least(half_open(0, 5), closed(0, 5)) == half_open(0, 5)
    assert greatest(half_open(0, 5), closed(0, 5)) == closed(0, 5)


def test_hull_and_intersection():
    assert hull(half_open(0, 1), closed(1, 2)) == closed(0, 2)
    assert intersect(closed(0, 2), opened(1, 5)) == Interval(F(1), False, F(2), True)
    assert intersect(half_open(0, 1), closed(1, 2)) == EMPTY
    assert encloses(closed(0, 2), opened(0, 2)) and not encloses(opened(0, 2), closed(0, 2))
