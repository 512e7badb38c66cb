"""Values and ranges of values in words.

In: exact values in base measure, and the unit they are written in. Out: ``20%``, ``USD 9,600,000``,
``10% or more, but less than 16%``.
Relies on the wording of the runtime, so that a document and a statement write a value alike.
Guarantees: a range names both of its ends and says whether each belongs to it.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.model.quantities import Range, Unit
from sibdsl.runtime import plan
from sibdsl.runtime.wording import quantity_text
from sibdsl.values.nouns import singular
from sibdsl.values.units import TIME_NOUNS

_PLAIN_NUMBERS = frozenset(("", "number", "ratio", "score", "scores", "point", "points"))
_TIMES = ("hours", "days", "weeks", "months", "quarters", "years")


def value_words(value: Fraction, unit: Unit, digits: int) -> str:
    """Write a value in its unit; ``digits`` are the decimals of an amount of money that is not whole."""
    return quantity_text(value, plan.Unit(unit.kind, unit.text, unit.scale), digits)


def amount_words(value: Fraction, unit: Unit, digits: int) -> str:
    """Write a value, and zero money as ``nothing``."""
    if unit.kind == "money" and not value and " " not in unit.text:
        return "nothing"
    return value_words(value, unit, digits)


def money_unit(currency: str) -> Unit:
    """Give the unit of amounts in a currency."""
    return Unit(kind="money", text=currency, currency=currency)


def range_words(interval: Range, unit: Unit, digits: int) -> str:
    """Write a range so that both ends are clear: ``10% or more, but less than 16%``; ``any value``."""
    low = None if interval.low is None else value_words(interval.low, unit, digits)
    high = None if interval.high is None else value_words(interval.high, unit, digits)
    return bounds_words(low, interval.low_closed, high, interval.high_closed, counts_things(unit))


def bounds_words(low: str | None, low_closed: bool, high: str | None, high_closed: bool, things: bool = False) -> str:
    """Write a range from the words of its ends; None is an open end. ``things`` are counted one by one."""
    if low is not None and low == high and low_closed and high_closed:
        return f"exactly {low}"
    below = "fewer than" if things else "less than"
    at_most = f"{high} or {'fewer' if things else 'less'}"
    if low is None:
        if high is None:
            return "any value"
        return at_most if high_closed else f"{below} {high}"
    start = f"{low} or more" if low_closed else f"more than {low}"
    if high is None:
        return start
    return f"{start}, but not more than {high}" if high_closed else f"{start}, but {below} {high}"


def without_limits(reached: Range, whole: Range) -> Range:
    """Leave out an end of a range that is the end of everything the value can be."""
    low_is_limit = reached.low == whole.low and reached.low_closed == whole.low_closed
    high_is_limit = reached.high == whole.high and reached.high_closed == whole.high_closed
    shown = reached.model_copy(
        update={
            "low": None if low_is_limit else reached.low,
            "high": None if high_is_limit else reached.high,
        }
    )
    single = reached.low is not None and reached.low == reached.high
    return reached if single else shown


def counts_things(unit: Unit) -> bool:
    """Say whether a unit counts things one by one (``people``), so that there are fewer of them, not less."""
    if unit.kind != "number" or " per " in unit.text or unit.text in _PLAIN_NUMBERS:
        return False
    return singular(unit.text.replace(" ", "_")) not in TIME_NOUNS and not unit.text.endswith(_TIMES)


def unit_words(unit: Unit) -> str:
    """Name a unit: ``percent``, ``percentage points``, ``USD``, ``events per 100 people``, ``a plain number``."""
    if unit.kind == "percent":
        return "percent"
    if unit.kind == "points":
        return "percentage points"
    return "a plain number" if unit.text in ("", "number", "ratio") else unit.text


def each_of(unit: Unit) -> str | None:
    """Name what a rate is for one of: ``day`` for ``GBP per day``; None when the unit is no rate."""
    _, per, last = unit.text.rpartition(" per ")
    return last if per else None


def one_of(unit: Unit) -> str:
    """Name one of what a unit counts: ``percentage point``, ``GBP 1``, ``hour``; ``1`` of a plain number."""
    if unit.kind in ("percent", "points"):
        return "percentage point"
    if unit.kind == "money":
        return f"{unit.text} 1"
    return "1" if unit.text in ("", "number", "ratio") else singular(unit.text.replace(" ", "_")).replace("_", " ")


def difference_unit(unit: Unit) -> Unit:
    """Give the unit of the difference between two values: percentages lie percentage points apart."""
    return unit.model_copy(update={"kind": "points"}) if unit.kind == "percent" else unit
