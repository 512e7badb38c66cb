"""The rate card of a payment: its lines, columns, categories, uplifts and limits.

In: a payment with ``rate card ...``. Out: a ``found.Card``; what is wrong on it is reported.
Relies on the outcomes of the contract. A card that two payments use is read for the first of them.
"""

from __future__ import annotations

from sibdsl.diagnostics.rules import cards as rules
from sibdsl.semantics.cards import limits, prices, terms
from sibdsl.semantics.cards.found import Card, Limit, Line, Uplift
from sibdsl.semantics.cards.people import group_of, is_of
from sibdsl.semantics.cards.sharing import shared_of
from sibdsl.semantics.literals import percent
from sibdsl.semantics.lookup import find_named
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.payable import check_payable, limit_of
from sibdsl.semantics.scope import find_item
from sibdsl.source.span import cover
from sibdsl.surface import cards as surface
from sibdsl.surface import declarations
from sibdsl.surface.node import Name, phrase


def card_item(payment: declarations.Payment) -> surface.RateCardItem | surface.RateCardReferenceItem | None:
    """The statement of a payment that gives it a rate card, if there is one."""
    return find_item(payment, surface.RateCardItem) or find_item(payment, surface.RateCardReferenceItem)


def read_card(known: Known, payment: declarations.Payment) -> Card | None:
    """Work out the rate card of a payment; None where it has none, or names none that there is."""
    item = card_item(payment)
    if isinstance(item, surface.RateCardItem):
        card = Card(payment.name.text, item, item.items, None)
    elif item is not None:
        declared = find_named(known, item.name, "rate card")
        if not isinstance(declared, declarations.RateCard):
            return None
        card = Card(payment.name.text, item, declared.items, declared)
    else:
        return None
    _read(known, card)
    card.limits = limits.payment_limits(known, card, payment.items)
    card.shared = shared_of(known, card, payment)
    return card


def _read(known: Known, card: Card) -> None:
    card.columns = _columns(known, card)
    card.lines = _lines(known, card)
    card.people = _people(known, card)
    _check_people(known, card)
    card.categories = {
        item.name.text: _category(known, card, item) for item in card.statements if isinstance(item, surface.Category)
    }
    card.only_one_of = [
        tuple(name for name in item.names if limits.outcomes_of(known, card, (name,)))
        for item in card.statements
        if isinstance(item, surface.OnlyOneItem)
    ]
    card.uplifts = [
        uplift
        for item in card.statements
        if isinstance(item, surface.UpliftItem) and (uplift := _uplift(known, card, item)) is not None
    ]
    card.card_limits = [
        *(limit for line in card.lines.values() for limit in _terms(known, line)),
        *limits.share_limits(known, card),
    ]


def _columns(known: Known, card: Card) -> tuple[Name, ...]:
    """The columns of the card, all cohorts or all groups; none after a report."""
    found = [item for item in card.statements if isinstance(item, surface.PriceColumnsItem)]
    names = found[0].names if found else ()
    if None in [find_named(known, name, "cohort", "group") for name in names]:
        return ()
    if any(name.text in known.scope.cohorts for name in names) and any(
        name.text in known.scope.groups for name in names
    ):
        known.sink.report(
            rules.COLUMNS_MIXED, cover(names[0].span, names[-1].span), names=", ".join(name.text for name in names)
        )
        return ()
    return names


def _lines(known: Known, card: Card) -> dict[str, Line]:
    found: dict[str, Line] = {}
    broken_columns = not card.columns and any(isinstance(item, surface.PriceColumnsItem) for item in card.statements)
    for item in card.statements:
        if not isinstance(item, (surface.PricedItem, surface.PricedByCaseItem)):
            continue
        name = item.outcome.text
        if find_named(known, item.outcome, "outcome") is None:
            continue
        if name in found:
            others = [(found[name].name.span, "already priced here")]
            known.sink.report(rules.PRICED_TWICE, item.outcome.span, others=others, outcome=name)
            continue
        unit = known.outcomes[name].unit
        # Prices whose columns are wrong cannot be told apart.
        priced = None if broken_columns else prices.prices_of(known, item, unit, card.columns)
        after = terms.after_of(known, item.outcome, item.terms)
        found[name] = Line(item, item.outcome, priced or (), after, item.terms, sound=priced is not None)
    return found


def _people(known: Known, card: Card) -> tuple[str, ...]:
    """The populations whose outcomes are on the card."""
    found = (known.outcomes[name].population for name in card.lines)
    return tuple(dict.fromkeys(name for name in found if name is not None))


def _check_people(known: Known, card: Card) -> None:
    """Report columns and cases of prices for cohorts and groups of other people."""
    for name in card.columns:
        is_of(known, card.people, name)
    for line in card.lines.values():
        for case in line.node.cases if isinstance(line.node, surface.PricedByCaseItem) else ():
            for name in case.who:
                is_of(known, card.people, name)


def _category(known: Known, card: Card, item: surface.Category) -> tuple[str, ...]:
    return limits.outcomes_of(known, card, item.outcomes)


def _uplift(known: Known, card: Card, item: surface.UpliftItem) -> Uplift | None:
    group = group_of(known, card.people, item.group)
    outcomes = limits.outcomes_of(known, card, item.on)
    step = None
    if item.step is not None:
        check_payable(known, item.step)
        step = limit_of(known, item.step, "the amount that is rounded to")
    rounding = "half up" if item.rounding is None else phrase(item.rounding)
    if group is None or not outcomes:
        return None
    return Uplift(item, percent(item.share), outcomes, step, rounding)


def _terms(known: Known, line: Line) -> list[Limit]:
    found = tuple(term for term in line.terms if isinstance(term, surface.Term))
    return terms.limits_of(known, line.name, found, known.outcomes[line.name.text].unit)
