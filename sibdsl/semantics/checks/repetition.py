"""Payments that pay for the same result more than once.

In: the known contract. Out: warnings in the sink, for payments that are determined again and again, each time by
the sum of a metric so far, without taking off what was paid before.
"""

from __future__ import annotations

from collections.abc import Iterator

from sibdsl.diagnostics.rules import risk as rules
from sibdsl.semantics import every
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.scope import items_of
from sibdsl.semantics.timing import payment_due
from sibdsl.surface import items
from sibdsl.surface.declarations import Payment
from sibdsl.surface.expressions import Binary, Change, Reference
from sibdsl.surface.node import Node


def _check_payment(known: Known, payment: Payment) -> None:
    """Report a payment that pays for a sum so far in more than one determination."""
    if not known.summed:
        return
    due = payment_due(known, payment.name.text)
    if due is None or due.frame.periods is None or len(due.frame.periods) == 1:
        return
    for part in items_of(payment, items.PaysItem):
        _check_part(known, payment, part, len(due.frame.periods))


def _check_part(known: Known, payment: Payment, part: items.PaysItem, times: int) -> None:
    references = list(_counted(part.value))
    if any(reference.aspect == "paid so far" for reference in references):
        return
    again = next((reference for reference in references if reference.aspect == "so far"), None)
    if again is not None:
        known.sink.report(
            rules.PAID_FOR_AGAIN, again.span, others=[(payment.name.span, f"determined {times} times")],
            payment=payment.name.text, metric=again.name.text, times=times,
        )  # fmt: skip


def _counted(root: Node) -> Iterator[Reference]:
    """The references below a node, except in ratios: a share of sums so far is no sum."""
    waiting: list[object] = [root]
    while waiting:
        found = waiting.pop()
        if isinstance(found, Change) or (isinstance(found, Binary) and found.operator == "divided by"):
            continue
        if isinstance(found, Reference):
            yield found
        if isinstance(found, Node):
            waiting.extend(getattr(found, field) for field in found.__struct_fields__)
        elif isinstance(found, tuple):
            waiting.extend(found)


CHECKS: tuple[Check, ...] = (Each(every.payments, _check_payment),)
