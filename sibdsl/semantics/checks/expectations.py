"""What worked examples expect: payments, cohorts, dates and payers that exist, and exactly one determination.

In: the known contract. Out: findings in the sink.
"""

from __future__ import annotations

from datetime import date

from sibdsl.diagnostics.rules import payments as payment_rules
from sibdsl.diagnostics.rules import scenarios as rules
from sibdsl.semantics import every
from sibdsl.semantics.amounts import constant
from sibdsl.semantics.checks.occasions import Said, check_cohort, check_day
from sibdsl.semantics.checks.parties import check_parties
from sibdsl.semantics.days import read_day
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.lookup import find_named
from sibdsl.semantics.meaning import Due, Known, Place
from sibdsl.semantics.payable import check_payable
from sibdsl.semantics.scope import find_item
from sibdsl.semantics.timing import payment_due
from sibdsl.surface import items
from sibdsl.surface.declarations import Payment, Scenario
from sibdsl.surface.expressions import Expression, Money
from sibdsl.surface.node import Name
from sibdsl.values import units


def _check_scenario(known: Known, scenario: Scenario) -> None:
    """Check what a scenario expects."""
    seen: dict[tuple[str | None, ...], items.ExpectItem | items.ExpectTotalItem] = {}
    for item in scenario.items:
        if isinstance(item, items.ExpectItem):
            _check_expected(known, scenario, item)
            _check_once(known, item, _key(item), seen)
        elif isinstance(item, items.ExpectTotalItem):
            _check_total(known, item)
            _check_once(known, item, (None, None if item.payer is None else item.payer.text), seen)


def _key(item: items.ExpectItem) -> tuple[str | None, ...]:
    expected = item.expected
    return (
        expected.payment.text,
        None if expected.cohort is None else expected.cohort.text,
        None if expected.day is None else expected.day.text,
        None if expected.payer is None else expected.payer.text,
    )


def _check_once(
    known: Known,
    item: items.ExpectItem | items.ExpectTotalItem,
    key: tuple[str | None, ...],
    seen: dict[tuple[str | None, ...], items.ExpectItem | items.ExpectTotalItem],
) -> None:
    first = seen.setdefault(key, item)
    if first is not item:
        what = "the total" if key[0] is None else f"`{key[0]}`"
        known.sink.report(rules.EXPECTED_TWICE, item.span, others=[(first.span, "already expected here")], what=what)


def _check_total(known: Known, item: items.ExpectTotalItem) -> None:
    _check_amount(known, item.amount)
    if item.payer is None or not check_parties(known, (item.payer,)):
        return
    payers = dict.fromkeys(payer.text for payment in known.scope.payments.values() for payer in payment.payers)
    if item.payer.text not in payers:
        _report_payer(known, item.payer, list(payers), "any payment")


def _check_expected(known: Known, scenario: Scenario, item: items.ExpectItem) -> None:
    expected = item.expected
    if item.amount is not None:
        _check_amount(known, item.amount)
    found = find_named(known, expected.payment, "payment")
    if not isinstance(found, Payment):
        return
    if expected.payer is not None and check_parties(known, (expected.payer,)):
        payers = [payer.text for payer in found.payers]
        if expected.payer.text not in payers:
            _report_payer(known, expected.payer, payers, f"`{found.name.text}`")
    due = payment_due(known, found.name.text)
    if due is not None:
        _check_occasion(known, scenario, item, due)


def _report_payer(known: Known, payer: Name, payers: list[str], payments: str) -> None:
    known.sink.report(
        payment_rules.NOT_A_PAYER, payer.span, party=payer.text, payments=payments, choices=", ".join(payers)
    )


def _check_amount(known: Known, node: Expression) -> None:
    if not known.terms.currency:
        return
    place = Place("a scenario", want=units.money(known.terms.currency), what="what is expected")
    if constant(known, node, place) is not None and isinstance(node, Money):
        check_payable(known, node)


def _check_occasion(known: Known, scenario: Scenario, item: items.ExpectItem, due: Due) -> None:
    """Check that a cohort and a date name one determination of the payment."""
    expected = item.expected
    name = expected.payment.text
    if due.on_termination:
        _check_on_termination(known, scenario, item)
        return
    said = Said(name, expected.payment.span, expected.cohort, expected.day, f"determined {due.frame.words}")
    if not check_cohort(known, said, due.frame.cohorts):
        return
    days = _days(due, expected.cohort)
    check_day(known, said, days, must_say=due.frame.periods is not None and len(days) > 1)


def _days(due: Due, cohort: Name | None) -> list[date]:
    """The dates on which a payment is determined, for one cohort where it has a date for each."""
    cohorts = due.frame.cohorts
    if due.frame.periods is None and cohorts is not None and cohort is not None:
        return [due.dates[cohorts.index(cohort.text)]]
    return list(due.dates)


def _check_on_termination(known: Known, scenario: Scenario, item: items.ExpectItem) -> None:
    expected = item.expected
    termination = find_item(scenario, items.GivenTerminationItem)
    said = Said(expected.payment.text, expected.payment.span, expected.cohort, expected.day, "due on termination")
    if termination is None and item.amount is not None:
        allowed = known.terms.early_termination
        sample = "2020-01-01" if allowed is None else allowed[0].isoformat()
        known.sink.report(rules.EXPECTED_WITHOUT_TERMINATION, item.span, payment=expected.payment.text, sample=sample)
    elif check_cohort(known, said, None) and termination is not None:
        day = read_day(termination.day, known.sink)
        check_day(known, said, [] if day is None else [day], must_say=False)


CHECKS: tuple[Check, ...] = (Each(every.scenarios, _check_scenario),)
