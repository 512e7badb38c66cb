"""What the determinations so far have paid and used up: the whole state of a settlement.

In: the result of each determination, in order. Out: sums by payment, cap, count and payer.
Relies on the buckets of ``determinations``.
Guarantees that a determination reads only what earlier ones of the same statement wrote.
"""

from __future__ import annotations

from sibdsl.runtime.cards import Backlog
from sibdsl.runtime.determinations import BucketKey, Occasion
from sibdsl.runtime.trace import Exact


class Book:
    """Sums over the determinations so far.

    ``paid`` (by payment), ``used`` (by cap) and ``turns`` (by payment and party) are whole minor units;
    ``part_used`` and ``counted`` are exact. ``pending`` lists the determinations that wait, by bucket.
    ``backlog`` is what rate cards leave to later determinations.
    """

    __slots__ = ("backlog", "counted", "paid", "part_used", "pending", "turns", "used")

    def __init__(self) -> None:
        self.paid: dict[str, int] = {}
        self.used: dict[BucketKey, int] = {}
        self.turns: dict[tuple[str, str], int] = {}
        self.part_used: dict[BucketKey, Exact] = {}
        self.counted: dict[BucketKey, Exact] = {}
        self.pending: dict[BucketKey, list[Occasion]] = {}
        self.backlog = Backlog()

    def wait_for(self, occasion: Occasion) -> None:
        """Note that a determination is pending, so that later ones which build on it wait too."""
        for key in occasion.belongs_to:
            self.pending.setdefault(key, []).append(occasion)

    def pending_before(self, occasion: Occasion) -> list[Occasion]:
        """List the earlier determinations that this one waits for, in order."""
        found: dict[int, Occasion] = {}
        for key in occasion.waits_on:
            for earlier in self.pending.get(key, ()):
                found[id(earlier)] = earlier
        return sorted(found.values(), key=lambda earlier: earlier.order)

    def enter(self, occasion: Occasion, by_payer: tuple[int, ...]) -> None:
        """Note what each payer of a determination pays, in minor units."""
        payment = occasion.payment
        total = sum(by_payer)
        self.paid[payment.name] = self.paid.get(payment.name, 0) + total
        for cap, key in occasion.caps.values():
            if cap.payer is not None:
                counts = sum(
                    part for payer, part in zip(payment.payers, by_payer, strict=True) if payer.party == cap.payer
                )
            else:
                counts = total
            if cap.part is None:
                self.used[key] = self.used.get(key, 0) + counts
        for payer, part in zip(payment.payers, by_payer, strict=True):
            if payer.limit is not None:
                turn = (payment.name, payer.party)
                self.turns[turn] = self.turns.get(turn, 0) + part
