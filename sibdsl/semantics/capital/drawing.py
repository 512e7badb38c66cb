"""Money that goes in and comes back on days that the contract names: drawdowns, charges and repayments.

In: statements of finance. Out: amounts by day, in order; None after a report.
Guarantees: what is drawn adds up to the amount of the finance; no more is repaid than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from sibdsl.diagnostics.rules import capital as rules
from sibdsl.semantics.capital.days import ordered_days
from sibdsl.semantics.capital.found import Dated, Repayment
from sibdsl.semantics.capital.money import money_of, words_of
from sibdsl.semantics.days import read_period
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.timing import in_term, later
from sibdsl.surface import capital as surface
from sibdsl.surface.declarations import Finance

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_ZERO = Fraction(0)


def drawn_of(known: Known, finance: Finance, item: surface.DrawnItem | None, whole: Fraction | None) -> Dated | None:
    """What is drawn on which day; without a statement, all of it on the first day of the term."""
    name = finance.name.text
    if item is None:
        return None if whole is None or not known.terms.known else ((known.terms.start, whole),)
    days = ordered_days(
        known, tuple(part.day for part in item.drawdowns), f"a drawdown of `{name}`", last=known.terms.end
    )
    amounts = _amounts(known, finance, item.drawdowns, whole)
    if days is None or amounts is None or whole is None:
        return None
    total = sum(amounts, _ZERO)
    if total != whole:
        _report_drawn(known, finance, item, total, whole)
        return None
    return tuple(zip(days, amounts, strict=True))


def _report_drawn(known: Known, finance: Finance, item: surface.DrawnItem, total: Fraction, whole: Fraction) -> None:
    off = words_of(known, abs(whole - total))
    known.sink.report(
        rules.DRAWN_OTHERWISE, item.span, others=[(finance.amount.span, "the amount")], name=finance.name.text,
        found=words_of(known, total), amount=words_of(known, whole),
        next_step=f"draw {off} more: `the rest on` a day draws what is left" if total < whole
        else f"draw {off} less, or correct the amount",
    )  # fmt: skip


def _amounts(
    known: Known, finance: Finance, parts: Sequence[surface.Drawdown | surface.Repayment], whole: Fraction | None
) -> list[Fraction] | None:
    """The amount of each part; `the rest` is what the parts before it leave."""
    found: list[Fraction] = []
    complete = True
    for index, part in enumerate(parts):
        if part.amount is not None:
            amount = money_of(known, part.amount)
        elif index < len(parts) - 1 or (index > 0 and not part.rest):
            what = "`the rest`" if part.rest else "all of it"
            known.sink.report(
                rules.THE_REST_OF_NOTHING, part.span, found=f"{what} is not the last part",
                next_step="write the amount of this part",
            )  # fmt: skip
            amount = None
        else:
            amount = None if whole is None or not complete else whole - sum(found, _ZERO)
            if amount is not None and amount <= 0:
                known.sink.report(
                    rules.THE_REST_OF_NOTHING, part.span, found=f"nothing of `{finance.name.text}` is left on this day",
                    next_step="delete this part, or lower an amount before it",
                )  # fmt: skip
                amount = None
        complete = complete and amount is not None
        found.append(amount or _ZERO)
    return found if complete else None


def repaid_of(
    known: Known, finance: Finance, item: surface.RepaidItem, whole: Fraction | None
) -> tuple[Repayment, ...] | None:
    """What is repaid on which day outside waterfalls; days after the term say so."""
    what = f"a repayment of `{finance.name.text}`"
    days = ordered_days(known, tuple(part.day for part in item.repayments), what)
    amounts = _amounts(known, finance, item.repayments, whole)
    if days is None or amounts is None or whole is None:
        return None
    for day, part in zip(days, item.repayments, strict=True):
        if known.terms.known and day > known.terms.end and not part.after_term:
            known.sink.report(rules.REPAID_AFTER_TERM, part.span, day=day.isoformat(), end=known.terms.end.isoformat())
            return None
    total = sum(amounts, _ZERO)
    if total > whole:
        known.sink.report(
            rules.REPAID_TOO_MUCH, item.span, others=[(finance.amount.span, "the amount")], name=finance.name.text,
            found=words_of(known, total), amount=words_of(known, whole),
        )  # fmt: skip
        return None
    return tuple(
        Repayment(day, None if part.amount is None else amount, part)
        for day, amount, part in zip(days, amounts, item.repayments, strict=True)
    )


def charged_of(known: Known, finance: Finance, item: surface.ChargedItem | None, each: Fraction | None) -> Dated | None:
    """The days of a charge: a fixed one once, a standing one at the end of every month, quarter or year."""
    if not known.terms.known:
        return None
    what = f"the charge `{finance.name.text}`"
    if finance.every is None:
        day = known.terms.start
        if item is not None:
            days = ordered_days(known, (item.start,), what, last=known.terms.end)
            if days is None:
                return None
            (day,) = days
        return None if each is None else ((day, each),)
    months = _MONTHS.get(finance.every.text)
    bounds = _bounds(known, item, what)
    if months is None or bounds is None or each is None:
        return None
    return tuple((day, each) for day in _ends(known, *bounds, months))


def _bounds(known: Known, item: surface.ChargedItem | None, what: str) -> tuple[date, date] | None:
    if item is None or item.end is None:
        return known.terms.start, known.terms.end
    bounds = read_period(item.start, item.end, what, known.sink)
    if bounds is None or not all(
        in_term(known, day, node, what) for day, node in zip(bounds, (item.start, item.end), strict=True)
    ):
        return None
    return bounds


def _ends(known: Known, first: date, last: date, months: int) -> list[date]:
    """The last day of each whole or broken period."""
    found: list[date] = []
    count = 0
    while True:
        count += months
        behind = later(first, count, "months", month_end=known.terms.month_end)
        end = None if behind is None else date.fromordinal(behind.toordinal() - 1)
        if end is None or end >= last:
            return [*found, last]
        found.append(end)
