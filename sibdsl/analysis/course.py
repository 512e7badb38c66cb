"""The course of a contract in ranges: each determination, given the ranges of those before it.

In: a program. Out: one ``Outcome`` for each determination that can take place.
Relies on ``ranges`` for amounts and on the runtime for the order of determinations and their buckets.
Guarantees: sound for every evidence and every day of an early termination. An outcome's least holds if the
determination takes place and is not pending; ``certain`` says that it takes place at any rate.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sibdsl.analysis.moments import NOTHING, Moment, State, grown, or_nothing
from sibdsl.analysis.payers import PayerRange, shared, shared_by_claim, take_turns
from sibdsl.analysis.ranges import Ranges, rounded
from sibdsl.analysis.strides import Strides
from sibdsl.ir.expressions import FactValue
from sibdsl.ir.program import Adjustment, Capped, Indexed, Minimum, Program, Rule
from sibdsl.runtime.determinations import Determination, Occasion, Prepared
from sibdsl.values import interval as ranges
from sibdsl.values.coverage import on_grid
from sibdsl.values.interval import EMPTY, Interval, at_least, hull, intersect, is_empty, point

_NOT_NEGATIVE = at_least(Fraction(0))


@dataclass(frozen=True, slots=True)
class Outcome:
    """A determination in ranges: its amount before it is shared, each part before it is added up, and what
    each payer and all together pay, which the payers' own limits can make less than the amount.

    ``exact``: the amount needs no rounding. ``ending``: it is a payment on termination.
    """

    occasion: Occasion
    amount: Interval
    paid: Interval
    parts: tuple[Interval, ...]
    payers: tuple[PayerRange, ...]
    exact: bool
    certain: bool
    ending: bool

    @property
    def payment(self) -> str:
        """The name of the payment."""
        return self.occasion.payment.name

    @property
    def day(self) -> date:
        """The determination date; for a payment on termination the last day on which it can be."""
        return self.occasion.determination.day


class Course:
    """Walks through the determinations of a program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.prepared = Prepared(program.plan)
        self.ranges = Ranges(program, self.prepared)
        self.minor = Fraction(1, self.prepared.scale)
        self.strides = Strides(program, self.ranges.grids)
        self._rules = {rule.payment: rule for rule in program.rules}
        self._termination = program.plan.termination

    def outcomes(self) -> list[Outcome]:
        """Give the outcome of every determination, in order."""
        state = State()
        found = []
        early = self._termination
        occasions = self.prepared.occasions(early.last if early else None)
        if any(payment.continues for payment in self.program.plan.payments):
            self._enter_endings_early(occasions, state)
        for occasion in occasions:
            # Whether a payment on termination falls into a period of suspension depends on the day.
            if occasion.suspended is None or occasion.payment.timing.on_termination:
                outcome = self._outcome(occasion, state)
                found.append(outcome)
                self._enter(outcome, state)
        return found

    def _enter_endings_early(self, occasions: list[Occasion], state: State) -> None:
        """Enter what payments on termination may pay before anything else, because they may come first.

        Their rules may read what any payment has paid, which is not known yet: anything from nothing up.
        """
        unknown = State()
        unknown.paid = {payment.name: _NOT_NEGATIVE for payment in self.program.plan.payments}
        for occasion in occasions:
            if occasion.payment.timing.on_termination:
                outcome = self._outcome(occasion, unknown)
                paid = or_nothing(outcome.paid)
                state.paid[outcome.payment] = paid
                # It may fall into any year, and so into any bucket of a cap.
                keys = {key for other in occasions for name, (_, key) in other.caps.items() if name in occasion.caps}
                for key in keys:
                    state.used[key] = ranges.add(state.used.get(key, NOTHING), paid)

    def _outcome(self, occasion: Occasion, state: State) -> Outcome:
        rule = self._rules[occasion.payment.name]
        ending = occasion.payment.timing.on_termination
        moment = Moment(self._when(occasion), occasion, state)
        gates = [self.ranges.truth(gate.condition, moment) for gate in rule.gates]
        parts = self._parts(rule, moment)
        amount = EMPTY
        if all(gate.can_hold for gate in gates):
            amount = self._adjusted(rule, parts, moment)
        if any(gate.can_fail for gate in gates) or (ending and occasion.payment.suspended):
            amount = hull(amount, NOTHING)
        exact = self.strides.is_whole(occasion.payment.name)
        if not exact:
            amount = rounded(amount, self.minor, self.program.plan.rounding)
        amount = on_grid(intersect(amount, _NOT_NEGATIVE), self.minor)
        paid = amount = NOTHING if is_empty(amount) else amount
        payers = self._payers(occasion, amount, state)
        if occasion.payment.payer_caps or not _shared(occasion):
            paid = intersect(
                _added_up(payer.range for payer in payers),
                Interval(high=amount.high, high_closed=amount.high is not None),
            )
        self._count(moment)
        return Outcome(occasion, amount, paid, tuple(parts), payers, exact, self._is_certain(occasion), ending)

    def _when(self, occasion: Occasion) -> tuple[Determination, ...]:
        early = self._termination
        if early is None or not occasion.payment.timing.on_termination:
            return (occasion.determination,)
        return tuple(Determination(day, None, None) for day in dict.fromkeys((early.first, early.last)))

    def _is_certain(self, occasion: Occasion) -> bool:
        """Say whether a determination takes place even if the contract ends as early as it may."""
        if occasion.payment.timing.on_termination:
            return False
        early = self._termination
        return early is None or occasion.payment.continues or occasion.determination.day <= early.first

    def _parts(self, rule: Rule, moment: Moment) -> list[Interval]:
        """Give the range of each part, with its own caps; gates that must hold are assumed to."""
        assumed = moment
        conditions = self.ranges.conditions(moment)
        for gate in rule.gates:
            assumed = assumed.assuming(conditions.assume(gate.condition, holds=True))
        found = []
        for part in rule.parts:
            amount = self.ranges.of(part.value, assumed)
            for name in part.caps:
                cap, _ = moment.occasion.caps[name]
                amount = _cut(amount, _room(moment.occasion, name, moment.state), whole=cap.whole)
                moment.capped[name] = amount
            found.append(amount)
        return found

    def _adjusted(self, rule: Rule, parts: list[Interval], moment: Moment) -> Interval:
        total = _added_up(parts)
        for adjustment in rule.adjustments:
            total = self._adjust(adjustment, total, moment)
        return total

    def _adjust(self, adjustment: Adjustment, amount: Interval, moment: Moment) -> Interval:
        match adjustment:
            case Indexed():
                fact = self.ranges.of(FactValue(adjustment.fact), moment)
                factor = ranges.divide(fact, self.ranges.of(FactValue(adjustment.fact, adjustment.base), moment))
                # Where the fact may be zero on the base date, the factor may be anything.
                return ranges.multiply(amount, Interval() if factor is None else factor)
            case Minimum():
                return ranges.greatest(amount, point(adjustment.amount))
            case Capped():
                cap, _ = moment.occasion.caps[adjustment.cap]
                return _cut(amount, _room(moment.occasion, cap.name, moment.state), whole=cap.whole)

    def _count(self, moment: Moment) -> None:
        for name, taken in moment.counts.items():
            count, key = moment.occasion.counts[name]
            before = moment.state.counted.get(key, NOTHING)
            moment.state.counted[key] = grown(before, or_nothing(taken), count.limit)
        for name, amount in moment.capped.items():
            cap, key = moment.occasion.caps[name]
            before = moment.state.used.get(key, NOTHING)
            moment.state.used[key] = grown(before, or_nothing(amount), cap.limit)

    def _payers(self, occasion: Occasion, paid: Interval, state: State) -> tuple[PayerRange, ...]:
        payment = occasion.payment
        if payment.card_shares:
            payers = shared_by_claim(payment, paid, self.minor)
        elif _shared(occasion):
            payers = shared(payment.payers, paid, self.minor, self.strides.of(payment.name))
        else:
            before = [state.turns.get((payment.name, payer.party), NOTHING) for payer in payment.payers]
            payers = take_turns(payment.payers, paid, before)
        for name in payment.payer_caps:
            cap, _ = occasion.caps[name]
            room = _room(occasion, name, state)
            payers = tuple(
                PayerRange(payer.party, _cut(payer.range, room, whole=cap.whole)) if payer.party == cap.payer else payer
                for payer in payers
            )
        return payers

    def _enter(self, outcome: Outcome, state: State) -> None:
        """Add what a determination pays to what was paid and used before."""
        certain = outcome.certain or not self._reads_after_end()
        paid = outcome.paid if certain else or_nothing(outcome.paid)
        state.paid[outcome.payment] = ranges.add(state.paid.get(outcome.payment, NOTHING), paid)
        for cap, key in outcome.occasion.caps.values():
            if cap.part is not None:
                continue
            used = paid
            if cap.payer is not None:
                own = [payer.range for payer in outcome.payers if payer.party == cap.payer]
                used = _added_up(own) if certain else or_nothing(_added_up(own))
            limit = cap.limit if self._holds_to_the_end(outcome.payment, cap.name) or cap.payer else None
            state.used[key] = grown(state.used.get(key, NOTHING), used, limit)
        for payer, plan in zip(outcome.payers, outcome.occasion.payment.payers, strict=True):
            if plan.limit is not None:
                turn = (outcome.payment, payer.party)
                part = payer.range if certain else or_nothing(payer.range)
                state.turns[turn] = grown(state.turns.get(turn, NOTHING), part, plan.limit)

    def _reads_after_end(self) -> bool:
        """Say whether anything is determined after an early end, when some earlier determinations have lapsed."""
        payments = self.program.plan.payments
        return any(payment.continues or payment.timing.on_termination for payment in payments)

    def _holds_to_the_end(self, payment: str, cap: str) -> bool:
        """Say whether nothing that comes after a cap can raise the amount again."""
        seen = False
        for adjustment in self._rules[payment].adjustments:
            if isinstance(adjustment, Capped):
                seen = seen or adjustment.cap == cap
            elif seen:
                return False
        return seen


