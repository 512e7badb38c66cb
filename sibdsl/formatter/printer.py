"""The one printer of .sib: a surface tree -> its canonical text.

In: the tree of a file, as it was read or as an importer put it together. Comments are not in the tree.
Out: text that reads as the same tree.
Relies on: the tree being one that could have been written: names that are names, numbers that are numbers.
Guarantees: the same tree gives the same text; printing what was printed changes nothing. Statements stay in
written order, declarations are parted by an empty line, save neighbours of one kind and one line each.
"""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any, Final

from sibdsl.formatter.capital import finance_head
from sibdsl.formatter.cards import print_prices
from sibdsl.formatter.conditions import print_condition
from sibdsl.formatter.expressions import print_expression, print_unit
from sibdsl.formatter.items import print_item, whole
from sibdsl.formatter.layout import STEP, block, statement
from sibdsl.formatter.texts import quoted
from sibdsl.formatter.timing import names, period, print_scope
from sibdsl.surface.capital import Waterfall
from sibdsl.surface.cards import Category, PricedItem, RateCardItem
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
    SourceTree,
    Threshold,
)
from sibdsl.surface.node import Node

# Declarations that have a block even if there is nothing in it.
_ALWAYS_A_BLOCK: Final = (Contract, Metric, Fact, Outcome, RateCard, Payment, Report, Scenario, Waterfall)


def print_tree(tree: SourceTree) -> str:
    """The canonical text of `tree`, ending with a line end; nothing for an empty tree."""
    lines: list[str] = []
    previous: tuple[type, int] | None = None
    for declaration in tree.declarations:
        printed = print_declaration(declaration)
        kind = (type(declaration), len(printed))
        if previous is not None and not (kind == previous and len(printed) == 1):
            lines.append("")
        lines += printed
        previous = kind
    return "".join(line + "\n" for line in lines)


def print_declaration(declaration: Node, indent: str = "") -> list[str]:
    """The lines of one declaration."""
    if isinstance(declaration, Import):
        return [f"{indent}import {quoted(declaration.path.value)}"]
    if isinstance(declaration, RateCardItem):
        return block("rate card per person", _body(declaration.items, indent + STEP), indent)
    if not isinstance(declaration, Declaration):
        return print_item(declaration, indent)
    head = _HEADS[type(declaration)](declaration)
    if not declaration.items and not isinstance(declaration, _ALWAYS_A_BLOCK):
        return statement(head, indent)
    return block(head, _body(declaration.items, indent + STEP), indent)


def _body(items: Iterable[Node], indent: str) -> list[str]:
    lines: list[str] = []
    for are_prices, neighbours in groupby(items, lambda item: isinstance(item, PricedItem)):
        if are_prices:
            lines += print_prices([item for item in neighbours if isinstance(item, PricedItem)], indent)
        else:
            lines += [line for item in neighbours for line in print_declaration(item, indent)]
    return lines


def _titled(keyword: str, declaration: Declaration) -> str:
    title = f" {quoted(declaration.title.value)}" if declaration.title is not None else ""
    return f"{keyword} {declaration.name.text}{title}"


def _cohort(cohort: Cohort) -> str:
    return f"{_titled('cohort', cohort)} {period(cohort.start, cohort.end)}"


def _parameter(parameter: Parameter) -> str:
    head = _titled("parameter", parameter)
    if parameter.value is not None:
        return f"{head} {print_expression(parameter.value)}"
    return f"{head} not published, unit {print_unit(parameter.unit)}" if parameter.unit is not None else head


def _payment(payment: Payment) -> str:
    return f"{_titled('payment', payment)} from {names(payment.payers)} to {payment.payee.text}"


def _contract_cap(cap: ContractCap) -> str:
    payments = "all payments" if cap.payments is None else names(cap.payments)
    over = f"from {cap.payer.text}" if cap.payer is not None else ""
    over = print_scope(cap.scope) if cap.scope is not None else over
    limit = f"{print_expression(cap.amount)} on {payments} {over}{whole(cap.whole, cap.whole_claims)}"
    return f"{_titled('cap', cap)} {limit}"


def _report(report: Report) -> str:
    return f"{_titled('report', report)} from {report.sender.text} to {names(report.receivers)}"


def _threshold(threshold: Threshold) -> str:
    return f"{_titled('threshold', threshold)} met when {print_condition(threshold.condition)}"


_HEADS: Final[dict[type, Callable[[Any], str]]] = {
    Contract: lambda contract: _titled("contract", contract),
    Party: lambda party: f"{_titled('party', party)} is {names(party.roles)}",
    Finance: lambda finance: f"{_titled('finance', finance)}{finance_head(finance)}",
    Waterfall: lambda waterfall: f"{_titled('waterfall', waterfall)} of {waterfall.holder.text}",
    Population: lambda population: _titled("population", population),
    Cohort: _cohort,
    Group: lambda group: _titled("group", group),
    Metric: lambda metric: _titled("metric", metric),
    Fact: lambda fact: _titled("fact", fact),
    Parameter: _parameter,
    Threshold: _threshold,
    Outcome: lambda outcome: _titled("outcome", outcome),
    RateCard: lambda card: _titled("rate card", card),
    Category: lambda category: f"{_titled('category', category)} of {names(category.outcomes)}",
    Payment: _payment,
    ContractCap: _contract_cap,
    Report: _report,
    Scenario: lambda scenario: f"scenario {quoted(scenario.name.text)}",
}
