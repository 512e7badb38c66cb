"""Statements of contracts, finance, populations, metrics, facts and reports -> `sibdsl.surface.items`.

In: spans and children. Out: items. Relies on: nothing but the surface.
Guarantees: a keyword is spelled as `TextItem` and its kin list it, in one word or several.
"""

from collections.abc import Callable
from typing import Final

from sibdsl.source.span import Span, cover
from sibdsl.surface.expressions import Expression, UnitText
from sibdsl.surface.items import (
    CalculatedItem,
    ComparisonItem,
    DatesItem,
    EarlyTerminationItem,
    FinancialYearItem,
    IdentifierItem,
    MeasuredItem,
    NumberItem,
    PublishedItem,
    RangeItem,
    Reported,
    ReportsItem,
    TextItem,
    UnitItem,
    WindowItem,
    WordsItem,
)
from sibdsl.surface.node import Day, Name, Text, phrase


def _text_item(keyword: str) -> Callable[[Span, Text], TextItem]:
    return lambda span, text: TextItem(span, keyword, text)


def _name_item(keyword: str) -> Callable[[Span, Name], WordsItem]:
    return lambda span, name: WordsItem(span, keyword, (name,))


def _words_item(keyword: str) -> Callable[[Span, tuple[Name, ...]], WordsItem]:
    return lambda span, words: WordsItem(span, keyword, words)


def _size_item(span: Span, text: str) -> NumberItem:
    return NumberItem(span, "size", text)


def _term_item(span: Span, start: Day, end: Day) -> DatesItem:
    return DatesItem(span, "term", start, end)


def _determined_item(span: Span, day: Day) -> DatesItem:
    return DatesItem(span, "determined on", day, None)


def _early_termination_item(
    span: Span, parties: tuple[Name, ...] | None, start: Day | None, end: Day | None
) -> EarlyTerminationItem:
    return EarlyTerminationItem(span, parties or (), start, end)


def _unit_item(span: Span, unit: UnitText, precision: Expression | None, rounding: tuple[Name, ...] | None) -> UnitItem:
    return UnitItem(span, unit, precision, rounding)


def _window_item(span: Span, count: str, unit: Name, after: Text | tuple[Name, ...]) -> WindowItem:
    if isinstance(after, tuple):
        after = Text(cover(after[0].span, after[-1].span), phrase(after))
    return WindowItem(span, count, unit, after)


def _reports_item(span: Span, *reported: Reported) -> ReportsItem:
    return ReportsItem(span, reported)


BUILDERS: Final[dict[str, Callable[..., object]]] = {
    "clause_item": _text_item("clause"),
    "source_item": _text_item("source"),
    "note_item": _text_item("note"),
    "identifier_item": IdentifierItem,
    "jurisdiction_item": _text_item("jurisdiction"),
    "currency_item": _name_item("currency"),
    "term_item": _term_item,
    "goal_item": _text_item("goal"),
    "rounding_item": _words_item("rounding"),
    "calendar_item": _text_item("calendar"),
    "business_days_item": _words_item("business days"),
    "month_end_item": _words_item("month end"),
    "financial_year_item": FinancialYearItem,
    "early_termination_item": _early_termination_item,
    "rank_item": _name_item("rank"),
    "contents_item": _text_item("contents"),
    "size_item": _size_item,
    "definition_item": _text_item("definition"),
    "determined_item": _determined_item,
    "unit_item": _unit_item,
    "population_of_item": _name_item("of"),
    "comparison_item": ComparisonItem,
    "window_item": _window_item,
    "better_item": _name_item("better"),
    "range_item": RangeItem,
    "measured_item": MeasuredItem,
    "verified_item": _words_item("verified by"),
    "evidence_item": _text_item("evidence"),
    "reported": Reported,
    "reports_item": _reports_item,
    "not_payable_item": _text_item("not payable"),
    "calculated_item": CalculatedItem,
    "published_item": PublishedItem,
}
