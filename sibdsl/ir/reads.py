"""What a rule reads: the evidence and the earlier payments without which it cannot be computed.

In: a rule and the program it belongs to.
Out: the `Read`s of its payment's plan.
Relies on names that resolve; calculations and thresholds that refer only to earlier ones.
Guarantees: everything that any branch could read is listed once, in the order in which it is first met:
the gates, the parts, then the adjustments.
"""

from __future__ import annotations

from collections.abc import Iterator

from sibdsl.ir.expressions import (
    CalculatedValue,
    CardAmount,
    FactValue,
    HasBeenPaid,
    Met,
    MetricValue,
    PaidSoFar,
    Stages,
)
from sibdsl.ir.program import Indexed, Program, Rule
from sibdsl.ir.walk import Node, nodes
from sibdsl.runtime.plan import Read


def reads_of(rule: Rule, program: Program) -> tuple[Read, ...]:
    """List what the rule reads, through the calculations and thresholds that it names."""
    calculations: dict[str, Node] = {item.name: item.value for item in program.calculations}
    thresholds: dict[str, Node] = {item.name: item.condition for item in program.thresholds}
    found: dict[Read, None] = {}
    # Calculations and thresholds refer only to earlier ones, so each needs to be opened once at most.
    opened: set[int] = set()
    waiting: list[Iterator[tuple[Node, int]]] = [nodes(root) for root in reversed(rule_roots(rule))]
    while waiting:
        for node, _ in waiting[-1]:
            # A share that switches at a sum needs to know what its own payment has paid.
            read = Read("payment", rule.payment) if isinstance(node, Stages) else _read_by(node)
            if read is not None:
                found[read] = None
            definition = _definition(node, calculations, thresholds)
            if definition is not None and id(definition) not in opened:
                opened.add(id(definition))
                waiting.append(nodes(definition))
                break
        else:
            waiting.pop()
    for adjustment in rule.adjustments:
        if isinstance(adjustment, Indexed):
            found[Read("fact", adjustment.fact)] = None
            found[Read("fact", adjustment.fact, on=adjustment.base)] = None
    return tuple(found)


def rule_roots(rule: Rule) -> list[Node]:
    """The conditions and expressions of a rule, in the order of evaluation."""
    return [*(gate.condition for gate in rule.gates), *(part.value for part in rule.parts)]


def _read_by(node: Node) -> Read | None:
    match node:
        case MetricValue(name, over):
            return Read("metric", name, over)
        case FactValue(name, on):
            return Read("fact", name, on=on)
        case PaidSoFar(payment) | HasBeenPaid(payment):
            return Read("payment", payment)
        case CardAmount(payment):
            return Read("claims", payment)
        case _:
            return None


def _definition(node: Node, calculations: dict[str, Node], thresholds: dict[str, Node]) -> Node | None:
    match node:
        case CalculatedValue(name):
            return calculations[name]
        case Met(threshold):
            return thresholds[threshold]
        case _:
            return None
