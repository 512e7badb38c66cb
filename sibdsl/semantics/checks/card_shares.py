"""Who pays for the claims on a rate card: everybody's claims once.

In: the known contract, with its rate cards. Out: findings in the sink.
"""

from __future__ import annotations

from itertools import combinations

from sibdsl.diagnostics.rules import cards as rules
from sibdsl.semantics import every
from sibdsl.semantics.cards.found import Card, Shared
from sibdsl.semantics.cards.people import cohorts_of
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.meaning import Known


def _check_card(known: Known, card: Card) -> None:
    """Check that each claim is shared in one way."""
    if len(card.shared) > 1 or (card.shared and not card.shared[0].rest):
        _check_apart(known, card)
        _check_all(known, card)


def _check_apart(known: Known, card: Card) -> None:
    for first, second in combinations(card.shared, 2):
        if second.rest and not first.rest:
            continue
        outcomes = [name for name in first.outcomes if name in second.outcomes]
        cohorts = [name for name in first.cohorts if name in second.cohorts]
        if not outcomes or (first.cohorts and second.cohorts and not cohorts):
            continue
        cohorts = cohorts or [*first.cohorts, *second.cohorts]
        earlier, later = sorted((first, second), key=_place)
        what = f"`{outcomes[0]}`" + (f" of `{cohorts[0]}`" if cohorts else "")
        others = [(earlier.node.span, "already shared here")]
        known.sink.report(rules.SHARED_TWICE, later.node.span, others=others, what=what)


def _place(shared: Shared) -> tuple[int, ...]:
    return (shared.node.span,)


def _check_all(known: Known, card: Card) -> None:
    """Report the first claims that no `shared by` is about."""
    if any(shared.rest for shared in card.shared):
        return
    for name in card.names:
        about = [shared for shared in card.shared if name in shared.outcomes]
        if any(not shared.cohorts for shared in about):
            continue
        named = {cohort for shared in about for cohort in shared.cohorts}
        left = [cohort for cohort in cohorts_of(known, card.people) if cohort not in named]
        if left or not about:
            what = f"`{name}`" + (f" of `{left[0]}`" if about else "")
            known.sink.report(rules.NOT_SHARED, card.shared[-1].node.span, what=what)
            return


CHECKS: tuple[Check, ...] = (Each(every.cards, _check_card),)
