"""Caps over several payments, and caps that cut nothing or everything.

In: the known contract, with the meanings of payments. Out: findings in the sink.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.diagnostics.rules import payments as rules
from sibdsl.semantics import every
from sibdsl.semantics.cards.limits import contract_limit
from sibdsl.semantics.checks.closed_sets import check_no_doubles
from sibdsl.semantics.checks.parties import check_parties
from sibdsl.semantics.checks.statements import has_card
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.literals import value_of_money
from sibdsl.semantics.lookup import find_named
from sibdsl.semantics.meaning import Known, PaymentMeaning
from sibdsl.semantics.payable import limit_of
from sibdsl.semantics.require import shown
from sibdsl.semantics.scope import items_of
from sibdsl.surface import items, tables
from sibdsl.surface.declarations import ContractCap, Payment
from sibdsl.surface.expressions import Money, Reference
from sibdsl.surface.node import Name
from sibdsl.surface.timing import Scope
from sibdsl.values import interval as ranges
from sibdsl.values import units

_BOUNDED_SCOPES = ("in total", "per determination", "per cohort")


def _check_payment(known: Known, payment: Payment) -> None:
    """Check whether the caps of a payment have the effect that they seem to have."""
    if not has_card(payment):
        _check_effect(known, payment, known.payments[payment.name.text])


def capped_payments(known: Known, cap: ContractCap) -> list[str]:
    """The payments that count towards a cap of the contract."""
    if cap.payments is None:
        return list(known.scope.payments)
    return [name.text for name in cap.payments if name.text in known.scope.payments]


def limits_claims(known: Known, cap: ContractCap, capped: list[str]) -> bool:
    """Whether a cap of the contract limits claims: it is on no single payer, and all its payments have rate cards."""
    return cap.payer is None and bool(capped) and all(has_card(known.scope.payments[name]) for name in capped)


def _check_contract_cap(known: Known, cap: ContractCap) -> None:
    for name in cap.payments or ():
        find_named(known, name, "payment")
    check_no_doubles(known, cap.payments or ())
    capped = capped_payments(known, cap)
    if limits_claims(known, cap, capped):
        # Where a rate card could not be found, that was reported, and nothing is known of what it limits.
        limit = contract_limit(known, cap, capped) if all(name in known.cards for name in capped) else None
        if limit is not None:
            known.claim_limits[cap.name.text] = limit
        return
    limit_of(known, cap.amount, "the cap")
    if cap.scope is not None:
        _check_cohorts(known, cap.scope, capped)
    if cap.payer is not None and check_parties(known, (cap.payer,)):
        _check_payer(known, cap.payer, capped)


def _check_cohorts(known: Known, scope: Scope, capped: list[str]) -> None:
    if scope.kind != "per cohort":
        return
    for name in capped:
        due = known.payments[name].due
        if due is not None and due.frame.cohorts is None:
            known.sink.report(
                rules.PER_COHORT_WITHOUT_COHORTS, scope.span, payment=name,
                others=[(known.scope.payments[name].name.span, "this payment")],
            )  # fmt: skip


def _check_payer(known: Known, payer: Name, capped: list[str]) -> None:
    payers = dict.fromkeys(name.text for payment in capped for name in known.scope.payments[payment].payers)
    if payers and payer.text not in payers:
        known.sink.report(
            rules.NOT_A_PAYER, payer.span, party=payer.text, choices=", ".join(payers),
            payments=", ".join(f"`{name}`" for name in capped),
        )  # fmt: skip


def _check_effect(known: Known, payment: Payment, meaning: PaymentMeaning) -> None:
    """Report caps that can never cut anything, and caps below the smallest amount that can be due."""
    money = units.money(known.terms.currency)
    for cap in items_of(payment, items.CapItem):
        limit = _quiet_limit(known, cap.amount)
        if limit is None or cap.on:
            continue
        name, scope = payment.name.text, cap.scope.kind
        most = _most(meaning, cap)
        least = _least_row(known, payment)
        if most is not None and most < limit:
            known.sink.report(
                rules.CAP_NEVER_CUTS, cap.span, cap=shown(limit, money), most=shown(most, money),
                what=f"`{name}`" if scope == "in total" else f"`{name}` {scope}",
            )  # fmt: skip
        elif least is not None and limit < least:
            known.sink.report(rules.CAP_BELOW_EVERY_ROW, cap.span, cap=shown(limit, money), least=shown(least, money))


def _quiet_limit(known: Known, node: Money | Reference) -> Fraction | None:
    """The amount of a cap, whose errors were reported where it was checked."""
    if isinstance(node, Money):
        return value_of_money(node)
    found = known.parameters.get(node.name.text)
    return found.interval.low if found is not None and ranges.is_point(found.interval) else None


def _most(meaning: PaymentMeaning, cap: items.CapItem) -> Fraction | None:
    """The most that a payment can come to in the scope of one of its caps, without that cap."""
    high = meaning.uncapped.high
    if high is None or meaning.due is None or cap.scope.kind not in _BOUNDED_SCOPES:
        return None
    frame = meaning.due.frame
    periods = 1 if frame.periods is None else len(frame.periods)
    cohorts = 1 if frame.cohorts is None else len(frame.cohorts)
    times = {"in total": periods * cohorts, "per cohort": periods, "per determination": 1}[cap.scope.kind]
    return high * times


def _least_row(known: Known, payment: Payment) -> Fraction | None:
    """The smallest amount above nothing of a payment that is one table of fixed amounts."""
    parts = items_of(payment, items.PaysItem)
    if len(parts) != 1 or not isinstance(parts[0].value, tables.StepTable):
        return None
    found = known.tables.get(parts[0].value.span)
    amounts = [] if found is None else [piece.amount.interval for piece in found.pieces]
    if not amounts or not all(ranges.is_point(amount) for amount in amounts):
        return None
    return min((amount.low for amount in amounts if amount.low), default=None)


CHECKS: tuple[Check, ...] = (
    Each(every.caps, _check_contract_cap),
    Each(every.payments, _check_payment),
)
