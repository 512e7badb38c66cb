"""Sums so far that a payment reads on a day before anything was measured.

In: the known contract. Out: warnings in the sink, one for each metric and payment.
"""

from __future__ import annotations

from sibdsl.diagnostics.rules import time as rules
from sibdsl.semantics import every
from sibdsl.semantics.dependencies import readers_below
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.timing import metric_frame, payment_due
from sibdsl.surface.declarations import Declaration, Payment
from sibdsl.surface.expressions import Reference


def _note_first_results(known: Known) -> None:
    """Note when the first period ends of everything that is added up."""
    for name in known.summed:
        frame = metric_frame(known, name)
        if frame is not None and frame.periods:
            known.first_results[name] = frame.periods[0].end


def _check_payment(known: Known, payment: Payment) -> None:
    """Report a payment whose first determination comes before the first period of a metric that it adds up."""
    due = payment_due(known, payment.name.text) if known.first_results else None
    if due is None or not due.dates:
        return
    first = min(due.dates)
    if first >= max(known.first_results.values()):
        return
    for reference in _sums(known, payment):
        end = known.first_results.get(reference.name.text)
        if end is not None and end > first:
            known.sink.report(
                rules.NOTHING_MEASURED_YET, reference.span, others=[(payment.name.span, f"determined on {first}")],
                day=first.isoformat(), metric=reference.name.text, end=end.isoformat(),
            )  # fmt: skip


def _sums(known: Known, payment: Payment) -> list[Reference]:
    """The sums so far that a payment reads, itself or through what it is calculated from; one for each metric."""
    scope = known.scope
    waiting: list[Declaration] = [payment]
    visited: set[str] = set()
    found: dict[str, Reference] = {}
    while waiting:
        owner = waiting.pop()
        for reader in readers_below(owner) if owner is payment else known.reads[owner.name.text]:
            name = reader.name.text
            if isinstance(reader, Reference) and reader.aspect == "so far" and name in scope.metrics:
                found.setdefault(name, reader)
            declared = scope.metrics.get(name) or scope.thresholds.get(name)
            if declared is not None and name not in visited:
                visited.add(name)
                waiting.append(declared)
    return sorted(found.values(), key=lambda reference: reference.span)


CHECKS: tuple[Check, ...] = (_note_first_results, Each(every.payments, _check_payment))
