"""Capital, resolved: how money is drawn and comes back, guarantees, and waterfalls.

Amounts are in major units, shares are of one. ``words`` are those of the contract.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from sibdsl.model.base import Declaration, Exact, Model


class Holder(Model):
    """A party and its share; no share: several parties count together."""

    party: str
    share: Exact | None = None


class DatedAmount(Model):
    """An amount on a day, or from a day on."""

    day: date
    amount: Exact


class InterestPeriod(Model):
    """A period of interest, both days included, that counts as so many years."""

    start: date
    end: date
    years: Exact


class Coupon(Model):
    """Interest: a ``rate`` a year, or the ``metric`` whose value is the rate for each of ``periods``.

    ``paid`` are the days on which it is paid outside waterfalls.
    """

    words: str
    rate: Exact | None = None
    metric: str | None = None
    compounding: Literal["simple", "annually", "half-yearly", "quarterly"] = "simple"
    day_count: Literal["actual/365", "actual/360", "30/360", "30E/360", "actual/actual", "by period"] = "actual/365"
    both_days: bool = False
    periods: tuple[InterestPeriod, ...] = ()
    paid: tuple[date, ...] = ()


class Repayment(Model):
    """What is repaid on a day; no amount: all that is left."""

    day: date
    amount: Exact | None


class ReturnCap(Model):
    """The most that comes back beyond what was drawn: a share of it, or so much a year."""

    words: str
    share: Exact
    a_year: bool


class Protection(Model):
    """The least share of what was drawn that is repaid, on a day or from it on."""

    share: Exact
    day: date
    from_day: bool


class Tie(Model):
    """What a tranche is for: the money of ``payments``, of ``cohort``, comes back to it. ``names`` are as written."""

    names: tuple[str, ...]
    payments: tuple[str, ...] = ()
    cohort: str | None = None


class Step(Model):
    """A step of a waterfall. ``sibdsl.runtime.capital_plan`` says which fields each kind uses."""

    kind: Literal["fee", "interest", "principal", "pay", "reimbursement", "reserve", "success fee", "rest"]
    words: str
    payees: tuple[Holder, ...] = ()
    finance: tuple[str, ...] = ()
    amount: Exact | None = None
    share: Exact | None = None
    scope: Literal["total", "distribution", "contract year", "calendar year", "financial year"] = "total"
    reserve: str = ""


class Waterfall(Declaration):
    """The order in which ``holder`` passes on what it receives. No days: whenever money comes in."""

    holder: str
    receives: tuple[str, ...]
    days: tuple[date, ...] | None = None
    schedule: str | None = None
    steps: tuple[Step, ...]
