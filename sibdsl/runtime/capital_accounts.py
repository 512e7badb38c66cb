"""The account of a waterfall: money by where it came from, and reserves.

In: receipts, and what steps take. Out: what is there.
Relies on nothing. Guarantees: whole minor units, never below zero; several pools give in proportion to what they hold.

A pool holds the money of one payment and cohort where an instrument of the waterfall is tied; else there is one pool.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.runtime.capital_plan import Instrument, Tie, Waterfall
from sibdsl.runtime.exact import split_whole

PoolKey = tuple[str, str | None]
"""The payment and cohort that money came from; an empty payment for all other money."""

_OTHER: PoolKey = ("", None)


class Account:
    """An account. ``received`` is what came in on the day at hand; ``spent`` what left it on that day.

    ``paid_by_step`` adds up what each step paid, by its place and the year or distribution that its limit counts by.
    """

    __slots__ = ("_keys", "_tied", "paid_by_step", "pools", "received", "reserves", "spent", "waterfall")

    def __init__(self, waterfall: Waterfall, instruments: dict[str, Instrument]) -> None:
        self.waterfall = waterfall
        self._tied = any(instruments[name].tied for step in waterfall.steps for name in step.instruments)
        self._keys: dict[PoolKey, int] = {_OTHER: 0}
        self.pools = [0]
        self.reserves: dict[str, list[int]] = {}
        self.paid_by_step: dict[tuple[int, object], int] = {}
        self.received = 0
        self.spent = 0

    @property
    def free(self) -> int:
        """What is in the account besides reserves."""
        return sum(self.pools) if self._tied else self.pools[0]

    @property
    def balance(self) -> int:
        """All that is in the account."""
        return self.free + sum(map(sum, self.reserves.values()))

    def receive(self, minor: int, payment: str = "", cohort: str | None = None) -> None:
        """Note that money comes in."""
        self.received += minor
        place = 0
        if self._tied and payment:
            key = (payment, cohort)
            place = self._keys.setdefault(key, len(self.pools))
            if place == len(self.pools):
                self.pools.append(0)
        self.pools[place] += minor

    def reaches(self, tie: Tie | None) -> list[int]:
        """List the pools from which an instrument may be paid; all of them where it is not tied."""
        if tie is None or not self._tied:
            return list(range(len(self.pools)))
        return [
            place
            for (payment, cohort), place in self._keys.items()
            if (payment in tie.payments if tie.payments else True) and (tie.cohort is None or cohort == tie.cohort)
        ]

    def there(self, places: list[int]) -> int:
        """Add up what is in some of the pools."""
        if len(places) == len(self.pools):
            return self.free
        return sum(self.pools[place] for place in places)

    def take(self, minor: int, places: list[int]) -> None:
        """Take money that leaves the account."""
        self._draw(minor, places)
        self.spent += minor

    def set_aside(self, reserve: str, minor: int) -> None:
        """Move money into a reserve."""
        self.reserves[reserve] = self._draw(minor, self.reaches(None))

    def release(self) -> None:
        """Take back what is in the reserves, for a new distribution."""
        for parts in self.reserves.values():
            for place, minor in enumerate(parts):
                self.pools[place] += minor
        self.reserves.clear()

    def _draw(self, minor: int, places: list[int]) -> list[int]:
        """Take money from pools in proportion to what is in each; give what was taken from each of all pools."""
        if not self._tied:
            self.pools[0] -= minor
            return [minor]
        taken = [0] * len(self.pools)
        if not minor:
            return taken
        if len(places) == 1:
            taken[places[0]] = minor
        else:
            there = [Fraction(self.pools[place]) for place in places]
            for place, part in zip(places, split_whole(minor, there), strict=True):
                taken[place] = part
        for place, part in enumerate(taken):
            self.pools[place] -= part
        return taken
