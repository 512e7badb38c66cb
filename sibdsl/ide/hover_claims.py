"""Outcomes and rate cards in words: what a claim must show, and what it pays on each card.

In: a view and a declaration. Out: Markdown.
Relies on: the tree, and the checker for the cards of payments.
Guarantees: prices and terms are told as they are written.
"""

from collections.abc import Iterable, Iterator

from sibdsl.ide.hover_payments import MOST_ROWS
from sibdsl.ide.hover_text import bullets, code, escaped, joined, paragraphs, sentence, table, with_title, written
from sibdsl.surface import cards
from sibdsl.surface.declarations import Outcome, Payment, RateCard
from sibdsl.surface.items import TextItem, WordsItem
from sibdsl.surface.node import Node
from sibdsl.workspace.view import View

_ANNOTATIONS = ("clause", "source", "note", "definition")


def outcome_words(view: View, outcome: Outcome) -> str:
    """An outcome in words: what it is, what a claim must show, what it pays."""
    definition = next((i for i in outcome.items if isinstance(i, TextItem) and i.keyword == "definition"), None)
    needs = [written(view, item) for item in outcome.items if _is_need(item)]
    return paragraphs((
        sentence(escaped(definition.text.value)) if definition is not None else "",
        bullets(code(need) for need in needs),
        bullets(prices_of(view, outcome.name.text)) or "No rate card has a price for it.",
    ))  # fmt: skip


def _is_need(item: Node) -> bool:
    if isinstance(item, TextItem):
        return item.keyword not in _ANNOTATIONS
    return not isinstance(item, WordsItem) or item.keyword in ("of", "verified by")


def prices_of(view: View, outcome: str) -> Iterator[str]:
    """What an outcome pays on each card, in words."""
    for where, statements in cards_of(view):
        columns = next((item.names for item in statements if isinstance(item, cards.PriceColumnsItem)), ())
        for item in statements:
            if isinstance(item, cards.PricedItem) and item.outcome.text == outcome:
                yield f"{where}: {priced_words(view, item, [name.text for name in columns])}"
            if isinstance(item, cards.PricedByCaseItem) and item.outcome.text == outcome:
                cases = "; ".join(written(view, case) for case in item.cases)
                yield f"{where}: {cases}{_terms(view, item.terms)}"


def priced_words(view: View, item: cards.PricedItem, columns: list[str]) -> str:
    """A price with its columns and its terms: `GBP 500, once`."""
    prices = [written(view, price) for price in item.prices]
    if len(columns) == len(prices) > 1:
        prices = [f"{price} for {code(column)}" for column, price in zip(columns, prices, strict=True)]
    return f"{', '.join(prices)}{_terms(view, item.terms)}"


def _terms(view: View, terms: Iterable[Node]) -> str:
    found = ", ".join(written(view, term) for term in terms)
    return f", {found}" if found else ""


def cards_of(view: View) -> Iterator[tuple[str, tuple[Node, ...]]]:
    """Every rate card with its statements: those of payments, and those that are declared by themselves."""
    known = view.known
    if known is None:
        return
    for name, payment in known.scope.payments.items():
        for item in payment.items:
            if isinstance(item, cards.RateCardItem):
                yield f"payment {code(name)}", item.items
    for name, card in known.scope.cards.items():
        yield f"rate card {code(name)}", card.items


def card_words(view: View, card: RateCard) -> str:
    """A rate card in words: who pays by it, and its prices."""
    users = [
        name for name, payment in (view.known.scope.payments if view.known is not None else {}).items()
        if _uses(payment, card.name.text)
    ]  # fmt: skip
    paid = sentence(f"Paid by {joined(with_title(view, name) for name in users)}") if users else ""
    return paragraphs((paid, card_table(view, card.items)))


def _uses(payment: Payment, card: str) -> bool:
    return any(isinstance(item, cards.RateCardReferenceItem) and item.name.text == card for item in payment.items)


def card_table(view: View, statements: tuple[Node, ...]) -> str:
    """The prices of a card as a table, cut where it is long; what else it says behind it."""
    columns = next((item.names for item in statements if isinstance(item, cards.PriceColumnsItem)), ())
    names = [name.text for name in columns]
    rows: list[tuple[str, str]] = []
    others: list[str] = []
    for item in statements:
        if isinstance(item, cards.PricedItem):
            rows.append((code(item.outcome.text), priced_words(view, item, names)))
        elif isinstance(item, cards.PricedByCaseItem):
            rows.append((code(item.outcome.text), "; ".join(written(view, case) for case in item.cases)))
        elif isinstance(item, (cards.OnlyOneItem, cards.UpliftItem, cards.ShareLimitItem, cards.Category)):
            others.append(code(written(view, item)))
    more = f"… and {len(rows) - MOST_ROWS} more outcomes." if len(rows) > MOST_ROWS else ""
    return paragraphs((table(("outcome", "price"), rows[:MOST_ROWS]) if rows else "", more, bullets(others)))
