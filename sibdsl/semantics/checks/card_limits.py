"""Limits on claims: none that no claim can reach, and none below the price of one claim.

In: the known contract, with its rate cards. Out: warnings in the sink.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.diagnostics.rules import cards as rules
from sibdsl.diagnostics.rules import payments as payment_rules
from sibdsl.semantics import every
from sibdsl.semantics.cards.found import Card, Limit, Line
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.require import shown
from sibdsl.values import units

_ONE_CLAIM = frozenset(("claim",))


def _check_card(known: Known, card: Card) -> None:
    """Check the caps of a rate card against its prices."""
    for limit in card.limits:
        if limit.measure == "money" and limit.amount is not None:
            _check_cap(known, card, limit, limit.amount)


def _check_cap(known: Known, card: Card, limit: Limit, amount: Fraction) -> None:
    lines = [card.lines[name] for name in limit.outcomes if card.lines[name].sound]
    what, most = _reach(known, card, limit, lines)
    if most is not None and most < amount:
        known.sink.report(
            payment_rules.CAP_NEVER_CUTS, limit.node.span, what=what, cap=_money(known, amount),
            most=_money(known, most),
        )  # fmt: skip
        return
    for line in lines:
        least = _least(line)
        if known.outcomes[line.name.text].unit is None and least is not None and least > amount:
            known.sink.report(
                rules.NEVER_PAID_IN_FULL, limit.node.span, outcome=line.name.text, price=_money(known, least),
                limit=f"cap of {_money(known, amount)}", others=[(line.node.span, "its price")],
            )  # fmt: skip
            return


def _reach(known: Known, card: Card, limit: Limit, lines: list[Line]) -> tuple[str, Fraction | None]:
    """What a cap for each claim or person is for, and the most that it can come to; None where nobody can tell."""
    single = [_most(known, card, line) for line in lines]
    if limit.per == ("claim",):
        return "a claim", None if None in single else max((one for one in single if one is not None), default=None)
    if limit.per == ("person",):
        person = [_most_for_a_person(known, card, line) for line in lines]
        return "a person", None if None in person else sum((one for one in person if one is not None), Fraction(0))
    return "", None


def _most_for_a_person(known: Known, card: Card, line: Line) -> Fraction | None:
    """The most that one person can be paid for an outcome, by the terms behind its price."""
    claims = [limit.amount for limit in card.card_limits if limit.label == f"{line.name.text}.claims"]
    quantity = [limit.amount for limit in card.card_limits if limit.label == f"{line.name.text}.quantity"]
    if quantity and quantity[0] is not None:
        return _most_price(card, line) * quantity[0]
    most = _most(known, card, line)
    if most == 0:
        return most
    return None if most is None or not claims or claims[0] is None else most * claims[0]


def _money(known: Known, amount: Fraction) -> str:
    return shown(amount, units.money(known.terms.currency))


def _least(line: Line) -> Fraction | None:
    """The smallest price above nothing."""
    return min((price.amount for price in line.prices if price.amount), default=None)


def _most(known: Known, card: Card, line: Line) -> Fraction | None:
    """The most that one claim can ask for; None where nothing limits its quantity."""
    price = _most_price(card, line)
    outcome = known.outcomes[line.name.text]
    if outcome.unit is None or not price:
        return price
    return None if outcome.values.high is None else price * outcome.values.high


def _most_price(card: Card, line: Line) -> Fraction:
    """The highest price of an outcome, with every rise."""
    price = max((price.amount for price in line.prices), default=Fraction(0))
    for uplift in card.uplifts:
        if line.name.text in uplift.outcomes:
            # Rounding may add up to one step.
            price = price * (1 + uplift.share) + (uplift.step or 0)
    return price


CHECKS: tuple[Check, ...] = (Each(every.cards, _check_card),)
