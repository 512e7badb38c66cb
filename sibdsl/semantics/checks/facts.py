"""Facts that payments rely on: indices with more than one value, above zero, and published before they are needed.

In: the known contract, with the meanings of payments. Out: findings in the sink.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sibdsl.diagnostics.rules import payments as rules
from sibdsl.diagnostics.rules import time as time_rules
from sibdsl.semantics import every
from sibdsl.semantics.checks.dates import listed
from sibdsl.semantics.days import read_day
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.lookup import find_named
from sibdsl.semantics.meaning import UNKNOWN, Known, PaymentMeaning
from sibdsl.semantics.scope import find_item, items_of
from sibdsl.surface import items
from sibdsl.surface.declarations import Payment
from sibdsl.surface.node import Node
from sibdsl.surface.timing import Once
from sibdsl.values import interval as ranges
from sibdsl.values import units


def _check_payment(known: Known, payment: Payment) -> None:
    """Check the indexation of a payment, and that each fact has a value when the payment needs it."""
    meaning = known.payments[payment.name.text]
    needed = set(meaning.reads)
    for item in items_of(payment, items.IndexedItem):
        if find_named(known, item.name, "fact") is not None:
            needed.add(item.name.text)
            _check_index(known, item)
    for fact in sorted(needed & known.scope.facts.keys()):
        _check_published(known, payment, meaning, fact)


def _check_index(known: Known, item: items.IndexedItem) -> None:
    name = item.name.text
    base = read_day(item.base, known.sink)
    fact = known.facts.get(name, UNKNOWN)
    others = [(known.scope.facts[name].name.span, "this fact")]
    if fact.unit is not None and not ranges.encloses(ranges.above(Fraction(0)), fact.interval):
        known.sink.report(
            rules.INDEX_NOT_ABOVE_ZERO, item.name.span, others=others, fact=name, unit=units.describe(fact.unit)
        )
    dates = known.fact_dates.get(name)
    if dates is None:
        published = find_item(known.scope.facts[name], items.PublishedItem)
        if published is not None and isinstance(published.timing, Once):
            known.sink.report(rules.INDEX_WITHOUT_DATES, item.name.span, others=others, fact=name)
    elif base is not None and base not in dates:
        report_not_published(known, item.base, base, name, dates)


def report_not_published(known: Known, node: Node, day: date, fact: str, dates: tuple[date, ...]) -> None:
    """Report a day for which a fact has no value of its own."""
    known.sink.report(
        time_rules.NOT_A_DETERMINATION_DATE, node.span, others=[(known.scope.facts[fact].name.span, "this fact")],
        what="this takes the value of", day=day.isoformat(), name=fact, schedule="not published for that day",
        choices=listed(dates),
    )  # fmt: skip


def _check_published(known: Known, payment: Payment, meaning: PaymentMeaning, fact: str) -> None:
    dates = known.fact_dates.get(fact)
    if not dates or meaning.due is None or not meaning.due.dates:
        return
    earliest = min(meaning.due.dates)
    if earliest < dates[0]:
        due = find_item(payment, items.DueItem)
        known.sink.report(
            time_rules.PUBLISHED_TOO_LATE, payment.name.span if due is None else due.span,
            others=[(known.scope.facts[fact].name.span, f"first value on {dates[0].isoformat()}")],
            payment=payment.name.text, day=earliest.isoformat(), fact=fact, first=dates[0].isoformat(),
        )  # fmt: skip


CHECKS: tuple[Check, ...] = (Each(every.payments, _check_payment),)
