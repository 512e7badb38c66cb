"""Statements as lines.

In: the items of declarations. Out: their lines.
Relies on: the other modules of the printer. Guarantees: every item has a printer.
"""

from collections.abc import Callable
from typing import Any, Final

from sibdsl.formatter import capital, cards, outcomes
from sibdsl.formatter.conditions import print_condition, print_test
from sibdsl.formatter.expressions import print_bound, print_expression, print_unit
from sibdsl.formatter.layout import BREAK, STEP, block, statement
from sibdsl.formatter.tables import print_rows, print_table_head
from sibdsl.formatter.texts import phrase_or_text, quoted, text_statement
from sibdsl.formatter.timing import names, period, print_payable, print_scope, print_timing
from sibdsl.surface import items
from sibdsl.surface.cards import PricedByCaseItem, PricedItem
from sibdsl.surface.expressions import Expression
from sibdsl.surface.node import Name, Node, phrase
from sibdsl.surface.tables import Table

_LISTS: Final = frozenset(("verified by",))


def print_item(item: Node, indent: str) -> list[str]:
    """The lines of a statement."""
    if isinstance(item, items.TextItem):
        return text_statement(item.keyword, item.text.value, indent)
    if isinstance(item, items.PaysItem):
        label = f" {quoted(item.label.value)}" if item.label is not None else ""
        return _value_statement(f"pays{label}", "pays" + label, item.value, indent)
    if isinstance(item, items.CalculatedItem):
        return _value_statement("calculated as", "calculated", item.value, indent)
    if isinstance(item, PricedItem):
        return cards.print_prices((item,), indent)
    if isinstance(item, PricedByCaseItem):
        return cards.print_price_cases(item, indent)
    return statement(_PRINTERS[type(item)](item), indent)


def _value_statement(before_value: str, before_table: str, value: Expression | Table, indent: str) -> list[str]:
    if isinstance(value, Table):
        head = f"{before_table} {print_table_head(value)}".rstrip()
        return block(head, print_rows(value, indent + STEP), indent)
    return statement(f"{before_value} {print_expression(value)}", indent)


def _words(item: items.WordsItem) -> str:
    words = names(item.words) if item.keyword in _LISTS else phrase(item.words)
    return f"{item.keyword} {words}"


def _dates(item: items.DatesItem) -> str:
    keyword = "suspended from" if item.keyword == "suspended" else item.keyword
    return f"{keyword} {item.start.text if item.end is None else period(item.start, item.end)}"


def _early_termination(item: items.EarlyTerminationItem) -> str:
    text = f"early termination by {names(item.parties)}" if item.parties else "early termination"
    if item.start is not None:
        text += f" from {item.start.text}"
        text += f" to {item.end.text}" if item.end is not None else ""
    return text


def _unit(item: items.UnitItem) -> str:
    text = f"unit {print_unit(item.unit)}"
    text += f" to {print_expression(item.precision)}" if item.precision is not None else ""
    return text + (f" rounded {phrase(item.rounding)}" if item.rounding is not None else "")


def _comparison(item: items.ComparisonItem) -> str:
    text = f" {quoted(item.text.value)}" if item.text is not None else ""
    return f"compared with {phrase(item.method)}{text}"


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
    return f"given {print_expression(item.target)}{cohort}{day} = {print_bound(item.value)}"


def _expect(item: items.ExpectItem) -> str:
    expected = item.expected
    text = f"expect {expected.payment.text}"
    text += f" for {expected.cohort.text}" if expected.cohort is not None else ""
    text += f" on {expected.day.text}" if expected.day is not None else ""
    text += f" from {expected.payer.text}" if expected.payer is not None else ""
    return f"{text} pending" if item.amount is None else f"{text} = {print_expression(item.amount)}"


def _expect_total(item: items.ExpectTotalItem) -> str:
    payer = f" from {item.payer.text}" if item.payer is not None else ""
    return f"expect total{payer} = {print_expression(item.amount)}"


_PRINTERS: Final[dict[type, Callable[[Any], str]]] = {
    **outcomes.PRINTERS,
    **cards.PRINTERS,
    **capital.PRINTERS,
    items.IdentifierItem: lambda item: f"id {item.scheme.text} {quoted(item.text.value)}",
    items.WordsItem: _words,
    items.NumberItem: lambda item: f"{item.keyword} {item.text}",
    items.DatesItem: _dates,
    items.FinancialYearItem: lambda item: f"financial year from {item.day} {item.month.text}",
    items.EarlyTerminationItem: _early_termination,
    items.UnitItem: _unit,
    items.ComparisonItem: _comparison,
    items.WindowItem: lambda item: f"window {item.count} {item.unit.text} after {phrase_or_text(item.after.value)}",
    items.RangeItem: lambda item: f"range {print_test(item.test)}",
    items.MeasuredItem: lambda item: f"measured {print_timing(item.timing)}",
    items.PublishedItem: lambda item: f"published {print_timing(item.timing)}",
    items.ReportsItem: lambda item: "reports " + f",{BREAK}".join(map(_reported, item.reported)),
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
    items.GivenTerminationItem: lambda item: f"given termination on {item.day.text}",
    items.AsOfItem: lambda item: f"as of {item.day.text}",
    items.ExpectItem: _expect,
    items.ExpectTotalItem: _expect_total,
}
