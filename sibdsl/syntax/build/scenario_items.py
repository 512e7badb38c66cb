"""Statements of scenarios -> `sibdsl.surface.items`.

In: spans and children. Out: items. Relies on: nothing but the surface.
Guarantees: an expectation without an amount is a pending one; absent cohorts and groups are an empty tuple.
"""

from collections.abc import Callable
from typing import Final

from sibdsl.source.span import Span
from sibdsl.surface.expressions import Number
from sibdsl.surface.items import (
    AsOfItem,
    Expected,
    ExpectItem,
    ExpectTotalItem,
    GivenItem,
    GivenTerminationItem,
)
from sibdsl.surface.node import Day, Name
from sibdsl.surface.people import ClaimDay, GivenClaimItem, GivenPersonItem, GivenSpellItem, Recording


def _expect_pending(span: Span, expected: Expected) -> ExpectItem:
    return ExpectItem(span, expected, None)


def _given_person(
    span: Span, _keyword: Name, person: Name, day: Day, memberships: tuple[Name, ...] | None
) -> GivenPersonItem:
    return GivenPersonItem(span, person, day, memberships or ())


def _given_claim(
    span: Span, outcome: Name, person: Name, quantity: Number | None, day: Day, *details: Recording | ClaimDay
) -> GivenClaimItem:
    return GivenClaimItem(span, outcome, person, quantity, day, details)


def _claim_day(kind: str) -> Callable[[Span, Day], ClaimDay]:
    return lambda span, day: ClaimDay(span, kind, day)


BUILDERS: Final[dict[str, Callable[..., object]]] = {
    "given_item": GivenItem,
    "given_termination": GivenTerminationItem,
    "given_person": _given_person,
    "given_spell": GivenSpellItem,
    "given_claim": _given_claim,
    "recording": Recording,
    "submitted_on": _claim_day("submitted"),
    "validated_on": _claim_day("validated"),
    "rejected_on": _claim_day("rejected"),
    "as_of_item": AsOfItem,
    "expected": Expected,
    "expect_item": ExpectItem,
    "expect_pending": _expect_pending,
    "expect_total": ExpectTotalItem,
}
