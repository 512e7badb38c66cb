"""Statements of scenarios -> `sibdsl.surface.items`.

In: spans and children. Out: items. Relies on: nothing but the surface.
Guarantees: an expectation without an amount is a pending one.
"""

from collections.abc import Callable
from typing import Final

from sibdsl.source.span import Span
from sibdsl.surface.items import (
    AsOfItem,
    Expected,
    ExpectItem,
    ExpectTotalItem,
    GivenItem,
    GivenTerminationItem,
)


def _expect_pending(span: Span, expected: Expected) -> ExpectItem:
    return ExpectItem(span, expected, None)


BUILDERS: Final[dict[str, Callable[..., object]]] = {
    "given_item": GivenItem,
    "given_termination": GivenTerminationItem,
    "as_of_item": AsOfItem,
    "expected": Expected,
    "expect_item": ExpectItem,
    "expect_pending": _expect_pending,
    "expect_total": ExpectTotalItem,
}
