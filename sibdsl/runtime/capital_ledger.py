"""What became of one instrument so far: drawn, repaid, interest and return.

In: an instrument, and what is drawn and paid on it day by day. Out: what is owed on a day.
Relies on ``capital_interest``. Guarantees: principal is never repaid twice; what is asked keeps within the return cap.

All amounts are in minor units. Section 3 of docs/reference/capital.md.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sibdsl.runtime.capital_days import ONE_DAY, DayCount
from sibdsl.runtime.capital_interest import (
    CompoundInterest,
    CompoundMetricInterest,
    MetricInterest,
    RateOf,
    SimpleInterest,
)
from sibdsl.runtime.capital_plan import OWED_KINDS, Instrument
from sibdsl.runtime.exact import minor_units
from sibdsl.runtime.plan import Plan

Interest = SimpleInterest | CompoundInterest | MetricInterest | CompoundMetricInterest

_NO_MONEY = Fraction(0)


class InstrumentLedger:
    """An instrument while time passes.

    ``principal`` is outstanding; ``interest_paid`` and ``return_paid`` are what its providers received besides
    principal; ``lost`` is what was outstanding when it ended, of which ``guaranteed`` was paid by guarantors.
    """

    __slots__ = ("_allowance", "_interest", "_mode", "drawn", "ended_on", "guaranteed", "instrument", "interest_paid",
                 "lost", "principal", "repaid", "return_paid", "unpaid_interest")  # fmt: skip

    def __init__(self, instrument: Instrument, plan: Plan, day_count: DayCount, rate_of: RateOf) -> None:
        self.instrument = instrument
        self.drawn = self.principal = self.repaid = self.interest_paid = self.return_paid = self.lost = 0
        self.guaranteed: list[tuple[str, int]] = []
        self.ended_on: date | None = None
        self.unpaid_interest = _NO_MONEY
        self._mode = plan.rounding
        self._interest: Interest | None = None
        self._allowance: SimpleInterest | None = None
        coupon, cap = instrument.coupon, instrument.return_cap
        if coupon is not None:
            if coupon.rate is None and coupon.compounding == "simple":
                self._interest = MetricInterest(coupon, day_count, rate_of)
            elif coupon.rate is None:
                self._interest = CompoundMetricInterest(coupon, day_count, rate_of, plan.month_end)
            elif coupon.compounding == "simple":
                self._interest = SimpleInterest(coupon.rate, day_count)
            else:
                self._interest = CompoundInterest(coupon.rate, day_count, coupon.compounding, plan.month_end)
        if cap is not None and cap.a_year:
            self._allowance = SimpleInterest(cap.share, day_count)

    # ------------------------------------------------------------ what is owed

    def interest_owed(self, day: date) -> Fraction:
        """Give the interest that is owed on a day, exact; nothing where rounding has paid a little more."""
        return _NO_MONEY if self._interest is None else max(self._interest.owed(self._point(day)), _NO_MONEY)

    def interest_due(self, day: date) -> int:
        """Give the interest that can be paid on a day: rounded, within the return cap."""
        if self._interest is None:
            return 0
        exact = self._interest.owed(self._point(day))
        if exact.numerator <= 0:
            return 0
        owed = minor_units(exact, 0, self._mode)
        room = self.room(day)
        return owed if room is None else min(owed, room)

    def room(self, day: date) -> int | None:
        """Give how much more return the cap allows on a day; None without a cap."""
        cap = self.instrument.return_cap
        if cap is None:
            return None
        most = self.drawn * cap.share if self._allowance is None else self._allowance.owed(self._point(day))
        return max(most.numerator // most.denominator - self.interest_paid - self.return_paid, 0)

    @property
    def received(self) -> int:
        """All that the providers received from the receiver and from payments that repay the instrument."""
        return self.repaid + self.interest_paid + self.return_paid

    # ------------------------------------------------------------ what happens

    def draw(self, day: date, minor: int) -> None:
        """Note that money is drawn."""
        self.drawn += minor
        if self.instrument.kind in OWED_KINDS:
            self._set_principal(self.principal + minor, day)

    def repay(self, day: date, minor: int) -> None:
        """Note that principal is repaid."""
        self.repaid += minor
        self._set_principal(self.principal - minor, self._point(day))

    def pay_interest(self, day: date, minor: int) -> None:
        """Note that interest is paid."""
        self.interest_paid += minor
        if self._interest is not None:
            self._interest.pay(minor, self._point(day))

    def credit(self, day: date, minor: int) -> tuple[int, int, int]:
        """Note what was received on the instrument: as interest owed, then principal, then return."""
        interest = min(minor, self.interest_due(day))
        if interest:
            self.pay_interest(day, interest)
        principal = min(minor - interest, self.principal)
        if principal:
            self.repay(day, principal)
        more = minor - interest - principal
        self.return_paid += more
        return interest, principal, more

    def end(self, day: date) -> None:
        """Note that the instrument has ended: what is outstanding is lost."""
        self.ended_on = day
        self.unpaid_interest = self.interest_owed(day)
        self.lost = self.principal
        self._set_principal(0, self._point(day))

    def _set_principal(self, principal: int, point: date) -> None:
        self.principal = principal
        if self._interest is not None:
            self._interest.change(principal, point)
        if self._allowance is not None:
            self._allowance.change(principal, point)

    def _point(self, day: date) -> date:
        """Give the point up to which interest has run when something is paid on a day."""
        coupon = self.instrument.coupon
        return day + ONE_DAY if coupon is not None and coupon.both_days else day
