"""Outcomes and rate cards that no payment uses.

In: the known contract, with its rate cards. Out: findings in the sink. A file that could not be read as a whole is not
asked, because what could not be read may use anything.
"""

from __future__ import annotations

from sibdsl.diagnostics.rules import cards as rules
from sibdsl.semantics.meaning import Known
from sibdsl.surface.cards import PricedByCaseItem, PricedItem, RateCardReferenceItem
from sibdsl.surface.declarations import RateCard
from sibdsl.surface.node import Name, Node


def check(known: Known) -> None:
    """Report rate cards without a payment, and outcomes without a price on any card."""
    if known.unread or known.scope.broken:
        return
    named = {item.name.text for item in known.card_items.values() if isinstance(item, RateCardReferenceItem)}
    priced = {name for card in known.cards.values() for name in card.lines}
    for name, card in known.scope.cards.items():
        if name not in named:
            # What stands on a card that no payment uses was never looked up, and is not blamed as well.
            known.scope.used.update(name.text for item in card.items for name in _names_below(item))
            priced |= _priced_on(card)
            known.sink.report(rules.CARD_NOT_PAID, card.name.span, name=name)
    for name, outcome in known.scope.outcomes.items():
        if name not in priced and name not in known.scope.misspelt:
            known.sink.report(rules.OUTCOME_NOT_PAID, outcome.name.span, name=name)


def _priced_on(card: RateCard) -> set[str]:
    return {item.outcome.text for item in card.items if isinstance(item, (PricedItem, PricedByCaseItem))}


def _names_below(root: object) -> list[Name]:
    """Every name that stands below a node."""
    found: list[Name] = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Name):
            found.append(node)
        elif isinstance(node, Node):
            waiting.extend(getattr(node, field) for field in node.__struct_fields__)
        elif isinstance(node, tuple):
            waiting.extend(node)
    return found
