"""Statements as text.

In: the items of declarations. Out: their text, with a gap behind the keyword where values stand in a column.
Relies on: the other modules of the printer. Guarantees: every item has a text, but for those that are blocks
(`blocks`).
"""

from collections.abc import Callable
from typing import Any, Final

from sibdsl.diagnostics.internal import InternalError
from sibdsl.formatter import capital, cards, outcomes
from sibdsl.formatter.conditions import print_condition, print_test
from sibdsl.formatter.expressions import print_bound, print_expression, print_unit
from sibdsl.formatter.layout import BREAK, GAP
from sibdsl.formatter.texts import phrase_or_text, quoted
from sibdsl.formatter.timing import names, period, print_payable, print_scope, print_timing
from sibdsl.surface import items
from sibdsl.surface.expressions import Expression
from sibdsl.surface.node import Name, phrase
from sibdsl.surface.tables import Table

_LISTS: Final = frozenset(("verified by",))


def pays_label(item: items.PaysItem) -> str:
    """What stands before the value of `pays`."""
    return f"pays {quoted(item.label.value)}{GAP}" if item.label is not None else "pays "


def _value(value: Expression | Table) -> str:
    if isinstance(value, Table):
        raise InternalError("a table is a block and has no text of one line")
    return print_expression(value)


def _words(item: items.WordsItem) -> str:
    words = names(item.words) if item.keyword in _LISTS else phrase(item.words)
    return f"{item.keyword}{GAP}{words}"


def _dates(item: items.DatesItem) -> str:
    keyword = "suspended from" if item.keyword == "suspended" else item.keyword
    return f"{keyword}{GAP}{item.start.text if item.end is None else period(item.start, item.end)}"


def _early_termination(item: items.EarlyTerminationItem) -> str:
    text = f"early termination by {names(item.parties)}" if item.parties else "early termination"
    if item.start is not None:
        text += f" from {item.start.text}"
        text += f" to {item.end.text}" if item.end is not None else ""
    return text


def _unit(item: items.UnitItem) -> str:
    text = f"unit{GAP}{print_unit(item.unit)}"
    text += f" to {print_expression(item.precision)}" if item.precision is not None else ""
    return text + (f" rounded {phrase(item.rounding)}" if item.rounding is not None else "")


def _comparison(item: items.ComparisonItem) -> str:
    text = f" {quoted(item.text.value)}" if item.text is not None else ""
    return f"compared with{GAP}{phrase(item.method)}{text}"


def _reported(reported: items.Reported) -> str:
    precision = f" to {print_expression(reported.precision)}" if reported.precision is not None else ""
    return reported.name.text + precision


def _due(item: items.DueItem) -> str:
    payable = print_payable(item.payable) if item.payable is not None else ""
    return f"due {print_timing(item.timing)}{payable}"


def _for(cohort: Name | None) -> str:
    return f" for {cohort.text}" if cohort is not None else ""


def _counts(item: items.CountsItem) -> str:
    limit = f"{print_expression(item.limit)}{_for(item.cohort)} {print_scope(item.scope)}"
    return f"counts {item.name.text} up to {limit}"


def whole(payments: bool, claims: bool = False) -> str:
    """The words that let a cap cut whole payments, or whole claims, only."""
    return " whole payments only" if payments else " whole claims only" if claims else ""


def _cap(item: items.CapItem) -> str:
    on = f" on {names(item.on)}" if item.on else ""
    over = f"{_for(item.cohort)} {print_scope(item.scope)}{whole(item.whole, item.whole_claims)}"
    return f"cap {print_expression(item.amount)}{on}{over}"


def _payer_cap(item: items.PayerCapItem) -> str:
    return f"cap {print_expression(item.amount)} from {item.payer.text}{whole(item.whole)}"


