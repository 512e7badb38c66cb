"""Amounts, shares and holders of finance and waterfalls.

In: surface nodes. Out: exact values; None after a report.
Guarantees: an amount is above nothing, in whole minor units of the contract's currency; a share is above nothing and
at most one; the shares of several holders add up to one.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.diagnostics.rules import capital as rules
from sibdsl.diagnostics.rules import payments as payment_rules
from sibdsl.runtime.exact import percent_text
from sibdsl.semantics import literals
from sibdsl.semantics.amounts import amount
from sibdsl.semantics.capital.found import Holder
from sibdsl.semantics.checks.closed_sets import check_no_doubles
from sibdsl.semantics.meaning import UNKNOWN, Known, Place
from sibdsl.semantics.payable import check_payable
from sibdsl.semantics.require import shown
from sibdsl.source.span import cover
from sibdsl.surface.expressions import Money, Percent
from sibdsl.surface.items import Share, SharedItem
from sibdsl.surface.node import Name
from sibdsl.values import units

_ALL = Fraction(1)


def money_of(known: Known, node: Money) -> Fraction | None:
    """An amount of the contract's currency; None after a report."""
    if amount(known, node, Place("finance")) is UNKNOWN:
        return None
    check_payable(known, node)
    wanted = known.terms.currency
    if wanted and node.currency != wanted:
        known.sink.report(rules.FINANCE_IN_OTHER_CURRENCY, node.span, found=node.currency, wanted=wanted)
        return None
    value = literals.value_of_money(node)
    if value <= 0:
        known.sink.report(rules.FINANCE_OF_NOTHING, node.span, found=words_of(known, value))
        return None
    return value


def share_of(known: Known, node: Percent, whole: str) -> Fraction | None:
    """A share of something; None after a report."""
    value = literals.percent(node)
    if 0 < value <= _ALL:
        return value
    known.sink.report(rules.NOT_A_SHARE, node.span, found=f"{node.text}%", whole=whole)
    return None


def words_of(known: Known, value: Fraction) -> str:
    """An amount as the contract would write it."""
    currency = known.terms.currency
    return shown(value, units.money(currency) if currency else None)


def holders_of(known: Known, names: tuple[Name, ...], shared: SharedItem | None) -> tuple[Holder, ...]:
    """The parties and their shares; several without `shared by` count together."""
    if shared is None:
        alone = _ALL if len(names) == 1 else None
        return tuple(Holder(name.text, alone) for name in names)
    check_no_doubles(known, [share.name for share in shared.shares])
    parties = [name.text for name in names]
    for share in shared.shares:
        if share.name.text not in parties:
            _report_other(known, share.name, f"`{share.name.text}` puts in nothing here", parties)
    named = {share.name.text for share in shared.shares}
    for name in names:
        if name.text not in named:
            _report_other(known, name, f"how much `{name.text}` puts in is not said", parties, shared)
    return holders_of_shares(known, shared.shares)


def holders_of_shares(known: Known, shares: tuple[Share, ...]) -> tuple[Holder, ...]:
    """Parties that were written with their shares, which must add up to all of it."""
    total = sum((literals.percent(share.percent) for share in shares), Fraction(0))
    if total != _ALL:
        off = _ALL - total
        words = f"{percent_text(abs(off))} {'short' if off > 0 else 'too much'}"
        known.sink.report(
            payment_rules.SHARES_NOT_WHOLE, cover(shares[0].span, shares[-1].span), total=percent_text(total),
            next_step=f"the shares are {words}; correct one of them",
        )  # fmt: skip
    return tuple(Holder(share.name.text, literals.percent(share.percent)) for share in shares)


def _report_other(known: Known, name: Name, found: str, parties: list[str], where: SharedItem | None = None) -> None:
    known.sink.report(
        payment_rules.SPLIT_NAMES_OTHERS, (where or name).span, found=found, payment="this finance",
        payers=", ".join(parties), next_step="name each party behind `from` once, with its share",
    )  # fmt: skip
