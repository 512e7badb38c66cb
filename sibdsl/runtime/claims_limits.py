"""Limits: section 10 of the reference of claims.

In: the claims that are taken on a day, in their order. Out: what each limit takes of each.
Relies on ``determinations`` for years and periods.
Guarantees: no limit lets through more than it allows; what was let through for a claim that is taken back is free
again. Money is in minor units, quantities are in base measure.

Limits apply one after another to all claims of a day: a share depends on what others come to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sibdsl.runtime.claims import ClaimLine
from sibdsl.runtime.claims_plan import ClaimsPlan, Limit
from sibdsl.runtime.claims_prices import amount_asked
from sibdsl.runtime.determinations import Determination, bucket
from sibdsl.runtime.plan import Plan

RoomKey = tuple[str, tuple[object, ...]]
"""A limit, and the person, outcome, cohort or period for which it is used up."""

_PERIODS = ("determination", "contract year", "calendar year", "financial year")


@dataclass(slots=True)
class Passing:
    """A claim on its way through the limits: what is left of it so far, and what each limit took.

    ``closed``: it went through them in an earlier settlement.
    """

    line: ClaimLine
    price: Fraction
    at: Determination
    closed: bool
    quantity: Fraction
    money: int
    taken: bool = True
    cuts: tuple[int, ...] = ()
    counted: tuple[Fraction, ...] = ()


class LimitBook:
    """How far each limit is used up."""

    def __init__(self, plan: Plan, claims: ClaimsPlan) -> None:
        self._plan = plan
        self._limits = claims.limits
        self._used: dict[RoomKey, Fraction] = {}
        self._others: dict[RoomKey, Fraction] = {}
        # What each claim used up of which limit, so that it can be given back.
        self._uses: dict[tuple[str, date | None], list[tuple[dict[RoomKey, Fraction], RoomKey, Fraction]]] = {}

    def pass_all(self, claims: Sequence[Passing]) -> None:
        """Let the claims of one day, in their order, through every limit in its order."""
        for place, limit in enumerate(self._limits):
            blocked: set[RoomKey] = set()
            if limit.share is not None:
                for claim in claims:
                    self._note_others(limit, claim)
            for claim in claims:
                before = claim.money
                if self._limits_this(limit, claim):
                    self._pass(place, limit, claim, blocked)
                claim.cuts = (*claim.cuts, before - claim.money)
                if limit.measure == "quantity":
                    claim.counted = (*claim.counted, claim.quantity)

    def give_back(self, line: ClaimLine) -> None:
        """Free what a claim used up that is taken back."""
        for book, key, amount in self._uses.pop((line.claim, line.determination), []):
            book[key] -= amount

    # ------------------------------------------------------------ one claim and one limit

    def _limits_this(self, limit: Limit, claim: Passing) -> bool:
        """Say whether a limit applies to a claim: one that asks for nothing passes, and uses up nothing."""
        of_cohort = limit.cohort is None or limit.cohort == claim.line.cohort
        return claim.line.outcome in limit.outcomes and of_cohort and claim.taken and claim.line.asked > 0

    def _pass(self, place: int, limit: Limit, claim: Passing, blocked: set[RoomKey]) -> None:
        key = self._key(limit, claim)
        wanted = self._wanted(limit, claim)
        if claim.closed:
            let_through = self._let_through_before(place, limit, claim)
        else:
            let_through = self._that_fits(limit, key, wanted)
            if let_through < wanted and (limit.whole or limit.measure == "claims"):
                let_through = Fraction(0)
            if limit.whole and key in blocked:
                let_through = Fraction(0)
            if limit.whole and let_through < wanted:
                blocked.add(key)
        self._use(self._used, key, let_through, claim.line)
        self._leave(limit, claim, wanted, let_through)
        if claim.closed:
            claim.money = claim.line.asked - sum(claim.line.cuts[: place + 1])

    def _wanted(self, limit: Limit, claim: Passing) -> Fraction:
        """Give how much of a limit a claim would use up."""
        if limit.measure == "claims":
            return Fraction(1)
        return claim.quantity if limit.measure == "quantity" else Fraction(claim.money)

    def _let_through_before(self, place: int, limit: Limit, claim: Passing) -> Fraction:
        """Give what a limit let through of a closed claim when that was taken."""
        cut = claim.line.cuts[place]
        if limit.measure == "claims":
            return Fraction(0 if cut else 1)
        if limit.measure == "quantity":
            return claim.line.counted[len(claim.counted)]
        return Fraction(claim.money - cut)

    def _leave(self, limit: Limit, claim: Passing, wanted: Fraction, let_through: Fraction) -> None:
        """Leave of a claim what a limit let through."""
        if limit.measure == "claims" and not let_through:
            claim.taken, claim.quantity, claim.money = False, Fraction(0), 0
        elif limit.measure == "quantity" and let_through < wanted:
            claim.quantity = let_through
            claim.money = min(claim.money, amount_asked(self._plan, claim.price, let_through))
        elif limit.measure == "money":
            claim.money = int(let_through)

    # ------------------------------------------------------------ how much is allowed

    def _that_fits(self, limit: Limit, key: RoomKey, wanted: Fraction) -> Fraction:
        """Give the part of what a claim would use up for which there is room."""
        allowed = self._allowed(limit, key)
        if allowed is None:
            return wanted
        room = max(allowed - self._used.get(key, Fraction(0)), Fraction(0))
        if limit.measure == "money":
            room = Fraction(room.numerator // room.denominator)
        return min(wanted, room)

    def _allowed(self, limit: Limit, key: RoomKey) -> Fraction | None:
        """Give all that a limit allows, a number, a quantity or minor units; None for a share of everything."""
        if limit.share is not None:
            others = self._others.get(key, Fraction(0))
            return None if limit.share >= 1 else others * limit.share / (1 - limit.share)
        if limit.amount is None:
            return None
        return limit.amount * 10**self._plan.digits if limit.measure == "money" else limit.amount

    def _note_others(self, limit: Limit, claim: Passing) -> None:
        """Add what a claim comes to that a share is counted from, and that the share does not limit."""
        outcome = claim.line.outcome
        of_cohort = limit.cohort is None or limit.cohort == claim.line.cohort
        if outcome in limit.base and outcome not in limit.outcomes and of_cohort:
            self._use(self._others, self._key(limit, claim), Fraction(claim.money), claim.line)

    def _use(self, book: dict[RoomKey, Fraction], key: RoomKey, amount: Fraction, line: ClaimLine) -> None:
        book[key] = book.get(key, Fraction(0)) + amount
        self._uses.setdefault((line.claim, line.determination), []).append((book, key, amount))

    def _key(self, limit: Limit, claim: Passing) -> RoomKey:
        line = claim.line
        parts: dict[str, object] = {
            "claim": line.claim,
            "person": line.person,
            "outcome": line.outcome,
            "cohort": line.cohort,
        }
        for period in _PERIODS:
            if period in limit.per:
                parts[period] = bucket(self._plan, period, claim.at)
        return (limit.name, tuple(parts[part] for part in limit.per))
