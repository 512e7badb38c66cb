"""Tables by date: a row for each determination date of their payment, and no other.

In: the known contract, with the meanings of payments. Out: findings in the sink.
"""

from __future__ import annotations

from datetime import date

from sibdsl.diagnostics.rules import tables as rules
from sibdsl.diagnostics.rules import time as time_rules
from sibdsl.semantics import every
from sibdsl.semantics.days import read_day
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.meaning import Due, Known
from sibdsl.semantics.scope import find_item, items_of
from sibdsl.surface import items
from sibdsl.surface.declarations import Payment
from sibdsl.surface.tables import DateRow, DateTable

_SHOWN = 6


def _check_payment(known: Known, payment: Payment) -> None:
    """Check the tables by date of a payment."""
    due = known.payments[payment.name.text].due
    for part in items_of(payment, items.PaysItem):
        if isinstance(part.value, DateTable):
            _check_table(known, payment, part.value, due)


def _check_table(known: Known, payment: Payment, table: DateTable, due: Due | None) -> None:
    seen: dict[date, DateRow] = {}
    complete = True
    for row in table.rows:
        day = read_day(row.day, known.sink)
        if day is None:
            complete = False
            continue
        first = seen.setdefault(day, row)
        if first is not row:
            others = [(first.span, "the earlier row")]
            known.sink.report(rules.DATE_TWICE, row.day.span, others=others, day=day.isoformat())
    if due is not None and complete and known.is_whole(table):
        _check_complete(known, payment, seen, due)


def _check_complete(known: Known, payment: Payment, rows: dict[date, DateRow], due: Due) -> None:
    item = find_item(payment, items.DueItem)
    others = [] if item is None else [(item.timing.span, "determined then")]
    dates = tuple(dict.fromkeys(due.dates))
    choices = listed(dates) if dates else "none; the payment is due on termination"
    for day, row in rows.items():
        if day not in dates:
            known.sink.report(
                time_rules.NOT_A_DETERMINATION_DATE, row.day.span, others=others, what="this row is for",
                day=day.isoformat(), name=payment.name.text, schedule="not determined on that day", choices=choices,
            )  # fmt: skip
    missing = [day for day in dates if day not in rows]
    if missing:
        known.sink.report(
            rules.DATE_WITHOUT_AMOUNT, payment.name.span, others=others, payment=payment.name.text,
            day=missing[0].isoformat(), choices=choices,
        )  # fmt: skip


def listed(dates: tuple[date, ...]) -> str:
    """The first few of many dates."""
    return ", ".join(day.isoformat() for day in dates[:_SHOWN]) + (" and so on" if len(dates) > _SHOWN else "")


CHECKS: tuple[Check, ...] = (Each(every.payments, _check_payment),)
