"""What every builder needs: the known contract, its words as written, and units for the model.

In: a checked contract without errors. Out: small pieces of the model.
Guarantees: nothing is reported here; the meanings are worked out again with a sink that nobody reads.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import msgspec

from sibdsl.diagnostics.sink import Sink
from sibdsl.model.base import Identifier, Origin
from sibdsl.model.quantities import Range
from sibdsl.model.quantities import Unit as ModelUnit
from sibdsl.semantics.conditions import described
from sibdsl.semantics.meaning import Known, Meaning
from sibdsl.semantics.scope import find_item, items_of
from sibdsl.source.file import SourceFile
from sibdsl.source.span import Span, cover, end_of, start_of
from sibdsl.surface import items
from sibdsl.surface.declarations import Declaration
from sibdsl.surface.node import Node
from sibdsl.values import units
from sibdsl.values.interval import Interval
from sibdsl.values.units import Unit

_SPACE = re.compile(r"\s+")
_QUOTED = re.compile(r'"[^"]*"|#[^\r\n]*')


class Context(msgspec.Struct):
    """The known contract and the text it was written in."""

    known: Known
    source: SourceFile

    def words(self, node: Node) -> str:
        """A node as written, on one line and without comments."""
        return self.between(node, node)

    def between(self, first: Node, last: Node) -> str:
        """What is written from one node to another, on one line and without comments."""
        return self.text(cover(first.span, last.span))

    def text(self, span: Span) -> str:
        """What is written at a span, on one line and without comments."""
        text = self.source.text[start_of(span) : end_of(span)]
        if "#" in text:
            text = _QUOTED.sub(lambda found: "" if found[0].startswith("#") else found[0], text)
        return _SPACE.sub(" ", text).strip()

    def origin(self, node: Node) -> Origin:
        """Where a node stands."""
        path, line, column = self.source.place(start_of(node.span))
        return Origin(path=path, line=line, column=column)

    def line(self, node: Node) -> int:
        """The line on which a node begins."""
        return self.source.place(start_of(node.span))[1]


def quiet(known: Known) -> Known:
    """The same knowledge with a sink that nobody reads."""
    return msgspec.structs.replace(known, sink=Sink(known.sink.source))


def unit_model(unit: Unit | None, currency: str) -> ModelUnit:
    """A unit for the model; an amount that fits any unit (``nothing``) is money of the contract."""
    if unit is None:
        unit = units.money(currency)
    if unit == units.PERCENT:
        return ModelUnit(kind="percent", text="percent", scale=Fraction(1, 100))
    if unit == units.PERCENTAGE_POINT:
        return ModelUnit(kind="points", text="percentage points", scale=Fraction(1, 100))
    currencies = units.currencies_of(unit)
    if currencies:
        return ModelUnit(kind="money", text=units.describe(unit), currency=currencies[0], scale=units.scale(unit))
    return ModelUnit(kind="number", text=units.describe(unit), scale=units.scale(unit))


def range_model(interval: Interval, meaning: Meaning | None, words: str | None = None) -> Range:
    """An interval for the model, in words."""
    if words is None:
        words = "" if meaning is None else described(interval, meaning)
    return Range(
        low=interval.low,
        low_closed=interval.low_closed,
        high=interval.high,
        high_closed=interval.high_closed,
        words=words,
    )


def declared(context: Context, declaration: Declaration) -> dict[str, Any]:
    """What every declaration of the model carries."""
    texts = {item.keyword: item.text.value for item in items_of(declaration, items.TextItem)}
    identifiers = tuple(
        Identifier(scheme=item.scheme.text, value=item.text.value)
        for item in items_of(declaration, items.IdentifierItem)
    )
    return {
        "name": declaration.name.text,
        "title": title_of(declaration),
        "clause": texts.get("clause"),
        "source": texts.get("source"),
        "note": texts.get("note"),
        "identifiers": identifiers,
        "origin": context.origin(declaration.name),
    }


def title_of(declaration: Declaration) -> str:
    """The title, or the name in words."""
    if declaration.title is not None:
        return declaration.title.value
    words = declaration.name.text.replace("_", " ")
    return words[:1].upper() + words[1:]


def text_of(declaration: Declaration, keyword: str) -> str | None:
    """The text of a statement such as ``goal "..."``, if it is there."""
    item = find_item(declaration, items.TextItem, keyword)
    return None if item is None else item.text.value


def word(text: str | None) -> Any:
    """A word of a closed set, for a field that pydantic checks against it when the model is made."""
    return text
