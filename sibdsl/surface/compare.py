"""Comparing trees by what they say, not by where it was written.

In: a node. Out: the same node with every span set to NOWHERE.
Relies on: nodes holding nothing but nodes, tuples of nodes, texts, flags and None.
Guarantees: two trees are equal without their spans exactly if their authors wrote the same thing.
"""

from typing import Any, TypeVar

from sibdsl.source.span import NOWHERE
from sibdsl.surface.node import Node

AnyNode = TypeVar("AnyNode", bound=Node)


def without_spans(node: AnyNode) -> AnyNode:
    """A copy of `node` in which no node knows where it was written."""
    values = [NOWHERE if field == "span" else _without_spans(getattr(node, field)) for field in node.__struct_fields__]
    return type(node)(*values)


def _without_spans(value: Any) -> Any:
    if isinstance(value, Node):
        return without_spans(value)
    if isinstance(value, tuple):
        return tuple(_without_spans(member) for member in value)
    return value
