"""Interest that runs on what is outstanding: section 3 of docs/reference/capital.md.

In: a coupon, and each change of the principal. Out: what is owed on a day, exact, in minor units.
Relies on ``capital_days``. Guarantees: nothing is rounded here; a stretch in which nothing changes counts as one.

A point is the beginning of a day: interest runs from point to point.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from sibdsl.runtime.capital_days import overlaps, part_of_periods, part_of_year
from sibdsl.runtime.capital_plan import COMPOUNDING, Coupon, RatePeriod
from sibdsl.runtime.due_dates import months_after

RateOf = Callable[[Coupon, RatePeriod], Fraction | None]
"""The rate that a metric gives for a period; None where it was not determined."""

_NOTHING = Fraction(0)


class FixedInterest:
    """Interest at a fixed rate, simple or compounded."""

    __slots__ = ("_accrued", "_anchor", "_compounded", "_coupon", "_month_end", "_months", "_periods", "_principal",
                 "_rate", "_since")  # fmt: skip

    def __init__(self, coupon: Coupon, rate: Fraction, month_end: str) -> None:
        self._coupon = coupon
        self._rate = rate
        self._month_end = month_end
        self._months = COMPOUNDING[coupon.compounding]
        self._principal = 0
        self._compounded = _NOTHING
        self._accrued = _NOTHING
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
            return _NOTHING
        self._compound(point)
        return self._compounded + self._accrued + self._stretch(self._since, point)

    def pay(self, minor: int, point: date) -> None:
        """Note that interest is paid: first what bears interest itself."""
        if self._months and self._since is not None:
            self._stop_at(point)
            first = min(self._compounded, Fraction(minor))
            self._compounded -= first
            self._accrued -= minor - first
        else:
            self._accrued -= minor

    def _stop_at(self, point: date) -> None:
        """End a stretch, because what bears interest changes."""
        self._compound(point)
        if self._since is not None and self._since < point:
            self._accrued += self._stretch(self._since, point)
            self._since = point

    def _compound(self, point: date) -> None:
        """Let unpaid interest bear interest from the end of each compounding period before a point."""
        if not self._months:
            return
        while (end := self._period_end()) is not None and end <= point:
            self._accrued += self._stretch(self._since or end, end)
            self._compounded += self._accrued
            self._accrued = _NOTHING
            self._since = end
            self._periods += 1

    def _period_end(self) -> date | None:
        try:
            return months_after(self._anchor, self._months * (self._periods + 1), self._month_end)
        except OverflowError:
            return None

    def _stretch(self, first: date, last: date) -> Fraction:
        base = self._principal + self._compounded
        if not base or first >= last:
            return _NOTHING
        coupon = self._coupon
        if coupon.day_count == "by period":
            return base * self._rate * part_of_periods(first, last, coupon.periods)
        return base * self._rate * part_of_year(first, last, coupon.day_count)


class MetricInterest:
    """Simple interest at the rate that a metric gives for each period, owed once the period is over."""

    __slots__ = ("_coupon", "_paid", "_principal", "_rate_of", "_since", "_stretches")

    def __init__(self, coupon: Coupon, rate_of: RateOf) -> None:
        self._coupon = coupon
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
                    total += principal * rate * self._part(period, start, end)
        return total

    def pay(self, minor: int, point: date) -> None:
        """Note that interest is paid."""
        self._paid += minor

    def _part(self, period: RatePeriod, start: date, end: date) -> Fraction:
        if self._coupon.day_count == "by period":
            return part_of_periods(start, end, (period,))
        return part_of_year(start, end, self._coupon.day_count)
