"""Sums that a payment reads through a calculated metric or a threshold, where it could not read them itself.

In: the known contract. Out: findings in the sink, each once. What stands in a payment was compared with the payment's
timing where it stands; a calculated metric has no timing until a payment reads it.
"""

from __future__ import annotations

from collections.abc import Iterator

from sibdsl.diagnostics.rules import types as rules
from sibdsl.semantics import every, references
from sibdsl.semantics.dependencies import readers_below
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.meaning import Frame, HiddenSum, Known, Place
from sibdsl.semantics.timing import metric_frame, payment_due
from sibdsl.source.span import Span
from sibdsl.surface.declarations import Declaration, Metric, Payment, Threshold
from sibdsl.surface.expressions import Reference

_SUMS = ("so far", "in the period", "over all cohorts")


def _find(known: Known, payment: Payment) -> None:
    """Find the sums that have no meaning at the determinations of a payment that depends on them."""
    due = payment_due(known, payment.name.text) if known.summed else None
    if due is None:
        return
    found = tuple(found for found in _hidden_sums(known, payment) if _fails(known, found.reference, due.frame))
    if found:
        known.hidden_sums[payment.name.text] = found


def _report_found(known: Known) -> None:
    """Report every such sum once, for the first payment that depends on it."""
    reported: set[Span] = set()
    for name, payment in known.scope.payments.items() if known.hidden_sums else ():
        due = payment_due(known, name)
        for found in known.hidden_sums.get(name, ()):
            if due is not None and found.reference.span not in reported:
                reported.add(found.reference.span)
                _report(known, payment, found.through, found.reference, due.frame)


def _hidden_sums(known: Known, payment: Payment) -> Iterator[HiddenSum]:
    """The sums that stand in what a payment depends on, each with the metric or threshold that it stands in."""
    waiting: list[Declaration] = [payment]
    visited: set[str] = set()
    while waiting:
        owner = waiting.pop()
        for reader in readers_below(owner) if owner is payment else known.reads[owner.name.text]:
            name = reader.name.text
            if isinstance(reader, Reference) and reader.aspect in _SUMS and owner is not payment:
                yield HiddenSum(owner, reader)
            needed = known.scope.names.get(name)
            if isinstance(needed, Metric | Threshold) and name not in visited:
                visited.add(name)
                waiting.append(needed)


def _fails(known: Known, reference: Reference, frame: Frame) -> bool:
    """Whether a sum is an error in this frame, and not in any other as well, which was reported where it stands."""
    return _is_error(known, reference, frame) and not _is_error(known, reference, None)


def _is_error(known: Known, reference: Reference, frame: Frame | None) -> bool:
    quiet = known.quiet()
    references.read(quiet, reference, Place("a payment", frame=frame))
    return quiet.sink.has_errors


def _report(known: Known, payment: Payment, through: Declaration, reference: Reference, frame: Frame) -> None:
    name = reference.name.text
    measured = metric_frame(known, name)
    other = f"let `{through.name.text}` add up something else"
    words = "" if measured is None else f", which is measured {measured.words}"
    known.sink.report(
        rules.NOT_MEASURED_THAT_WAY, reference.span, name=f"{name} {reference.aspect}",
        others=[(payment.name.span, f"depends on `{through.name.text}`")], measured=f"a sum of `{name}`{words}",
        reader=f"payment `{payment.name.text}`, which reads it through `{through.name.text}`,",
        wanted=f"determined {frame.words}", expected_way="one such sum for each determination of the payment",
        next_step=f"let both repeat over the same periods and cohorts, or {other}",
    )  # fmt: skip


CHECKS: tuple[Check, ...] = (
    Each(every.payments, _find),
    _report_found,
)
