"""Invariants about expressions and conditions.

In: a program whose names resolve. Out: breaches.
Relies on: `walk` for the order and depth of nodes.
Guarantees: after these, evaluation needs bounded recursion, no operation lacks its operands, and state
belongs to one payment.
"""

from __future__ import annotations

from collections.abc import Iterator

from sibdsl.ir.breach import Breach, all_nodes, roots
from sibdsl.ir.expressions import (
    Counted,
    Every,
    Greatest,
    Least,
    Product,
    Rounded,
    Some,
    Stages,
    Steps,
    Subject,
    Sum,
)
from sibdsl.ir.program import Program
from sibdsl.ir.reads import rule_roots
from sibdsl.ir.walk import DEEPEST, Node, children, nodes


def nesting_is_bounded(program: Program) -> Iterator[Breach]:
    """No expression nests deeper than `walk.DEEPEST` levels."""
    for place, root in roots(program):
        deepest = max(depth for _, depth in nodes(root))
        if deepest > DEEPEST:
            yield Breach(place, f"it nests {deepest} levels deep, and {DEEPEST} are the most")


def operations_have_operands(program: Program) -> Iterator[Breach]:
    """Sums, products, least, greatest, `every` and `some` have items, and `some` asks for as many as it has."""
    for place, node in all_nodes(program):
        if isinstance(node, Sum | Product | Least | Greatest | Every | Some) and not children(node):
            yield Breach(place, f"a {type(node).__name__} of nothing")
        if isinstance(node, Some) and not 1 <= node.count <= len(node.items):
            yield Breach(place, f"at least {node.count} of {len(node.items)} conditions")


def subjects_stand_in_rows(program: Program) -> Iterator[Breach]:
    """A `Subject` stands only inside a row of `Steps`."""
    for place, root in roots(program):
        waiting: list[tuple[Node, bool]] = [(root, False)]
        while waiting:
            node, in_row = waiting.pop()
            if isinstance(node, Subject) and not in_row:
                yield Breach(place, "a subject outside a table")
            if isinstance(node, Steps):
                waiting.append((node.subject, in_row))
                waiting.extend((row.value, True) for row in node.rows)
            else:
                waiting.extend((child, in_row) for child in children(node))


def state_is_used_by_rules_alone(program: Program) -> Iterator[Breach]:
    """Counts and stages stand in rules, not in calculations or thresholds, and a count in that of its payment."""
    payment_of = {count.name: count.payment for count in program.plan.counts}
    for calculation in program.calculations:
        yield from _state_in(f"calculation {calculation.name}", calculation.value)
    for threshold in program.thresholds:
        yield from _state_in(f"threshold {threshold.name}", threshold.condition)
    for rule in program.rules:
        for root in rule_roots(rule):
            for node, _ in nodes(root):
                if isinstance(node, Counted) and payment_of[node.name] != rule.payment:
                    yield Breach(f"rule {rule.payment}", f"the count {node.name} belongs to {payment_of[node.name]}")


def rounding_steps_are_positive(program: Program) -> Iterator[Breach]:
    """Rounding goes to multiples of a step above zero."""
    for place, node in all_nodes(program):
        if isinstance(node, Rounded) and node.step <= 0:
            yield Breach(place, f"rounding to multiples of {node.step}")
    steps = [(f"metric {metric.name}", metric.step) for metric in program.plan.metrics]
    steps += [(f"fact {fact.name}", fact.step) for fact in program.plan.facts]
    for place, step in steps:
        if step is not None and step <= 0:
            yield Breach(place, f"a precision of {step}")


def _state_in(place: str, root: Node) -> Iterator[Breach]:
    for node, _ in nodes(root):
        if isinstance(node, Counted | Stages):
            yield Breach(place, f"`{node.name}` counts what one payment uses, and this is not a rule")
