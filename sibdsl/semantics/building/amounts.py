"""Expressions and conditions of the model.

In: surface expressions of a contract without errors, and their place. Out: model expressions with units and words.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from sibdsl.model import expressions as model
from sibdsl.semantics import literals
from sibdsl.semantics.amounts import amount
from sibdsl.semantics.building.context import Context, unit_model, word
from sibdsl.semantics.meaning import Place
from sibdsl.surface import expressions as surface
from sibdsl.values import units

_OVER = {"": "here", "so far": "so far", "over all cohorts": "all cohorts", "in the period": "period"}


def expression(context: Context, node: surface.Expression, place: Place) -> model.Expression:
    """An expression of the model."""
    return _KINDS[type(node)](context, node, place)


def _typed(context: Context, node: surface.Expression, place: Place) -> dict[str, Any]:
    """The words and the unit of an expression."""
    meaning = amount(context.known, node, place)
    unit = meaning.unit if meaning.unit is not None else place.want
    return {"words": context.words(node), "unit": unit_model(unit, context.known.terms.currency)}


def _constant(context: Context, node: surface.Expression, place: Place) -> model.Expression:
    value = amount(context.known, node, place).interval.low
    assert value is not None, "a literal has one value"
    return model.Constant(**_typed(context, node, place), value=value)


def _reference(context: Context, node: surface.Reference, place: Place) -> model.Expression:
    typed = _typed(context, node, place)
    name = node.name.text
    if node.aspect == "paid so far":
        return model.PaidSoFar(**typed, payment=name)
    if node.aspect == "on" and node.day is not None:
        return model.FactReference(**typed, name=name, on=date.fromisoformat(node.day.text))
    if name in context.known.scope.facts:
        return model.FactReference(**typed, name=name)
    if name in context.known.scope.parameters:
        return model.ParameterReference(**typed, name=name)
    if node.aspect in ("sample", "p-value"):
        return model.MetricReference(**typed, name=name, reported=word(node.aspect))
    return model.MetricReference(**typed, name=name, over=word(_OVER[node.aspect]))


def _binary(context: Context, node: surface.Binary, place: Place) -> model.Expression:
    additive = node.operator in ("plus", "minus")
    inner = place if additive else msgspec.structs.replace(place, want=None)
    unit = amount(context.known, node.left, inner).unit if additive else None
    return model.Arithmetic(
        **_typed(context, node, place),
        operator=word(node.operator),
        left=expression(context, node.left, inner),
        right=expression(context, node.right, msgspec.structs.replace(inner, want=unit)),
    )


def _negative(context: Context, node: surface.Negative, place: Place) -> model.Expression:
    return model.Negative(**_typed(context, node, place), value=expression(context, node.value, place))


def _bracketed(context: Context, node: surface.Bracketed, place: Place) -> model.Expression:
    inner = expression(context, node.value, place)
    return inner.model_copy(update={"words": context.words(node)})


def _extreme(context: Context, node: surface.Extreme, place: Place) -> model.Expression:
    unit = amount(context.known, node, place).unit
    inner = msgspec.structs.replace(place, want=unit)
    items = tuple(expression(context, item, inner) for item in node.items)
    return model.Extreme(**_typed(context, node, place), which=word(node.kind), items=items)


def _bounded(context: Context, node: surface.Bounded, place: Place) -> model.Expression:
    inner = msgspec.structs.replace(place, want=amount(context.known, node, place).unit)
    return model.Bounded(
        **_typed(context, node, place),
        value=expression(context, node.value, place),
        low=None if node.low is None else expression(context, node.low, inner),
        high=None if node.high is None else expression(context, node.high, inner),
    )


def _change(context: Context, node: surface.Change, place: Place) -> model.Expression:
    inner = msgspec.structs.replace(place, want=None)
    unit = amount(context.known, node.base, inner).unit
    return model.Change(
        **_typed(context, node, place),
        direction="reduction" if node.kind.endswith("reduction") else "increase",
        relative=not node.kind.startswith("point "),
        base=expression(context, node.base, inner),
        result=expression(context, node.result, msgspec.structs.replace(inner, want=unit)),
    )


def _elapsed(context: Context, node: surface.Elapsed, place: Place) -> model.Expression:
    return model.Elapsed(**_typed(context, node, place), of=word(node.unit))


def _slope(context: Context, node: surface.Slope, place: Place) -> model.Expression:
    unit = amount(context.known, node, place).unit
    subject = place.subject.unit if place.subject is not None else None
    return model.Slope(
        **_typed(context, node, place),
        base=None if node.base is None else expression(context, node.base, msgspec.structs.replace(place, want=unit)),
        rate=expression(context, node.rate, msgspec.structs.replace(place, want=None)),
        direction=word(node.direction),
        bound=expression(context, node.bound, msgspec.structs.replace(place, want=subject, subject=None)),
    )


_KINDS: dict[type[surface.Expression], Callable[..., model.Expression]] = {
    surface.Number: _constant,
    surface.Percent: _constant,
    surface.Money: _constant,
    surface.Rate: _constant,
    surface.Nothing: _constant,
    surface.Reference: _reference,
    surface.Binary: _binary,
    surface.Negative: _negative,
    surface.Bracketed: _bracketed,
    surface.Extreme: _extreme,
    surface.Bounded: _bounded,
    surface.Change: _change,
    surface.Elapsed: _elapsed,
    surface.Slope: _slope,
}


def condition(context: Context, node: surface.Condition, place: Place) -> model.Condition:
    """A condition of the model."""
    words = context.words(node)
    match node:
        case surface.Comparison():
            return _comparison(context, node, place, words)
        case surface.IsMet():
            met = model.ThresholdMet(words=words, threshold=node.name.text)
            return model.Negated(words=words, condition=met) if node.negated else met
        case surface.IsSignificant():
            return _significant(node, words)
        case surface.HasBeenPaid():
            paid = model.HasBeenPaid(words=words, payment=node.name.text)
            return model.Negated(words=words, condition=paid) if node.negated else paid
        case surface.Not():
            return model.Negated(words=words, condition=condition(context, node.condition, place))
        case surface.BracketedCondition():
            return condition(context, node.condition, place).model_copy(update={"words": words})
        case surface.CountOf():
            return _several(context, node.items, int(literals.number(node.count)), place, words)
        case surface.Junction():
            count = len(node.items) if node.word in ("and", "all of") else 1
            return _several(context, node.items, count, place, words)
    raise AssertionError(f"no such condition: {type(node).__name__}")


def _several(
    context: Context, items: tuple[surface.Condition, ...], count: int, place: Place, words: str
) -> model.Condition:
    return model.AtLeastOf(words=words, count=count, items=tuple(condition(context, item, place) for item in items))


def _comparison(context: Context, node: surface.Comparison, place: Place, words: str) -> model.Condition:
    inner = msgspec.structs.replace(place, want=None)
    bounds = msgspec.structs.replace(place, want=amount(context.known, node.subject, inner).unit)
    return model.Within(
        words=words,
        subject=expression(context, node.subject, inner),
        low=None if node.test.low is None else expression(context, node.test.low, bounds),
        low_closed=node.test.low_closed,
        high=None if node.test.high is None else expression(context, node.test.high, bounds),
        high_closed=node.test.high_closed,
    )


def _significant(node: surface.IsSignificant, words: str) -> model.Condition:
    number = unit_model(units.NUMBER, "")
    subject = model.MetricReference(
        words=f"p-value of {node.name.text}", unit=number, name=node.name.text, reported="p-value"
    )
    level = model.Constant(words=f"{node.level.text}%", unit=number, value=literals.percent(node.level))
    return model.Within(words=words, subject=subject, low=None, low_closed=False, high=level, high_closed=True)
