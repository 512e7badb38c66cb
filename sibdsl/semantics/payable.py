"""Amounts that can be paid: in whole minor units of their currency, and above nothing where they limit something.

In: an amount as written. Out: its value; None after reporting why it cannot be paid.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.diagnostics.rules import payments as rules
from sibdsl.diagnostics.rules import types as type_rules
from sibdsl.semantics.amounts import amount, constant
from sibdsl.semantics.literals import decimals_of
from sibdsl.semantics.meaning import UNKNOWN, Known, Place
from sibdsl.semantics.require import shown
from sibdsl.surface.expressions import Money, Reference
from sibdsl.values import units
from sibdsl.values.currencies import find_currency


def limit_of(known: Known, node: Money | Reference, what: str) -> Fraction | None:
    """A limit above nothing, in the contract's currency; None after a report."""
    if isinstance(node, Money):
        check_payable(known, node)
    want = units.money(known.terms.currency) if known.terms.currency else None
    place = Place("a limit", want=want, what=what)
    value = None if amount(known, node, place) is UNKNOWN else constant(known, node, place)
    if value is None:
        return None
    if value <= 0:
        known.sink.report(rules.NO_AMOUNT_AT_ALL, node.span, found=shown(value, want))
        return None
    if isinstance(node, Reference) and (value * 10**known.terms.digits).denominator != 1:
        known.sink.report(
            type_rules.TOO_MANY_DECIMALS, node.span, found=f"`{node.name.text}`, {shown(value, want)},",
            currency=known.terms.currency, digits=known.terms.digits,
        )  # fmt: skip
    return value


def check_payable(known: Known, node: Money) -> None:
    """Report an amount with more decimals than its currency has."""
    currency = find_currency(node.currency)
    if currency is not None and decimals_of(node.text.rstrip("0") if "." in node.text else node.text) > currency.digits:
        known.sink.report(
            type_rules.TOO_MANY_DECIMALS, node.span, found=f"{node.currency} {node.text}",
            currency=node.currency, digits=currency.digits,
        )  # fmt: skip
