"""Ranges in words (``at least 20%``, ``from 10% to below 20%``) as exact intervals.

In: a surface ``Test`` whose boundaries are fixed values. Out: the interval, in base measure.
"""

from __future__ import annotations

from sibdsl.semantics import amounts
from sibdsl.semantics.meaning import Known, Place
from sibdsl.surface.expressions import Test
from sibdsl.values.interval import Interval


def interval_of(known: Known, test: Test, place: Place) -> Interval | None:
    """The values that pass the test; None where a boundary has an error, which was reported."""
    low = None if test.low is None else amounts.constant(known, test.low, place)
    if test.high is test.low:
        high = low
    else:
        high = None if test.high is None else amounts.constant(known, test.high, place)
    if (test.low is not None and low is None) or (test.high is not None and high is None):
        return None
    return Interval(low, low is not None and test.low_closed, high, high is not None and test.high_closed)
