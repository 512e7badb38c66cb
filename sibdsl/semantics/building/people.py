"""People, spells and claims of worked examples of the model.

In: surface statements of a contract without errors. Out: model statements.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sibdsl.model import scenarios as model
from sibdsl.semantics.amounts import constant
from sibdsl.semantics.building.context import Context
from sibdsl.semantics.meaning import Place
from sibdsl.surface import people as surface
from sibdsl.surface.expressions import Expression
from sibdsl.values.units import Unit


def person(context: Context, item: surface.GivenPersonItem) -> model.GivenPerson:
    """A person who is enrolled."""
    names = [name.text for name in item.memberships]
    scope = context.known.scope
    return model.GivenPerson(
        person=item.person.text,
        enrolled_on=date.fromisoformat(item.day.text),
        cohort=next((name for name in names if name in scope.cohorts), None),
        groups=tuple(name for name in names if name in scope.groups),
        words=context.words(item),
        line=context.line(item),
    )


def spell(context: Context, item: surface.GivenSpellItem) -> model.GivenSpell:
    """A state that lasted."""
    return model.GivenSpell(
        state=item.state.text,
        person=item.person.text,
        start=date.fromisoformat(item.start.text),
        end=None if item.end is None else date.fromisoformat(item.end.text),
        words=context.words(item),
        line=context.line(item),
    )


def claim(context: Context, item: surface.GivenClaimItem) -> model.GivenClaim:
    """A claim, with its quantity and numbers in base measure."""
    outcome = context.known.outcomes[item.outcome.text]
    units = {recorded.name.text: meaning.unit for recorded, meaning in outcome.recorded}
    days = {detail.kind: detail.day.text for detail in item.details if isinstance(detail, surface.ClaimDay)}
    return model.GivenClaim(
        outcome=item.outcome.text,
        person=item.person.text,
        reached_on=date.fromisoformat(item.day.text),
        quantity=None if item.quantity is None else _fixed(context, item.quantity, outcome.unit),
        recorded=tuple(
            (detail.name.text, _fixed(context, detail.value, units[detail.name.text]))
            for detail in item.details
            if isinstance(detail, surface.Recording)
        ),
        submitted_on=_day(days, "submitted"),
        validated_on=_day(days, "validated"),
        rejected_on=_day(days, "rejected"),
        words=context.words(item),
        line=context.line(item),
    )


def _fixed(context: Context, node: Expression, unit: Unit | None) -> Fraction:
    found = constant(context.known, node, Place("a scenario", want=unit))
    assert found is not None, "the checker has shown that this is a fixed value"
    return found


def _day(days: dict[str, str], kind: str) -> date | None:
    return date.fromisoformat(days[kind]) if kind in days else None
