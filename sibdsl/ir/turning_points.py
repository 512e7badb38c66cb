"""Where the rule of a payment changes course: the edges of its tables and the bounds of its conditions.

In: a rule and the program it belongs to. Out: for each quantity that is compared with fixed values, those
values, in order.
Relies on walking the IR, through calculations and thresholds.
Guarantees: each quantity once, in the order of evaluation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from sibdsl.ir import expressions as ir
from sibdsl.ir.program import Program, Rule
from sibdsl.ir.reads import rule_roots
from sibdsl.ir.walk import Node, nodes


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A value, and whether it belongs with what is above it (``at least``) or with what is below (``above``)."""

    value: Fraction
    starts: bool


@dataclass(frozen=True, slots=True)
class TurningPoints:
    """A quantity and the values at which something changes.

    ``inner`` are values inside rows in which the amount changes with the quantity. ``conditional``: only
    conditions compare it, no table reads it.
    """

    subject: ir.Expression
    edges: tuple[Edge, ...]
    inner: tuple[Fraction, ...]
    conditional: bool


def turning_points(rule: Rule, program: Program) -> list[TurningPoints]:
    """Find the turning points of a rule."""
    found: dict[ir.Expression, TurningPoints] = {}
    for node in nodes_of(rule, program):
        points = _points(node)
        if points is None:
            continue
        known = found.get(points.subject)
        found[points.subject] = points if known is None else _joined(known, points)
    return list(found.values())


def nodes_of(rule: Rule, program: Program) -> Iterator[Node]:
    """Give every node of a rule, those of the calculations and thresholds that it names included, each once."""
    calculations: Mapping[str, Node] = {item.name: item.value for item in program.calculations}
    thresholds: Mapping[str, Node] = {item.name: item.condition for item in program.thresholds}
    opened: set[str] = set()
    waiting = list(rule_roots(rule))
    while waiting:
        for node, _ in nodes(waiting.pop(0)):
            yield node
            name = getattr(node, "name", "") if isinstance(node, ir.CalculatedValue) else ""
            if isinstance(node, ir.Met):
                name = node.threshold
            if name and name not in opened:
                opened.add(name)
                waiting.append(calculations[name] if isinstance(node, ir.CalculatedValue) else thresholds[name])


def _points(node: Node) -> TurningPoints | None:
    match node:
        case ir.Steps():
            rows = [Edge(row.low, row.low_closed) for row in node.rows if row.low is not None]
            inner = [
                (row.low + row.high) / 2
                for row in node.rows
                if row.low is not None and row.high is not None and _reads_subject(row.value)
            ]
            return TurningPoints(node.subject, tuple(rows), tuple(inner), False)
        case ir.Brackets():
            widths = [bracket.width for bracket in node.brackets if bracket.width is not None]
            ends = tuple(Edge(end, False) for end in accumulate(widths))
            return TurningPoints(node.subject, ends, (ends[0].value / 2,) if ends else (), False)
        case ir.Within():
            bounds = []
            if isinstance(node.low, ir.Number):
                bounds.append(Edge(node.low.value, node.low_closed))
            if isinstance(node.high, ir.Number):
                bounds.append(Edge(node.high.value, not node.high_closed))
            return TurningPoints(node.value, tuple(bounds), (), True) if bounds else None
    return None


def _reads_subject(value: ir.Expression) -> bool:
    return any(isinstance(node, ir.Subject) for node, _ in nodes(value))


def _joined(first: TurningPoints, second: TurningPoints) -> TurningPoints:
    return TurningPoints(
        first.subject,
        tuple(sorted({*first.edges, *second.edges})),
        tuple(sorted({*first.inner, *second.inner})),
        first.conditional and second.conditional,
    )
