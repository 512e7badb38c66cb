"""Limits of one payment: what it counts, its minimum, its caps.

In: the known contract, with the meanings of payments. Out: findings in the sink.
"""

from __future__ import annotations

from fractions import Fraction

import msgspec

from sibdsl.diagnostics.rules import payments as rules
from sibdsl.semantics import every
from sibdsl.semantics.amounts import constant
from sibdsl.semantics.checks.parties import check_parties
from sibdsl.semantics.checks.statements import has_card
from sibdsl.semantics.dependencies import names_read
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.lookup import find_named
from sibdsl.semantics.meaning import UNKNOWN, Known, PaymentMeaning, Place
from sibdsl.semantics.payable import limit_of
from sibdsl.semantics.require import shown
from sibdsl.semantics.scope import items_of
from sibdsl.surface import items
from sibdsl.surface.declarations import Payment
from sibdsl.surface.expressions import Expression
from sibdsl.surface.node import Node
from sibdsl.surface.timing import Scope
from sibdsl.values import units

ZERO = Fraction(0)
_WHOLE_AMOUNT_KEYWORDS: dict[type[Node], str] = {
    items.CapItem: "cap", items.MinimumItem: "minimum", items.IndexedItem: "indexed by",
}  # fmt: skip


def _check_limits(known: Known, payment: Payment) -> None:
    """Check the counts, the minimum and the caps of a payment."""
    meaning = known.payments[payment.name.text]
    if has_card(payment):
        _check_card(known, payment, meaning)
        return
    for item in items_of(payment, items.CountsItem):
        _check_count(known, payment, item, meaning)
    _check_order(known, payment)
    _check_amounts(known, payment, meaning)


def _check_card(known: Known, payment: Payment, meaning: PaymentMeaning) -> None:
    """Check the caps on single payers of a payment with a rate card; its other limits are on claims."""
    caps: list[_Limit] = []
    for item in items_of(payment, items.PayerCapItem):
        caps.append(_Limit(item, limit_of(known, item.amount, "the cap")))
        _check_cap(known, payment, item, meaning)
    _check_twice(known, caps)


def _check_count(known: Known, payment: Payment, item: items.CountsItem, meaning: PaymentMeaning) -> None:
    name = item.name.text
    if find_named(known, item.name, "metric") is None:
        return
    metric = known.metrics.get(name, UNKNOWN)
    limit = constant(known, item.limit, Place("a limit", want=metric.unit, what=f"`{name}`"))
    if limit is not None and limit <= 0:
        known.sink.report(rules.NO_AMOUNT_AT_ALL, item.limit.span, found=shown(limit, metric.unit))
    _check_scope(known, payment.name.text, item.scope, meaning)
    if name not in _read_here(payment):
        known.sink.report(
            rules.COUNT_WITHOUT_EFFECT, item.span, others=[(known.scope.metrics[name].name.span, "this metric")],
            metric=name, payment=payment.name.text,
        )  # fmt: skip


def _read_here(payment: Payment) -> set[str]:
    """The metrics that the parts of a payment name for the determination at hand."""
    parts = items_of(payment, items.PaysItem)
    return {name.text for part in parts for name in names_read(part)}


def _check_scope(known: Known, name: str, scope: Scope, meaning: PaymentMeaning) -> None:
    if scope.kind != "per cohort" or meaning.due is None or meaning.due.frame.cohorts is not None:
        return
    known.sink.report(rules.PER_COHORT_WITHOUT_COHORTS, scope.span, payment=name)


def _check_order(known: Known, payment: Payment) -> None:
    """Report caps on single payers, which act after the split, before what acts on the whole amount."""
    waiting: list[items.PayerCapItem] = []
    for item in payment.items:
        if isinstance(item, items.PayerCapItem):
            waiting.append(item)
            continue
        keyword = _WHOLE_AMOUNT_KEYWORDS.get(type(item))
        if keyword is not None and waiting:
            for cap in waiting:
                known.sink.report(
                    rules.PAYER_CAP_TOO_EARLY, cap.span, others=[(item.span, "acts before the split")],
                    payer=cap.payer.text, keyword=keyword,
                )  # fmt: skip
            return


class _Limit(msgspec.Struct, frozen=True):
    """A cap of a payment, and its amount where that is known."""

    item: items.CapItem | items.PayerCapItem
    value: Fraction | None


def _check_amounts(known: Known, payment: Payment, meaning: PaymentMeaning) -> None:
    caps: list[_Limit] = []
    # What can be compared: indexation between a minimum and a cap moves the one away from the other.
    comparable: list[_Limit] = []
    minimum: tuple[Fraction, Expression] | None = None
    for item in payment.items:
        if isinstance(item, items.IndexedItem):
            _check_minimum(known, minimum, comparable)
            comparable, minimum = [], None
        elif isinstance(item, items.MinimumItem):
            floor = limit_of(known, item.amount, "the minimum")
            minimum = None if floor is None else (floor, item.amount)
        elif isinstance(item, (items.CapItem, items.PayerCapItem)):
            caps.append(_Limit(item, limit_of(known, item.amount, "the cap")))
            comparable.append(caps[-1])
            _check_cap(known, payment, item, meaning)
    _check_twice(known, caps)
    _check_minimum(known, minimum, comparable)


def _check_cap(
    known: Known, payment: Payment, item: items.CapItem | items.PayerCapItem, meaning: PaymentMeaning
) -> None:
    name = payment.name.text
    if isinstance(item, items.PayerCapItem):
        payers = [payer.text for payer in payment.payers]
        if check_parties(known, (item.payer,)) and item.payer.text not in payers:
            known.sink.report(
                rules.NOT_A_PAYER, item.payer.span, party=item.payer.text, payments=f"`{name}`",
                choices=", ".join(payers),
            )  # fmt: skip
        return
    _check_scope(known, name, item.scope, meaning)
    for metric in item.on:
        if find_named(known, metric, "metric") is not None and metric.text not in meaning.reads:
            known.sink.report(
                rules.CAP_ON_UNREAD_METRIC, metric.span, metric=metric.text, payment=name,
                others=[(known.scope.metrics[metric.text].name.span, "this metric")],
            )  # fmt: skip


def _check_twice(known: Known, caps: list[_Limit]) -> None:
    seen: dict[tuple[object, ...], _Limit] = {}
    for cap in caps:
        item = cap.item
        if isinstance(item, items.PayerCapItem):
            key: tuple[object, ...] = ("from", item.payer.text)
            words = f"from {item.payer.text}"
        else:
            key = (item.scope.kind, *sorted(name.text for name in item.on))
            words = item.scope.kind
        first = seen.setdefault(key, cap)
        if first is not cap:
            others = [(first.item.span, "the earlier cap")]
            known.sink.report(rules.SAME_CAP_TWICE, item.span, others=others, scope=words)


def _check_minimum(known: Known, minimum: tuple[Fraction, Expression] | None, caps: list[_Limit]) -> None:
    """Report a minimum that a cap on the same payment never allows."""
    if minimum is None:
        return
    floor, node = minimum
    money = units.money(known.terms.currency)
    for cap in caps:
        if isinstance(cap.item, items.CapItem) and not cap.item.on and cap.value is not None and floor > cap.value:
            known.sink.report(
                rules.MINIMUM_ABOVE_CAP, node.span, others=[(cap.item.span, "the cap")],
                minimum=shown(floor, money), cap=shown(cap.value, money),
            )  # fmt: skip
            return


CHECKS: tuple[Check, ...] = (Each(every.payments, _check_limits),)
