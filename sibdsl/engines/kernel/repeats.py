"""Claim numbers that are there twice: the first paragraph of section 4 of the reference of claims.

In: the hash of each claim number with its row. Out: the rows that are rejected, and why.
Relies on `reading` for the rows themselves. Guarantees: a hash only says where to look; rows are rejected for what
stands in them.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sibdsl.engines.kernel.blocks import Blocks
from sibdsl.engines.kernel.compiling import compiled
from sibdsl.engines.kernel.fates import CONTRADICTED, REPEATED
from sibdsl.engines.kernel.keys import scattered
from sibdsl.engines.kernel.reading import EvidenceRows


def suspected(numbers: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """List the rows whose hash another row has too."""
    slots = 16
    while slots < 2 * len(numbers):
        slots *= 2
    found = np.empty(2 * len(numbers), dtype=np.int64)
    count = _collect(numbers, np.zeros(slots, dtype=np.int64), np.zeros(len(numbers), dtype=np.bool_), found)
    return found[:count].copy()


class Repeated(NamedTuple):
    """A row whose claim number is there twice, and what becomes of it."""

    row: int
    person: str
    outcome: str
    fate: int


def find_repeats(evidence: EvidenceRows, blocks: Blocks) -> list[Repeated]:
    """Find the rows that are rejected because their claim number is there twice. ``blocks`` are hashes of numbers."""
    rows = [suspected(blocks.part(place)) for place in range(len(blocks))]
    suspects = np.unique(np.concatenate(rows))
    if not len(suspects):
        return []
    repeated: list[Repeated] = []
    by_number: dict[str, list[tuple[int, tuple[Any, ...]]]] = {}
    for row, claim, *content in evidence.contents(suspects):
        by_number.setdefault(claim, []).append((row, tuple(content)))
    for found in by_number.values():
        (_, first), *others = found
        contradicted = any(content != first for _, content in others)
        for row, (person, outcome, *_) in found if contradicted else others:
            repeated.append(Repeated(row, person, outcome, CONTRADICTED if contradicted else REPEATED))
    return repeated


@compiled
def _collect(numbers: Any, slots: Any, listed: Any, found: Any) -> Any:
    """Enter hashes in a table; where one is there already, list both rows. A slot holds a place, counted from 1."""
    count = 0
    last = np.uint64(len(slots) - 1)
    for index in range(len(numbers)):
        place = scattered(numbers[index].hash) & last
        while slots[place] != 0 and numbers[slots[place] - 1].hash != numbers[index].hash:
            place = (place + np.uint64(1)) & last
        if slots[place] == 0:
            slots[place] = index + 1
            continue
        first = slots[place] - 1
        if not listed[first]:
            listed[first] = True
            found[count] = numbers[first].row
            count += 1
        found[count] = numbers[index].row
        count += 1
    return count
