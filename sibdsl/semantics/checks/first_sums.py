"""Sums so far that a payment reads on a day before anything was measured.

In: the known contract. Out: warnings in the sink, one for each metric and payment.
"""

from __future__ import annotations

from sibdsl.diagnostics.rules import time as rules
from sibdsl.semantics.dependencies import readers_below
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.timing import metric_frame, payment_due
from sibdsl.surface.declarations import Declaration, Payment
from sibdsl.surface.expressions import Reference


def check(known: Known) -> None:
    """Report payments whose first determination comes before the first period of a metric that they add up."""
    frames = [frame for name in known.summed if (frame := metric_frame(known, name)) is not None]
    latest = max((frame.periods[0].end for frame in frames if frame.periods), default=None)
    if latest is None:
        return
    for payment in known.scope.payments.values():
        due = payment_due(known, payment.name.text)
        if due is None or not due.dates:
            continue
        first = min(due.dates)
        if first >= latest:
            continue
        for reference in _sums(known, payment):
            frame = metric_frame(known, reference.name.text)
            if frame is None or frame.periods is None or frame.periods[0].end <= first:
                continue
            known.sink.report(
                rules.NOTHING_MEASURED_YET, reference.span, others=[(payment.name.span, f"determined on {first}")],
                day=first.isoformat(), metric=reference.name.text, end=frame.periods[0].end.isoformat(),
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
