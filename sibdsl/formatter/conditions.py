"""Conditions and tests as text.

In: conditions and tests. Out: their text, with breaks where a long one may go on in the next line.
Relies on: `expressions`. Guarantees: as `expressions`.
"""

from collections.abc import Callable
from typing import Any, Final

from sibdsl.formatter.expressions import SUM, print_bound, print_expression
from sibdsl.formatter.layout import BREAK
from sibdsl.surface.expressions import (
    BracketedCondition,
    Comparison,
    Condition,
    CountOf,
    HasBeenPaid,
    IsMet,
    IsSignificant,
    Junction,
    Not,
    Test,
)

# How tightly a condition holds together.
ALTERNATIVE, CONJUNCTION, SINGLE = range(3)


def print_condition(condition: Condition, place: int = ALTERNATIVE) -> str:
    """The text of `condition`, in brackets if it holds together less tightly than its place asks."""
    text = _PRINTERS[type(condition)](condition)
    return text if _tightness(condition) >= place else f"({text})"


def _tightness(condition: Condition) -> int:
    if isinstance(condition, Junction) and condition.word in ("and", "or"):
        return CONJUNCTION if condition.word == "and" else ALTERNATIVE
    return SINGLE


def print_test(test: Test) -> str:
    """The text of a test: ``from 20% to below 30%``."""
    if test.low is None or test.high is None:
        word, bound = _one_sided(test)
        return f"{word} {print_bound(bound)}" if bound is not None else ""
    low, high = print_bound(test.low), print_bound(test.high)
    if low == high and test.low_closed and test.high_closed:
        return f"exactly {low}"
    first = "from" if test.low_closed else "above"
    return f"{first} {low} to {high}" if test.high_closed else f"{first} {low} to below {high}"


def _one_sided(test: Test) -> tuple[str, Any]:
    if test.high is None:
        return ("at least" if test.low_closed else "above"), test.low
    return ("at most" if test.high_closed else "below"), test.high


def _junction(junction: Junction) -> str:
    if junction.word in ("and", "or"):
        place = SINGLE if junction.word == "and" else CONJUNCTION
        return f" {junction.word}{BREAK}".join(print_condition(item, place) for item in junction.items)
    return f"{junction.word} ({_listed(junction.items)})"


def _listed(items: tuple[Condition, ...]) -> str:
    return f",{BREAK}".join(print_condition(item) for item in items)


def _comparison(comparison: Comparison) -> str:
    return f"{print_expression(comparison.subject, SUM)} {print_test(comparison.test)}"


_PRINTERS: Final[dict[type, Callable[[Any], str]]] = {
    Comparison: _comparison,
    IsMet: lambda met: f"{met.name.text} is {'not met' if met.negated else 'met'}",
    IsSignificant: lambda significant: f"{significant.name.text} is significant at {significant.level.text}%",
    HasBeenPaid: lambda paid: f"{paid.name.text} has {'not been paid' if paid.negated else 'been paid'}",
    Not: lambda negated: f"not {print_condition(negated.condition, SINGLE)}",
    Junction: _junction,
    CountOf: lambda counted: f"at least {counted.count} of ({_listed(counted.items)})",
    BracketedCondition: lambda bracketed: f"({print_condition(bracketed.condition)})",
}
