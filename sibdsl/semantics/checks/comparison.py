"""Results measured against an assumption, against nothing, or before they can be known.

In: the known contract, with the meanings of payments. Out: warnings in the sink.
"""

from __future__ import annotations

from datetime import date

from sibdsl.diagnostics.rules import risk as rules
from sibdsl.semantics import every
from sibdsl.semantics.checks.closed_sets import FIXED_BASELINE
from sibdsl.semantics.days import read_day
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.literals import number
from sibdsl.semantics.meaning import Known, PaymentMeaning
from sibdsl.semantics.references import is_calculated
from sibdsl.semantics.scope import find_item
from sibdsl.semantics.timing import later, metric_frame
from sibdsl.surface import items
from sibdsl.surface.declarations import Metric, Payment
from sibdsl.surface.node import phrase
from sibdsl.values import units

_LENGTHS = {"day": "days", "week": "weeks", "month": "months", "year": "years"}
_WORDS_FOR_A_CHANGE = frozenset(
    ("reduction", "decrease", "decline", "drop", "increase", "improvement", "growth", "rise")
)  # fmt: skip
_EXPLANATIONS = ("note", "source")


def _check_metric(known: Known, metric: Metric) -> None:
    """Check what a metric that is paid on is compared with."""
    payments = known.readers.get(metric.name.text)
    if payments:
        _check_baseline(known, metric, payments[0])
        _check_compared(known, metric, payments[0])


def _check_payment(known: Known, payment: Payment) -> None:
    """Check when what a payment reads can be known."""
    _check_windows(known, payment.name.text, known.payments[payment.name.text])


def _check_baseline(known: Known, metric: Metric, payment: str) -> None:
    item = find_item(metric, items.ComparisonItem)
    explained = any(getattr(found, "keyword", None) in _EXPLANATIONS for found in metric.items)
    if item is None or phrase(item.method) != FIXED_BASELINE or explained:
        return
    known.sink.report(
        rules.ASSUMED_BASELINE, item.span, others=[(known.scope.payments[payment].name.span, "this payment")],
        payment=payment, metric=metric.name.text,
    )  # fmt: skip


def _check_compared(known: Known, metric: Metric, payment: str) -> None:
    """Report a reported change in percent, told by its name or title, without a comparison."""
    name = metric.name.text
    meaning = known.metrics.get(name)
    if meaning is None or meaning.unit != units.PERCENT or is_calculated(known, name):
        return
    title = "" if metric.title is None else metric.title.value
    words = {*name.lower().split("_"), *title.lower().split()}
    if words & _WORDS_FOR_A_CHANGE and find_item(metric, items.ComparisonItem) is None and known.is_whole(metric):
        known.sink.report(
            rules.NO_COMPARISON, metric.name.span, others=[(known.scope.payments[payment].name.span, "this payment")],
            payment=payment, metric=name,
        )  # fmt: skip


def _check_windows(known: Known, payment: str, meaning: PaymentMeaning) -> None:
    """Report the first cohort determined before the window of one of its metrics has passed for everybody in it."""
    due = meaning.due
    if due is None or due.frame.cohorts is None or due.frame.periods is not None:
        return
    for name in sorted(meaning.reads & known.scope.metrics.keys()):
        metric = known.scope.metrics[name]
        window = find_item(metric, items.WindowItem)
        frame = None if is_calculated(known, name) else metric_frame(known, name)
        if window is None or frame is None or frame.cohorts is None:
            continue
        for cohort, day in zip(due.frame.cohorts, due.dates, strict=True):
            until = _window_end(known, cohort, window)
            if until is not None and day < until:
                known.sink.report(
                    rules.DETERMINED_TOO_EARLY, window.span, payment=payment, cohort=cohort, day=day.isoformat(),
                    others=[(known.scope.cohorts[cohort].name.span, "this cohort")], metric=name,
                    until=until.isoformat(),
                )  # fmt: skip
                return


def _window_end(known: Known, cohort: str, window: items.WindowItem) -> date | None:
    """The last day on which the result of the last person of a cohort can be observed."""
    end = read_day(known.scope.cohorts[cohort].end, known.sink)
    unit = _LENGTHS.get(window.unit.text.removesuffix("s"))
    count = number(window.count)
    if end is None or unit is None or count.denominator != 1:
        return None
    return later(end, int(count), unit, month_end=known.terms.month_end)


CHECKS: tuple[Check, ...] = (
    Each(every.metrics, _check_metric),
    Each(every.payments, _check_payment),
)
