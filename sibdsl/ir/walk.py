"""Walking the expressions and conditions of the IR.

In: an expression or a condition.
Out: what it is directly made of, or everything inside it.
Relies on: `expressions` alone.
Guarantees: children come in the order in which they are evaluated, and nothing here recurses.
"""

from __future__ import annotations

from collections.abc import Iterator

from sibdsl.ir.expressions import (
    Brackets,
    Cases,
    Condition,
    Counted,
    Dates,
    Difference,
    Every,
    Expression,
    Greatest,
    Least,
    Not,
    Product,
    Quotient,
    Rounded,
    Some,
    Stages,
    Steps,
    Subject,
    Sum,
    Within,
)

Node = Expression | Condition

# How deep expressions may nest. Interpreters, printers and generated code recurse a few frames a level.
DEEPEST = 60


def children(node: Node) -> tuple[Node, ...]:
    """What the node is directly made of, in the order of evaluation."""
    match node:
        case Sum():
            return node.terms
        case Product():
            return node.factors
        case Difference():
            return (node.left, node.right)
        case Quotient():
            return (node.dividend, node.divisor)
        case Least() | Greatest() | Every() | Some():
            return node.items
        case Rounded() | Counted():
            return (node.value,)
        case Not():
            return (node.condition,)
        case Within():
            return tuple(part for part in (node.value, node.low, node.high) if part is not None)
        case _:
            return _table_children(node)


def _table_children(node: Node) -> tuple[Node, ...]:
    match node:
        case Steps():
            return (node.subject, *(row.value for row in node.rows))
        case Brackets():
            return (node.subject, *(bracket.rate for bracket in node.brackets))
        case Dates():
            return tuple(row.value for row in node.rows)
        case Cases():
            pairs = tuple(part for case in node.cases for part in (case.condition, case.value))
            return (*pairs, node.otherwise)
        case Stages():
            return (node.base, *(stage.share for stage in node.stages))
        case _:
            return ()


def nodes(root: Node) -> Iterator[tuple[Node, int]]:
    """Every node inside the root, itself first, each with its depth: the root has depth 1."""
    waiting = [(root, 1)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting.extend((child, depth + 1) for child in reversed(children(node)))


def uses_subject(root: Node) -> bool:
    """Whether a node uses the subject of a table around it."""
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Subject):
            return True
        # The rows of a table have its own subject.
        waiting.extend([node.subject] if isinstance(node, Steps) else children(node))
    return False
