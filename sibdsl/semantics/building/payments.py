"""Payments and caps of the model.

In: surface declarations of a contract without errors. Out: model declarations.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sibdsl.model import cards as card_model
from sibdsl.model import declarations as model
from sibdsl.model.quantities import Period
from sibdsl.semantics import literals
from sibdsl.semantics.amounts import amount, constant
from sibdsl.semantics.building import cards
from sibdsl.semantics.building.amounts import condition
from sibdsl.semantics.building.context import Context, declared, title_of, word
from sibdsl.semantics.building.tables import value
from sibdsl.semantics.building.timing import payable_model, timing_model
from sibdsl.semantics.cards.found import Limit
from sibdsl.semantics.dependencies import names_read
from sibdsl.semantics.meaning import Place
from sibdsl.semantics.scope import find_item, items_of
from sibdsl.semantics.timing import payment_due
from sibdsl.surface import declarations as surface
from sibdsl.surface import items
from sibdsl.surface.expressions import Money, Reference
from sibdsl.surface.node import Node
from sibdsl.surface.timing import Scope
from sibdsl.values import units


def payment(context: Context, node: surface.Payment) -> model.Payment:
    """A payment with its parts, its caps and its adjustments in written order."""
    name = node.name.text
    due_item = find_item(node, items.DueItem)
    due = payment_due(context.known, name)
    assert due_item is not None and due is not None, "the checker has shown when this is due"
    place = Place(f"payment `{name}`", frame=due.frame, want=units.money(context.known.terms.currency))
    gate = Place(place.reader, frame=due.frame)
    card = context.known.cards.get(name)
    caps = _caps(context, node)
    return model.Payment(
        **declared(context, node),
        payers=_payers(context, node),
        payee=node.payee.text,
        timing=timing_model(context, due_item.timing, due),
        payable=None if due_item.payable is None else payable_model(context, due_item.payable),
        parts=tuple(_part(context, item, place) for item in items_of(node, items.PaysItem)),
        provided=tuple(condition(context, item.condition, gate) for item in items_of(node, items.ProvidedItem)),
        counts=() if card else tuple(_count(context, item) for item in items_of(node, items.CountsItem)),
        adjustments=_adjustments(context, node, caps),
        caps=tuple(caps.values()),
        suspended=tuple(_period(item) for item in items_of(node, items.DatesItem) if item.keyword == "suspended"),
        continues_after_termination=find_item(node, items.ContinuesItem) is not None,
        card=None if card is None else cards.rate_card(context, card, node),
        limits=() if card is None else cards.payment_limits(context, card, node),
        card_shares=() if card is None else cards.card_shares(context, card),
    )


def _period(item: items.DatesItem) -> Period:
    end = item.start if item.end is None else item.end
    return Period(start=date.fromisoformat(item.start.text), end=date.fromisoformat(end.text))


def _part(context: Context, item: items.PaysItem, place: Place) -> model.Part:
    return model.Part(
        label=None if item.label is None else item.label.value,
        value=value(context, item.value, place),
        words=context.words(item),
        metrics=metrics_below(context, item.value),
    )


def metrics_below(context: Context, root: Node) -> tuple[str, ...]:
    """The metrics that ``root`` depends on, directly or through calculations and thresholds, sorted."""
    scope = context.known.scope
    found: set[str] = set()
    waiting = [name.text for name in names_read(root)]
    while waiting:
        name = waiting.pop()
        if name in found or (name not in scope.metrics and name not in scope.thresholds):
            continue
        found.add(name)
        waiting.extend(need.text for need in names_read(scope.names[name]))
    return tuple(sorted(name for name in found if name in scope.metrics))


def _count(context: Context, item: items.CountsItem) -> model.Count:
    unit = context.known.metrics[item.name.text].unit
    limit = constant(context.known, item.limit, Place("a limit", want=unit))
    assert limit is not None, "the checker has shown that this is a fixed value"
    return model.Count(
        metric=item.name.text, limit=limit, scope=word(scope_word(item.scope)), words=context.words(item)
    )


def scope_word(scope: Scope | None) -> str:
    """``total``, ``cohort``, ``contract year``: what a cap adds up over."""
    if scope is None or scope.kind == "in total":
        return "total"
    return scope.kind.removeprefix("per ")


def _payers(context: Context, node: surface.Payment) -> tuple[model.Payer, ...]:
    card = context.known.cards.get(node.name.text)
    if card is not None and not all(shared.rest for shared in card.shared):
        # Who pays depends on the claim, and is said there.
        return tuple(model.Payer(party=payer.text, share=Fraction(0)) for payer in node.payers)
    shared = find_item(node, items.SharedItem)
    if shared is not None:
        return tuple(
            model.Payer(party=share.name.text, share=literals.percent(share.percent)) for share in shared.shares
        )
    turns = find_item(node, items.FirstMoneyItem)
    if turns is not None:
        return tuple(
            model.Payer(
                party=turn.name.text, share=None, limit=None if turn.limit is None else _money(context, turn.limit)
            )
            for turn in turns.turns
        )
    return (model.Payer(party=node.payers[0].text, share=Fraction(1)),)


def _money(context: Context, node: Money | Reference) -> Fraction:
    low = amount(context.known, node, Place("a cap", want=units.money(context.known.terms.currency))).interval.low
    assert low is not None, "the checker has shown that this is a fixed value"
    return low


def _caps(context: Context, node: surface.Payment) -> dict[Node, model.Cap]:
    """The payment's own caps by their statement, in written order."""
    found: dict[Node, model.Cap] = {}
    caps = [item for item in node.items if isinstance(item, (items.CapItem, items.PayerCapItem))]
    for place, item in enumerate(caps, start=1):
        if isinstance(item, items.CapItem) and node.name.text in context.known.cards:
            # It limits claims, and is one of the limits beside the card.
            continue
        common = declared(context, node) | {
            "name": f"{node.name.text}.cap_{place}",
            "title": f"Cap on {title_of(node)}",
            "origin": context.origin(item),
            "source": None, "note": None, "identifiers": (),
        }  # fmt: skip
        found[item] = model.Cap(
            **common,
            limit=_money(context, item.amount),
            currency=context.known.terms.currency,
            scope=word(scope_word(item.scope) if isinstance(item, items.CapItem) else "total"),
            payments=(node.name.text,),
            metrics=tuple(name.text for name in item.on) if isinstance(item, items.CapItem) else (),
            payer=item.payer.text if isinstance(item, items.PayerCapItem) else None,
            whole=item.whole,
            words=context.words(item),
        )
    return found


