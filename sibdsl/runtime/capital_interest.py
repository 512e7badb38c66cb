"""Interest that runs on what is outstanding: section 3 of docs/reference/capital.md.

In: a coupon, and each change of the principal. Out: what is owed on a day, exact, in minor units.
Relies on ``capital_days``. Guarantees: nothing is rounded here; a stretch in which nothing changes counts as one.

A point is the beginning of a day: interest runs from point to point.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from sibdsl.runtime.capital_days import DayCount, overlaps
from sibdsl.runtime.capital_plan import COMPOUNDING, Coupon, RatePeriod
from sibdsl.runtime.due_dates import months_after

RateOf = Callable[[Coupon, RatePeriod], Fraction | None]
"""The rate that a metric gives for a period; None where it was not determined."""

_NO_INTEREST = Fraction(0)


class SimpleInterest:
    """Simple interest at a fixed rate. It is added up in whole numbers, because a settlement may ask for it often."""

    __slots__ = ("_a_day", "_accrued", "_day_count", "_principal", "_since", "_whole")

    def __init__(self, rate: Fraction, day_count: DayCount) -> None:
        self._day_count = day_count
        self._a_day = rate.numerator
        self._whole = rate.denominator * day_count.year
        self._principal = 0
        self._accrued = 0
        self._since = date.min

    def change(self, principal: int, point: date) -> None:
        """Note that the principal is another from a point on."""
        if self._principal:
            self._accrued += self._principal * self._a_day * self._day_count.units(self._since, point)
        self._principal = principal
        self._since = point

    def owed(self, point: date) -> Fraction:
        """Give what is owed at a point."""
        accrued = self._accrued
        if self._principal:
            accrued += self._principal * self._a_day * self._day_count.units(self._since, point)
        return Fraction(accrued, self._whole) if accrued else _NO_INTEREST

    def pay(self, minor: int, point: date) -> None:
        """Note that interest is paid."""
        self._accrued -= minor * self._whole


class CompoundInterest:
    """Interest at a fixed rate that bears interest when it is unpaid at the end of a period."""

    __slots__ = ("_accrued", "_anchor", "_compounded", "_day_count", "_month_end", "_months", "_periods", "_principal",
                 "_rate", "_since")  # fmt: skip

    def __init__(self, rate: Fraction, day_count: DayCount, compounding: str, month_end: str) -> None:
        self._rate = rate
        self._day_count = day_count
        self._month_end = month_end
        self._months = COMPOUNDING[compounding]
        self._principal = 0
        self._compounded = _NO_INTEREST
        self._accrued = _NO_INTEREST
        self._since: date | None = None
        self._anchor = date.min
        self._periods = 0

    def change(self, principal: int, point: date) -> None:
        """Note that the principal is another from a point on."""
        if self._since is None:
            self._anchor = self._since = point
        else:
            self._stop_at(point)
        self._principal = principal

    def owed(self, point: date) -> Fraction:
        """Give what is owed at a point."""
        if self._since is None:
            return _NO_INTEREST
        self._compound(point)
        return self._compounded + self._accrued + self._stretch(self._since, point)

    def pay(self, minor: int, point: date) -> None:
        """Note that interest is paid: first what bears interest itself."""
        self._stop_at(point)
        first = min(self._compounded, Fraction(minor))
        self._compounded -= first
        self._accrued -= minor - first

    def _stop_at(self, point: date) -> None:
        """End a stretch, because what bears interest changes."""
        self._compound(point)
        if self._since is not None and self._since < point:
            self._accrued += self._stretch(self._since, point)
            self._since = point

    def _compound(self, point: date) -> None:
        """Let unpaid interest bear interest from the end of each compounding period before a point."""
        while (end := self._period_end()) is not None and end <= point:
            self._accrued += self._stretch(self._since or end, end)
            self._compounded += self._accrued
            self._accrued = _NO_INTEREST
            self._since = end
            self._periods += 1

    def _period_end(self) -> date | None:
        try:
            return months_after(self._anchor, self._months * (self._periods + 1), self._month_end)
        except OverflowError:
            return None

    def _stretch(self, first: date, last: date) -> Fraction:
        base = self._principal + self._compounded
        return base * self._rate * self._day_count.part(first, last) if base and first < last else _NO_INTEREST


class MetricInterest:
    """Simple interest at the rate that a metric gives for each period, owed once the period is over."""

    __slots__ = ("_coupon", "_day_count", "_paid", "_principal", "_rate_of", "_since", "_stretches")

    def __init__(self, coupon: Coupon, day_count: DayCount, rate_of: RateOf) -> None:
        self._coupon = coupon
        self._day_count = day_count
        self._rate_of = rate_of
        self._principal = 0
        self._since: date | None = None
        self._stretches: list[tuple[int, date, date]] = []
        self._paid = 0

    def change(self, principal: int, point: date) -> None:
        """Note that the principal is another from a point on."""
        if self._since is not None and self._principal and self._since < point:
            self._stretches.append((self._principal, self._since, point))
        self._principal = principal
        self._since = point

    def owed(self, point: date) -> Fraction:
        """Give what is owed at a point."""
        total = Fraction(-self._paid)
        stretches = list(self._stretches)
        if self._since is not None and self._since < point:
            stretches.append((self._principal, self._since, point))
        over = point if self._coupon.both_days else date.fromordinal(point.toordinal() + 1)
        for principal, first, last in stretches:
            for period, start, end in overlaps(first, last, self._coupon.periods):
                rate = self._rate_of(self._coupon, period) if period.end < over else None
                if rate:
                    total += principal * rate * self._day_count.part(start, end)
        return total

    def pay(self, minor: int, point: date) -> None:
        """Note that interest is paid."""
        self._paid += minor


class CompoundMetricInterest:
    """Interest at the rate that a metric gives for each period, which bears interest when it is unpaid.

    Everything that happened is kept and counted again when something is asked: a rate is known only when its period is
    over, and compounding periods may end before.
    """

    __slots__ = ("_coupon", "_day_count", "_events", "_month_end", "_rate_of")

    def __init__(self, coupon: Coupon, day_count: DayCount, rate_of: RateOf, month_end: str) -> None:
        self._coupon = coupon
        self._day_count = day_count
        self._rate_of = rate_of
        self._month_end = month_end
        self._events: list[tuple[bool, int, date]] = []

    def change(self, principal: int, point: date) -> None:
        """Note that the principal is another from a point on."""
        self._events.append((False, principal, point))

    def owed(self, point: date) -> Fraction:
        """Give what is owed at a point."""
        counted = _AtKnownRates(self._coupon, self._day_count, self._month_end, self._known(point))
        for paid, minor, when in self._events:
            if paid:
                counted.pay(minor, when)
            else:
                counted.change(minor, when)
        return counted.owed(point)

    def pay(self, minor: int, point: date) -> None:
        """Note that interest is paid."""
        self._events.append((True, minor, point))

    def _known(self, point: date) -> list[tuple[RatePeriod, Fraction]]:
        """List the periods that are over at a point, with their rates."""
        over = point if self._coupon.both_days else date.fromordinal(point.toordinal() + 1)
        rates = ((period, self._rate_of(self._coupon, period)) for period in self._coupon.periods if period.end < over)
        return [(period, rate) for period, rate in rates if rate]


class _AtKnownRates(CompoundInterest):
    """Compounded interest at another rate in each period, and none outside the periods."""

    __slots__ = ("_periods_over", "_rates")

    def __init__(
        self, coupon: Coupon, day_count: DayCount, month_end: str, known: list[tuple[RatePeriod, Fraction]]
    ) -> None:
        super().__init__(_NO_INTEREST, day_count, coupon.compounding, month_end)
        self._periods_over = tuple(period for period, _ in known)
        self._rates = {period.end: rate for period, rate in known}

    def _stretch(self, first: date, last: date) -> Fraction:
        base = self._principal + self._compounded
        return sum(
            (
                base * self._rates[period.end] * self._day_count.part(start, end)
                for period, start, end in overlaps(first, last, self._periods_over)
            ),
            _NO_INTEREST,
        )
