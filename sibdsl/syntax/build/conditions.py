"""Rules of `60_expressions.lark` about what holds -> conditions and tests.

In: spans and children. Out: the conditions and tests of `sibdsl.surface.expressions`.
Relies on: the grammar, which gathers conditions joined by one word into one list.
Guarantees: the tree has the shape that was written; brackets are kept. An open end of a test is None
and does not count as closed.
"""

from collections.abc import Callable
from typing import Final

from sibdsl.source.span import Span
from sibdsl.surface.expressions import (
    BracketedCondition,
    Comparison,
    Condition,
    CountOf,
    Expression,
    HasBeenPaid,
    IsMet,
    IsSignificant,
    Junction,
    Not,
    Test,
)
from sibdsl.surface.node import Name


def _junction(word: str) -> Callable[..., Junction]:
    return lambda span, *items: Junction(span, word, items)


def _count_of(span: Span, count: str, *items: Condition) -> CountOf:
    return CountOf(span, count, items)


def _is_met(span: Span, name: Name) -> IsMet:
    return IsMet(span, name, False)


def _is_not_met(span: Span, name: Name) -> IsMet:
    return IsMet(span, name, True)


def _has_been_paid(span: Span, name: Name) -> HasBeenPaid:
    return HasBeenPaid(span, name, False)


def _has_not_been_paid(span: Span, name: Name) -> HasBeenPaid:
    return HasBeenPaid(span, name, True)


def _at_least(span: Span, bound: Expression) -> Test:
    return Test(span, bound, True, None, False)


def _above(span: Span, bound: Expression) -> Test:
    return Test(span, bound, False, None, False)


def _at_most(span: Span, bound: Expression) -> Test:
    return Test(span, None, False, bound, True)


def _below(span: Span, bound: Expression) -> Test:
    return Test(span, None, False, bound, False)


def _exactly(span: Span, bound: Expression) -> Test:
    return Test(span, bound, True, bound, True)


def _between(low_closed: bool, high_closed: bool) -> Callable[[Span, Expression, Expression], Test]:
    return lambda span, low, high: Test(span, low, low_closed, high, high_closed)


BUILDERS: Final[dict[str, Callable[..., object]]] = {
    "comparison": Comparison,
    "is_met": _is_met,
    "is_not_met": _is_not_met,
    "is_significant": IsSignificant,
    "has_been_paid": _has_been_paid,
    "has_not_been_paid": _has_not_been_paid,
    "negated": Not,
    "both": _junction("and"),
    "either": _junction("or"),
    "all_of": _junction("all of"),
    "any_of": _junction("any of"),
    "count_of": _count_of,
    "bracketed_condition": BracketedCondition,
    "at_least": _at_least,
    "above": _above,
    "at_most": _at_most,
    "below": _below,
    "exactly": _exactly,
    "from_to": _between(True, True),
    "from_to_below": _between(True, False),
    "above_to": _between(False, True),
    "above_to_below": _between(False, False),
}
