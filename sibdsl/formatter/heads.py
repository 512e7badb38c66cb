"""The heads of declarations as text.

In: declarations. Out: what stands before their blocks, in cells: the name, the title, and the rest.
Relies on: the other modules of the printer. Guarantees: every declaration has a head.
"""

from collections.abc import Callable
from typing import Any, Final

from sibdsl.formatter.conditions import print_condition
from sibdsl.formatter.expressions import print_expression, print_unit
from sibdsl.formatter.items import whole
from sibdsl.formatter.layout import GAP
from sibdsl.formatter.texts import quoted
from sibdsl.formatter.timing import names, period, print_scope
from sibdsl.surface.capital import Waterfall
from sibdsl.surface.cards import Category
from sibdsl.surface.declarations import (
    Cohort,
    Contract,
    ContractCap,
    Declaration,
    Fact,
    Finance,
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
from sibdsl.surface.node import phrase


def _titled(keyword: str, declaration: Declaration, rest: str = "") -> str:
    title = quoted(declaration.title.value) if declaration.title is not None else ""
    if rest:
        return f"{keyword} {declaration.name.text}{GAP}{title}{GAP}{rest}"
    return f"{keyword} {declaration.name.text}{GAP}{title}" if title else f"{keyword} {declaration.name.text}"


def _finance(finance: Finance) -> str:
    kind = f"is {phrase(finance.kind)}" if finance.kind else ""
    every = f" a {finance.every.text}" if finance.every is not None else ""
    covering = f" covering {names(finance.covering)}" if finance.covering else ""
    amount = f"{print_expression(finance.amount)}{every}{covering}"
    return _titled(
        "finance",
        finance,
        f"{kind}{GAP}from {names(finance.providers)}{GAP}to {finance.receiver.text}{GAP}{amount}",
    )


def _cohort(cohort: Cohort) -> str:
    return _titled("cohort", cohort, f"{period(cohort.start, cohort.end)}")


def _parameter(parameter: Parameter) -> str:
    value = print_expression(parameter.value) if parameter.value is not None else ""
    unpublished = f"not published, unit {print_unit(parameter.unit)}" if parameter.unit is not None else ""
    return _titled("parameter", parameter, value or unpublished)


def _payment(payment: Payment) -> str:
    return _titled("payment", payment, f"from {names(payment.payers)} to {payment.payee.text}")


def _contract_cap(cap: ContractCap) -> str:
    payments = "all payments" if cap.payments is None else names(cap.payments)
    over = f"from {cap.payer.text}" if cap.payer is not None else ""
    over = print_scope(cap.scope) if cap.scope is not None else over
    limit = f"{print_expression(cap.amount)} on {payments} {over}{whole(cap.whole, cap.whole_claims)}"
    return _titled("cap", cap, f"{limit}")


def _report(report: Report) -> str:
    return _titled("report", report, f"from {report.sender.text} to {names(report.receivers)}")


def _threshold(threshold: Threshold) -> str:
    return _titled("threshold", threshold, f"met when {print_condition(threshold.condition)}")


HEADS: Final[dict[type, Callable[[Any], str]]] = {
    Import: lambda imported: f"import {quoted(imported.path.value)}",
    Contract: lambda contract: _titled("contract", contract),
    Party: lambda party: _titled("party", party, f"is {names(party.roles)}"),
    Finance: _finance,
    Waterfall: lambda waterfall: _titled("waterfall", waterfall, f"of {waterfall.holder.text}"),
    Population: lambda population: _titled("population", population),
    Cohort: _cohort,
    Group: lambda group: _titled("group", group),
    Metric: lambda metric: _titled("metric", metric),
    Fact: lambda fact: _titled("fact", fact),
    Parameter: _parameter,
    Threshold: _threshold,
    Outcome: lambda outcome: _titled("outcome", outcome),
    RateCard: lambda card: _titled("rate card", card),
    Category: lambda category: _titled("category", category, f"of {names(category.outcomes)}"),
    Payment: _payment,
    ContractCap: _contract_cap,
    Report: _report,
    Scenario: lambda scenario: f"scenario {quoted(scenario.name.text)}",
}
"""The head of each declaration."""
