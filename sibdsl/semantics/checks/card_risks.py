"""What has gone wrong with rate cards before: no limit, no deadline, nobody who verifies, or somebody with a stake.

In: the known contract, with its rate cards. Out: warnings and notes in the sink.
"""

from __future__ import annotations

from sibdsl.diagnostics.rule import Rule
from sibdsl.diagnostics.rules import risk as rules
from sibdsl.semantics.cards.found import Card, Limit, Line, Outcome
from sibdsl.semantics.checks.verification import dependent_verifiers, report_dependent
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.scope import find_item, items_of
from sibdsl.surface import items
from sibdsl.surface.node import Name


def check(known: Known) -> None:
    """Look at every outcome on a rate card, and at the card as a whole. What many outcomes lack is said once."""
    blamed: set[str] = set()
    for card in known.cards.values():
        payment = known.scope.payments[card.payment]
        if not known.is_whole(payment) or not known.is_whole(card.declaration or payment):
            continue
        outcomes = [known.outcomes[name] for name in card.names]
        whole = [outcome for outcome in outcomes if known.is_whole(outcome.node)]
        _check_total(known, card)
        _report(
            known, rules.CLAIMED_WITHOUT_END, [line.name for line in card.lines.values() if _repeats(known, card, line)]
        )
        _report(known, rules.NO_DEADLINE, [outcome.node.name for outcome in whole if outcome.claimed is None])
        unverified = [outcome.node.name for outcome in whole if not _verifiers(outcome)]
        _report(known, rules.NOBODY_VERIFIES, unverified, payee=payment.payee.text)
        _check_verifiers(known, card, whole, blamed)


def _report(known: Known, rule: Rule, names: list[Name], payee: str = "") -> None:
    """Report what some outcomes lack, at the first of them."""
    if not names:
        return
    first, others = f"`{names[0].text}`", len(names) - 1
    shown = first if not others else f"{first} and {others} other outcome{'s' if others > 1 else ''}"
    known.sink.report(rule, names[0].span, outcomes=shown, payee=payee)


def _verifiers(outcome: Outcome) -> tuple[Name, ...]:
    item = find_item(outcome.node, items.WordsItem, "verified by")
    return () if item is None else item.words


def _check_verifiers(known: Known, card: Card, outcomes: list[Outcome], blamed: set[str]) -> None:
    """Look once at each set of verifiers, at the first outcome that they verify."""
    seen: set[tuple[str, ...]] = set()
    for outcome in outcomes:
        verifiers = _verifiers(outcome)
        names = tuple(name.text for name in verifiers)
        if verifiers and names not in seen and all(name in known.scope.parties for name in names):
            seen.add(names)
            dependent = dependent_verifiers(known, outcome.node, verifiers, [card.payment])
            report_dependent(known, outcome.node, dependent, blamed)


def _limits(known: Known, card: Card) -> list[Limit]:
    contract = [limit for limit in known.claim_limits.values() if set(limit.outcomes) & set(card.lines)]
    return [*card.card_limits, *card.limits, *contract]


def _repeats(known: Known, card: Card, line: Line) -> bool:
    """Whether an outcome can be paid for one person any number of times."""
    name = line.name.text
    # A limit on all people together limits one person too.
    limited = any(
        name in limit.outcomes and limit.amount is not None and "claim" not in limit.per
        for limit in _limits(known, card)
    )
    return _is_paid(line) and not limited


def _check_total(known: Known, card: Card) -> None:
    """Report a card of which nothing limits what all claims together come to."""
    payers = {item.payer.text for item in items_of(known.scope.payments[card.payment], items.PayerCapItem)}
    turns = find_item(known.scope.payments[card.payment], items.FirstMoneyItem)
    if payers or (turns is not None and all(turn.limit is not None for turn in turns.turns)):
        return
    limited = {
        name
        for limit in _limits(known, card)
        if limit.amount is not None and not set(limit.per) & {"claim", "person", "outcome"}
        for name in limit.outcomes
    }
    limited |= {
        limit.outcomes[0]
        for limit in _limits(known, card)
        if limit.amount is not None and limit.per == ("outcome",) and len(limit.outcomes) == 1
    }
    capped = {name.text for cap in known.scope.caps.values() for name in cap.payments or ()}
    everywhere = any(cap.payments is None for cap in known.scope.caps.values())
    unlimited = [line for name, line in card.lines.items() if name not in limited and _is_paid(line)]
    if unlimited and not everywhere and card.payment not in capped:
        known.sink.report(
            rules.NO_UPPER_LIMIT, known.scope.payments[card.payment].name.span, payment=card.payment,
            what="the number of claims", currency=known.terms.currency,
        )  # fmt: skip


def _is_paid(line: Line) -> bool:
    return any(price.amount for price in line.prices)
