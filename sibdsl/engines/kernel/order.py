"""Claims of a part of the people in the order of section 7 of the reference of claims, compiled.

In: records of claims that are ready. Out: the same person by person, each person's by determination, by the day
they were reached on, then by their number.
Relies on `screening` for the records. Guarantees: a claim whose fate has changed since is left out; claims whose
numbers begin alike stay to be put in order by `numbers`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from sibdsl.engines.kernel.compiling import compiled
from sibdsl.engines.kernel.fates import READY

_FEW = 24
"""Up to so many claims of one person are sorted by moving each to its place."""

_NO_FATES = np.zeros(0, dtype=np.uint8)

WITHIN = ("person", "taken", "reached", "order")
"""What claims are put in order by."""


def in_order(
    claims: npt.NDArray[Any], people: tuple[int, int], fate: npt.NDArray[np.uint8] | None = None
) -> npt.NDArray[Any]:
    """Put claims in order, as far as their records tell it.

    ``people`` are the first code of their people and how many there are. Without ``fate`` none has changed.
    """
    ordered = np.empty_like(claims)
    kept = _by_person(claims, _NO_FATES if fate is None else fate, *people, ordered)
    ordered = ordered[:kept]
    _within_person(ordered)
    return ordered


@compiled
def _by_person(claims: Any, fate: Any, first: Any, people: Any, ordered: Any) -> Any:
    """Bring the claims of each person together; those of a person stay in the order in which they were."""
    starts = np.zeros(people + 1, dtype=np.int64)
    every = len(fate) == 0
    for index in range(len(claims)):
        if every or fate[claims[index].row] == READY:
            starts[np.int64(claims[index].person) - first + 1] += 1
    for person in range(people):
        starts[person + 1] += starts[person]
    for index in range(len(claims)):
        if every or fate[claims[index].row] == READY:
            person = np.int64(claims[index].person) - first
            ordered[starts[person]] = claims[index]
            starts[person] += 1
    return starts[people]


@compiled
def _moment(claim: Any) -> Any:
    """Give a number that is smaller for claims that come earlier, but for their numbers."""
    return np.uint64(claim.taken) << np.uint64(16) | np.uint64(claim.reached)


@compiled
def _comes_before(claim: Any, other: Any) -> Any:
    moment, other_moment = _moment(claim), _moment(other)
    return moment < other_moment or (moment == other_moment and claim.order < other.order)


@compiled
def _within_person(claims: Any) -> None:
    spare = np.empty(1, dtype=claims.dtype)
    first = 0
    while first < len(claims):
        end = first + 1
        while end < len(claims) and claims[end].person == claims[first].person:
            end += 1
        if end - first <= _FEW:
            for index in range(first + 1, end):
                if _comes_before(claims[index], claims[index - 1]):
                    spare[0] = claims[index]
                    place = index
                    while place > first and _comes_before(spare[0], claims[place - 1]):
                        claims[place] = claims[place - 1]
                        place -= 1
                    claims[place] = spare[0]
        else:
            _sort_many(claims[first:end])
        first = end


@compiled
def _sort_many(claims: Any) -> None:
    """Sort by number, then by moment; the second sort keeps the order of the first."""
    by_number = np.argsort(claims["order"], kind="mergesort")
    moments = np.empty(len(claims), dtype=np.uint64)
    for index in range(len(claims)):
        moments[index] = _moment(claims[by_number[index]])
    by_moment = np.argsort(moments, kind="mergesort")
    before = claims.copy()
    for index in range(len(claims)):
        claims[index] = before[by_number[by_moment[index]]]