def _adjustments(
    context: Context, node: surface.Payment, caps: dict[Node, model.Cap]
) -> tuple[model.Indexation | model.Minimum | model.PaymentCap, ...]:
    found: list[model.Indexation | model.Minimum | model.PaymentCap] = []
    for item in node.items:
        if isinstance(item, items.IndexedItem):
            base = date.fromisoformat(item.base.text)
            found.append(model.Indexation(fact=item.name.text, base=base, words=context.words(item)))
        elif isinstance(item, items.MinimumItem):
            found.append(model.Minimum(amount=_money(context, item.amount), words=context.words(item)))
        elif item in caps:
            found.append(model.PaymentCap(cap=caps[item].name, words=caps[item].words))
    return tuple(found)


def contract_cap(context: Context, node: surface.ContractCap) -> model.Cap:
    """A cap over several payments."""
    every = tuple(context.known.scope.payments)
    return model.Cap(
        **declared(context, node),
        limit=_money(context, node.amount),
        currency=context.known.terms.currency,
        scope=word(scope_word(node.scope)),
        payments=every if node.payments is None else tuple(name.text for name in node.payments),
        payer=None if node.payer is None else node.payer.text,
        whole=node.whole,
        words=_cap_words(context, node),
    )


def claim_limit(context: Context, node: surface.ContractCap, limit: Limit) -> card_model.Limit:
    """A cap of the contract that limits claims."""
    return cards.contract_limit(context, limit, node, _cap_words(context, node))


def _cap_words(context: Context, node: surface.ContractCap) -> str:
    """What a cap of the contract says, without its name and title: ``GBP 650,000 on all payments in total``."""
    last = node.payer if node.scope is None else node.scope
    assert last is not None, "a cap has a scope or a payer"
    words = context.between(node.amount, last)
    if node.whole_claims:
        return f"{words} whole claims only"
    return f"{words} whole payments only" if node.whole else words
