"""Rate cards of the model: prices, terms, uplifts, limits, and who pays for which claims.

In: what was worked out of the rate cards of a contract without errors. Out: model cards.
"""

from __future__ import annotations

from sibdsl.model import cards as model
from sibdsl.model.declarations import CardShare, Payer
from sibdsl.semantics import literals
from sibdsl.semantics.building.context import Context, declared, title_of, word
from sibdsl.semantics.building.outcomes import length
from sibdsl.semantics.cards import found
from sibdsl.semantics.scope import find_item
from sibdsl.surface import items
from sibdsl.surface.cards import Category, PricedByCaseItem
from sibdsl.surface.declarations import ContractCap, Payment


def rate_card(context: Context, card: found.Card, payment: Payment) -> model.RateCard:
    """The rate card of a payment; one inside a payment goes by the payment's name."""
    categories = [item for item in card.statements if isinstance(item, Category)]
    return model.RateCard(
        **(declared(context, payment) | {"clause": None, "identifiers": ()} if card.declaration is None
           else declared(context, card.declaration)),
        lines=tuple(_line(context, line) for line in card.lines.values()),
        columns=tuple(name.text for name in card.columns),
        uplifts=tuple(_uplift(context, uplift) for uplift in card.uplifts),
        only_one_of=tuple(tuple(name.text for name in names) for names in card.only_one_of),
        categories=tuple(
            model.Category(**declared(context, item), outcomes=card.categories[item.name.text]) for item in categories
        ),
        limits=tuple(_limit(context, limit, payment) for limit in card.card_limits),
    )  # fmt: skip


def payment_limits(context: Context, card: found.Card, payment: Payment) -> tuple[model.Limit, ...]:
    """The limits on claims of a payment with a rate card."""
    return tuple(_limit(context, limit, payment) for limit in card.limits)


def contract_limit(context: Context, limit: found.Limit, cap: ContractCap, words: str) -> model.Limit:
    """A cap of the contract over payments that all have rate cards."""
    common = declared(context, cap)
    return _made(limit, common["name"], common["title"], words, common["clause"])


def card_shares(context: Context, card: found.Card) -> tuple[CardShare, ...]:
    """Who pays for which claims, where that is not the same for all."""
    if all(shared.rest for shared in card.shared):
        return ()
    return tuple(
        CardShare(
            outcomes=shared.outcomes, cohorts=shared.cohorts, payers=_payers(shared), words=context.words(shared.node)
        )
        for shared in card.shared
    )


def _payers(shared: found.Shared) -> tuple[Payer, ...]:
    shares = shared.node.shares if isinstance(shared.node, items.SharedItem) else ()
    return tuple(Payer(party=share.name.text, share=literals.percent(share.percent)) for share in shares)


def _line(context: Context, line: found.Line) -> model.Line:
    return model.Line(
        outcome=line.name.text,
        prices=tuple(_price(context, line, price) for price in line.prices),
        after=tuple(
            model.After(outcome=after.name.text, at_least=length(after.at_least), within=length(after.within))
            for after in line.after
        ),
        terms=tuple(context.words(term) for term in line.terms),
    )


def _price(context: Context, line: found.Line, price: found.Price) -> model.Price:
    by_case = isinstance(line.node, PricedByCaseItem)
    condition = "" if price.condition is None else context.text(price.condition)
    if condition and not by_case:
        condition = f"for {condition}"
    elif not condition and by_case:
        condition = "otherwise"
    return model.Price(
        amount=price.amount,
        words=context.words(price.node),
        condition=condition,
        cohort=price.cohort,
        groups=price.groups,
        start=price.start,
        end=price.end,
    )


def _uplift(context: Context, uplift: found.Uplift) -> model.Uplift:
    return model.Uplift(
        share=uplift.share,
        group=uplift.item.group.text,
        outcomes=uplift.outcomes,
        step=uplift.step,
        rounding=word(uplift.rounding),
        words=context.words(uplift.item),
    )


def _limit(context: Context, limit: found.Limit, payment: Payment) -> model.Limit:
    words = context.words(limit.node)
    if limit.label.endswith((".claims", ".quantity")):
        # A term stands behind the price of an outcome, and says nothing without it.
        words = f"{limit.outcomes[0]} {words}"
    return _made(limit, f"{payment.name.text}.{limit.label}", f"Limit on {title_of(payment)}", words, _clause(payment))


def _made(limit: found.Limit, name: str, title: str, words: str, clause: str | None) -> model.Limit:
    return model.Limit(
        name=name,
        title=title,
        words=words,
        clause=clause,
        measure=word(limit.measure),
        outcomes=limit.outcomes,
        per=tuple(word(per) for per in limit.per),
        amount=limit.amount,
        whole=limit.whole,
        cohort=limit.cohort,
        share=limit.share,
        base=limit.base,
    )


def _clause(payment: Payment) -> str | None:
    item = find_item(payment, items.TextItem, "clause")
    return None if item is None else item.text.value
