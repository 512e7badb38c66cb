"""Parties, populations, reports and scenarios of the model.

In: surface declarations of a contract without errors. Out: model declarations.
"""

from __future__ import annotations

from datetime import date

from sibdsl.model import declarations as model
from sibdsl.model.quantities import Period
from sibdsl.semantics import literals
from sibdsl.semantics.building.context import Context, declared, text_of
from sibdsl.semantics.building.timing import payable_model, timing_model
from sibdsl.semantics.scope import find_item, items_of
from sibdsl.semantics.timing import due_of
from sibdsl.surface import declarations as surface
from sibdsl.surface import items

_INDEPENDENT = "independent"


def party(context: Context, node: surface.Party) -> model.Party:
    """A party and its roles in words."""
    roles = [role.text for role in node.roles]
    return model.Party(
        **declared(context, node),
        roles=tuple(role.replace("_", " ") for role in roles if role != _INDEPENDENT),
        independent=_INDEPENDENT in roles,
    )


def population(context: Context, node: surface.Population) -> model.Population:
    """A population with its cohorts and groups."""
    return model.Population(
        **declared(context, node),
        size=_size(node),
        definition=text_of(node, "definition"),
        cohorts=tuple(_cohort(context, cohort) for cohort in items_of(node, surface.Cohort)),
        groups=tuple(model.Group(**declared(context, group)) for group in items_of(node, surface.Group)),
    )


def _size(node: surface.Declaration) -> int | None:
    item = find_item(node, items.NumberItem)
    return None if item is None else int(literals.number(item.text))


def _cohort(context: Context, node: surface.Cohort) -> model.Cohort:
    determined = find_item(node, items.DatesItem, "determined on")
    return model.Cohort(
        **declared(context, node),
        period=Period(start=date.fromisoformat(node.start.text), end=date.fromisoformat(node.end.text)),
        size=_size(node),
        determined=None if determined is None else date.fromisoformat(determined.start.text),
    )


def report(context: Context, node: surface.Report) -> model.Report:
    """A report that is owed."""
    item = find_item(node, items.DueItem)
    due = None if item is None else due_of(context.known, item.timing, "")
    return model.Report(
        **declared(context, node),
        sender=node.sender.text,
        receivers=tuple(name.text for name in node.receivers),
        timing=None if item is None or due is None else timing_model(context, item.timing, due),
        payable=None if item is None or item.payable is None else payable_model(context, item.payable),
        contents=text_of(node, "contents"),
    )
