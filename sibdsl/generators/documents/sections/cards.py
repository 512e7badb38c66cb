"""Outcomes of single people, and the rate cards that price them.

In: the names of a contract. Out: drafts of a section, and blocks for a payment.
Relies on ``english``.
Guarantees: prices stand in tables in written order; what limits claims stands in the order in which it applies.
"""

from __future__ import annotations

from collections.abc import Sequence

from sibdsl.generators.documents.english.cards import (
    after_sentence,
    category_sentence,
    holds_words,
    is_once,
    limit_sentence,
    once_sentence,
    only_one_sentence,
    price_words,
    share_sentence,
    uplift_sentence,
)
from sibdsl.generators.documents.english.claims import outcome_details
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.sections.drafts import details_block, draft_part, draft_section, paragraphs
from sibdsl.generators.documents.views import Block, Section, Steps, Table
from sibdsl.model.cards import Limit, RateCard
from sibdsl.model.declarations import Payment
from sibdsl.model.outcomes import Outcome

_MEASURES = ("claims", "quantity", "money")


def outcomes_section(names: Names) -> list[Section]:
    """Draft what single people achieve, and what a claim of it must show."""
    parts = [
        draft_part("outcome", "Outcome", outcome, details_block(outcome_details(outcome, names)))
        for outcome in names.contract.outcomes
    ]
    return draft_section("outcomes", "What is claimed for single people", parts=parts)


def card_blocks(payment: Payment, names: Names) -> list[Block]:
    """Set out the rate card of a payment: prices, terms, rises, limits."""
    card = payment.card
    if card is None:
        return []
    blocks: list[Block] = [_prices(card, names)]
    categories = [category_sentence(item.name, item.outcomes, names) for item in card.categories]
    if categories:
        blocks.append(Steps("The outcomes on the card belong to these categories:", tuple(categories)))
    terms = [after_sentence(line, names) for line in card.lines]
    terms += [only_one_sentence(outcomes, names) for outcomes in card.only_one_of]
    terms += [uplift_sentence(uplift, card, names) for uplift in card.uplifts]
    blocks += _list("", [term for term in terms if term], ordered=False)
    limits = [*card.limits, *payment.limits]
    return [*blocks, *limit_blocks(limits, card, names)]


def limit_blocks(limits: Sequence[Limit], card: RateCard | None, names: Names) -> list[Block]:
    """Say which limits hold, in the order in which they apply to a claim."""
    ordered = [limit for measure in _MEASURES for limit in limits if limit.measure == measure]
    once = [outcome for limit in ordered if is_once(limit) for outcome in limit.outcomes]
    sentences = [once_sentence(once, names)] if once else []
    sentences += [limit_sentence(limit, card, names) for limit in ordered if not is_once(limit)]
    return _list("These limits apply to each claim, in this order:", sentences, ordered=True)


def share_blocks(payment: Payment, names: Names) -> list[Block]:
    """Say who pays for which claims, where that is not the same for all."""
    sentences = [share_sentence(share, payment, names) for share in payment.card_shares]
    return _list("Who pays depends on the claim:", sentences, ordered=False)


def _list(lead: str, sentences: list[str], *, ordered: bool) -> list[Block]:
    if len(sentences) > 1:
        return [Steps(lead, tuple(sentences), ordered=ordered)]
    return paragraphs(sentences)


def _prices(card: RateCard, names: Names) -> Table:
    """Write the prices as a table: by column, else a row for each case."""
    outcomes = {outcome.name: outcome for outcome in names.contract.outcomes}
    caption = "Prices"
    if card.columns and all(len(line.prices) == len(card.columns) for line in card.lines):
        rows = tuple(
            (names.term(line.outcome), *(price_words(price, outcomes[line.outcome], names) for price in line.prices))
            for line in card.lines
        )
        headings = ("Outcome", *(names.term(column) for column in card.columns))
        return Table(caption, headings, rows, amounts=tuple(range(1, len(headings))))
    return _cases(card, caption, outcomes, names)


def _cases(card: RateCard, caption: str, outcomes: dict[str, Outcome], names: Names) -> Table:
    rows = [
        (names.term(line.outcome), holds_words(price, names), price_words(price, outcomes[line.outcome], names))
        for line in card.lines
        for price in line.prices
    ]
    if not any(condition for _, condition, _ in rows):
        return Table(caption, ("Outcome", "Price"), tuple((name, price) for name, _, price in rows), amounts=(1,))
    return Table(caption, ("Outcome", "For", "Price"), tuple(rows), amounts=(2,))
