"""The contract's own terms, read once: currency, term, rounding, calendar.

In: the scope. Out: ``Terms``, with a stand-in for what is missing or wrong, so that checking goes on.
Guarantees: every problem of the contract block is reported here and nowhere else.
"""

from __future__ import annotations

from datetime import date

import msgspec

from sibdsl.diagnostics.diagnostic import Edit, Fix
from sibdsl.diagnostics.rules import names, time, types
from sibdsl.diagnostics.sink import Sink
from sibdsl.diagnostics.suggestion import closest
from sibdsl.semantics.days import read_day, read_period
from sibdsl.semantics.scope import Scope, Unread, find_item
from sibdsl.surface import declarations as surface
from sibdsl.surface import items
from sibdsl.surface.node import Name, phrase
from sibdsl.values.currencies import currency_codes, find_currency

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LONGEST_DAY_OF = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Terms(msgspec.Struct, frozen=True):
    """The terms that the meaning of everything else depends on."""

    currency: str
    digits: int
    start: date
    end: date
    rounding: str = "half up"
    calendar: str | None = None
    business_days: str = "unadjusted"
    month_end: str = "same day"
    financial_year: tuple[int, int] = (4, 1)
    early_termination: tuple[date, date] | None = None
    known: bool = True


NOTHING_UNREAD = Unread()

UNKNOWN = Terms(currency="", digits=2, start=date.min, end=date.max, known=False)
"""Stands in where there is no contract block: no currency and any date."""


def read_terms(scope: Scope, sink: Sink, unread: Unread = NOTHING_UNREAD) -> Terms:
    """Read the contract block; report what is missing or wrong in it.

    ``unread`` are the offsets of statements that could not be read: what is missing beside one is not reported.
    """
    contract = scope.contract
    if contract is None:
        return UNKNOWN
    whole = not unread.is_any_in(contract.span)
    currency, digits = _currency(contract, sink, whole)
    start, end = _term(contract, sink, whole)
    early = find_item(contract, items.EarlyTerminationItem)
    return Terms(
        currency=currency,
        digits=digits,
        start=start,
        end=end,
        rounding=_words(contract, "rounding", "half up"),
        calendar=_calendar(contract),
        business_days=_words(contract, "business days", "unadjusted"),
        month_end=_words(contract, "month end", "same day"),
        financial_year=_financial_year(contract, sink),
        early_termination=None if early is None else _early_termination(early, start, end, sink),
        known=start != date.min,
    )


def _currency(contract: surface.Contract, sink: Sink, whole: bool) -> tuple[str, int]:
    item = find_item(contract, items.WordsItem, "currency")
    if item is None:
        if whole:
            _missing(contract, "which currency it pays in", "currency GBP", sink)
        return "", 2
    code = item.words[0].text
    found = find_currency(code)
    if found is None:
        _unknown_currency(item.words[0], sink)
        return "", 2
    return code, found.digits


def _unknown_currency(name: Name, sink: Sink) -> None:
    from unicodedata import normalize

    plain = normalize("NFKC", name.text).upper()
    swapped = [code for code in currency_codes() if sorted(code) == sorted(plain)]
    near = plain if plain in currency_codes() else swapped[0] if swapped else closest(plain, currency_codes())
    suggestion = f"did you mean {near}?" if near else "use the three letters of ISO 4217"
    certain = near == plain
    fix = Fix(f"write `{near}`", "safe" if certain else "unsafe", (Edit(name.span, near),)) if near else None
    sink.report(types.UNKNOWN_CURRENCY, name.span, found=name.text, suggestion=suggestion, fix=fix)


def _term(contract: surface.Contract, sink: Sink, whole: bool) -> tuple[date, date]:
    item = find_item(contract, items.DatesItem, "term")
    if item is None:
        if whole:
            _missing(contract, "its term", "term 2020-01-01 to 2024-12-31", sink)
        return date.min, date.max
    period = read_period(item.start, item.end, "the term", sink)
    return (date.min, date.max) if period is None else period


def _words(contract: surface.Contract, keyword: str, default: str) -> str:
    item = find_item(contract, items.WordsItem, keyword)
    return default if item is None else phrase(item.words)


def _calendar(contract: surface.Contract) -> str | None:
    item = find_item(contract, items.TextItem, "calendar")
    return None if item is None else item.text.value


def _financial_year(contract: surface.Contract, sink: Sink) -> tuple[int, int]:
    item = find_item(contract, items.FinancialYearItem)
    if item is None:
        return (4, 1)
    month = next((n for n, name in enumerate(MONTHS) if name.lower() == item.month.text.lower()), None)
    if month is None:
        near = closest(item.month.text.capitalize(), MONTHS)
        step = f"did you mean {near}?" if near else "write the month's name, such as April"
        sink.report(
            names.UNKNOWN_WORD, item.month.span, found=item.month.text, what="a month",
            choices=", ".join(MONTHS), next_step=step,
        )  # fmt: skip
        return (4, 1)
    day = int(item.day.replace(",", "").partition(".")[0])
    if not 1 <= day <= _LONGEST_DAY_OF[month] or "." in item.day:
        longest = _LONGEST_DAY_OF[month]
        reason = f"{MONTHS[month]} has {longest} days" + (" in most years" if longest == 28 else "")
        found, nearest = f"{item.day} {MONTHS[month]}", longest if day > longest else 1
        sink.report(time.NO_SUCH_DATE, item.span, found=found, reason=reason, suggestion=f"{nearest} {MONTHS[month]}")
        return (month + 1, 1)
    return (month + 1, day)


def _early_termination(item: items.EarlyTerminationItem, start: date, end: date, sink: Sink) -> tuple[date, date]:
    first = start if item.start is None else read_day(item.start, sink) or start
    last = end if item.end is None else read_day(item.end, sink) or end
    if first > last:
        sink.report(
            time.ENDS_BEFORE_START, item.span, what="the time for early termination",
            start=first.isoformat(), end=last.isoformat(),
        )  # fmt: skip
        return start, end
    return first, last


def _missing(contract: surface.Contract, what: str, sample: str, sink: Sink) -> None:
    sink.report(
        names.MISSING_STATEMENT, contract.name.span, owner=f"contract `{contract.name.text}`", what=what,
        expectation=f"a line such as `{sample}`", sample=sample,
    )  # fmt: skip
