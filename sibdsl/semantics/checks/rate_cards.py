"""Rate cards: each outcome on one card, each card in a payment, and everything on it resolved.

In: the known contract, with its outcomes. Out: ``known.cards``, worked out here once, and findings in the sink.
"""

from __future__ import annotations

from sibdsl.diagnostics.rules import cards as rules
from sibdsl.semantics import every
from sibdsl.semantics.cards.card import card_item, read_card
from sibdsl.semantics.cards.found import Card
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.meaning import Known
from sibdsl.surface.cards import RateCardReferenceItem
from sibdsl.surface.declarations import Payment
from sibdsl.surface.node import Name


def _note_item(known: Known, payment: Payment) -> None:
    item = card_item(payment)
    if item is not None:
        known.card_items[payment.name.text] = item


def _check_all(known: Known) -> None:
    """Work out the rate card of every payment; report outcomes that two payments pay for."""
    priced: dict[str, tuple[str, Name]] = {}
    used: set[str] = set()
    for name in known.scope.payments if known.card_items else ():
        item = known.card_items.get(name)
        if item is None:
            continue
        # A card that two payments use has the same faults in both, and prices the same outcomes twice.
        if isinstance(item, RateCardReferenceItem) and item.name.text in used:
            _report_shared_card(known, item.name, priced, name)
            continue
        card = read_card(known, known.scope.payments[name])
        if card is None:
            continue
        known.cards[name] = card
        if isinstance(item, RateCardReferenceItem):
            used.add(item.name.text)
        _check_apart(known, card, priced)


def _report_shared_card(known: Known, name: Name, priced: dict[str, tuple[str, Name]], payment: str) -> None:
    first = next((card for card in known.cards.values() if _is_named(card, name.text)), None)
    if first is not None and first.lines:
        outcome = first.names[0]
        known.sink.report(
            rules.ON_TWO_PAYMENTS, name.span, others=[(first.written.span, f"the card of `{first.payment}`")],
            outcome=outcome, first=priced[outcome][0], second=payment,
        )  # fmt: skip


def _is_named(card: Card, name: str) -> bool:
    return card.declaration is not None and card.declaration.name.text == name


def _check_apart(known: Known, card: Card, priced: dict[str, tuple[str, Name]]) -> None:
    for name, line in card.lines.items():
        payment, first = priced.setdefault(name, (card.payment, line.name))
        if payment != card.payment:
            known.sink.report(
                rules.ON_TWO_PAYMENTS, line.name.span, others=[(first.span, f"on the card of `{payment}`")],
                outcome=name, first=payment, second=card.payment,
            )  # fmt: skip


CHECKS: tuple[Check, ...] = (Each(every.payments, _note_item), _check_all)
