"""A place where a program breaks an invariant.

In: nothing. Out: the type of what the invariants report, and the parts of a program with their places.
Relies on: `expressions` and `program`.
Guarantees: a place names the declaration and the part of it as the text form does.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sibdsl.ir.program import Program
from sibdsl.ir.walk import Node, nodes


class Breach(msgspec.Struct, frozen=True):
    """What is wrong, and where: `rule success, part success_1`."""

    place: str
    what: str


def roots(program: Program) -> Iterator[tuple[str, Node]]:
    """Every expression and condition that stands in a declaration of its own, with its place."""
    for calculation in program.calculations:
        yield f"calculation {calculation.name}", calculation.value
    for threshold in program.thresholds:
        yield f"threshold {threshold.name}", threshold.condition
    for rule in program.rules:
        for gate in rule.gates:
            yield f"rule {rule.payment}, gate {gate.name}", gate.condition
        for part in rule.parts:
            yield f"rule {rule.payment}, part {part.name}", part.value


def all_nodes(program: Program) -> Iterator[tuple[str, Node]]:
    """Every expression and condition of the program, with the place of the declaration it is in."""
    for place, root in roots(program):
        for node, _ in nodes(root):
            yield place, node
