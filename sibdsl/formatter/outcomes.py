"""Statements of outcomes, and people and claims of worked examples, as text.

In: items of `sibdsl.surface.outcomes` and `sibdsl.surface.people`. Out: their text, by their class.
Relies on: the other modules of the printer. Guarantees: each item of these modules has a printer.
"""

from collections.abc import Callable
from typing import Any, Final

from sibdsl.formatter.conditions import print_condition
from sibdsl.formatter.expressions import print_bound, print_expression, print_unit
from sibdsl.formatter.layout import BREAK, GAP
from sibdsl.formatter.texts import quoted
from sibdsl.formatter.timing import names, print_length
from sibdsl.surface import outcomes, people
from sibdsl.surface.expressions import Expression


def _documents(item: outcomes.DocumentsItem) -> str:
    listed = names(item.names)
    return f"documents{GAP}{listed}" if item.count is None else f"documents{GAP}{item.count} of ({listed})"


def _reached(item: outcomes.ReachedItem) -> str:
    if item.low is not None and item.high is not None:
        return f"reached{GAP}from {print_length(item.low)} to {print_length(item.high)} after enrolment"
    if item.low is not None:
        return f"reached{GAP}at least {print_length(item.low)} after enrolment"
    return f"reached{GAP}within {print_length(item.high)} of enrolment" if item.high is not None else "reached"


def _sustains(item: outcomes.SustainsItem) -> str:
    text = f"sustains{GAP}{item.state.text} for {print_length(item.length)}"
    text += f" within {print_length(item.within)}" if item.within is not None else ""
    text += f",{BREAK}gaps of at most {print_length(item.gap)}" if item.gap is not None else ""
    return text + (f",{BREAK}forfeited when broken" if item.forfeited else "")


def _precision(precision: Expression | None) -> str:
    return f" to {print_expression(precision)}" if precision is not None else ""


def _records(item: outcomes.RecordsItem) -> str:
    title = f" {quoted(item.title.value)}" if item.title is not None else ""
    return f"records{GAP}{item.name.text}{title} in {print_unit(item.unit)}{_precision(item.precision)}"


def _person(item: people.GivenPersonItem) -> str:
    memberships = f" in {names(item.memberships)}" if item.memberships else ""
    return f"given{GAP}person {item.person.text} enrolled on {item.day.text}{memberships}"


def _spell(item: people.GivenSpellItem) -> str:
    end = f" to {item.end.text}" if item.end is not None else ""
    return f"given{GAP}spell of {item.state.text} for {item.person.text} from {item.start.text}{end}"


def _claim(item: people.GivenClaimItem) -> str:
    quantity = f" of {print_expression(item.quantity)}" if item.quantity is not None else ""
    text = f"given{GAP}claim of {item.outcome.text} for {item.person.text}{quantity} on {item.day.text}"
    return text + "".join(f",{BREAK}{_detail(detail)}" for detail in item.details)


def _detail(detail: people.Recording | people.ClaimDay) -> str:
    if isinstance(detail, people.ClaimDay):
        return f"{detail.kind} on {detail.day.text}"
    return f"recording {detail.name.text} = {print_bound(detail.value)}"


PRINTERS: Final[dict[type, Callable[[Any], str]]] = {
    outcomes.DocumentsItem: _documents,
    outcomes.ClaimedItem: lambda item: f"claimed{GAP}within {print_length(item.within)}",
    outcomes.ReachedItem: _reached,
    outcomes.SustainsItem: _sustains,
    outcomes.RecordsItem: _records,
    outcomes.RequiresItem: lambda item: f"requires{GAP}{print_condition(item.condition)}",
    outcomes.QuantityItem: lambda item: f"quantity{GAP}{print_unit(item.unit)}{_precision(item.precision)}",
    people.GivenPersonItem: _person,
    people.GivenSpellItem: _spell,
    people.GivenClaimItem: _claim,
}
"""The text of each of these items."""
