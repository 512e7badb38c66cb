"""Percentages and rates that are added up although they are shares of different things.

In: the known contract. Out: errors in the sink, for sums over periods or cohorts of a metric in percent, percentage
points or a rate (events per 100 people), except where the sum is divided again, as for an average.
"""

from __future__ import annotations

from collections.abc import Iterator

from sibdsl.diagnostics.rules import types as rules
from sibdsl.semantics.meaning import Known
from sibdsl.surface.expressions import Binary, Reference
from sibdsl.surface.node import Node
from sibdsl.values import units

_EXAMPLES = {
    "percentages": "11% of one and 12% of another would be 23%",
    "rates": "11 for 100 of one and 12 for 100 of another would be 23 for 100",
}
_SUMS = ("so far", "in the period", "over all cohorts")


def check(known: Known) -> None:
    """Report every sum of percentages that stands for itself."""
    if not any(name in known.metrics and _added(known.metrics[name].unit) for name in known.summed):
        return
    scope = known.scope
    for declared in (*scope.metrics.values(), *scope.thresholds.values(), *scope.payments.values()):
        for reference in _undivided(declared):
            meaning = known.metrics.get(reference.name.text)
            if reference.aspect not in _SUMS or meaning is None:
                continue
            what = _added(meaning.unit)
            if what is not None and meaning.unit is not None:
                known.sink.report(
                    rules.PERCENTAGES_ADDED_UP, reference.span, name=reference.name.text, aspect=reference.aspect,
                    what=what, example=_EXAMPLES[what],
                    others=[(scope.metrics[reference.name.text].name.span, f"in {units.describe(meaning.unit)}")],
                )  # fmt: skip


def _added(unit: units.Unit | None) -> str | None:
    """What a sum of values in ``unit`` adds up, where that is no sum of anything."""
    if unit in (units.PERCENT, units.PERCENTAGE_POINT):
        return "percentages"
    return "rates" if unit is not None and unit.denominator else None


def _undivided(root: Node) -> Iterator[Reference]:
    """The references below a node, in written order, except in what is divided by something."""
    if isinstance(root, Reference):
        yield root
    if isinstance(root, Binary) and root.operator == "divided by":
        return
    for field in root.__struct_fields__:
        found = getattr(root, field)
        for child in found if isinstance(found, tuple) else (found,):
            if isinstance(child, Node):
                yield from _undivided(child)
