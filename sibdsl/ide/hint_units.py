"""Numbers that are written without a unit, and the unit that they take where they stand.

In: what the checker knows, and a declaration. Out: spans of numbers, each with the noun behind it.
Relies on: the checker's tables and metrics.
Guarantees: only numbers that may be written that way are named: percentages and money must be written out.
"""

from collections.abc import Iterator

from sibdsl.ide.spots import children_of
from sibdsl.semantics.literals import number
from sibdsl.semantics.meaning import Known, Meaning
from sibdsl.semantics.require import shown
from sibdsl.source.span import Span
from sibdsl.surface import tables
from sibdsl.surface.declarations import Declaration
from sibdsl.surface.expressions import Comparison, Expression, Number, Reference, Test
from sibdsl.surface.items import CountsItem, GivenItem, RangeItem
from sibdsl.surface.node import Node
from sibdsl.values import units
from sibdsl.values.units import Unit


def implied_units(known: Known, declaration: Declaration) -> Iterator[tuple[Span, str]]:
    """The bare numbers of a declaration with their units."""
    waiting: list[Node] = [declaration]
    while waiting:
        node = waiting.pop()
        for unit, expressions in _adopting(known, declaration, node):
            for expression in expressions:
                if isinstance(expression, Number) and expression.unit is None:
                    yield from _hint(expression, unit)
        waiting += children_of(node)


def _hint(node: Number, unit: Unit | None) -> Iterator[tuple[Span, str]]:
    must_be_written = (units.NUMBER, units.PERCENT, units.PERCENTAGE_POINT)
    if unit is None or unit in must_be_written or units.is_money(unit) or units.currencies_of(unit):
        return
    words = shown(number(node.text) * units.scale(unit), unit)
    yield node.span, f" {words.partition(' ')[2]}"


def _adopting(known: Known, owner: Declaration, node: Node) -> Iterator[tuple[Unit | None, list[Expression | None]]]:
    """The expressions directly below a node that take a unit from it."""
    if isinstance(node, (tables.StepTable, tables.InterpolatedTable, tables.BracketTable)):
        found = known.tables.get(node.span)
        unit = found.subject.unit if found is not None else None
        for row in node.rows:
            yield unit, _bounds(row)
    elif isinstance(node, Comparison):
        yield _unit_of(known, node.subject), _ends(node.test)
    elif isinstance(node, RangeItem):
        outcome = known.outcomes.get(owner.name.text)
        yield outcome.unit if outcome is not None else _unit_named(known, owner.name.text), _ends(node.test)
    elif isinstance(node, CountsItem):
        yield _unit_named(known, node.name.text), [node.limit]
    elif isinstance(node, GivenItem) and not node.target.aspect:
        yield _unit_named(known, node.target.name.text), [node.value]


def _bounds(row: Node) -> list[Expression | None]:
    if isinstance(row, tables.Row):
        return _ends(row.test) if row.test is not None else []
    if isinstance(row, tables.Bracket):
        return [row.width]
    return [row.bound] if isinstance(row, (tables.Point, tables.Beyond)) else []


def _ends(test: Test) -> list[Expression | None]:
    return [test.low, test.high] if test.low is not test.high else [test.low]


def _unit_of(known: Known, subject: Expression) -> Unit | None:
    if not isinstance(subject, Reference):
        return None
    if subject.aspect == "sample":
        return units.unit_named("people")
    return None if subject.aspect in ("p-value", "paid so far") else _unit_named(known, subject.name.text)


def _unit_named(known: Known, name: str) -> Unit | None:
    meaning: Meaning | None = known.metrics.get(name) or known.facts.get(name) or known.parameters.get(name)
    return meaning.unit if meaning is not None else None
