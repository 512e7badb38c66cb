"""Limits on claims: none that no claim can reach, and none below the price of one claim.

In: the known contract, with its rate cards. Out: warnings in the sink.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.diagnostics.rules import cards as rules
from sibdsl.diagnostics.rules import payments as payment_rules
from sibdsl.semantics.cards.found import Card, Limit, Line
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.require import shown
from sibdsl.values import units

_ONE_CLAIM = frozenset(("claim",))


def check(known: Known) -> None:
    """Check the caps of every rate card against its prices."""
    for card in known.cards.values():
        for limit in card.limits:
            if limit.measure == "money" and limit.amount is not None:
                _check_cap(known, card, limit, limit.amount)


def _check_cap(known: Known, card: Card, limit: Limit, amount: Fraction) -> None:
    lines = [card.lines[name] for name in limit.outcomes if card.lines[name].sound]
    most = [_most(known, card, line) for line in lines]
    highest = max((price for price in most if price is not None), default=Fraction(0))
    if limit.per == ("claim",) and None not in most and highest < amount:
        known.sink.report(
            payment_rules.CAP_NEVER_CUTS, limit.node.span, what="a claim", cap=_money(known, amount),
            most=_money(known, highest),
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


def _money(known: Known, amount: Fraction) -> str:
    return shown(amount, units.money(known.terms.currency))


def _least(line: Line) -> Fraction | None:
    """The smallest price above nothing."""
    return min((price.amount for price in line.prices if price.amount), default=None)


def _most(known: Known, card: Card, line: Line) -> Fraction | None:
    """The most that one claim can ask for; None where nothing limits its quantity."""
    price = max((price.amount for price in line.prices), default=Fraction(0))
    outcome = known.outcomes[line.name.text]
    if outcome.unit is not None:
        if outcome.values.high is None:
            return None
        price *= outcome.values.high
    for uplift in card.uplifts:
        if line.name.text in uplift.outcomes:
            # Rounding may add up to one step.
            price = price * (1 + uplift.share) + (uplift.step or 0)
    return price
