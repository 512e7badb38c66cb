"""How far calculations build on one another: how deep they go, and how many amounts they multiply.

In: declarations, each after what it depends on. Out: whether one goes too far, which is reported.
Guarantees: whatever is computed from an accepted contract nests no deeper than `_DEEPEST` levels through all the names
that it reads, and no amount is a product of more than `_MOST_FACTORS`; so reading it by recursion is
safe, and numbers stay short enough to write. A square of a square of a square would soon have millions of digits.
"""

from __future__ import annotations

from typing import cast

from sibdsl.diagnostics.rules import types as rules
from sibdsl.semantics.dependencies import fields_below, names_read
from sibdsl.semantics.meaning import Extent, Known
from sibdsl.surface import tables
from sibdsl.surface.declarations import Declaration
from sibdsl.surface.expressions import (
    Binary,
    Bracketed,
    BracketedCondition,
    Change,
    Condition,
    Expression,
    IsMet,
    Reference,
    Slope,
)

_DEEPEST = 150
_MOST_FACTORS = 60
_ADDS = frozenset(("plus", "minus"))
_COUNTED = (Expression, Condition, tables.Table)
_MULTIPLIES = (Change, Slope, tables.StepTable, tables.InterpolatedTable, tables.BracketTable, tables.ShareTable)
_NOTHING = Extent()
_READ = Extent(1, 1)


def goes_too_far(known: Known, declaration: Declaration) -> bool:
    """Whether a declaration builds on too much; its extent is noted for those that read it.

    What reads something that goes too far does so too, and only the first of them is reported.
    """
    name = declaration.name.text
    if any(read.text in known.too_far for read in names_read(declaration)):
        known.too_far.add(name)
        return True
    found = _extent(known, declaration)
    known.extents[name] = Extent(found.levels + 1, max(found.factors, 1))
    if found.levels <= _DEEPEST and found.factors <= _MOST_FACTORS:
        return False
    reason = f"multiplies more than {_MOST_FACTORS} amounts"
    if found.levels > _DEEPEST:
        reason = f"builds on other calculations more than {_DEEPEST} steps deep"
    known.too_far.add(name)
    known.sink.report(rules.BUILDS_ON_TOO_MUCH, declaration.name.span, name=name, reason=reason)
    return True


def _extent(known: Known, node: object) -> Extent:
    """The extent of what stands below a node."""
    if isinstance(node, Reference | IsMet):
        return known.extents.get(node.name.text, _READ)
    if isinstance(node, tuple):
        below = [_extent(known, item) for item in cast(tuple[object, ...], node)]
    else:
        below = [_extent(known, getattr(node, field)) for field in fields_below(type(node))]
    counted = isinstance(node, _COUNTED) and not isinstance(node, Bracketed | BracketedCondition)
    if not below:
        return _READ if counted else _NOTHING
    factors = [extent.factors for extent in below]
    multiplied = isinstance(node, _MULTIPLIES) or (isinstance(node, Binary) and node.operator not in _ADDS)
    found = sum(factors) if multiplied else max(factors)
    return Extent(max(extent.levels for extent in below) + counted, found or counted)
