"""Who pays whom: parties with a paying role, nobody paying himself, and several payers sharing all of it.

In: the known contract. Out: findings in the sink.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from sibdsl.diagnostics.rules import payments as rules
from sibdsl.runtime.exact import percent_text
from sibdsl.semantics import every
from sibdsl.semantics.checks.closed_sets import PAYING_ROLES, check_no_doubles
from sibdsl.semantics.checks.parties import check_parties, knows_roles, roles_of
from sibdsl.semantics.checks.statements import has_card
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.literals import percent
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.scope import find_item, items_of
from sibdsl.source.span import cover
from sibdsl.surface import items
from sibdsl.surface.declarations import Payment
from sibdsl.surface.node import Name, Node

# These pass money on: they repay investors, cover losses, pay providers from what they raised.
_CONDUITS = frozenset(("intermediary", "special_purpose_vehicle", "trustee", "guarantor", "grantor"))
_ALL = Fraction(1)


def _check_payers_of(known: Known, payment: Payment) -> None:
    """Check the payers, the payee and the split of a payment."""
    parties_exist = check_parties(known, (*payment.payers, payment.payee))
    check_no_doubles(known, payment.payers)
    _check_payee(known, payment)
    if parties_exist:
        for payer in payment.payers:
            _check_role(known, payment, payer)
    _check_split(known, payment)


def _check_payee(known: Known, payment: Payment) -> None:
    for payer in payment.payers:
        if payer.text == payment.payee.text:
            known.sink.report(
                rules.PAYER_IS_PAYEE, payment.payee.span, others=[(payer.span, "pays here")],
                party=payer.text, payment=payment.name.text,
            )  # fmt: skip


def _check_role(known: Known, payment: Payment, payer: Name) -> None:
    """Report a payer that nothing explains: it has no paying role, passes no money on, and owes no payer."""
    roles, payee = roles_of(known, payer.text), roles_of(known, payment.payee.text)
    if roles & {*PAYING_ROLES, *_CONDUITS} or payee & set(PAYING_ROLES) or not knows_roles(known, payer.text):
        return
    declared = known.scope.parties[payer.text]
    words = " and ".join(role.text for role in declared.roles)
    known.sink.report(
        rules.PAYER_WITHOUT_PAYING_ROLE, payer.span, others=[(declared.name.span, f"declared as {words}")],
        party=payer.text, payment=payment.name.text, roles=words,
    )  # fmt: skip


def _check_split(known: Known, payment: Payment) -> None:
    shared = find_item(payment, items.SharedItem)
    turns = find_item(payment, items.FirstMoneyItem)
    if shared is not None and turns is not None:
        first, second = sorted((shared, turns), key=lambda item: item.span)
        known.sink.report(
            rules.SPLIT_TWICE, second.span, others=[(first.span, "already shared here")], payment=payment.name.text
        )
    if shared is not None:
        listed = items_of(payment, items.SharedItem)
        for item in listed if has_card(payment) else (shared,):
            _check_shares(known, item)
        if has_card(payment) and (len(listed) > 1 or shared.on or shared.cohorts):
            _check_some_names(known, payment, listed)
        else:
            _check_names(known, payment, [share.name for share in shared.shares], shared)
    if turns is not None:
        _check_names(known, payment, [turn.name for turn in turns.turns], turns)
        _check_turns(known, turns)
    if shared is None and turns is None and len(payment.payers) > 1 and known.is_whole(payment):
        _report_no_split(known, payment)


def _report_no_split(known: Known, payment: Payment) -> None:
    payers = [payer.text for payer in payment.payers]
    even = Fraction(100, len(payers))
    sample = ", ".join(f"{payer} {int(even)}%" for payer in payers)
    known.sink.report(
        rules.SPLIT_MISSING, cover(payment.payers[0].span, payment.payers[-1].span), payment=payment.name.text,
        payers=" and ".join(payers), sample=sample, first=payers[0], second=payers[1],
    )  # fmt: skip


def _check_names(known: Known, payment: Payment, named: Sequence[Name], item: Node) -> None:
    """Report names of a split that are not payers, and payers that it leaves out."""
    _check_payers(known, payment, named)
    _report_left_out(known, payment, named, item)


def _report_left_out(known: Known, payment: Payment, named: Sequence[Name], item: Node) -> None:
    for payer in payment.payers:
        if payer.text not in [name.text for name in named]:
            known.sink.report(
                rules.SPLIT_NAMES_OTHERS, item.span, others=[(payer.span, "a payer")],
                found=f"`{payer.text}` pays `{payment.name.text}`, but this does not say how much",
                next_step=f"add `{payer.text}`, or take it out of `from`",
                payment=payment.name.text, payers=", ".join(payer.text for payer in payment.payers),
            )  # fmt: skip


def _check_some_names(known: Known, payment: Payment, listed: list[items.SharedItem]) -> None:
    """Report names of splits that are not payers, and payers that none of the splits of a rate card names."""
    for item in listed:
        _check_payers(known, payment, [share.name for share in item.shares])
    named = [share.name for item in listed for share in item.shares]
    _report_left_out(known, payment, named, listed[-1])


def _check_payers(known: Known, payment: Payment, named: Sequence[Name]) -> None:
    check_no_doubles(known, named)
    payers = [payer.text for payer in payment.payers]
    for name in named:
        if name.text not in payers and name.text not in known.scope.broken:
            known.sink.report(
                rules.SPLIT_NAMES_OTHERS, name.span, others=[(payment.payers[0].span, "the payers")],
                found=f"`{name.text}` is not a payer of `{payment.name.text}`",
                next_step="name a payer, or add this party after `from`",
                payment=payment.name.text, payers=", ".join(payers),
            )  # fmt: skip


def _check_shares(known: Known, item: items.SharedItem) -> None:
    shares = [percent(share.percent) for share in item.shares]
    total = sum(shares, Fraction(0))
    if total == _ALL:
        return
    span = cover(item.shares[0].span, item.shares[-1].span)
    off = _ALL - total
    next_step = f"the shares are {percent_text(abs(off))} {'short' if off > 0 else 'too much'}; correct one of them"
    known.sink.report(rules.SHARES_NOT_WHOLE, span, total=percent_text(total), next_step=next_step)


def _check_turns(known: Known, item: items.FirstMoneyItem) -> None:
    """Report turns behind one that pays without limit."""
    for before, turn in pairwise(item.turns):
        if before.limit is None:
            known.sink.report(
                rules.TURN_NEVER_COMES, turn.name.span, others=[(before.name.span, "pays without limit")],
                party=turn.name.text, before=before.name.text,
            )  # fmt: skip
            return


CHECKS: tuple[Check, ...] = (Each(every.payments, _check_payers_of),)
