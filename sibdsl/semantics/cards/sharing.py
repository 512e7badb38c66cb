"""Who pays for which claims: the ``shared by`` statements of a payment with a rate card.

In: the statements and the card. Out: for each the outcomes and cohorts that it is about, what is left over last.
"""

from __future__ import annotations

from sibdsl.semantics.cards.found import Card, Shared
from sibdsl.semantics.cards.limits import outcomes_of
from sibdsl.semantics.cards.people import cohort_of
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.scope import items_of
from sibdsl.surface import items
from sibdsl.surface.declarations import Payment


def shared_of(known: Known, card: Card, payment: Payment) -> list[Shared]:
    """What each ``shared by`` is about."""
    found = []
    for item in items_of(payment, items.SharedItem):
        cohorts = [cohort_of(known, card.people, name) for name in item.cohorts]
        outcomes = outcomes_of(known, card, item.on)
        named = tuple(cohort for cohort in cohorts if cohort is not None)
        if outcomes and (named or not item.cohorts):
            found.append(Shared(item, outcomes, named, rest=not item.on and not item.cohorts))
    return sorted(found, key=_is_rest)


def _is_rest(shared: Shared) -> bool:
    return shared.rest
