"""Whether a condition can hold and can fail, and what follows for values when it does.

In: a condition of the IR, and a function from expressions to ranges. Out: truth values, assumptions.
Relies on ``sibdsl.values.interval``.
Guarantees: sound. What is said to be impossible is; what is assumed follows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from sibdsl.ir import expressions as ir
from sibdsl.values.interval import EMPTY, Interval, above, at_least, at_most, below, encloses, intersect, is_empty

RangeOf = Callable[[ir.Expression], Interval]
Assumed = dict[ir.Expression, Interval]


class Truth(NamedTuple):
    """Whether a condition can hold, and whether it can fail."""

    can_hold: bool
    can_fail: bool


class Conditions:
    """The conditions of a program; ``paid`` gives the range of what a payment has paid before."""

    def __init__(
        self, thresholds: Mapping[str, ir.Condition], range_of: RangeOf, paid: Callable[[str], Interval]
    ) -> None:
        self._thresholds = thresholds
        self._range_of = range_of
        self._paid = paid

    def truth(self, condition: ir.Condition) -> Truth:
        """Say whether a condition can hold and can fail."""
        match condition:
            case ir.Within():
                return self._within(condition)
            case ir.Met():
                return self.truth(self._thresholds[condition.threshold])
            case ir.HasBeenPaid():
                paid = self._paid(condition.payment)
                most = paid.high
                return Truth(most is None or most > 0, paid.low is None or paid.low <= 0)
            case ir.Not():
                inner = self.truth(condition.condition)
                return Truth(inner.can_fail, inner.can_hold)
            case ir.Every():
                truths = [self.truth(item) for item in condition.items]
                return Truth(all(item.can_hold for item in truths), any(item.can_fail for item in truths))
            case ir.Some():
                truths = [self.truth(item) for item in condition.items]
                surely = sum(not item.can_fail for item in truths)
                possibly = sum(item.can_hold for item in truths)
                return Truth(possibly >= condition.count, surely < condition.count)

    def assume(self, condition: ir.Condition, holds: bool) -> Assumed:
        """Say what follows for the values that a condition reads, when it holds or fails."""
        match condition:
            case ir.Within():
                return self._narrowed(condition, holds)
            case ir.Met():
                return self.assume(self._thresholds[condition.threshold], holds)
            case ir.Not():
                return self.assume(condition.condition, not holds)
            case ir.Every() if holds or len(condition.items) == 1:
                return self._together(condition.items, holds)
            case ir.Some() if holds and condition.count == len(condition.items):
                return self._together(condition.items, holds=True)
            case ir.Some() if not holds and condition.count == 1:
                return self._together(condition.items, holds=False)
        return {}

    def _together(self, items: tuple[ir.Condition, ...], holds: bool) -> Assumed:
        found: Assumed = {}
        for item in items:
            merge(found, self.assume(item, holds))
        return found

    def _within(self, condition: ir.Within) -> Truth:
        value = self._range_of(condition.value)
        possible = intersect(value, self._widest(condition))
        can_fail = not encloses(self._narrowest(condition), value)
        return Truth(not is_empty(possible), can_fail)

    def _widest(self, condition: ir.Within) -> Interval:
        """Give every value for which the condition may hold, however its bounds turn out."""
        result = Interval()
        if condition.low is not None:
            low = self._range_of(condition.low)
            if low.low is not None:
                closed = condition.low_closed and low.low_closed
                result = intersect(result, at_least(low.low) if closed else above(low.low))
        if condition.high is not None:
            high = self._range_of(condition.high)
            if high.high is not None:
                closed = condition.high_closed and high.high_closed
                result = intersect(result, at_most(high.high) if closed else below(high.high))
        return result

    def _narrowest(self, condition: ir.Within) -> Interval:
        """Give the values for which the condition holds whatever its bounds are; possibly none."""
        result = Interval()
        if condition.low is not None:
            low = self._range_of(condition.low)
            if low.high is None:
                return EMPTY
            result = intersect(result, at_least(low.high) if condition.low_closed else above(low.high))
        if condition.high is not None:
            high = self._range_of(condition.high)
            if high.low is None:
                return EMPTY
            result = intersect(result, at_most(high.low) if condition.high_closed else below(high.low))
        return result

    def _narrowed(self, condition: ir.Within, holds: bool) -> Assumed:
        if holds:
            return {condition.value: self._widest(condition)}
        if condition.low is not None and condition.high is None:
            other = ir.Within(condition.value, None, False, condition.low, not condition.low_closed)
        elif condition.high is not None and condition.low is None:
            other = ir.Within(condition.value, condition.high, not condition.high_closed, None, False)
        else:
            return {}
        return {condition.value: self._widest(other)}


def merge(into: Assumed, more: Assumed) -> None:
    """Add assumptions to others; where both speak of an expression, both hold."""
    for expression, interval in more.items():
        known = into.get(expression)
        into[expression] = interval if known is None else intersect(known, interval)
