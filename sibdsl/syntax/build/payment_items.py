"""Statements of payments -> `sibdsl.surface.items`.

In: spans and children. Out: items. Relies on: nothing but the surface.
Guarantees: an absent `on` is an empty tuple, an absent `whole payments only` is False.
"""

from collections.abc import Callable
from typing import Final

from sibdsl.source.span import Span, cover
from sibdsl.surface.expressions import Money, Reference
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


def _cap_item(span: Span, amount: _Amount, names: tuple[Name, ...] | None, scope: Scope, whole: bool | None) -> CapItem:
    return CapItem(span, amount, names or (), scope, whole is not None)


def _payer_cap_item(span: Span, amount: _Amount, payer: Name, whole: bool | None) -> PayerCapItem:
    return PayerCapItem(span, amount, payer, whole is not None)


def _shared_item(span: Span, *shares: Share) -> SharedItem:
    return SharedItem(span, shares)


def _first_money_item(span: Span, name: Name, limit: _Amount, *turns: Turn) -> FirstMoneyItem:
    first = Turn(cover(name.span, limit.span), name, limit)
    return FirstMoneyItem(span, (first, *turns))


def _suspended_item(span: Span, start: Day, end: Day) -> DatesItem:
    return DatesItem(span, "suspended", start, end)


BUILDERS: Final[dict[str, Callable[..., object]]] = {
    "due": DueItem,
    "pays_item": PaysItem,
    "provided_item": ProvidedItem,
    "counts_item": CountsItem,
    "indexed_item": IndexedItem,
    "minimum_item": MinimumItem,
    "cap_item": _cap_item,
    "payer_cap_item": _payer_cap_item,
    "share": Share,
    "shared_item": _shared_item,
    "turn": Turn,
    "first_money_item": _first_money_item,
    "suspended_item": _suspended_item,
    "continues_item": ContinuesItem,
}
