"""What finance and waterfalls mean: data only.

In: nothing. Out: frozen structs, exact and resolved, each with the node that it was written as.
Guarantees: amounts are in major units, shares are of one, days exist and stand in order.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import msgspec

from sibdsl.surface import capital as surface
from sibdsl.surface.declarations import Finance
from sibdsl.surface.items import CouponItem
from sibdsl.surface.node import Node

Dated = tuple[tuple[date, Fraction], ...]
"""Amounts by day."""

OWED = ("loan", "equity", "recoverable grant", "deferred fee")
"""Kinds of finance of which what was put in is to come back."""
RISKED = ("loan", "equity", "recoverable grant")
"""Those of them with which somebody's money is at risk."""


class Holder(msgspec.Struct, frozen=True, gc=False):
    """A party and its share; None: the parties count together."""

    party: str
    share: Fraction | None = None


class InterestPeriod(msgspec.Struct, frozen=True, gc=False):
    """Both days belong to the period, which counts as so many years."""

    start: date
    end: date
    years: Fraction


class Coupon(msgspec.Struct, frozen=True):
    """Interest: at a fixed ``rate``, or at the rate that ``metric`` gives for each of ``periods``."""

    item: CouponItem
    rate: Fraction | None
    metric: str | None
    compounding: str
    day_count: str
    periods: tuple[InterestPeriod, ...]


class Repayment(msgspec.Struct, frozen=True):
    """What the receiver repays on a day; None: all that is left."""

    day: date
    amount: Fraction | None
    node: surface.Repayment


class Tie(msgspec.Struct, frozen=True):
    """Only money of these payments and of this cohort comes back to the instrument."""

    item: surface.TrancheItem
    payments: tuple[str, ...]
    cohort: str | None


class Instrument(msgspec.Struct, frozen=True):
    """Any finance but guarantees and charges."""

    node: Finance
    kind: str
    providers: tuple[Holder, ...]
    amount: Fraction
    drawn: Dated
    coupon: Coupon | None = None
    interest_paid: tuple[date, ...] = ()
    repaid: tuple[Repayment, ...] = ()
    return_cap: tuple[surface.ReturnItem, Fraction] | None = None
    protected: tuple[tuple[surface.Protection, Fraction, date], ...] = ()
    tied: Tie | None = None
    credited: tuple[str, ...] = ()
    rewarded: tuple[str, ...] = ()
    debited: tuple[str, ...] = ()
    may_stop_after: date | None = None

    @property
    def is_owed(self) -> bool:
        """Whether what was put in is to come back."""
        return self.kind in OWED


class Guarantee(msgspec.Struct, frozen=True):
    """Whose losses somebody makes good, and how far; ``available`` is the amount from each day on."""

    node: Finance
    guarantors: tuple[Holder, ...]
    amount: Fraction
    covering: tuple[str, ...]
    share: Fraction
    available: Dated = ()
    recycled: bool = False


class Charge(msgspec.Struct, frozen=True):
    """A cost that is paid on days."""

    node: Finance
    kind: str
    payers: tuple[Holder, ...]
    paid: Dated


class Step(msgspec.Struct, frozen=True):
    """A step of a waterfall; which fields it has follows from ``kind``, as in ``sibdsl.runtime.capital_plan``."""

    node: Node
    kind: str
    payees: tuple[Holder, ...] = ()
    names: tuple[str, ...] = ()
    amount: Fraction | None = None
    share: Fraction | None = None
    scope: str = "total"
    reserve: str = ""


class Waterfall(msgspec.Struct, frozen=True):
    """In which order a party passes on what it receives; ``days`` None: whenever money comes in."""

    node: surface.Waterfall
    receives: tuple[str, ...]
    days: tuple[date, ...] | None
    steps: tuple[Step, ...]


class Capital(msgspec.Struct):
    """All finance and waterfalls of a contract that could be worked out, in written order and by name."""

    instruments: dict[str, Instrument] = {}
    guarantees: dict[str, Guarantee] = {}
    charges: dict[str, Charge] = {}
    waterfalls: dict[str, Waterfall] = {}