def has_open_bucket(occasion: Occasion, scope: str) -> bool:
    """Say whether the part of the contract that a determination falls into depends on the day it ends."""
    return occasion.payment.timing.on_termination and scope not in ("total", "cohort")


def _shared(occasion: Occasion) -> bool:
    return all(payer.share is not None for payer in occasion.payment.payers)


def _added_up(parts: Iterable[Interval]) -> Interval:
    total = NOTHING
    for part in parts:
        total = ranges.add(total, part)
    return total


def _room(occasion: Occasion, name: str, state: State) -> Interval:
    """Give what a cap still allows; a payment on termination may fall into any of the cap's buckets."""
    cap, key = occasion.caps[name]
    used = state.used.get(key, NOTHING)
    if has_open_bucket(occasion, cap.scope):
        for other, interval in state.used.items():
            if other[0] == key[0]:
                used = hull(used, or_nothing(interval))
    return ranges.greatest(ranges.subtract(point(cap.limit), used), NOTHING)


def _cut(amount: Interval, room: Interval, *, whole: bool) -> Interval:
    """Cut a range to the room that a cap leaves; what does not fit is cut in part or as a whole."""
    cut = ranges.least(amount, room)
    if not whole or is_empty(amount):
        return cut
    fits_always = amount.high is not None and room.low is not None and amount.high <= room.low
    return amount if fits_always else or_nothing(cut)
