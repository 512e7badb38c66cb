"""Rules of `50_tables.lark` -> the nodes of `sibdsl.surface.tables`.

In: spans and children. Out: tables and their rows.
Relies on: nothing but the surface. Guarantees: rows stay in written order; nothing is judged.
"""

from collections.abc import Callable
from typing import Final

from sibdsl.source.span import Span
from sibdsl.surface.expressions import Expression
from sibdsl.surface.tables import (
    Beyond,
    Bracket,
    BracketTable,
    Case,
    ConditionTable,
    DateRow,
    DateTable,
    FlatBeyond,
    InterpolatedTable,
    Point,
    Row,
    ShareTable,
    Stage,
    StepTable,
)


def _step_table(span: Span, subject: Expression, *rows: Row) -> StepTable:
    return StepTable(span, subject, rows)


def _interpolated_table(span: Span, subject: Expression, *rows: Point | Beyond | FlatBeyond) -> InterpolatedTable:
    return InterpolatedTable(span, subject, rows)


def _bracket_table(span: Span, subject: Expression, *rows: Bracket) -> BracketTable:
    return BracketTable(span, subject, rows)


def _date_table(span: Span, *rows: DateRow) -> DateTable:
    return DateTable(span, rows)


def _condition_table(span: Span, *rows: Case) -> ConditionTable:
    return ConditionTable(span, rows)


def _share_table(span: Span, base: Expression, *stages: Stage) -> ShareTable:
    return ShareTable(span, base, stages)


def _otherwise_row(span: Span, amount: Expression) -> Row:
    return Row(span, None, amount)


def _otherwise_case(span: Span, amount: Expression) -> Case:
    return Case(span, None, amount)


def _above_row(span: Span, bound: Expression, amount: Expression) -> Beyond:
    return Beyond(span, "above", bound, amount)


def _below_row(span: Span, bound: Expression, amount: Expression) -> Beyond:
    return Beyond(span, "below", bound, amount)


def _first_bracket(span: Span, width: Expression, amount: Expression) -> Bracket:
    return Bracket(span, "first", width, amount)


def _next_bracket(span: Span, width: Expression, amount: Expression) -> Bracket:
    return Bracket(span, "next", width, amount)


def _rest_bracket(span: Span, amount: Expression) -> Bracket:
    return Bracket(span, "rest", None, amount)


def _until_stage(span: Span, share: Expression, until: Expression) -> Stage:
    return Stage(span, "until", share, until)


def _rest_stage(span: Span, share: Expression) -> Stage:
    return Stage(span, "rest", share, None)


def _next_determination_stage(span: Span, share: Expression) -> Stage:
    return Stage(span, "next", share, None)


BUILDERS: Final[dict[str, Callable[..., object]]] = {
    "step_table": _step_table,
    "interpolated_table": _interpolated_table,
    "bracket_table": _bracket_table,
    "date_table": _date_table,
    "condition_table": _condition_table,
    "share_table": _share_table,
    "row": Row,
    "otherwise_row": _otherwise_row,
    "point": Point,
    "above_row": _above_row,
    "below_row": _below_row,
    "flat_beyond": FlatBeyond,
    "first_bracket": _first_bracket,
    "next_bracket": _next_bracket,
    "rest_bracket": _rest_bracket,
    "date_row": DateRow,
    "case": Case,
    "otherwise_case": _otherwise_case,
    "until_stage": _until_stage,
    "rest_stage": _rest_stage,
    "next_determination_stage": _next_determination_stage,
}
