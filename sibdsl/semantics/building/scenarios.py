"""Worked examples of the model.

In: surface scenarios of a contract without errors. Out: model scenarios.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sibdsl.model import scenarios as model
from sibdsl.semantics.amounts import constant
from sibdsl.semantics.building import people
from sibdsl.semantics.building.context import Context, text_of
from sibdsl.semantics.meaning import Place
from sibdsl.semantics.scope import find_item, items_of
from sibdsl.surface import declarations as surface
from sibdsl.surface import items
from sibdsl.surface.expressions import Expression
from sibdsl.surface.people import GivenClaimItem, GivenPersonItem, GivenSpellItem
from sibdsl.values import units


def scenario(context: Context, node: surface.Scenario) -> model.Scenario:
    """A worked example."""
    termination = find_item(node, items.GivenTerminationItem)
    as_of = find_item(node, items.AsOfItem)
    expectations = [item for item in node.items if isinstance(item, (items.ExpectItem, items.ExpectTotalItem))]
    return model.Scenario(
        title=node.name.text,
        given=tuple(_given(context, item) for item in items_of(node, items.GivenItem)),
        people=tuple(people.person(context, item) for item in items_of(node, GivenPersonItem)),
        spells=tuple(people.spell(context, item) for item in items_of(node, GivenSpellItem)),
        claims=tuple(people.claim(context, item) for item in items_of(node, GivenClaimItem)),
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
