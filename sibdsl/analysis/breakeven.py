"""Searching the place at which a loss ends, with few looks.

In: a gain at each whole place, and two places: one with a loss and a higher one without.
Out: the first place without a loss above which the search found none.
Relies on gains that rise with the place. Guarantees: the place before the answer has a loss; a handful of looks where
gains jump once or follow few straight lines, and never more than a few times the logarithm of the distance.
"""

from __future__ import annotations

from collections.abc import Callable

Point = tuple[int, int]
"""A place, and the gain there."""


def first_without_loss(gain: Callable[[int], int], low: Point, high: Point) -> int:
    """Find the first place without a loss. ``low`` has one, ``high`` has none."""
    return _Search(gain, low, high).place()


class _Search:
    """A search between two points that close in on each other."""

    def __init__(self, gain: Callable[[int], int], low: Point, high: Point) -> None:
        self._gain = gain
        self._low = low
        self._high = high

    def place(self) -> int:
        while self._is_open():
            # Most tables jump at their thresholds; beside the upper place is also the line that it is on.
            self._follow(self._high, -1)
            self._follow(self._low, 1)
            self._look((self._low[0] + self._high[0]) // 2)
        return self._high[0]

    def _follow(self, point: Point, towards: int) -> None:
        """Follow the straight line through a point and the one beside it, to where it has no loss."""
        beside = self._look(point[0] + towards)
        rise = (beside[1] - point[1]) * towards
        if rise > 0:
            self._look(point[0] - point[1] // rise)
            # Where that was the place, the one before it has a loss.
            self._look(self._high[0] - 1)

    def _is_open(self) -> bool:
        return self._high[0] - self._low[0] > 1

    def _look(self, place: int) -> Point:
        """Look at a place between the two, if there is one, and close in on it."""
        if not self._is_open():
            return self._high
        place = min(max(place, self._low[0] + 1), self._high[0] - 1)
        point = (place, self._gain(place))
        if point[1] >= 0:
            self._high = point
        else:
            self._low = point
        return point
