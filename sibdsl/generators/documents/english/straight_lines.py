"""Interpolated tables in words: points, the straight lines between them, and what lies beyond.

In: an interpolated table. Out: a table of ranges, and the formula.
Relies on the points being in ascending order.
Guarantees: every value has exactly one row. Between two fixed amounts the row gives the exact change per
unit where its decimals end; the general formula is always stated.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from sibdsl.generators.documents.english.author_text import capitalised
from sibdsl.generators.documents.english.expressions import amount_of
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.english.quantities import bounds_words, counts_things, unit_scale, value_words
from sibdsl.generators.documents.views import Block, Paragraph, Table
from sibdsl.model.expressions import Constant
from sibdsl.model.tables import InterpolatedTable, Point
from sibdsl.values.nouns import singular


def interpolated_blocks(table: InterpolatedTable, names: Names, caption: str, result: str) -> tuple[Block, ...]:
    """Write an interpolated table as ranges, with the formula under it."""
    points = table.points
    rows = [_edge(table, points[0], names, first=True)]
    if table.below is not None:
        rows.append(_point(table, points[0], names))
    for left, right in pairwise(points):
        rows.append(_between(table, left, right, names))
        if right is not points[-1] or table.above is not None:
            rows.append(_point(table, right, names))
    rows.append(_edge(table, points[-1], names, first=False))
    heading = f"When {amount_of(table.subject, names)} is"
    blocks: tuple[Block, ...] = (Table(caption, (heading, result), tuple(rows)),)
    return (*blocks, Paragraph(_formula(table, names)))


def _edge(table: InterpolatedTable, point: Point, names: Names, *, first: bool) -> tuple[str, str]:
    """Write the row below the first point or above the last; without an amount of its own it is flat."""
    beyond = table.below if first else table.above
    closed = beyond is None
    at = _at(table, point, names)
    things = counts_things(table.subject.unit)
    when = bounds_words(None, False, at, closed, things) if first else bounds_words(at, closed, None, False, things)
    return capitalised(when), capitalised(amount_of(point.amount if beyond is None else beyond, names))


def _point(table: InterpolatedTable, point: Point, names: Names) -> tuple[str, str]:
    return f"Exactly {_at(table, point, names)}", capitalised(amount_of(point.amount, names))


def _between(table: InterpolatedTable, left: Point, right: Point, names: Names) -> tuple[str, str]:
    things = counts_things(table.subject.unit)
    when = bounds_words(_at(table, left, names), False, _at(table, right, names), False, things)
    return capitalised(when), capitalised(_line(table, left, right, names))


def _line(table: InterpolatedTable, left: Point, right: Point, names: Names) -> str:
    """Say what is paid between two points."""
    start, end = amount_of(left.amount, names), amount_of(right.amount, names)
    if start == end:
        return start
    general = f"between {start} and {end}, in a straight line"
    if not (isinstance(left.amount, Constant) and isinstance(right.amount, Constant)):
        return general
    scale = unit_scale(table.subject.unit)
    change = (right.amount.value - left.amount.value) / (right.at - left.at) * scale
    unit = left.amount.unit if left.amount.value else right.amount.unit
    if unit.kind == "percent":
        # Two percentages lie percentage points apart.
        unit = unit.model_copy(update={"kind": "points"})
    each = value_words(abs(change), unit, names.digits)
    if each.startswith("about "):
        return general
    way = "plus" if change > 0 else "minus"
    rising = f"{each} for each {_one(table)} above {_at(table, left, names)}"
    if not left.amount.value and way == "plus":
        return rising
    return f"{start} {way} {rising}"


def _one(table: InterpolatedTable) -> str:
    """Name one of what the table reads."""
    unit = table.subject.unit
    if unit.kind in ("percent", "points"):
        return "percentage point"
    if unit.kind == "money":
        return f"{unit.text} 1"
    return "1" if unit.text in ("", "number", "ratio") else singular(unit.text.replace(" ", "_")).replace("_", " ")


def _at(table: InterpolatedTable, point: Point, names: Names) -> str:
    return value_words(Fraction(point.at), table.subject.unit, names.digits)


def _formula(table: InterpolatedTable, names: Names) -> str:
    subject = amount_of(table.subject, names)
    return (
        "Between two of the values above the result lies on the straight line that joins them: "
        "lower result + (higher result − lower result) × "
        f"({subject} − lower value) ÷ (higher value − lower value), where “lower” and “higher” stand for the two "
        "neighbouring values and their results."
    )
