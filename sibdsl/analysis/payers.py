"""What each payer of a determination pays, in ranges.

In: the payers of a payment and the range of its amount. Out: a range for each payer.
Relies on the largest-remainder split of the runtime.
Guarantees: sound to the last minor unit: a share is off its exact part by no more than the split can move.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import ceil, floor, gcd, lcm

from sibdsl.analysis.moments import NOTHING
from sibdsl.runtime.exact import split_whole
from sibdsl.runtime.plan import Payer, PaymentPlan
from sibdsl.values import interval as ranges
from sibdsl.values.interval import Interval, point

_MOST_TOTALS_TRIED = 20_000


@dataclass(frozen=True, slots=True)
class PayerRange:
    """A payer and the range of its part."""

    party: str
    range: Interval


def shared(payers: Sequence[Payer], paid: Interval, minor: Fraction, stride: int) -> tuple[PayerRange, ...]:
    """Split a range by shares; every amount in it is a multiple of ``stride`` minor units."""
    shares = tuple(payer.share or Fraction(0) for payer in payers)
    found = []
    for payer, share, (loss, gain) in zip(payers, shares, split_errors(shares, stride), strict=True):
        low = None if paid.low is None else max(ceil(paid.low / minor * share - loss), 0) * minor
        high = None if paid.high is None else floor(paid.high / minor * share + gain) * minor
        found.append(PayerRange(payer.party, Interval(low, low is not None, high, high is not None)))
    return tuple(found)


def shared_by_claim(payment: PaymentPlan, paid: Interval, minor: Fraction) -> tuple[PayerRange, ...]:
    """Bound what each payer of a rate card pays, where its share depends on the claim."""
    found = []
    for payer in payment.payers:
        share, gain = share_of_claims(payment, payer.party)
        high = None if paid.high is None else min(floor(paid.high / minor * share + gain) * minor, paid.high)
        found.append(PayerRange(payer.party, Interval(Fraction(0), True, high, high is not None)))
    return tuple(found)


def share_of_claims(payment: PaymentPlan, party: str) -> tuple[Fraction, Fraction]:
    """Give the largest share of any claim that a party pays, and the minor units that splits can add to it."""
    shares = [
        payer.share or Fraction(0) for share in payment.card_shares for payer in share.payers if payer.party == party
    ]
    share = max(shares, default=Fraction(0))
    # Nobody pays more than everything, however it is split.
    return share, Fraction(0 if share == 1 else len(shares))


@cache
def split_errors(shares: tuple[Fraction, ...], stride: int = 1) -> tuple[tuple[Fraction, Fraction], ...]:
    """Give the most that each payer can lose and gain by the split of a multiple of ``stride``, in minor units.

    A split depends on the total only through its remainder by the common denominator of the shares.
    """
    cycle = lcm(*(share.denominator for share in shares))
    stride = gcd(stride, cycle)
    if cycle // stride > _MOST_TOTALS_TRIED:
        return tuple((Fraction(1), Fraction(1)) for _ in shares)
    errors = [[Fraction(0)] for _ in shares]
    for total in range(0, cycle, stride):
        for place, part in enumerate(split_whole(total, shares)):
            errors[place].append(part - total * shares[place])
    return tuple((-min(error), max(error)) for error in errors)


def take_turns(payers: Sequence[Payer], paid: Interval, before: Sequence[Interval]) -> tuple[PayerRange, ...]:
    """Let payers pay in turns: each up to its limit, less what it paid before."""
    rest = paid
    found = []
    for payer, earlier in zip(payers, before, strict=True):
        if payer.limit is None:
            found.append(PayerRange(payer.party, rest))
            rest = NOTHING
            continue
        room = ranges.greatest(ranges.subtract(point(payer.limit), earlier), NOTHING)
        found.append(PayerRange(payer.party, ranges.least(rest, room)))
        rest = ranges.greatest(ranges.subtract(rest, room), NOTHING)
    return tuple(found)
