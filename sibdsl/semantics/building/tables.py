"""Tables of the model: every row with its exact range.

In: surface tables of a contract without errors. Out: model tables.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import msgspec

from sibdsl.model import tables as model
from sibdsl.semantics.amounts import constant
from sibdsl.semantics.building.amounts import condition, expression
from sibdsl.semantics.building.context import Context, range_model, unit_model
from sibdsl.semantics.meaning import Place
from sibdsl.semantics.tables import resolve_rows, subject_of, table_meaning
from sibdsl.surface import tables as surface
from sibdsl.surface.expressions import Expression
from sibdsl.values import units
from sibdsl.values.units import Unit


def value(context: Context, node: Expression | surface.Table, place: Place) -> model.Value:
    """An expression or a table of the model."""
    if isinstance(node, Expression):
        return expression(context, node, place)
    meaning = table_meaning(context.known, node, place)
    unit = meaning.unit if meaning.unit is not None else place.want
    typed = {"words": context.words(node), "unit": unit_model(unit, context.known.terms.currency)}
    return _KINDS[type(node)](context, node, msgspec.structs.replace(place, want=unit), typed)


def _subject_place(place: Place) -> Place:
    return msgspec.structs.replace(place, want=None, subject=None)


def _fixed(context: Context, node: Expression, place: Place, unit: Unit | None) -> Fraction:
    found = constant(context.known, node, msgspec.structs.replace(place, want=unit, subject=None))
    assert found is not None, "the checker has shown that this is a fixed value"
    return found


def _steps(context: Context, node: surface.StepTable, place: Place, typed: dict[str, Any]) -> model.Value:
    resolved = resolve_rows(context.known, node, place)
    assert resolved is not None, "the checker has resolved these rows"
    inner = msgspec.structs.replace(place, subject=resolved.subject)
    rows = tuple(
        model.StepRow(
            range=range_model(
                found.written,
                resolved.subject,
                "otherwise" if found.row.test is None else context.words(found.row.test),
            ),
            reached=tuple(range_model(part, resolved.subject) for part in found.reached),
            amount=expression(context, found.row.amount, inner),
            otherwise=found.row.test is None,
        )
        for found in resolved.rows
    )
    subject = expression(context, node.subject, _subject_place(place))
    return model.StepTable(**typed, subject=subject, ladder=resolved.ladder, rows=rows)


def _interpolated(
    context: Context, node: surface.InterpolatedTable, place: Place, typed: dict[str, Any]
) -> model.Value:
    meaning = subject_of(context.known, node.subject, place)
    inner = msgspec.structs.replace(place, subject=meaning)
    points = tuple(
        model.Point(
            at=_fixed(context, row.bound, place, meaning.unit),
            words=f"at {context.words(row.bound)}",
            amount=expression(context, row.amount, inner),
        )
        for row in node.rows
        if isinstance(row, surface.Point)
    )
    beyond = {
        row.direction: expression(context, row.amount, inner) for row in node.rows if isinstance(row, surface.Beyond)
    }
    return model.InterpolatedTable(
        **typed,
        subject=expression(context, node.subject, _subject_place(place)),
        points=points,
        below=beyond.get("below"),
        above=beyond.get("above"),
    )


def _brackets(context: Context, node: surface.BracketTable, place: Place, typed: dict[str, Any]) -> model.Value:
    meaning = subject_of(context.known, node.subject, place)
    rates = msgspec.structs.replace(place, want=_rate_unit(place.want, meaning.unit), subject=None)
    brackets = tuple(
        model.Bracket(
            words=f"{row.kind} {context.words(row.width)}" if row.width is not None else "the rest",
            width=None if row.width is None else _fixed(context, row.width, place, meaning.unit),
            rate=expression(context, row.amount, rates),
        )
        for row in node.rows
    )
    return model.BracketTable(
        **typed, subject=expression(context, node.subject, _subject_place(place)), brackets=brackets
    )


def _rate_unit(result: Unit | None, subject: Unit | None) -> Unit | None:
    """The unit of a bracket's rate, which ``nothing`` in a bracket adopts."""
    return None if result is None or subject is None else units.divide(result, subject)


def _dates(context: Context, node: surface.DateTable, place: Place, typed: dict[str, Any]) -> model.Value:
    rows = tuple(
        model.DateRow(day=date.fromisoformat(row.day.text), amount=expression(context, row.amount, place))
        for row in node.rows
    )
    return model.DateTable(**typed, rows=rows)


def _cases(context: Context, node: surface.ConditionTable, place: Place, typed: dict[str, Any]) -> model.Value:
    cases = tuple(
        model.Case(
            condition=None if row.condition is None else condition(context, row.condition, _subject_place(place)),
            words="otherwise" if row.condition is None else f"when {context.words(row.condition)}",
            amount=expression(context, row.amount, place),
        )
        for row in node.rows
    )
    return model.ConditionTable(**typed, cases=cases)


def _shares(context: Context, node: surface.ShareTable, place: Place, typed: dict[str, Any]) -> model.Value:
    base = subject_of(context.known, node.base, place)
    shares = msgspec.structs.replace(place, want=units.PERCENT, subject=None)
    stages = tuple(
        model.Stage(
            words=context.words(stage),
            share=expression(context, stage.share, shares),
            until=None if stage.until is None else _fixed(context, stage.until, place, base.unit),
        )
        for stage in node.stages
    )
    return model.ShareTable(
        **typed,
        base=expression(context, node.base, _subject_place(place)),
        stages=stages,
        within=not any(stage.kind == "next" for stage in node.stages),
    )


_KINDS: dict[type[surface.Table], Callable[..., model.Value]] = {
    surface.StepTable: _steps,
    surface.InterpolatedTable: _interpolated,
    surface.BracketTable: _brackets,
    surface.DateTable: _dates,
    surface.ConditionTable: _cases,
    surface.ShareTable: _shares,
}
