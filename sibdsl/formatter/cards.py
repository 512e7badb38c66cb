"""Rate cards as text: prices in columns, terms behind them.

In: items of `sibdsl.surface.cards`. Out: texts, by class.
Relies on: the other modules of the printer. Guarantees: statements stay in order; no comma stands before the
first term.
"""

from collections.abc import Callable
from typing import Any, Final

from sibdsl.formatter.expressions import print_expression
from sibdsl.formatter.layout import BREAK, GAP
from sibdsl.formatter.timing import names, print_length, print_scope
from sibdsl.surface import cards
from sibdsl.surface.node import Name, phrase


def _price(item: cards.PricedItem) -> str:
    prices = f",{GAP}".join(map(print_expression, item.prices))
    terms = f"{GAP}{_terms(item.terms)}" if item.terms else ""
    return f"{item.outcome.text}{GAP}{prices}{terms}"


def price_cases_head(item: cards.PricedByCaseItem) -> str:
    """What stands before the brace of an outcome whose price depends on the person or the day."""
    return f"{item.outcome.text} {_terms(item.terms)}" if item.terms else item.outcome.text


def print_price_case(case: cards.PriceCase) -> str:
    """The text of one of its cases, in two columns."""
    return f"{_case(case)}{GAP}{print_expression(case.price)}"


def _case(case: cards.PriceCase) -> str:
    who = f"for {_all_of(case.who)}" if case.who else ""
    start = f"from {case.start.text}" if case.start is not None else ""
    end = f"to {case.end.text}" if case.end is not None else ""
    return " ".join(filter(None, (who, start, end))) or "otherwise"


def _all_of(listed: tuple[Name, ...]) -> str:
    return f" and{BREAK}".join(name.text for name in listed)


def _terms(terms: tuple[cards.Term, ...]) -> str:
    return f",{BREAK}".join(_TERMS[type(term)](term) for term in terms)


def _interval(term: cards.IntervalTerm) -> str:
    joined = "after" if term.kind == "at least" else "of"
    return f"{term.kind} {print_length(term.length)} {joined} {term.name.text}"


def _uplift(item: cards.UpliftItem) -> str:
    text = f"uplift {print_expression(item.share)} for {item.group.text}"
    text += f" on {names(item.on)}" if item.on else ""
    text += f",{BREAK}rounded to {print_expression(item.step)}" if item.step is not None else ""
    return text + (f" {phrase(item.rounding)}" if item.rounding is not None else "")


def _share_limit(item: cards.ShareLimitItem) -> str:
    text = f"share of {names(item.names)} at most {print_expression(item.share)}"
    text += f" of {names(item.base)}" if item.base else ""
    return text + (f" {print_scope(item.scope)}" if item.scope is not None else "")


_TERMS: Final[dict[type, Callable[[Any], str]]] = {
    cards.OnceTerm: lambda _term: "once",
    cards.TimesTerm: lambda term: f"at most {term.count} times",
    cards.QuantityTerm: lambda term: f"at most {print_expression(term.limit)}",
    cards.AfterTerm: lambda term: f"after {_all_of(term.names)}",
    cards.IntervalTerm: _interval,
}

PRINTERS: Final[dict[type, Callable[[Any], str]]] = {
    cards.PricedItem: _price,
    cards.RateCardReferenceItem: lambda item: f"rate card {item.name.text}",
    cards.PriceColumnsItem: lambda item: f"prices for {names(item.names)}",
    cards.OnlyOneItem: lambda item: f"only one of {names(item.names)}",
    cards.UpliftItem: _uplift,
    cards.ShareLimitItem: _share_limit,
}
"""The text of each statement of one line."""
