"""Accepting claims and passing them through limits, person by person: sections 8 and 10 of the reference, compiled.

In: claims of a part of the people in their order, and the contract's tables. Out: what is left of each claim.
Relies on `order`, `contract` and `allowances`. Guarantees: the same as `sibdsl.runtime.claims_earlier` and
`claims_limits`; a limit is used up by what it lets through, and what is taken back frees it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from sibdsl.engines.kernel.allowances import CLAIMS, MONEY, QUANTITY, Limits
from sibdsl.engines.kernel.compiling import compiled, inlined
from sibdsl.engines.kernel.fates import NOTHING_BEFORE, OTHER_PAID, READY, TOO_EARLY
from sibdsl.engines.kernel.lengths import day_after
from sibdsl.engines.kernel.timetable import NOWHERE

UNTAKEN, CUT = 1, 2
"""Marks of a claim: a limit on how many has left it out; a limit took something of it."""

HALF_UP, HALF_EVEN, HALF_DOWN, UP, DOWN = range(5)
"""The places of the rules of rounding in `sibdsl.runtime.exact`."""

LEFT = np.dtype([("asked", np.int64), ("money", np.int64), ("units", np.int64), ("marks", np.int64)])
"""What is left of a claim so far: minor units, units of quantity, and marks."""

NEVER = 2**62
"""A day on which nothing was reached."""


def most_keys(limits: Limits, first: int, end: int) -> int:
    """Give the largest count of keys of some limits."""
    some = limits.limits[first:end]
    return int((some["keys"] * some["periods"]).max(initial=1))


@inlined
def rounded(numerator: Any, denominator: Any, rounding: Any) -> Any:
    """Round a fraction that is not below zero to a whole number."""
    size = numerator // denominator
    rest = numerator - size * denominator
    # Not twice the rest, which might overflow.
    past_half = rest - (denominator - rest)
    if rest > 0 and rounding != DOWN:
        odd = rounding == HALF_EVEN and size % 2 == 1
        if rounding == UP or past_half > 0 or (past_half == 0 and (rounding == HALF_UP or odd)):
            size += 1
    return size


@compiled
def whole(claims: Any, tariffs: Any, left: Any) -> None:
    """Write what claims ask for."""
    for index in range(len(claims)):
        tariff, steps = tariffs[claims[index].tariff], claims[index].steps
        money = rounded(steps * tariff.numerator, tariff.denominator, tariff.rounding)
        left[index].asked = money
        left[index].money = money
        left[index].units = steps * tariff.units_of_step
        left[index].marks = 0


# ---------------------------------------------------------------- what a person reached before


@compiled
def accept(claims: Any, tariffs: Any, sequences: Any, term_start: Any, fate: Any, counts: Any) -> None:
    """Write the fate of claims that something before speaks against, and count them by fate and class."""
    outcomes, after, stays = sequences.outcomes, sequences.after, sequences.last_of_month_stays
    ranks = sequences.ranks
    earliest = np.full(len(outcomes), NEVER, dtype=np.int64)
    first = 0
    while first < len(claims):
        end = first + 1
        while end < len(claims) and claims[end].person == claims[first].person:
            end += 1
        earliest[:] = NEVER
        start = first
        while start < end:
            stop = start + 1
            while stop < end and claims[stop].taken == claims[start].taken:
                stop += 1
            if start > first:
                _forget(claims, first, start, tariffs, fate, earliest, term_start)
            alone = stop == start + 1
            for rank in range(1 if alone else ranks):
                for index in range(start, stop):
                    outcome = tariffs[claims[index].tariff].outcome
                    if not alone and outcomes[outcome].rank != rank:
                        continue
                    reached = np.int64(claims[index].reached) + term_start
                    verdict = _verdict(outcomes, after, outcome, reached, earliest, stays)
                    if verdict != READY:
                        fate[claims[index].row] = verdict
                        counts[verdict, tariffs[claims[index].tariff].klass] += 1
                    else:
                        earliest[outcome] = min(earliest[outcome], reached)
            start = stop
        first = end


@inlined
def _forget(claims: Any, first: Any, start: Any, tariffs: Any, fate: Any, earliest: Any, term_start: Any) -> None:
    """Look up again what a person reached, if something is taken back by the determination of ``claims[start]``."""
    now, since = claims[start].taken, claims[start - 1].taken
    changed = False
    for index in range(first, start):
        if since < claims[index].back <= now:
            changed = True
    if changed:
        earliest[:] = NEVER
        for index in range(first, start):
            if fate[claims[index].row] == READY and claims[index].back > now:
                outcome = tariffs[claims[index].tariff].outcome
                earliest[outcome] = min(earliest[outcome], np.int64(claims[index].reached) + term_start)


@inlined
def _verdict(outcomes: Any, after: Any, outcome: Any, reached: Any, earliest: Any, stays: Any) -> Any:
    for place in range(outcomes[outcome].after, outcomes[outcome].after_end):
        if earliest[after[place].outcome] == NEVER:
            return NOTHING_BEFORE
    for place in range(outcomes[outcome].after, outcomes[outcome].after_end):
        needed = after[place]
        day = earliest[needed.outcome]
        if reached < day:
            return TOO_EARLY
        if needed.at_least.kind and reached < day_after(day, needed.at_least, stays):
            return TOO_EARLY
        if needed.within.kind and reached > day_after(day, needed.within, stays):
            return TOO_EARLY
    alternatives = outcomes[outcome].alternatives
    if alternatives >= 0:
        for other in range(len(earliest)):
            if other != outcome and outcomes[other].alternatives == alternatives and earliest[other] != NEVER:
                return OTHER_PAID
    return READY


# ---------------------------------------------------------------- limits by person


@compiled
def pass_by_person(
    claims: Any, left: Any, tariffs: Any, limits: Any, first_limit: Any, end_limit: Any, keys: Any, outputs: Any
) -> None:
    """Pass the claims of each person through limits that are counted by person or claim.

    ``keys`` is the largest count of keys of these limits. ``outputs`` are three tables: what limits take by limit,
    determination and class, which is added to; and where somebody asks for lines, what each limit took of each claim
    and left of its quantity.
    """
    # Each array by its own name, because a tuple of arrays costs more to look into than what is done here.
    table, applies, from_others = limits.limits, limits.applies, limits.others
    class_key, period_key = limits.class_key, limits.period_key
    taken_by, cuts, counted = outputs
    used = np.zeros((len(table), keys), dtype=np.int64)
    others = np.zeros((len(table), keys), dtype=np.int64)
    blocked = np.zeros((len(table), keys), dtype=np.int64)
    # What claims used up matters where one is taken back; a place for each costs more than looking for one first.
    returns = False
    for index in range(len(claims)):
        returns |= claims[index].back != NOWHERE
    uses = np.zeros((len(table), len(claims) if returns else 0), dtype=np.int64)
    moment = 0
    first = 0
    while first < len(claims):
        end = first + 1
        back = claims[first].back != NOWHERE
        while end < len(claims) and claims[end].person == claims[first].person:
            back |= claims[end].back != NOWHERE
            end += 1
        start = first
        while start < end:
            now = np.int64(claims[start].taken)
            stop = start + 1
            while stop < end and claims[stop].taken == now:
                stop += 1
            moment += 1
            for limit in range(first_limit, end_limit):
                its = table[limit]
                if back and start > first:
                    _give_back(
                        its,
                        limit,
                        claims,
                        tariffs,
                        first,
                        start,
                        class_key,
                        period_key,
                        from_others,
                        uses,
                        used,
                        others,
                    )
                if its.share_bottom and not its.by_claim:
                    for index in range(start, stop):
                        klass = tariffs[claims[index].tariff].klass
                        if from_others[limit, klass]:
                            key = period_key[limit, now] * its.keys + class_key[limit, klass]
                            others[limit, key] += left[index].money
                            if back:
                                uses[limit, index] = left[index].money
                for index in range(start, stop):
                    tariff = tariffs[claims[index].tariff]
                    before = left[index].money
                    if applies[limit, tariff.klass] and not left[index].marks & UNTAKEN and left[index].asked > 0:
                        key = period_key[limit, now] * its.keys + class_key[limit, tariff.klass]
                        if its.by_claim:
                            used[limit, key], blocked[limit, key] = 0, 0
                        room = room_of(its, used[limit, key], others[limit, key])
                        passed, fits = let_through(its, left[index], room, blocked[limit, key] == moment)
                        used[limit, key] += passed
                        if back:
                            uses[limit, index] = passed
                        if not fits:
                            blocked[limit, key] = moment
                            leave_part(its, left[index], tariff, passed)
                    taken_by[limit, now, tariff.klass] += before - left[index].money
                    if len(cuts):
                        cuts[limit, index] = before - left[index].money
                        counted[limit, index] = left[index].units
            start = stop
        # The next person starts with nothing used up.
        for limit in range(first_limit, end_limit):
            for index in range(first, end):
                klass = tariffs[claims[index].tariff].klass
                key = period_key[limit, claims[index].taken] * table[limit].keys + class_key[limit, klass]
                used[limit, key], others[limit, key] = 0, 0
        first = end


@inlined
def _give_back(
    its: Any,
    limit: Any,
    claims: Any,
    tariffs: Any,
    first: Any,
    start: Any,
    class_key: Any,
    period_key: Any,
    from_others: Any,
    uses: Any,
    used: Any,
    others: Any,
) -> None:
    """Free what claims of a person used up of a limit that are taken back since the determination before."""
    for index in range(first, start):
        if claims[start - 1].taken < claims[index].back <= claims[start].taken:
            klass = tariffs[claims[index].tariff].klass
            key = period_key[limit, claims[index].taken] * its.keys + class_key[limit, klass]
            if from_others[limit, klass]:
                others[limit, key] -= uses[limit, index]
            else:
                used[limit, key] -= uses[limit, index]


@inlined
def let_through(its: Any, claim: Any, room: Any, blocked: Any) -> Any:
    """Say how much of a limit a claim uses up, and whether all of it fits. ``claim`` is what is left of it."""
    wanted = wanted_of(its, claim)
    passed = wanted if not its.bounded else min(wanted, room)
    if passed < wanted and (its.whole or its.measure == CLAIMS):
        passed = np.int64(0)
    if its.whole and blocked:
        passed = np.int64(0)
    return passed, passed >= wanted


@inlined
def wanted_of(its: Any, claim: Any) -> Any:
    """Give how much of a limit a claim would use up."""
    wanted = np.int64(1)
    if its.measure == QUANTITY:
        wanted = claim.units
    elif its.measure == MONEY:
        wanted = claim.money
    return wanted


@inlined
def leave_part(its: Any, claim: Any, tariff: Any, passed: Any) -> None:
    """Leave of a claim what a limit let through of it, which is less than all."""
    before = claim.money
    if its.measure == CLAIMS:
        claim.marks |= UNTAKEN
        claim.units = 0
        claim.money = 0
    elif its.measure == QUANTITY:
        claim.units = passed
        part = rounded(passed * tariff.unit_numerator, tariff.unit_denominator, tariff.rounding)
        claim.money = min(claim.money, part)
    else:
        claim.money = passed
    if claim.money < before:
        claim.marks |= CUT


@inlined
def room_of(its: Any, used: Any, others: Any) -> Any:
    """Give how much of a limit is left."""
    allowed = its.allowed
    if its.share_bottom:
        allowed = others * its.share_top // its.share_bottom
    return max(allowed - used, np.int64(0))


def what_is_asked(claims: npt.NDArray[Any], tariffs: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Give what claims ask for, with nothing taken of it."""
    left = np.empty(len(claims), dtype=LEFT)
    whole(claims, tariffs, left)
    return left
