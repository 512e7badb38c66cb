"""What follows from the plan of capital alone.

In: the plan of a contract and that of its capital. Out: look-ups, and everything that happens on fixed days.
Relies on the names in the plan being declared. Guarantees: the order of section 2 of docs/reference/capital.md.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sibdsl.runtime.capital_days import DayCount
from sibdsl.runtime.capital_plan import OWED_KINDS, CapitalPlan, Charge, Guarantee, Holder, Instrument, Waterfall
from sibdsl.runtime.exact import split_whole
from sibdsl.runtime.plan import Plan
from sibdsl.runtime.wording import listed, named

TOGETHER = ", "
"""Parties that count as one are named with this between them; no declared name holds it."""


class Holders:
    """Parties that hold something: by shares, or together."""

    __slots__ = ("names", "parties", "shares")

    def __init__(self, holders: tuple[Holder, ...]) -> None:
        self.names = tuple(holder.party for holder in holders)
        shared = [holder.share for holder in holders if holder.share is not None]
        whole = len(holders) > 1 and len(shared) < len(holders)
        self.parties: tuple[str, ...] = (TOGETHER.join(self.names),) if whole else self.names
        self.shares: tuple[Fraction, ...] = (Fraction(1),) if len(self.parties) == 1 else tuple(shared)

    def parts(self, minor: int) -> list[tuple[str, int]]:
        """Divide an amount in minor units between the parties; those who get nothing of it are left out."""
        if len(self.parties) == 1:
            return [(self.parties[0], minor)] if minor else []
        return [part for part in zip(self.parties, split_whole(minor, self.shares), strict=True) if part[1]]

    def share_of(self, party: str) -> Fraction:
        """Give the share of one of several parties; all of it to anybody else."""
        return self.shares[self.parties.index(party)] if party in self.parties else Fraction(1)


class PreparedCapital:
    """Look-ups of a plan of capital. Amounts are in minor units.

    ``drawdowns`` and ``charges`` are by day; ``counts_on`` gives the instrument that a payment
    counts on; ``paid_by`` gives the waterfalls that pay an instrument, ``received_by``
    the waterfall into which a payment or an instrument or an earlier waterfall pays. ``ending_order`` lists the
    instruments that end, in the order of section 2.
    """

    __slots__ = ("capital", "charges", "counts_on", "credited", "day_counts", "days", "drawdowns", "ending_order",
                 "groups", "guarantees", "holders", "instruments", "interest_days", "paid_by", "plan", "received_by",
                 "repayments", "rewarded", "scale", "titles", "waterfalls")  # fmt: skip

    def __init__(self, plan: Plan, capital: CapitalPlan) -> None:
        self.plan = plan
        self.capital = capital
        self.scale: int = 10**plan.digits
        self.instruments: dict[str, Instrument] = {item.name: item for item in capital.instruments}
        self.guarantees: dict[str, Guarantee] = {item.name: item for item in capital.guarantees}
        self.waterfalls: dict[str, Waterfall] = {item.name: item for item in capital.waterfalls}
        self.titles = {
            **{payment.name: named(payment.name, payment.title) for payment in plan.payments},
            **{item.name: named(item.name, item.title) for item in _declared(capital)},
        }
        self.groups: dict[str, Holders] = {}
        self.groups.update((item.name, Holders(item.providers)) for item in capital.instruments)
        self.groups.update((item.name, Holders(item.guarantors)) for item in capital.guarantees)
        self.groups.update((item.name, Holders(item.payers)) for item in capital.charges)
        self.holders: dict[tuple[str, int], Holders] = {
            (waterfall.name, place): Holders(step.payees)
            for waterfall in capital.waterfalls
            for place, step in enumerate(waterfall.steps)
            if step.payees
        }
        self.received_by = {name: waterfall.name for waterfall in reversed(capital.waterfalls)
                            for name in waterfall.receives}  # fmt: skip
        self.credited = {name: item.name for item in capital.instruments for name in item.credited}
        self.rewarded = {name: item.name for item in capital.instruments for name in item.rewarded}
        debited = {name: item.name for item in capital.instruments for name in item.debited}
        self.counts_on = {**self.credited, **self.rewarded, **debited}
        self.day_counts = {item.name: _day_count(item) for item in capital.instruments}
        self.paid_by: dict[str, list[str]] = {item.name: [] for item in capital.instruments}
        for waterfall in capital.waterfalls:
            for name in dict.fromkeys(name for step in waterfall.steps for name in step.instruments):
                self.paid_by[name].append(waterfall.name)
        order = {waterfall.name: place for place, waterfall in enumerate(capital.waterfalls)}
        # What one instrument pays may come, through waterfalls, to another that they pay.
        owed = [item.name for item in capital.instruments if item.kind in OWED_KINDS]
        self.ending_order = sorted(owed, key=lambda name: max((order[by] for by in self.paid_by[name]), default=-1))
        self.drawdowns: dict[date, list[tuple[str, int]]] = {}
        self.charges: dict[date, list[tuple[Charge, int]]] = {}
        self.interest_days: dict[date, list[str]] = {}
        self.repayments: dict[date, list[tuple[str, int | None]]] = {}
        self._schedule()
        self.days = frozenset({*self.drawdowns, *self.charges, *self.interest_days, *self.repayments})

    def minor(self, amount: Fraction) -> int:
        """Give an amount in minor units; what does not fill one is left out."""
        return amount.numerator * self.scale // amount.denominator

    def party(self, name: str) -> str:
        """Give the title of a party, or of parties that count together."""
        titles = dict(self.plan.parties)
        found = [named(party, titles.get(party, "")) for party in name.split(TOGETHER)]
        return listed(found) + (" together" if len(found) > 1 else "")

    def pays_interest_itself(self, instrument: Instrument) -> bool:
        """Say whether the receiver pays interest outside waterfalls."""
        steps = (step for waterfall in self.capital.waterfalls for step in waterfall.steps)
        in_waterfall = any(step.kind == "interest" and instrument.name in step.instruments for step in steps)
        return instrument.coupon is not None and not in_waterfall

    def _schedule(self) -> None:
        for item in self.capital.instruments:
            for drawdown in item.drawn:
                self.drawdowns.setdefault(drawdown.day, []).append((item.name, self.minor(drawdown.amount)))
            interest = dict.fromkeys(item.coupon.paid if item.coupon else ())
            for repayment in item.repaid:
                amount = None if repayment.amount is None else self.minor(repayment.amount)
                self.repayments.setdefault(repayment.day, []).append((item.name, amount))
            if item.repaid and self.pays_interest_itself(item):
                interest[item.repaid[-1].day] = None
            for day in interest:
                self.interest_days.setdefault(day, []).append(item.name)
        for charge in self.capital.charges:
            for paid in charge.paid:
                self.charges.setdefault(paid.day, []).append((charge, self.minor(paid.amount)))


def _day_count(instrument: Instrument) -> DayCount:
    coupon = instrument.coupon
    return DayCount("actual/365") if coupon is None else DayCount(coupon.day_count, coupon.periods)


def _declared(capital: CapitalPlan) -> tuple[Instrument | Guarantee | Charge | Waterfall, ...]:
    return (*capital.instruments, *capital.guarantees, *capital.charges, *capital.waterfalls)
