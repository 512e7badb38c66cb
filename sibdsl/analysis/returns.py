"""The annual return of dated flows of money: section 8 of docs/reference/capital.md.

In: days and amounts, negative for what is put in. Out: a rate, or in words why there is none.
Relies on pyxirr, the extra ``capital``, for the number alone; without it the same number is found by halving.
Guarantees: whether there is exactly one rate is decided before a number is given, from signs of exact sums. The
rate is a float, and never on the way to an amount.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import accumulate

DayAmount = tuple[date, int]
_CLOSEST = 1e-9
_HIGHEST = 1e6
_LOWEST = -1 + 1e-9
_STEPS = 200


@dataclass(frozen=True, slots=True)
class AnnualReturn:
    """A rate a year (0.05 is 5%), or None. ``why`` says why there is none, or why there is no other."""

    rate: float | None
    why: str


def annual_return(flows: Iterable[DayAmount]) -> AnnualReturn:
    """Give the rate at which all flows together are worth nothing on the first day."""
    amounts = by_day(flows)
    sides, why = _sides(amounts)
    if sides is None:
        return AnnualReturn(None, why)
    if sides == "zero":
        return AnnualReturn(0.0, why)
    rate = _number(amounts, sides)
    if rate is None:
        return AnnualReturn(None, "the rate is too extreme to say anything: the flows are few days apart")
    return AnnualReturn(rate, why)


def by_day(flows: Iterable[DayAmount]) -> list[DayAmount]:
    """Add up the flows of each day, and leave out days on which they cancel each other out."""
    sums: dict[date, int] = {}
    for day, amount in flows:
        sums[day] = sums.get(day, 0) + amount
    return [(day, sums[day]) for day in sorted(sums) if sums[day]]


def multiple(received: int, put_in: int) -> Fraction | None:
    """Give what came back for each unit that was put in; None where nothing was."""
    return Fraction(received, put_in) if put_in else None


def sign_changes(amounts: Iterable[int]) -> int:
    """Count how often amounts change their sign; zeros do not count."""
    changes = before = 0
    for amount in amounts:
        if amount:
            changes += (amount > 0) != (before > 0) if before else 0
            before = amount
    return changes


def _sides(amounts: Sequence[DayAmount]) -> tuple[str | None, str]:
    """Decide whether there is exactly one rate, and whether it is above, below or at zero."""
    values = [amount for _, amount in amounts]
    if not values:
        return None, "no money moves"
    if min(values) > 0:
        return None, "nothing is put in before something comes back"
    if max(values) < 0:
        return None, "nothing comes back"
    # Both signs, so that there are at least two days.
    total = sum(values)
    if sign_changes(values) == 1:
        if not total:
            return "zero", "the flows change their sign once, and as much comes back as was put in"
        invested_first = values[0] < 0
        return "above" if (total > 0) == invested_first else "below", "the flows change their sign once"
    forward = sign_changes(accumulate(values))
    backward = sign_changes(accumulate(reversed(values)))
    if total > 0 and forward == 1:
        return "above", "the sums of the flows up to each day change their sign once: this is the only rate above zero"
    if total and forward + backward == 1:
        side = "above" if forward else "below"
        return side, "the sums of the flows, from the first day and from the last, change their sign once"
    return None, "more than one rate is possible, because money goes in and comes back several times"


def _number(amounts: Sequence[DayAmount], side: str) -> float | None:
    """Find the only rate on a side of zero; None where no float is close to it."""
    try:
        from pyxirr import xirr
    except ImportError:
        return _bisected(amounts, side)

    days = [day for day, _ in amounts]
    values = [float(amount) for _, amount in amounts]
    rate: float | None = xirr(days, values, silent=True)
    if (
        rate is not None
        and rate < _HIGHEST
        and (rate > 0 if side == "above" else -1 < rate < 0)
        and _crosses(amounts, rate)
    ):
        return rate
    return _bisected(amounts, side)


def _crosses(amounts: Sequence[DayAmount], rate: float) -> bool:
    """Say whether the value of the flows changes its sign at a rate."""
    width = _CLOSEST * (1 + rate)
    return (_value(amounts, rate - width) > 0) != (_value(amounts, rate + width) > 0)


def _value(amounts: Sequence[DayAmount], rate: float) -> float:
    """Give the value of the flows on the first day, or a positive multiple of it that does not overflow."""
    first, last = amounts[0][0], amounts[-1][0]
    from_day = first if rate > 0 else last
    growth = 1 + rate
    return sum((amount * float(growth ** ((from_day - day).days / 365)) for day, amount in amounts), 0.0)


def _bisected(amounts: Sequence[DayAmount], side: str) -> float | None:
    """Find a rate that the library does not reach, such as one close to -100%."""
    low, high = (0.0, _HIGHEST) if side == "above" else (_LOWEST, 0.0)
    below = _value(amounts, low) > 0
    if below == (_value(amounts, high) > 0):
        return None
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if (_value(amounts, middle) > 0) == below:
            low = middle
        else:
            high = middle
    return (low + high) / 2
