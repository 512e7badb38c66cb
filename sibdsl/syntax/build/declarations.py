"""Rules of declarations -> the nodes of `sibdsl.surface.declarations`.

In: spans and children; the statements of a block come last, one by one or as a tuple.
Out: declarations. Relies on: nothing but the surface.
Guarantees: a block that was left out has no items; the name of a scenario is its text.
"""

from collections.abc import Callable
from typing import Final

from sibdsl.source.span import Span
from sibdsl.surface.declarations import (
    Cohort,
    Contract,
    ContractCap,
    Fact,
    Group,
    Import,
    Metric,
    Outcome,
    Parameter,
    Party,
    Payment,
    Population,
    RateCard,
    Report,
    Scenario,
    Threshold,
)
from sibdsl.surface.expressions import Condition, Expression, Money, Reference, UnitText
from sibdsl.surface.node import Day, Name, Node, Text
from sibdsl.surface.timing import Scope
from sibdsl.syntax.build.payment_items import WHOLE_CLAIMS, WHOLE_PAYMENTS

_Items = tuple[Node, ...] | None
_Amount = Money | Reference


def _contract(span: Span, name: Name, title: Text | None, *items: Node) -> Contract:
    return Contract(span, name, title, items)


def _party(span: Span, name: Name, title: Text | None, roles: tuple[Name, ...], items: _Items) -> Party:
    return Party(span, name, title, items or (), roles)


def _report(
    span: Span, name: Name, title: Text | None, sender: Name, receivers: tuple[Name, ...], *items: Node
) -> Report:
    return Report(span, name, title, items, sender, receivers)


def _population(span: Span, name: Name, title: Text | None, items: _Items) -> Population:
    return Population(span, name, title, items or ())


def _cohort(span: Span, name: Name, title: Text | None, start: Day, end: Day, items: _Items) -> Cohort:
    return Cohort(span, name, title, items or (), start, end)


def _group(span: Span, name: Name, title: Text | None, items: _Items) -> Group:
    return Group(span, name, title, items or ())


def _metric(span: Span, name: Name, title: Text | None, *items: Node) -> Metric:
    return Metric(span, name, title, items)


def _fact(span: Span, name: Name, title: Text | None, *items: Node) -> Fact:
    return Fact(span, name, title, items)


def _parameter(span: Span, name: Name, title: Text | None, value: Expression | UnitText, items: _Items) -> Parameter:
    if isinstance(value, UnitText):
        return Parameter(span, name, title, items or (), None, value)
    return Parameter(span, name, title, items or (), value, None)


def _unpublished(_span: Span, unit: UnitText) -> UnitText:
    return unit


def _threshold(span: Span, name: Name, title: Text | None, condition: Condition, items: _Items) -> Threshold:
    return Threshold(span, name, title, items or (), condition)


def _outcome(span: Span, name: Name, title: Text | None, *items: Node) -> Outcome:
    return Outcome(span, name, title, items)


def _rate_card(span: Span, name: Name, title: Text | None, *items: Node) -> RateCard:
    return RateCard(span, name, title, items)


def _payment(
    span: Span, name: Name, title: Text | None, payers: tuple[Name, ...], payee: Name, *items: Node
) -> Payment:
    return Payment(span, name, title, items, payers, payee)


def _capped_payments(_span: Span, names: tuple[Name, ...] | None = None) -> tuple[Name, ...] | None:
    return names


def _contract_cap(
    span: Span,
    name: Name,
    title: Text | None,
    amount: _Amount,
    payments: tuple[Name, ...] | None,
    scope: Scope,
    whole: str | None,
    items: _Items,
) -> ContractCap:
    whole_payments, whole_claims = whole == WHOLE_PAYMENTS, whole == WHOLE_CLAIMS
    return ContractCap(span, name, title, items or (), amount, payments, scope, None, whole_payments, whole_claims)


def _contract_payer_cap(
    span: Span,
    name: Name,
    title: Text | None,
    amount: _Amount,
    payments: tuple[Name, ...] | None,
    payer: Name,
    whole: str | None,
    items: _Items,
) -> ContractCap:
    return ContractCap(span, name, title, items or (), amount, payments, None, payer, whole is not None)


def _scenario(span: Span, text: Text, *items: Node) -> Scenario:
    return Scenario(span, Name(text.span, text.value), None, items)


BUILDERS: Final[dict[str, Callable[..., object]]] = {
    "import_declaration": Import,
    "contract": _contract,
    "party": _party,
    "report": _report,
    "population": _population,
    "cohort": _cohort,
    "group": _group,
    "metric": _metric,
    "fact": _fact,
    "parameter": _parameter,
    "unpublished": _unpublished,
    "threshold": _threshold,
    "outcome": _outcome,
    "rate_card": _rate_card,
    "payment": _payment,
    "contract_cap": _contract_cap,
    "contract_payer_cap": _contract_payer_cap,
    "capped_payments": _capped_payments,
    "scenario": _scenario,
}
