"""What every node of the surface tree has in common: the span it was written at.

In: nothing. Out: the base class and the leaves (names, texts, days).
Guarantees: nodes are frozen and compare by value; a tree has no cycles, so the garbage
collector need not visit it (``gc=False``), which is what keeps large files fast.
"""

from __future__ import annotations

import msgspec

from sibdsl.source.span import Span


class Node(msgspec.Struct, frozen=True, gc=False):
    """A piece of the contract as its author wrote it, at ``span`` of its file."""

    span: Span


class Name(Node, frozen=True, gc=False):
    """A word that the author chose or that names one of a closed set (a role, a method)."""

    text: str


class Text(Node, frozen=True, gc=False):
    """Quoted text. ``value`` is unescaped; the white space of a long text is folded to single spaces."""

    value: str


class Day(Node, frozen=True, gc=False):
    """A date as written, ``YYYY-MM-DD``; it may not exist in the calendar (2023-02-30)."""

    text: str


def phrase(names: tuple[Name, ...]) -> str:
    """The words of ``names`` as one phrase, ``matched historical cohort``."""
    return " ".join(name.text for name in names)
