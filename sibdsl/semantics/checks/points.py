"""Interpolated tables: points in ascending order, and an amount for every value beyond them.

In: the known contract, whose tables were worked out with their owners. Out: findings in the sink.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import msgspec

from sibdsl.diagnostics.rules import tables as rules
from sibdsl.semantics import every
from sibdsl.semantics.conditions import described
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.meaning import UNKNOWN, Known, Meaning
from sibdsl.semantics.require import shown
from sibdsl.semantics.tables import FoundTable, what_of
from sibdsl.semantics.written import line_after, replacing, text_of
from sibdsl.surface import tables as surface
from sibdsl.values import coverage
from sibdsl.values import interval as ranges
from sibdsl.values.interval import Interval


class _Point(msgspec.Struct, frozen=True):
    """A point, or the start of a row beyond the points, with its value."""

    row: surface.Point | surface.Beyond
    value: Fraction


def _check_found(known: Known, found: FoundTable) -> None:
    """Check the rows of an interpolated table."""
    if isinstance(found.node, surface.InterpolatedTable):
        _check_table(known, found, found.node)


def _check_table(known: Known, found: FoundTable, node: surface.InterpolatedTable) -> None:
    rows = [row for row in node.rows if not isinstance(row, surface.FlatBeyond)]
    placed = [_Point(row, value) for row, value in zip(rows, found.bounds, strict=True) if value is not None]
    points = [point for point in placed if isinstance(point.row, surface.Point)]
    if len(placed) < len(rows) or found.subject is UNKNOWN or not known.is_whole(node):
        return
    if len(points) < 2:
        known.sink.report(rules.TOO_FEW_POINTS, node.subject.span, found=f"{'one' if points else 'no'} point")
        return
    if _in_order(known, points, found.subject):
        _check_beyond(known, node, placed, points, found.subject)


def _in_order(known: Known, points: list[_Point], subject: Meaning) -> bool:
    """Whether each point comes after the one before it; the first that does not is reported."""
    for before, point in pairwise(points):
        if point.value <= before.value:
            known.sink.report(
                rules.POINTS_OUT_OF_ORDER, point.row.bound.span, others=[(before.row.bound.span, "the point before")],
                point=shown(point.value, subject.unit), before=shown(before.value, subject.unit),
            )  # fmt: skip
            return False
    return True


def _check_beyond(
    known: Known, node: surface.InterpolatedTable, placed: list[_Point], points: list[_Point], subject: Meaning
) -> None:
    first, last = points[0], points[-1]
    flat = [row for row in node.rows if isinstance(row, surface.FlatBeyond)]
    ends = {"below": first, "above": last}
    said: dict[str, surface.Beyond] = {}
    for point in placed:
        if not isinstance(point.row, surface.Beyond):
            continue
        row, end = point.row, ends[point.row.direction]
        earlier = said.setdefault(row.direction, row)
        if earlier is not row:
            known.sink.report(
                rules.BEYOND_TWICE, row.span, others=[(earlier.span, "already said here")], where=row.direction
            )
        elif point.value != end.value:
            written = text_of(known, end.row.bound)
            known.sink.report(
                rules.NOT_AT_THE_END_POINT, row.bound.span, others=[(end.row.bound.span, "the point")],
                direction=row.direction, found=shown(point.value, subject.unit),
                end="first" if row.direction == "below" else "last", point=shown(end.value, subject.unit),
                fix=replacing(row.bound.span, written) if written else None,
            )  # fmt: skip
    _check_flat(known, flat, said)
    if not flat:
        _check_covered(known, node, said, points, subject)


def _check_flat(known: Known, flat: list[surface.FlatBeyond], said: dict[str, surface.Beyond]) -> None:
    if len(flat) > 1 or (flat and len(said) > 1):
        earlier = flat[0] if len(flat) > 1 else min(said.values(), key=lambda row: row.span)
        known.sink.report(
            rules.BEYOND_TWICE, flat[-1].span, others=[(earlier.span, "already said here")], where="beyond"
        )


def _check_covered(
    known: Known, node: surface.InterpolatedTable, said: dict[str, surface.Beyond], points: list[_Point],
    subject: Meaning,
) -> None:  # fmt: skip
    """Report values of the subject that lie beyond the points, where no row says what holds there."""
    first, last = points[0].value, points[-1].value
    beyond = {"below": ranges.below(first), "above": ranges.above(last)}
    for direction, outside in beyond.items():
        gap: Interval = ranges.intersect(outside, subject.interval)
        if direction in said or not coverage.has_value(gap, subject.step):
            continue
        end = first if direction == "below" else last
        row, which = (points[0].row, "first") if direction == "below" else (points[-1].row, "last")
        known.sink.report(
            rules.BEYOND_THE_POINTS, node.subject.span, others=[(row.span, f"the {which} point")],
            gap=described(gap, subject), example=shown(coverage.example(gap, subject.step), subject.unit),
            what=what_of(subject), range=described(subject.interval, subject),
            sample=f"{direction} {shown(end, subject.unit)}", fix=line_after(known, node.rows[-1], "flat beyond"),
        )  # fmt: skip
        return


CHECKS: tuple[Check, ...] = (Each(every.tables, _check_found),)
