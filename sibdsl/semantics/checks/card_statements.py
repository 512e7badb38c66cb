"""Statements that have no place beside a rate card, and terms about claims where no claims are paid.

In: the known contract. Out: findings in the sink.
"""

from __future__ import annotations

from sibdsl.diagnostics.rules import cards as rules
from sibdsl.semantics import every
from sibdsl.semantics.checks.contract_caps import capped_payments, limits_claims
from sibdsl.semantics.checks.statements import has_card
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.written import without_line
from sibdsl.surface import items
from sibdsl.surface.declarations import ContractCap, Payment
from sibdsl.surface.node import Node
from sibdsl.surface.timing import Scope

_NOT_WITH_A_CARD: dict[type[Node], tuple[str, str, str, str]] = {
    items.PaysItem: (
        "pays", "which is all that it comes to", "a rate card, or `pays`",
        "pay the other amount by a payment of its own",
    ),
    items.ProvidedItem: (
        "provided", "and each claim is paid by what it shows", "conditions of a single outcome (`requires`, `after`)",
        "say in the outcome what must be shown, or pay by a payment of its own",
    ),
    items.IndexedItem: (
        "indexed by", "whose prices are fixed", "a price for each period",
        "give each period its price: `from 2019-04-01 GBP 520`",
    ),
    items.MinimumItem: (
        "minimum", "and comes to what is claimed", "a payment of its own for what is paid in any case",
        "pay the amount by a payment of its own",
    ),
}  # fmt: skip
_ABOUT_CLAIMS = ("per claim", "per person", "per outcome")


def _check_payment(known: Known, payment: Payment) -> None:
    """Check which statements of a payment stand beside a rate card, and which need one."""
    check = _check_beside_card if has_card(payment) else _check_without_card
    for item in payment.items:
        check(known, payment, item)


def _check_cap(known: Known, cap: ContractCap) -> None:
    if not limits_claims(known, cap, capped_payments(known, cap)):
        _check_contract_cap(known, cap)


def _check_beside_card(known: Known, payment: Payment, item: Node) -> None:
    found = _NOT_WITH_A_CARD.get(type(item))
    if found is not None:
        keyword, reason, expectation, next_step = found
        known.sink.report(
            rules.NOT_WITH_A_CARD, item.span, keyword=keyword, payment=payment.name.text, reason=reason,
            expectation=expectation, next_step=next_step, fix=without_line(known, item),
        )  # fmt: skip


def _check_without_card(known: Known, payment: Payment, item: Node) -> None:
    where = f"`{payment.name.text}` has no rate card"
    if isinstance(item, items.CapItem):
        _check_scope(known, item.scope, where)
        if item.cohort is not None:
            _report(known, item.cohort, f"for {item.cohort.text}", where, "`per cohort`, or no cohort")
        if item.whole_claims:
            _report(known, item, "whole claims only", where, "`whole payments only`, or nothing behind it")
    elif isinstance(item, items.CountsItem):
        _check_scope(known, item.scope, where)
        if item.cohort is not None:
            _report(known, item.cohort, f"for {item.cohort.text}", where, "`per cohort`, or no cohort")
    elif isinstance(item, items.SharedItem) and (item.on or item.cohorts):
        first = (*item.on, *item.cohorts)[0]
        word = "on" if item.on else "for"
        _report(
            known, first, f"shared by ... {word} {first.text}", where, "`shared by` and a percentage for each payer"
        )


def _check_contract_cap(known: Known, cap: ContractCap) -> None:
    where = "not all payments under this cap have a rate card"
    if cap.scope is not None:
        _check_scope(known, cap.scope, where)
    if cap.whole_claims:
        _report(known, cap, "whole claims only", where, "`whole payments only`, or nothing behind it")


def _check_scope(known: Known, scope: Scope, where: str) -> None:
    kinds = (scope.kind, *scope.further)
    about = [kind for kind in kinds if kind in _ABOUT_CLAIMS]
    if about or scope.further:
        words = about[0] if about else " ".join(kinds)
        _report(known, scope, words, where, "`in total`, or `per` and a determination, a cohort or a year")


def _report(known: Known, node: Node, found: str, where: str, expectation: str) -> None:
    known.sink.report(
        rules.ONLY_WITH_A_CARD, node.span, found=found, where=where, expectation=expectation,
        next_step="correct the term, or pay by a rate card",
    )  # fmt: skip


CHECKS: tuple[Check, ...] = (
    Each(every.payments, _check_payment),
    Each(every.caps, _check_cap),
)
