"""What claims come to by determination and class, compiled.

In: claims of a part of the people, and what is left of them. Out: sums, and what is taken back of them.
Relies on `taking`. Guarantees: sums of parts add up to those of the whole; one that might overflow is `TooLargeError`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from sibdsl.engines.kernel.compiling import compiled, inlined
from sibdsl.engines.kernel.contract import LARGEST, TooLargeError
from sibdsl.engines.kernel.taking import CUT, UNTAKEN
from sibdsl.engines.kernel.timetable import NOWHERE

CLAIMS, ASKED, MONEY, LIVE, UNITS, UNCUT, UNCUT_ASKING = range(7)
"""Columns of sums: claims, what they asked for, what is left of it, claims that still count towards limits and their
units of quantity, claims of which nothing was taken, and those of them that ask for anything."""

FIELDS = 7

Sums = npt.NDArray[np.int64]
"""By determination, class and column."""

RETURN = np.dtype(
    [("taken", np.int32), ("back", np.int32), ("klass", np.int32), ("pad", np.int32), ("sums", np.int64, (FIELDS,))]
)
"""What is taken back in one determination of the claims of a class that were taken in another."""


def sums_of(
    claims: npt.NDArray[Any], tariffs: Any, left: npt.NDArray[Any], determinations: int, classes: int
) -> tuple[Sums, npt.NDArray[Any]]:
    """Add up the claims of a part of the people, and list what is taken back of them.

    Raises:
        TooLargeError: sums might overflow.
    """
    if len(claims) and int(left["asked"].max()) * len(claims) > LARGEST:
        raise TooLargeError("the sum of all claims")
    sums = np.zeros((determinations, classes, FIELDS), dtype=np.int64)
    returns = np.zeros(int(np.count_nonzero(claims["back"] != NOWHERE)), dtype=RETURN)
    _add(claims, tariffs, left, sums, returns)
    return sums, together(returns)


def together(returns: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Add up what is taken back in the same determination of the same class and determination."""
    if not len(returns):
        return returns
    ordered = returns[np.lexsort((returns["klass"], returns["taken"], returns["back"]))]
    keys = np.stack([ordered["back"], ordered["taken"], ordered["klass"]])
    starts = np.flatnonzero(np.r_[True, np.any(keys[:, 1:] != keys[:, :-1], axis=0)])
    merged = ordered[starts].copy()
    merged["sums"] = np.add.reduceat(ordered["sums"], starts, axis=0)
    return merged


def people_of(
    claims: npt.NDArray[Any], tariffs: Any, determinations: int, classes: int
) -> tuple[npt.NDArray[np.int64], int]:
    """Count the different people by determination and class, and of all."""
    people = np.zeros((determinations, classes), dtype=np.int64)
    return people, _count_people(claims, tariffs, people)


@compiled
def _add(claims: Any, tariffs: Any, left: Any, sums: Any, returns: Any) -> None:
    count = 0
    for index in range(len(claims)):
        klass = tariffs[claims[index].tariff].klass
        _add_claim(sums[claims[index].taken, klass], left[index])
        if claims[index].back != NOWHERE:
            returns[count].taken = claims[index].taken
            returns[count].back = claims[index].back
            returns[count].klass = klass
            _add_claim(returns[count].sums, left[index])
            count += 1


@inlined
def _add_claim(row: Any, left: Any) -> None:
    asks = left.asked > 0
    row[CLAIMS] += 1
    row[ASKED] += left.asked
    row[MONEY] += left.money
    if asks and not left.marks & UNTAKEN:
        row[LIVE] += 1
        row[UNITS] += left.units
    if not left.marks & CUT:
        row[UNCUT] += 1
        row[UNCUT_ASKING] += asks


@compiled
def _count_people(claims: Any, tariffs: Any, people: Any) -> Any:
    """Count people; claims of a person stand together, and among them those of a determination."""
    count = 0
    seen = np.full(people.shape[1], -1, dtype=np.int64)
    for index in range(len(claims)):
        count += index == 0 or claims[index].person != claims[index - 1].person
        klass = tariffs[claims[index].tariff].klass
        # Determinations of a person come in order, so a place that was seen last is seen by nobody else again.
        here = np.int64(claims[index].person) * 65536 + np.int64(claims[index].taken)
        if seen[klass] != here:
            seen[klass] = here
            people[claims[index].taken, klass] += 1
    return count
