"""Statements of payments -> `sibdsl.surface.items`.

In: spans and children. Out: items. Relies on: nothing but the surface.
Guarantees: an absent `on` or `for` is an empty tuple, an absent `whole payments only` is False. Which whole
things a cap lets through travels as one word until the cap is built.
"""

from collections.abc import Callable
from typing import Any, Final

from sibdsl.source.span import Span, cover
from sibdsl.surface.expressions import Money, Number, Reference
from sibdsl.surface.items import (
    CapItem,
    ContinuesItem,
    CountsItem,
    DatesItem,
    DueItem,
    FirstMoneyItem,
    IndexedItem,
    MinimumItem,
    PayerCapItem,
    PaysItem,
    ProvidedItem,
    Share,
    SharedItem,
    Turn,
)
from sibdsl.surface.node import Day, Name
from sibdsl.surface.timing import Scope

_Amount = Money | Reference
_Names = tuple[Name, ...] | None

WHOLE_PAYMENTS: Final = "payments"
WHOLE_CLAIMS: Final = "claims"


def _counts_item(span: Span, name: Name, limit: Number, cohort: Name | None, scope: Scope) -> CountsItem:
    return CountsItem(span, name, limit, scope, cohort)


def _whole_payments(_span: Span) -> str:
    return WHOLE_PAYMENTS


def _whole_claims(_span: Span) -> str:
    return WHOLE_CLAIMS


def _cap_item(
    span: Span, amount: _Amount, names: _Names, cohort: Name | None, scope: Scope, whole: str | None
) -> CapItem:
    return CapItem(span, amount, names or (), scope, whole == WHOLE_PAYMENTS, cohort, whole == WHOLE_CLAIMS)


def _payer_cap_item(span: Span, amount: _Amount, payer: Name, whole: str | None) -> PayerCapItem:
    return PayerCapItem(span, amount, payer, whole is not None)


def _shared_item(span: Span, *parts: Any) -> SharedItem:
    *shares, names, cohorts = parts
    return SharedItem(span, tuple(shares), names or (), cohorts or ())


def _first_money_item(span: Span, name: Name, limit: _Amount, *turns: Turn) -> FirstMoneyItem:
    first = Turn(cover(name.span, limit.span), name, limit)
    return FirstMoneyItem(span, (first, *turns))


def _suspended_item(span: Span, start: Day, end: Day) -> DatesItem:
    return DatesItem(span, "suspended", start, end)


BUILDERS: Final[dict[str, Callable[..., object]]] = {
    "due": DueItem,
    "pays_item": PaysItem,
    "provided_item": ProvidedItem,
    "counts_item": _counts_item,
    "indexed_item": IndexedItem,
    "minimum_item": MinimumItem,
    "whole_payments": _whole_payments,
    "whole_claims": _whole_claims,
    "cap_item": _cap_item,
    "payer_cap_item": _payer_cap_item,
    "share": Share,
    "shared_item": _shared_item,
    "turn": Turn,
    "first_money_item": _first_money_item,
    "suspended_item": _suspended_item,
    "continues_item": ContinuesItem,
}
