"""Exact numbers of a contract in generated Python.

In: fractions, what they belong to, and their unit.
Out: text that stands for the number: digits for a whole one, else the name of a constant.
Relies on: `names` for free names.
Guarantees: no number passes through a binary float, and a function builds no fraction while it runs.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sibdsl.generators.python.names import Names, constant_slug
from sibdsl.runtime.plan import Unit

_MOST_DECIMALS = 9


class Constants:
    """The constants of a module, made as they are needed."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._made: dict[tuple[str, Fraction], str] = {}
        self.definitions: list[str] = []

    def number(self, value: Fraction, owner: str, unit: Unit | None = None) -> str:
        """The text of a number; `owner` and `unit` name it if it needs a constant."""
        if value.denominator == 1:
            return whole(value.numerator)
        return self.fraction(value, owner, unit)

    def fraction(self, value: Fraction, owner: str, unit: Unit | None = None) -> str:
        """The name of a constant, which is a fraction even where the number is whole."""
        noun = unit.kind if unit is not None and unit.kind in ("percent", "points") else ""
        key = (f"{owner} {noun}", value)
        if key not in self._made:
            written = value / unit.scale if unit is not None else value
            digits = decimal(written) or f"{written.numerator} of {written.denominator}"
            name = self._names.claim(constant_slug(f"{owner} {digits.replace('-', 'minus ')} {noun}"))
            self._made[key] = name
            self.definitions.append(f"{name} = {fraction_call(value)}")
        return self._made[key]


def whole(value: int) -> str:
    """A whole number, grouped by thousands where it is long."""
    return f"{value:_}" if abs(value) >= 10_000 else str(value)


def fraction_call(value: Fraction) -> str:
    """An expression whose value is the fraction."""
    if value.denominator == 1:
        return f"Fraction({whole(value.numerator)})"
    digits = decimal(value)
    if digits:
        return f'Fraction("{digits}")'
    return f"Fraction({whole(value.numerator)}, {whole(value.denominator)})"


def decimal(value: Fraction) -> str:
    """The value with a decimal point, as contracts write it; empty when its decimals do not end soon."""
    digits = next((count for count in range(1, _MOST_DECIMALS + 1) if 10**count % value.denominator == 0), None)
    if digits is None:
        return ""
    if value.denominator == 1:
        return str(value.numerator)
    whole_part, rest = divmod(abs(value.numerator) * (10**digits // value.denominator), 10**digits)
    return f"{'-' if value < 0 else ''}{whole_part}.{rest:0{digits}}"


def date_call(day: date) -> str:
    """An expression whose value is the date."""
    return f"date({day.year}, {day.month}, {day.day})"
