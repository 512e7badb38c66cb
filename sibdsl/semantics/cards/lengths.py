"""Lengths of time as written, in days or months.

In: ``13 weeks``. Out: 91 days; None after reporting what is no length of time.
"""

from __future__ import annotations

from sibdsl.semantics.cards.found import Length
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.timing import count_of
from sibdsl.surface import timing

_IN_DAYS = {"days": 1, "weeks": 7}
_IN_MONTHS = {"months": 1, "years": 12}
_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31


def length_of(known: Known, node: timing.Length | None) -> Length | None:
    """The length in days or months; None where there is none, or after a report."""
    found = None if node is None else count_of(known, node.count, node.unit)
    if node is None or found is None:
        return None
    count, unit = found
    if unit in _IN_DAYS:
        return Length(count * _IN_DAYS[unit], "days", node)
    return Length(count * _IN_MONTHS[unit], "months", node)


def is_shorter(first: Length, second: Length) -> bool:
    """Whether the first is shorter than the second whatever months they begin in."""
    if first.unit == second.unit:
        return first.count < second.count
    if first.unit == "days":
        return first.count < second.count * _SHORTEST_MONTH
    return first.count * _LONGEST_MONTH < second.count


def words_of(length: Length) -> str:
    """The length as written."""
    return f"{length.node.count} {length.node.unit.text}"