def _shared(item: items.SharedItem) -> str:
    text = f",{BREAK}".join(f"{share.name.text} {print_expression(share.percent)}" for share in item.shares)
    text += f" on {names(item.on)}" if item.on else ""
    return f"shared by {text}" + (f" for {names(item.cohorts)}" if item.cohorts else "")


def _first_money(item: items.FirstMoneyItem) -> str:
    first, *others = (
        turn.name.text + (f" up to {print_expression(turn.limit)}" if turn.limit is not None else "")
        for turn in item.turns
    )
    return f"paid first by {first}" + "".join(f",{BREAK}then by {turn}" for turn in others)


def _given(item: items.GivenItem) -> str:
    cohort = f" for {item.cohort.text}" if item.cohort is not None else ""
    day = f" on {item.day.text}" if item.day is not None else ""
    return f"given{GAP}{print_expression(item.target)}{cohort}{day} = {print_bound(item.value)}"


def _expect(item: items.ExpectItem) -> str:
    expected = item.expected
    text = f"expect{GAP}{expected.payment.text}"
    text += f" for {expected.cohort.text}" if expected.cohort is not None else ""
    text += f" on {expected.day.text}" if expected.day is not None else ""
    text += f" from {expected.payer.text}" if expected.payer is not None else ""
    return f"{text} pending" if item.amount is None else f"{text} = {print_expression(item.amount)}"


def _expect_total(item: items.ExpectTotalItem) -> str:
    payer = f" from {item.payer.text}" if item.payer is not None else ""
    return f"expect{GAP}total{payer} = {print_expression(item.amount)}"


PRINTERS: Final[dict[type, Callable[[Any], str]]] = {
    **outcomes.PRINTERS,
    **cards.PRINTERS,
    **capital.PRINTERS,
    items.TextItem: lambda item: f"{item.keyword}{GAP}{quoted(item.text.value)}",
    items.PaysItem: lambda item: f"{pays_label(item)}{_value(item.value)}",
    items.CalculatedItem: lambda item: f"calculated as{GAP}{_value(item.value)}",
    items.IdentifierItem: lambda item: f"id{GAP}{item.scheme.text} {quoted(item.text.value)}",
    items.WordsItem: _words,
    items.NumberItem: lambda item: f"{item.keyword}{GAP}{item.text}",
    items.DatesItem: _dates,
    items.FinancialYearItem: lambda item: f"financial year{GAP}from {item.day} {item.month.text}",
    items.EarlyTerminationItem: _early_termination,
    items.UnitItem: _unit,
    items.ComparisonItem: _comparison,
    items.WindowItem: lambda item: f"window{GAP}{item.count} {item.unit.text} after {phrase_or_text(item.after.value)}",
    items.RangeItem: lambda item: f"range{GAP}{print_test(item.test)}",
    items.MeasuredItem: lambda item: f"measured{GAP}{print_timing(item.timing)}",
    items.PublishedItem: lambda item: f"published{GAP}{print_timing(item.timing)}",
    items.ReportsItem: lambda item: f"reports{GAP}" + f",{BREAK}".join(map(_reported, item.reported)),
    items.DueItem: _due,
    items.ProvidedItem: lambda item: f"provided {print_condition(item.condition)}",
    items.CountsItem: _counts,
    items.IndexedItem: lambda item: f"indexed by {item.name.text} from {item.base.text}",
    items.MinimumItem: lambda item: f"minimum {print_expression(item.amount)}",
    items.CapItem: _cap,
    items.PayerCapItem: _payer_cap,
    items.SharedItem: _shared,
    items.FirstMoneyItem: _first_money,
    items.ContinuesItem: lambda _item: "continues after termination",
    items.GivenItem: _given,
    items.GivenTerminationItem: lambda item: f"given{GAP}termination on {item.day.text}",
    items.AsOfItem: lambda item: f"as of{GAP}{item.day.text}",
    items.ExpectItem: _expect,
    items.ExpectTotalItem: _expect_total,
}
"""The text of each of these items."""
