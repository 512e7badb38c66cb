"""Amounts as text.

In: expressions. Out: their text, with breaks where a long one may go on in the next line.
Relies on: numbers keeping the text they were written with.
Guarantees: operators are words; brackets are those of the tree, and others only where a tree that nobody
wrote would otherwise be read as a different one.
"""

from collections.abc import Callable
from typing import Any, Final

from sibdsl.formatter.layout import BREAK
from sibdsl.surface.expressions import (
    Binary,
    Bounded,
    Bracketed,
    Change,
    Elapsed,
    Expression,
    Extreme,
    Money,
    Negative,
    Nothing,
    Number,
    Percent,
    Rate,
    Reference,
    Slope,
    UnitText,
)

# How tightly an expression holds together; a part must hold at least as tightly as its place asks.
BOUNDED, SUM, PRODUCT, FACTOR, ATOM = range(5)

_POINT: Final = "percentage point"
_LITERALS: Final = frozenset((Number, Percent, Money, Rate))
_SUMS: Final = frozenset(("plus", "minus", "less"))


def print_expression(expression: Expression, place: int = BOUNDED) -> str:
    """The text of `expression`, in brackets if it holds together less tightly than its place asks."""
    text = _PRINTERS[type(expression)](expression)
    return text if place == BOUNDED or _tightness(expression) >= place else f"({text})"


def _tightness(expression: Expression) -> int:
    kind = type(expression)
    if kind is Bounded or kind is Slope:
        return BOUNDED
    if isinstance(expression, Binary):
        return SUM if expression.operator in _SUMS else PRODUCT
    return FACTOR if kind is Negative else ATOM


def print_bound(bound: Expression) -> str:
    """The text of a bound, which is a value as written, a plain name, or anything else in brackets."""
    if type(bound) in _LITERALS:
        return _PRINTERS[type(bound)](bound)
    inner = bound.value if isinstance(bound, Negative) else bound
    is_value = type(inner) in _LITERALS or isinstance(bound, Bracketed)
    is_name = isinstance(bound, Reference) and not bound.aspect
    return print_expression(bound) if is_value or is_name else f"({print_expression(bound)})"


def print_unit(unit: UnitText) -> str:
    """The text of a unit: ``events per 100 people``."""
    if unit.denominator is None:
        return "percentage points" if unit.numerator == _POINT else unit.numerator
    count = f"{unit.count} " if unit.count else ""
    return f"{unit.numerator} per {count}{unit.denominator}"


def _number(number: Number) -> str:
    return number.text if number.unit is None else f"{number.text} {print_unit(number.unit)}"


def _rate(rate: Rate) -> str:
    count = f"{rate.count} " if rate.count else ""
    return f"{_money(rate.money)} per {count}{rate.per}"


def _money(money: Money) -> str:
    return f"{money.currency} {money.text}"


def _reference(reference: Reference) -> str:
    name = reference.name.text
    if reference.day is not None:
        return f"{name} on {reference.day.text}"
    if reference.aspect in ("sample", "p-value"):
        return f"{reference.aspect} of {name}"
    return f"{name} {reference.aspect}" if reference.aspect else name


def _binary(binary: Binary) -> str:
    is_sum = binary.operator in _SUMS
    left = print_expression(binary.left, SUM if is_sum else PRODUCT)
    right = print_expression(binary.right, PRODUCT if is_sum else FACTOR)
    # A line may end behind these operators; the others are phrases, which stay together.
    space = BREAK if is_sum or binary.operator == "times" else " "
    return f"{left} {binary.operator}{space}{right}"


def _extreme(extreme: Extreme) -> str:
    items = f",{BREAK}".join(print_expression(item, SUM) for item in extreme.items)
    return f"{extreme.kind} of ({items})"


def _bounded(bounded: Bounded) -> str:
    text = print_expression(bounded.value, SUM)
    if bounded.low is not None:
        text += f",{BREAK}not below {print_expression(bounded.low, SUM)}"
    if bounded.high is not None:
        text += f",{BREAK}not above {print_expression(bounded.high, SUM)}"
    return text


def _change(change: Change) -> str:
    base, result = print_expression(change.base, FACTOR), print_expression(change.result, FACTOR)
    return f"{change.kind} from {base} to {result}"


def _slope(slope: Slope) -> str:
    base = f"{print_expression(slope.base, SUM)} plus{BREAK}" if slope.base is not None else ""
    return f"{base}{_rate(slope.rate)} {slope.direction} {print_bound(slope.bound)}"


_PRINTERS: Final[dict[type, Callable[[Any], str]]] = {
    Number: _number,
    Percent: lambda percent: f"{percent.text}%",
    Money: _money,
    Rate: _rate,
    Nothing: lambda _nothing: "nothing",
    Reference: _reference,
    Binary: _binary,
    Negative: lambda negative: f"-{print_expression(negative.value, FACTOR)}",
    Bracketed: lambda bracketed: f"({print_expression(bracketed.value)})",
    Extreme: _extreme,
    Bounded: _bounded,
    Change: _change,
    Elapsed: lambda elapsed: f"elapsed {elapsed.unit}",
    Slope: _slope,
}
