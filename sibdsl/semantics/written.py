"""The contract's own words in a message, and where a new line of it would go.

In: nodes of the contract being checked. Out: their text on one line, and edits for fixes.
Relies on the sink's current source; a tree that came from no text has no words, and gets no fix.
"""

from __future__ import annotations

from sibdsl.diagnostics.diagnostic import Applicability, Edit, Fix
from sibdsl.semantics.meaning import Known
from sibdsl.source.span import NOWHERE, Span, end_of, make, start_of
from sibdsl.surface.node import Node


def text_of(known: Known, node: Node) -> str:
    """A node as written, on one line; empty where it was written nowhere."""
    source = known.sink.source_at(node.span)
    if source is None or node.span == NOWHERE:
        return ""
    return " ".join(source.text[start_of(node.span) : end_of(node.span)].split())


def replacing(span: Span, text: str, applicability: Applicability = "unsafe") -> Fix:
    """A fix that writes ``text`` instead of what stands at ``span``."""
    return Fix(f"write `{text}`", applicability, (Edit(span, text),))


def line_after(known: Known, node: Node, text: str) -> Fix | None:
    """A fix that adds a line below ``node``, indented as it is."""
    source = known.sink.source_at(node.span)
    if source is None or node.span == NOWHERE:
        return None
    start = start_of(node.span)
    before = source.text[max(source.text.rfind("\n", 0, start), source.text.rfind("\r", 0, start)) + 1 : start]
    indent = before if not before.strip() else " " * (len(before) - len(before.lstrip()))
    end = end_of(node.span)
    return Fix(f"add `{text}`", "unsafe", (Edit(make(end, end), f"\n{indent}{text}"),))


def without_line(known: Known, node: Node) -> Fix | None:
    """A fix that deletes a statement, with its line where it stands alone on it."""
    source = known.sink.source_at(node.span)
    if source is None or node.span == NOWHERE:
        return None
    start, end = start_of(node.span), end_of(node.span)
    text = source.text
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end + 1
    if not text[line_start:start].strip() and not text[end:line_end].strip():
        start, end = line_start, line_end
    return Fix("delete the line", "unsafe", (Edit(make(start, end), ""),))
