"""The most that a sum can be, when some of its parts are limited together.

In: elements with an upper bound each, and constraints: sets of elements whose sum has a limit.
Out: an upper bound of the whole sum; None when there is none.
Relies on nothing.
Guarantees: sound for any constraints; exact when they are nested (of two, one contains the other or they
share nothing). Where they cross, each kind is tried first and the lowest result counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Element = tuple[int, int]
"""What is added up, by two numbers; whoever asks knows what they count."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """Elements whose sum is at most ``limit``. ``kind`` says what sort of limit it is."""

    kind: str
    elements: frozenset[Element]
    limit: Fraction


def most(elements: Mapping[Element, Fraction | None], constraints: Sequence[Constraint]) -> Fraction | None:
    """Bound the sum of the elements; each element is zero or more."""
    useful = [constraint for constraint in constraints if not constraint.elements.isdisjoint(elements)]
    results = [_nested(elements, useful, first) for first in dict.fromkeys(["", *_kinds(useful)])]
    finite = [result for result in results if result is not None]
    return min(finite) if finite else None


def _kinds(constraints: Iterable[Constraint]) -> list[str]:
    return sorted({constraint.kind for constraint in constraints})


def _nested(
    elements: Mapping[Element, Fraction | None], constraints: Sequence[Constraint], first: str
) -> Fraction | None:
    """Bound the sum by the constraints of one kind, then by the others as far as they nest with those."""
    groups: dict[int, set[Element]] = {}
    bounds: dict[int, Fraction | None] = {}
    group_of: dict[Element, int] = {}
    for number, (element, bound) in enumerate(elements.items()):
        groups[number], bounds[number], group_of[element] = {element}, bound, number
    ordered = sorted(constraints, key=lambda constraint: (constraint.kind != first, len(constraint.elements)))
    for constraint in ordered:
        # An element that is not in the sum only leaves more of the limit for the others.
        limited = constraint.elements & elements.keys()
        numbers = sorted({group_of[element] for element in limited})
        if sum(len(groups[number]) for number in numbers) != len(limited):
            continue
        total = _sum(bounds[number] for number in numbers)
        keep, *merged = numbers
        for number in merged:
            for element in groups[number]:
                group_of[element] = keep
            groups[keep] |= groups.pop(number)
            del bounds[number]
        bounds[keep] = constraint.limit if total is None else min(total, constraint.limit)
    return _sum(bounds.values())


def _sum(bounds: Iterable[Fraction | None]) -> Fraction | None:
    total = Fraction(0)
    for bound in bounds:
        if bound is None:
            return None
        total += bound
    return total
