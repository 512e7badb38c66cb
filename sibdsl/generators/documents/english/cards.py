"""Rate cards in words: who pays for which claims, at what price, on what terms, up to what limit.

In: rate cards and limits of the checked contract. Out: short texts and sentences.
Relies on ``caps`` for what a limit holds over and on ``quantities`` for amounts.
Guarantees: every limit says what it limits, for whom and over what, and what happens to a claim it cuts.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sibdsl.generators.documents.english.caps import money_words, scope_words
from sibdsl.generators.documents.english.dates import day_words
from sibdsl.generators.documents.english.lists import joined, joined_names
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.english.quantities import value_words
from sibdsl.model.cards import After, Limit, Line, Price, RateCard, Uplift
from sibdsl.model.declarations import CardShare, Payment
from sibdsl.model.outcomes import Outcome
from sibdsl.model.quantities import Unit
from sibdsl.runtime.exact import percent_text
from sibdsl.values.nouns import singular

_SINGLE = {"claim": "for any one claim", "person": "for any one person", "outcome": "for any one outcome"}


def price_words(price: Price, outcome: Outcome, names: Names) -> str:
    """Write a price: ``GBP 500``, ``GBP 15.12 per day``, ``nothing``; an agreed figure with its name."""
    if outcome.unit is None or not price.amount:
        words = money_words(price.amount, names)
    else:
        noun = singular(outcome.unit.text.replace(" ", "_")).replace("_", " ")
        per = Unit(kind="money", text=f"{names.currency} per {noun}", scale=1 / outcome.unit.scale)
        words = value_words(price.amount, per, names.digits)
    return f"{words} ({names.term(price.words)})" if price.words in names.parameters else words


def holds_words(price: Price, names: Names) -> str:
    """Say for whom and when a price holds; empty where it always does."""
    if price.condition == "otherwise":
        return "All others"
    words = []
    people = [names.term(name) for name in (*price.groups, *([price.cohort] if price.cohort else []))]
    if people:
        words.append(f"People in {joined(people)}")
    when = _when(price)
    if when:
        words.append(when if words else when[:1].upper() + when[1:])
    return ", ".join(words)


def _when(price: Price) -> str:
    if price.start is None:
        return "" if price.end is None else f"reached up to {day_words(price.end)}"
    if price.end is None:
        return f"reached from {day_words(price.start)}"
    return f"reached from {day_words(price.start)} to {day_words(price.end)}"


def after_sentence(line: Line, names: Names) -> str:
    """Say what must have been reached before; empty where nothing must."""
    if not line.after:
        return ""
    earlier = joined([_after(after, names) for after in line.after])
    return f"{names.term(line.outcome)} counts only for a person who reached {earlier}."


def _after(after: After, names: Names) -> str:
    words = names.term(after.outcome)
    times = []
    if after.at_least is not None:
        times.append(f"at least {after.at_least.words}")
    if after.within is not None:
        times.append(f"at most {after.within.words}")
    return f"{words} {joined(times)} before" if times else f"{words} before or on the same day"


def only_one_sentence(outcomes: tuple[str, ...], names: Names) -> str:
    """Say that of some outcomes one is paid."""
    return f"Of {joined([names.term(name) for name in outcomes])} only the first that a person reaches is paid."


def uplift_sentence(uplift: Uplift, card: RateCard, names: Names) -> str:
    """Say by how much prices rise for a group, and how they are rounded then."""
    what = _outcomes(uplift.outcomes, card, names, "every price", "the price of")
    rounding = ""
    if uplift.step is not None:
        rounding = f", rounded to a multiple of {money_words(uplift.step, names)} ({uplift.rounding})"
    rises = f"{what} rises by {percent_text(uplift.share)}{rounding}"
    return f"For people in {names.term(uplift.group)} {rises}."


def _outcomes(outcomes: tuple[str, ...], card: RateCard | None, names: Names, every: str, some: str) -> str:
    """Name outcomes: all of a card, one of its categories, or each."""
    if card is not None:
        if set(outcomes) == {line.outcome for line in card.lines}:
            return every
        for category in card.categories:
            if set(category.outcomes) == set(outcomes):
                return f"{some} {names.term(category.name)}"
    return f"{some} {joined([names.term(name) for name in outcomes])}"


def category_sentence(name: str, outcomes: tuple[str, ...], names: Names) -> str:
    """Say which outcomes a category has."""
    return f"{names.term(name)}: {joined([names.term(outcome) for outcome in outcomes])}."


def limit_sentence(limit: Limit, card: RateCard | None, names: Names) -> str:
    """Say what a limit on claims lets through."""
    over = _over(limit, names)
    what = _limited(limit, card, names)
    if limit.share is not None:
        base = _outcomes(limit.base, card, names, "claims", "claims of")
        come_to = f"{base} come to {over}"
        if base == "claims" and over.startswith("for "):
            come_to = f"claims of {over.removeprefix('for ')} come to"
        return f"Of all that {come_to}, {what} make up at most {percent_text(limit.share)}. {_cut(limit)}"
    amount = limit.amount or Fraction(0)
    if limit.measure == "claims":
        number = f"{int(amount):,}"
        return f"No more than {number} {'claim' if amount == 1 else what} {'is' if amount == 1 else 'are'} paid {over}."
    if limit.measure == "quantity":
        return f"No more than {_quantity(limit, amount, names)} of {what} counts {over}. {_cut(limit)}"
    return f"No more than {money_words(amount, names)} is paid for {what} {over}. {_cut(limit)}"


def is_once(limit: Limit) -> bool:
    """Say whether a limit lets one claim through for each person and outcome."""
    return limit.measure == "claims" and limit.amount == 1 and set(limit.per) == {"person", "outcome"}


def once_sentence(outcomes: Sequence[str], names: Names) -> str:
    """Say which outcomes are paid once for each person."""
    terms = joined([names.term(name) for name in outcomes])
    return f"{terms} {'is' if len(outcomes) == 1 else 'are each'} paid once for each person."


def _limited(limit: Limit, card: RateCard | None, names: Names) -> str:
    """Name the claims that a limit holds for; across payments by the payments whose claims they are."""
    if card is not None:
        return _outcomes(limit.outcomes, card, names, "claims", "claims of")
    under = [
        names.term(payment.name)
        for payment in names.contract.payments
        if payment.card is not None and {line.outcome for line in payment.card.lines} <= set(limit.outcomes)
    ]
    return f"claims under {joined(under)}"


def _quantity(limit: Limit, amount: Fraction, names: Names) -> str:
    outcome = next(item for item in names.contract.outcomes if item.name == limit.outcomes[0])
    return str(amount) if outcome.unit is None else value_words(amount, outcome.unit, names.digits)


def _over(limit: Limit, names: Names) -> str:
    """Say for whom and over what a limit holds."""
    # Of one outcome there is no need to say that its limit is for each.
    told = [per for per in limit.per if per != "outcome" or len(limit.outcomes) > 1]
    single = [_SINGLE[per] for per in told if per in _SINGLE]
    wider = [scope_words(per, names) for per in limit.per if per not in _SINGLE]
    words = [*single[:1], *(word.removeprefix("for any one ") for word in single[1:])]
    over = " and ".join(words)
    parts = [part for part in (over, *wider) if part] or [scope_words("total", names)]
    people = f"for people in {names.term(limit.cohort)} " if limit.cohort else ""
    return people + " ".join(parts)


def _cut(limit: Limit) -> str:
    if limit.whole:
        return "A claim that would go beyond this limit is not paid at all, nor is any later one in the determination."
    return "A claim that would go beyond this limit is paid up to it, and the rest is not paid."


def share_sentence(share: CardShare, payment: Payment, names: Names) -> str:
    """Say who pays for which claims."""
    shares = [f"{percent_text(payer.share or Fraction(0))} by {names.party(payer.party)}" for payer in share.payers]
    rest = share is payment.card_shares[-1] and len(payment.card_shares) > 1 and not share.cohorts
    every = payment.card is not None and set(share.outcomes) == {line.outcome for line in payment.card.lines}
    what = (
        "All other claims" if rest and every else _outcomes(share.outcomes, payment.card, names, "Claims", "Claims of")
    )
    people = f" for people in {joined([names.term(name) for name in share.cohorts], 'or')}" if share.cohorts else ""
    return f"{what}{people} are paid {joined_names(shares)}."
