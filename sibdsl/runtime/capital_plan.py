"""What cash flows need to know about the capital of a contract: data only.

In: nothing. Out: frozen dataclasses with instruments, guarantees, charges and waterfalls. The lowering fills a
``CapitalPlan``; the interpreter and every generated program read the same one. What each field means for a flow of
money is in docs/reference/capital.md; the sections are named here.

Scales are those of ``plan``: money in major units, shares and rates are shares of one (5% is 1/20). Names of
instruments, guarantees, charges and waterfalls are unique among all of them; tuples are in written order.
This package is embedded in generated modules: standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

OWED_KINDS = ("loan", "recoverable grant", "equity", "deferred fee")
"""Instruments of which what was put in is to come back. A ``grant`` is given for good."""

DAY_COUNTS = ("actual/365", "actual/360", "30/360", "30E/360", "actual/actual", "by period")
COMPOUNDING = {"simple": 0, "annually": 12, "half-yearly": 6, "quarterly": 3}
"""How often unpaid interest is added to what bears interest: every so many months; 0 is never."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A party that holds a share of something: puts it in and is paid back, or is paid by a step.

    Either all holders have a share and they add up to one, or all have None: what each has is not said, and they
    count together as one party.
    """

    party: str
    share: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Drawdown:
    """Money that is put in, or a charge that is paid, on a day."""

    day: date
    amount: Fraction


@dataclass(frozen=True, slots=True)
class RatePeriod:
    """A period of interest, closed at both ends, that counts as ``years`` of a year (1, 1/2, 1/4)."""

    start: date
    end: date
    years: Fraction


@dataclass(frozen=True, slots=True)
class Coupon:
    """Interest: section 3.

    Either ``rate`` is the rate a year, or ``metric`` names a percent metric (calculated or reported; ``cohort``: its
    value for that cohort) whose value determined on the last day of each of ``periods`` is the rate a year for it.
    ``periods`` are needed for a metric and for the day count ``by period``, and else are empty. ``paid``: the days on
    which the receiver pays the interest outside waterfalls. ``both_days``: interest runs on the day of a repayment too.
    """

    text: str
    rate: Fraction | None = None
    metric: str | None = None
    cohort: str | None = None
    compounding: str = "simple"
    day_count: str = "actual/365"
    both_days: bool = False
    periods: tuple[RatePeriod, ...] = ()
    paid: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Repayment:
    """What the receiver repays outside waterfalls on a day; ``amount`` None: all that is left."""

    day: date
    amount: Fraction | None


@dataclass(frozen=True, slots=True)
class Protection:
    """If the instrument ends on ``day`` (with ``from_day``: on it or later), at least ``share`` of what was drawn is
    repaid: section 5.
    """

    share: Fraction
    day: date
    from_day: bool


@dataclass(frozen=True, slots=True)
class ReturnCap:
    """Interest and other return are at most ``share`` of what was drawn; with ``a_year``: of what is outstanding, for
    each year, without interest on interest. Section 3.
    """

    share: Fraction
    a_year: bool
    text: str


@dataclass(frozen=True, slots=True)
class Tie:
    """In waterfalls only money of these payments (empty: of any), and of this cohort (None: any), reaches the
    instrument: section 4.
    """

    payments: tuple[str, ...] = ()
    cohort: str | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """Money put in by ``providers`` for ``receiver``: sections 1, 3 and 5.

    ``kind`` is ``loan``, ``equity``, ``grant``, ``recoverable grant`` or ``deferred fee``. ``repaid``: outside
    waterfalls, by day. ``credited`` names payments to its providers that repay it, ``rewarded`` payments to
    them that are return on it alone, ``debited`` payments by them that lessen its return. ``may_stop_after``: its
    providers may stop from the next day on.
    """

    name: str
    title: str
    clause: str | None
    kind: str
    providers: tuple[Holder, ...]
    receiver: str
    amount: Fraction
    drawn: tuple[Drawdown, ...]
    rank: str | None = None
    coupon: Coupon | None = None
    repaid: tuple[Repayment, ...] = ()
    return_cap: ReturnCap | None = None
    protected: tuple[Protection, ...] = ()
    tied: Tie | None = None
    credited: tuple[str, ...] = ()
    debited: tuple[str, ...] = ()
    rewarded: tuple[str, ...] = ()
    may_stop_after: date | None = None


@dataclass(frozen=True, slots=True)
class Available:
    """The amount of a guarantee from a day on."""

    day: date
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Guarantee:
    """``guarantors`` pay ``beneficiary`` a share of what comes back too little: section 5.

    ``covering`` names instruments, or guarantees (what their guarantors paid). ``available`` empty: ``amount`` from
    the first day on. ``recycled``: what was reimbursed can be drawn again.
    """

    name: str
    title: str
    clause: str | None
    guarantors: tuple[Holder, ...]
    beneficiary: str
    amount: Fraction
    covering: tuple[str, ...]
    share: Fraction = Fraction(1)
    available: tuple[Available, ...] = ()
    recycled: bool = False


@dataclass(frozen=True, slots=True)
class Charge:
    """A ``fixed charge`` or ``standing charge`` (``kind``): ``payers`` pay ``payee`` on these days. Section 1."""

    name: str
    title: str
    clause: str | None
    kind: str
    payers: tuple[Holder, ...]
    payee: str
    paid: tuple[Drawdown, ...]


@dataclass(frozen=True, slots=True)
class WaterfallStep:
    """A step of a waterfall: section 4. ``text`` is the step as written.

    ``kind`` and the fields that it uses besides ``text`` and ``clause``:

    - ``fee``: ``payees``, ``amount``, ``scope``;
    - ``interest``, ``principal``: ``instruments``;
    - ``pay``: ``instruments``, and either ``amount`` (until each received so much), ``share`` (until each received
      that share of what was drawn of it) or neither (as far as its return cap allows);
    - ``reimbursement``: ``guarantees``;
    - ``reserve``: ``reserve`` (a name, unique in the waterfall) and ``amount``;
    - ``success fee``: ``payees``, ``share``, and where it is limited ``amount`` with ``scope``;
    - ``rest``: ``payees``, and ``instruments`` (at most one) where it counts as return on an instrument.

    ``scope``: ``total``, ``distribution``, ``contract year``, ``calendar year`` or ``financial year``.
    """

    kind: str
    text: str
    clause: str | None = None
    payees: tuple[Holder, ...] = ()
    instruments: tuple[str, ...] = ()
    guarantees: tuple[str, ...] = ()
    amount: Fraction | None = None
    share: Fraction | None = None
    scope: str = "total"
    reserve: str = ""


@dataclass(frozen=True, slots=True)
class Waterfall:
    """How an account of ``party`` is distributed: section 4.

    ``receives`` names payments to the party, instruments that it provided, and earlier waterfalls of which a step
    pays it. ``days`` None: distributed on each day on which money is received. The last of ``steps`` is the ``rest``,
    and no other is.
    """

    name: str
    title: str
    clause: str | None
    party: str
    receives: tuple[str, ...]
    steps: tuple[WaterfallStep, ...]
    days: tuple[date, ...] | None = None


@dataclass(frozen=True, slots=True)
class CapitalPlan:
    """The capital of a contract, in its currency."""

    instruments: tuple[Instrument, ...] = ()
    guarantees: tuple[Guarantee, ...] = ()
    charges: tuple[Charge, ...] = ()
    waterfalls: tuple[Waterfall, ...] = ()
