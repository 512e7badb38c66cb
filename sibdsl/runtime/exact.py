"""Rounding, splitting and printing of exact amounts.

In: `fractions.Fraction` and `int`, in the major unit of a currency unless a name says otherwise.
Out: fractions, whole minor units, and texts that state a value exactly.
Relies on the standard library alone; this file is copied into generated Python.
Guarantees: no floating point, nothing lost in a split, and no text that hides a digit.

The arithmetic works on numerators and denominators, because a settlement calls it for every claim and
building a `Fraction` costs a greatest common divisor.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

ROUNDING_MODES = ("half up", "half even", "half down", "up", "down")


def round_to(value: Fraction, step: Fraction, mode: str) -> Fraction:
    """Round to a multiple of `step` (above zero).

    Modes treat both signs alike: "up" is away from zero, "down" towards zero, and the "half" modes go to
    the nearest multiple, with ties away from zero ("half up"), towards zero ("half down") or to the even
    multiple ("half even").

    Raises:
        ValueError: the step is not above zero, or the mode is none of `ROUNDING_MODES`.
    """
    if step.numerator <= 0:
        raise ValueError(f"a rounding step is above zero, not {step}")
    divisor = value.denominator * step.numerator
    multiple = _rounded_quotient(value.numerator * step.denominator, divisor, mode)
    return Fraction(multiple * step.numerator, step.denominator)


def minor_units(amount: Fraction, digits: int, mode: str) -> int:
    """Round an amount to whole minor units: with 2 digits, 12.345 pounds are 1235 pence by "half up".

    Raises:
        ValueError: the mode is none of `ROUNDING_MODES`.
    """
    return _rounded_quotient(amount.numerator * 10**digits, amount.denominator, mode)


def split_whole(total: int, shares: Sequence[Fraction]) -> list[int]:
    """Split a whole number in proportion to `shares`, by largest remainder, ties in written order.

    The parts add up to `total` exactly. Shares need not add up to one; a share of zero receives nothing.
    A negative total is split as its positive counterpart is.

    Raises:
        ValueError: a share is below zero, or none is above zero.
    """
    scale = lcm(*(share.denominator for share in shares))
    weights = [share.numerator * (scale // share.denominator) for share in shares]
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("shares are zero or more, and at least one is above zero")
    size = abs(total)
    parts: list[int] = []
    remainders: list[int] = []
    for weight in weights:
        part, remainder = divmod(size * weight, whole)
        parts.append(part)
        remainders.append(remainder)
    left = size - sum(parts)
    if left:
        # Sorting is stable, so equal remainders keep the order in which the shares were written.
        by_remainder = sorted(range(len(parts)), key=lambda index: -remainders[index])
        for index in by_remainder[:left]:
            parts[index] += 1
    return parts if total >= 0 else [-part for part in parts]


def decimal_text(value: Fraction, digits: int) -> str:
    """Write the value with exactly `digits` decimals and no separators, such as "11712000.00".

    Raises:
        ValueError: the value has more decimals than that; a text never hides a digit.
    """
    scaled, remainder = divmod(abs(value.numerator) * 10**digits, value.denominator)
    if remainder:
        raise ValueError(f"{value} cannot be written with {digits} decimals")
    sign = "-" if value.numerator < 0 else ""
    if not digits:
        return f"{sign}{scaled}"
    whole, part = divmod(scaled, 10**digits)
    return f"{sign}{whole}.{part:0{digits}d}"


def plain_text(value: Fraction) -> str:
    """Write the value for people: "1,234.5" when its decimals end, else as a fraction such as "1/3"."""
    digits = _decimals(value.denominator)
    return str(value) if digits is None else _grouped(value, digits)


def money_text(value: Fraction, currency: str, digits: int) -> str:
    """Write an amount for people: "USD 11,712,000", "GBP 0.50", "-GBP 3.20".

    A whole amount has no decimals, any other has the currency's `digits`, and more where the exact value
    has more ("GBP 0.125"). An amount whose decimals never end is written as a fraction ("GBP 10/3").
    """
    size = abs(value)
    needed = _decimals(value.denominator)
    if needed is None:
        number = str(size)
    else:
        number = _grouped(size, max(digits, needed) if needed else 0)
    return f"{'-' if value.numerator < 0 else ''}{currency} {number}"


def percent_text(value: Fraction) -> str:
    """Write a share of one as a percentage: 1/5 is "20%", 1/3 is "100/3%"."""
    return plain_text(value * 100) + "%"


def _rounded_quotient(numerator: int, denominator: int, mode: str) -> int:
    """Divide by a denominator above zero and round to a whole number."""
    size, remainder = divmod(abs(numerator), denominator)
    if mode not in ROUNDING_MODES:
        raise ValueError(f"unknown rounding mode {mode!r}")
    if remainder and _goes_up(size, 2 * remainder - denominator, mode):
        size += 1
    return size if numerator >= 0 else -size


def _goes_up(size: int, past_half: int, mode: str) -> bool:
    """Say whether a size with a remainder goes to the next whole number away from zero.

    `past_half` is below zero, zero or above zero as the remainder is below, at or above one half.
    """
    if mode == "up":
        return True
    if mode == "down":
        return False
    if past_half:
        return past_half > 0
    return mode == "half up" or (mode == "half even" and size % 2 == 1)


def _decimals(denominator: int) -> int | None:
    """Count the decimals of a reduced fraction with this denominator; None when they never end."""
    twos = (denominator & -denominator).bit_length() - 1
    rest = denominator >> twos
    fives = 0
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    return max(twos, fives) if rest == 1 else None


def _grouped(value: Fraction, digits: int) -> str:
    """Write a value whose decimals end within `digits`, with commas between thousands."""
    scaled = abs(value.numerator) * 10**digits // value.denominator
    sign = "-" if value.numerator < 0 else ""
    if not digits:
        return f"{sign}{scaled:,}"
    whole, part = divmod(scaled, 10**digits)
    return f"{sign}{whole:,}.{part:0{digits}d}"
