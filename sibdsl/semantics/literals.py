"""What literals are worth: numbers, percentages, money, units and dates as written.

In: surface nodes. Out: exact values in base measure (see ``sibdsl.values.units``), units, dates.
Relies on the lexer having accepted the digits. Guarantees: no binary float; a date that does not exist gives None.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sibdsl.surface.expressions import Money, Number, Percent, Rate, UnitText
from sibdsl.surface.node import Day
from sibdsl.values import units
from sibdsl.values.units import Unit

_HUNDRED = 100


def number(text: str) -> Fraction:
    """The exact value of ``9,240`` or ``15.12``."""
    digits = text.replace(",", "")
    whole, _, decimals = digits.partition(".")
    if not decimals:
        return Fraction(int(whole))
    return Fraction(int(whole + decimals), 10 ** len(decimals))


def decimals_of(text: str) -> int:
    """How many decimals were written."""
    return len(text.partition(".")[2])


def percent(node: Percent) -> Fraction:
    """``8.5%`` is 17/200."""
    return number(node.text) / _HUNDRED


def unit_of(node: UnitText) -> Unit:
    """The unit that a text names: ``hours``, ``GBP per day``, ``events per 100 people``, ``percentage points``."""
    above = units.unit_named(node.numerator)
    if node.denominator is None:
        return above
    per = int(number(node.count)) if node.count else 1
    return units.rate(above, units.unit_named(node.denominator), max(per, 1))


def unit_of_number(node: Number) -> Unit:
    """The unit of a number; a bare number has none."""
    return units.NUMBER if node.unit is None else unit_of(node.unit)


def unit_of_rate(node: Rate) -> Unit:
    """The unit of ``GBP 59 per day``."""
    per = int(number(node.count)) if node.count else 1
    return units.rate(units.money(node.money.currency), units.unit_named(node.per), max(per, 1))


def value_of_number(node: Number) -> Fraction:
    """The value in base measure: ``2 weeks`` is 14 (days)."""
    value = number(node.text)
    return value if node.unit is None else value * units.scale(unit_of(node.unit))


def value_of_rate(node: Rate) -> Fraction:
    """The value in base measure: ``USD 160,000 per percentage point`` is 16,000,000 for one whole."""
    return number(node.money.text) * units.scale(unit_of_rate(node))


def value_of_money(node: Money) -> Fraction:
    """The value in major units."""
    return number(node.text)


def find_day(node: Day) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date.fromisoformat(node.text)
    except ValueError:
        return None
