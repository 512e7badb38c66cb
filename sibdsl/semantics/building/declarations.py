"""Parties, finance, populations, reports and scenarios of the model.

In: surface declarations of a contract without errors. Out: model declarations.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sibdsl.model import declarations as model
from sibdsl.model.quantities import Period
from sibdsl.semantics import literals
from sibdsl.semantics.amounts import constant
from sibdsl.semantics.building.context import Context, declared, text_of
from sibdsl.semantics.building.timing import payable_model, timing_model
from sibdsl.semantics.meaning import Place
from sibdsl.semantics.scope import find_item, items_of
from sibdsl.semantics.timing import due_of
from sibdsl.surface import declarations as surface
from sibdsl.surface import items
from sibdsl.surface.expressions import Expression
from sibdsl.surface.node import phrase
from sibdsl.values import units

_INDEPENDENT = "independent"


def party(context: Context, node: surface.Party) -> model.Party:
    """A party and its roles in words."""
    roles = [role.text for role in node.roles]
    return model.Party(
        **declared(context, node),
        roles=tuple(role.replace("_", " ") for role in roles if role != _INDEPENDENT),
        independent=_INDEPENDENT in roles,
    )


def finance(context: Context, node: surface.Finance) -> model.Finance:
    """Money put in."""
    coupon = find_item(node, items.CouponItem)
    rank = find_item(node, items.WordsItem, "rank")
    return model.Finance(
        **declared(context, node),
        instrument=phrase(node.kind) if node.kind else node.name.text.replace("_", " "),
        providers=tuple(name.text for name in node.providers),
        receiver=node.receiver.text,
        amount=literals.value_of_money(node.amount),
        currency=node.amount.currency,
        covering=None if node.covering is None else node.covering.text,
        coupon=None if coupon is None else literals.percent(coupon.rate),
        rank=None if rank is None else rank.words[0].text,
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


def scenario(context: Context, node: surface.Scenario) -> model.Scenario:
    """A worked example."""
    termination = find_item(node, items.GivenTerminationItem)
    as_of = find_item(node, items.AsOfItem)
    expectations = [item for item in node.items if isinstance(item, (items.ExpectItem, items.ExpectTotalItem))]
    return model.Scenario(
        title=node.name.text,
        given=tuple(_given(context, item) for item in items_of(node, items.GivenItem)),
        termination=None if termination is None else date.fromisoformat(termination.day.text),
        as_of=None if as_of is None else date.fromisoformat(as_of.day.text),
        expectations=tuple(_expectation(context, item) for item in expectations),
        note=text_of(node, "note"),
        line=context.line(node.name),
    )


def _given(context: Context, item: items.GivenItem) -> model.Given:
    name = item.target.name.text
    reported = {"sample": ".sample", "p-value": ".p_value"}.get(item.target.aspect, "")
    return model.Given(
        name=name + reported,
        cohort=None if item.cohort is None else item.cohort.text,
        day=None if item.day is None else date.fromisoformat(item.day.text),
        value=_given_value(context, item, name, reported),
        words=context.words(item),
    )


def _given_value(context: Context, item: items.GivenItem, name: str, reported: str) -> Fraction:
    known = context.known
    meaning = known.metrics.get(name) or known.facts.get(name) or known.parameters.get(name)
    unit = None if meaning is None else meaning.unit
    if reported:
        unit = units.NUMBER if reported == ".p_value" else units.unit_named("people")
    return _fixed(context, item.value, Place("a scenario", want=unit))


def _fixed(context: Context, node: Expression, place: Place) -> Fraction:
    found = constant(context.known, node, place)
    assert found is not None, "the checker has shown that this is a fixed value"
    return found


def _expectation(context: Context, item: items.ExpectItem | items.ExpectTotalItem) -> model.Expectation:
    place = Place("a scenario", want=units.money(context.known.terms.currency))
    amount = None if item.amount is None else _fixed(context, item.amount, place)
    line = context.line(item)
    if isinstance(item, items.ExpectTotalItem):
        payer = None if item.payer is None else item.payer.text
        return model.Expectation(payment=None, payer=payer, amount=amount, words=context.words(item), line=line)
    expected = item.expected
    return model.Expectation(
        payment=expected.payment.text,
        cohort=None if expected.cohort is None else expected.cohort.text,
        day=None if expected.day is None else date.fromisoformat(expected.day.text),
        payer=None if expected.payer is None else expected.payer.text,
        amount=amount,
        words=context.words(item),
        line=line,
    )
