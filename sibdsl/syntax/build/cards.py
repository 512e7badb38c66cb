"""Rules of `45_cards.lark` -> the statements of outcomes and rate cards.

In: spans and children. Out: nodes of `sibdsl.surface.outcomes` and `sibdsl.surface.cards`.
Relies on: nothing but the surface.
Guarantees: absent terms, `on` and `of` are empty tuples; a case of prices without anything to hold is `otherwise`.
"""

from collections.abc import Callable
from typing import Any, Final

from sibdsl.source.span import Span
from sibdsl.surface.cards import (
    AfterTerm,
    Category,
    IntervalTerm,
    OnceTerm,
    OnlyOneItem,
    PriceCase,
    PriceColumnsItem,
    PricedByCaseItem,
    PricedItem,
    QuantityTerm,
    RateCardItem,
    RateCardReferenceItem,
    ShareLimitItem,
    Term,
    TimesTerm,
    UpliftItem,
)
from sibdsl.surface.expressions import Expression, Money, Number, Percent, UnitText
from sibdsl.surface.node import Day, Name, Node, Text
from sibdsl.surface.outcomes import (
    ClaimedItem,
    DocumentsItem,
    QuantityItem,
    ReachedItem,
    RecordsItem,
    RequiresItem,
    SustainsItem,
)
from sibdsl.surface.timing import Length, Scope

_Names = tuple[Name, ...]
_Period = tuple[Day | None, Day | None]


def _documents_item(span: Span, names: _Names) -> DocumentsItem:
    return DocumentsItem(span, None, names)


def _reached_within(span: Span, high: Length) -> ReachedItem:
    return ReachedItem(span, None, high)


def _reached_from(span: Span, low: Length) -> ReachedItem:
    return ReachedItem(span, low, None)


def _forfeited(_span: Span) -> bool:
    return True


def _sustains_item(
    span: Span, state: Name, length: Length, within: Length | None, gap: Length | None, forfeited: bool | None
) -> SustainsItem:
    return SustainsItem(span, state, length, within, gap, forfeited is not None)


def _rate_card_item(span: Span, *items: Node) -> RateCardItem:
    return RateCardItem(span, items)


def _list(_span: Span, *items: Any) -> tuple[Any, ...]:
    return items


def _priced(span: Span, outcome: Name, *parts: Any) -> PricedItem:
    *prices, terms = parts
    return PricedItem(span, outcome, tuple(prices), terms or ())


def _priced_by_case(span: Span, outcome: Name, terms: tuple[Term, ...] | None, *cases: PriceCase) -> PricedByCaseItem:
    return PricedByCaseItem(span, outcome, terms or (), cases)


def _period(_span: Span, start: Day, end: Day | None) -> _Period:
    return start, end


def _period_until(_span: Span, end: Day) -> _Period:
    return None, end


def _price_case(span: Span, who: _Names, period: _Period | None, price: Expression) -> PriceCase:
    start, end = period or (None, None)
    return PriceCase(span, who, start, end, price)


def _price_in_period(span: Span, period: _Period, price: Expression) -> PriceCase:
    return PriceCase(span, (), *period, price)


def _otherwise_price(span: Span, price: Expression) -> PriceCase:
    return PriceCase(span, (), None, None, price)


def _quantity_term(span: Span, count: str, unit: UnitText) -> QuantityTerm:
    return QuantityTerm(span, Number(span, count, unit))


def _interval_term(kind: str) -> Callable[[Span, Length, Name], IntervalTerm]:
    return lambda span, length, name: IntervalTerm(span, kind, length, name)


def _uplift_item(
    span: Span, share: Percent, group: Name, names: _Names | None, step: Money | None, rounding: _Names | None
) -> UpliftItem:
    return UpliftItem(span, share, group, names or (), step, rounding)


def _share_limit_item(
    span: Span, names: _Names, share: Percent, base: _Names | None, scope: Scope | None
) -> ShareLimitItem:
    return ShareLimitItem(span, names, share, base or (), scope)


def _category(span: Span, name: Name, title: Text | None, outcomes: _Names, items: tuple[Node, ...] | None) -> Category:
    return Category(span, name, title, items or (), outcomes)


BUILDERS: Final[dict[str, Callable[..., object]]] = {
    "documents_item": _documents_item,
    "some_documents_item": DocumentsItem,
    "claimed_item": ClaimedItem,
    "reached_within": _reached_within,
    "reached_from": _reached_from,
    "reached_between": ReachedItem,
    "forfeited": _forfeited,
    "sustains_item": _sustains_item,
    "records_item": RecordsItem,
    "requires_item": RequiresItem,
    "quantity_item": QuantityItem,
    "rate_card_reference": RateCardReferenceItem,
    "rate_card_item": _rate_card_item,
    "price_columns": PriceColumnsItem,
    "priced": _priced,
    "priced_by_case": _priced_by_case,
    "all_of_them": _list,
    "period": _period,
    "period_until": _period_until,
    "price_case": _price_case,
    "price_in_period": _price_in_period,
    "otherwise_price": _otherwise_price,
    "terms": _list,
    "once_term": OnceTerm,
    "times_term": TimesTerm,
    "quantity_term": _quantity_term,
    "after_term": AfterTerm,
    "at_least_after_term": _interval_term("at least"),
    "within_term": _interval_term("within"),
    "only_one_item": OnlyOneItem,
    "uplift_item": _uplift_item,
    "share_limit_item": _share_limit_item,
    "category": _category,
}
