"""Interpolated tables in words: points, the straight lines between them, and what lies beyond.

In: an interpolated table. Out: a table of ranges, and a formula where a row needs one.
Relies on the points being in ascending order.
Guarantees: every value has exactly one row. Between two fixed amounts the row gives the exact change per
unit; between amounts that are not fixed it names both, and the formula stands under the table.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from sibdsl.generators.documents.english.author_text import capitalised
from sibdsl.generators.documents.english.expressions import amount_of
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.english.quantities import (
    bounds_words,
    counts_things,
    difference_unit,
    one_of,
    value_words,
)
from sibdsl.generators.documents.views import Block, Paragraph, Table
from sibdsl.model.expressions import Constant
from sibdsl.model.tables import InterpolatedTable, Point
from sibdsl.runtime.exact import plain_text

_STRAIGHT = ", in a straight line"


def interpolated_blocks(table: InterpolatedTable, names: Names, caption: str, result: str) -> tuple[Block, ...]:
    """Write an interpolated table as ranges, with the formula under it where the rows do not give it."""
    points = table.points
    first, last = points[0], points[-1]
    rows = [_beyond(table, first, names, lowest=True)]
    for left, right in pairwise(points):
        rows.append(_between(table, left, right, names))
    if is_apart(table, last, names):
        rows.append((f"Exactly {_at(table, last, names)}", capitalised(amount_of(last.amount, names))))
    rows.append(_beyond(table, last, names, lowest=False))
    heading = f"When {amount_of(table.subject, names)} is"
    blocks: tuple[Block, ...] = (Table(caption, (heading, result), tuple(rows)),)
    if any(amount.endswith(_STRAIGHT) for _, amount in rows):
        blocks += (Paragraph(_formula(table, names)),)
    return blocks


def line_start(table: InterpolatedTable, left: Point, names: Names) -> bool:
    """Say whether the row of a line begins with its left point; the first point may belong to what lies below it."""
    return left is not table.points[0] or is_apart(table, left, names)


def where_beyond(table: InterpolatedTable, names: Names, *, lowest: bool) -> str:
    """Write the range below the first point or above the last."""
    point = table.points[0 if lowest else -1]
    at, things = _at(table, point, names), counts_things(table.subject.unit)
    closed = not is_apart(table, point, names)
    return bounds_words(None, False, at, closed, things) if lowest else bounds_words(at, closed, None, False, things)


def is_apart(table: InterpolatedTable, point: Point, names: Names) -> bool:
    """Say whether the first or last point pays something else than what lies beyond it."""
    beyond = table.below if point is table.points[0] else table.above
    return beyond is not None and amount_of(beyond, names) != amount_of(point.amount, names)


def _beyond(table: InterpolatedTable, point: Point, names: Names, *, lowest: bool) -> tuple[str, str]:
    """Write the row below the first point or above the last; without an amount of its own it is flat."""
    beyond = table.below if lowest else table.above
    amount = amount_of(point.amount if beyond is None else beyond, names)
    return capitalised(where_beyond(table, names, lowest=lowest)), capitalised(amount)


def _between(table: InterpolatedTable, left: Point, right: Point, names: Names) -> tuple[str, str]:
    things = counts_things(table.subject.unit)
    closed = line_start(table, left, names)
    when = bounds_words(_at(table, left, names), closed, _at(table, right, names), False, things)
    return capitalised(when), capitalised(_line(table, left, right, names))


def _line(table: InterpolatedTable, left: Point, right: Point, names: Names) -> str:
    """Say what is paid between two points."""
    start, end = amount_of(left.amount, names), amount_of(right.amount, names)
    if start == end:
        return start
    if not (isinstance(left.amount, Constant) and isinstance(right.amount, Constant)):
        return f"from {start} at {_at(table, left, names)} to {end} at {_at(table, right, names)}{_STRAIGHT}"
    change = right.amount.value - left.amount.value
    width = (right.at - left.at) / table.subject.unit.scale
    unit = difference_unit(left.amount.unit if left.amount.value else right.amount.unit)
    each = value_words(abs(change) / width, unit, names.digits)
    if each.startswith("about "):
        each = f"({value_words(abs(change), unit, names.digits)} ÷ {plain_text(width)})"
    way = "plus" if change > 0 else "minus"
    rising = f"{each} for each {one_of(table.subject.unit)} above {_at(table, left, names)}"
    if not left.amount.value and way == "plus" and unit.kind != "points":
        return rising
    return f"{start} {way} {rising}"


def _at(table: InterpolatedTable, point: Point, names: Names) -> str:
    return value_words(Fraction(point.at), table.subject.unit, names.digits)


def _formula(table: InterpolatedTable, names: Names) -> str:
    subject = amount_of(table.subject, names)
    return (
        "“In a straight line” means: lower result + (higher result − lower result) × "
        f"({subject} − lower value) ÷ (higher value − lower value), where “lower” and “higher” stand for the two "
        "values at the ends of the line and their results."
    )
