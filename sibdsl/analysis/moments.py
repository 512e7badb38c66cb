"""What is known of the contract at one determination, before any evidence: ranges instead of values.

In: intervals. Out: ``State`` (what was paid and used up before) and ``Moment`` (one determination).
Relies on the determinations and buckets of the runtime.
Guarantees: a range that is not known is everything that it could be.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.ir.expressions import Expression
from sibdsl.runtime.determinations import BucketKey, Determination, Occasion
from sibdsl.values.interval import Interval, add, hull, point

NOTHING = point(Fraction(0))
"""Nothing paid, nothing used."""


class State:
    """Ranges of what the determinations before the moment at hand have paid and used up."""

    __slots__ = ("counted", "paid", "turns", "used")

    def __init__(self) -> None:
        self.paid: dict[str, Interval] = {}
        self.used: dict[BucketKey, Interval] = {}
        self.counted: dict[BucketKey, Interval] = {}
        self.turns: dict[tuple[str, str], Interval] = {}


class Moment:
    """One determination: when, with which earlier payments, and what is assumed about values.

    ``at`` are the earliest and the latest determination that it can be: one and the same, but for payments on
    termination. ``counts`` collects what each count takes, ``capped`` the parts that a cap of their own limits.
    """

    __slots__ = ("assumed", "at", "calculated", "capped", "counts", "occasion", "state", "subjects")

    def __init__(self, at: tuple[Determination, ...], occasion: Occasion, state: State) -> None:
        self.at = at
        self.occasion = occasion
        self.state = state
        self.subjects: list[tuple[Interval, Fraction | None]] = []
        self.assumed: dict[Expression, Interval] = {}
        self.calculated: dict[str, Interval] = {}
        self.counts: dict[str, Interval] = {}
        self.capped: dict[str, Interval] = {}

    def assuming(self, assumed: dict[Expression, Interval]) -> Moment:
        """Give the same moment with more assumed; what is counted is still collected in one place."""
        other = Moment(self.at, self.occasion, self.state)
        other.subjects = list(self.subjects)
        other.assumed = self.assumed | assumed
        other.calculated = self.calculated
        other.counts = self.counts
        other.capped = self.capped
        return other


def grown(before: Interval, more: Interval, limit: Fraction | None) -> Interval:
    """Add to a range of sums that a limit keeps from growing past it."""
    total = add(before, more)
    if limit is None:
        return total
    most = limit if before.high is None else max(before.high, limit)
    if total.high is None or total.high > most:
        total = Interval(total.low, total.low_closed, most, True)
    if total.low is not None and total.low > most:
        total = Interval(before.low, before.low_closed, most, True)
    return total


def or_nothing(interval: Interval) -> Interval:
    """Hold the range, and zero: what happens or does not happen."""
    return hull(interval, NOTHING)
