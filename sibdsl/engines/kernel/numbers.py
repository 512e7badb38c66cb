"""Claim numbers that begin alike, put in order by all of their characters.

In: claims that are in order but for the rest of their numbers. Out: the same in order.
Relies on `reading` for the numbers. Guarantees: only the numbers that matter are read, and each once.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from sibdsl.engines.kernel.blocks import chosen
from sibdsl.engines.kernel.reading import EvidenceRows


class Numbers:
    """Claim numbers by row. ``needed`` False: the records of claims hold enough of them to put them in order."""

    def __init__(self, evidence: EvidenceRows, needed: bool) -> None:
        self.needed = needed
        self._evidence = evidence
        self._known: dict[int, str] = {}
        self._lock = Lock()

    def learn(self, rows: npt.NDArray[Any]) -> None:
        """Read the numbers of some rows, but for those that are known."""
        with self._lock:
            missing = [row for row in rows.tolist() if row not in self._known]
            if missing:
                self._known.update(self._evidence.claim_numbers(np.array(missing, dtype=np.int64)))

    def in_order(self, claims: npt.NDArray[Any], within: Sequence[str]) -> npt.NDArray[Any]:
        """Put claims in order that agree in all columns of ``within``."""
        return chosen(claims, self.order(claims, np.arange(len(claims)), within)) if self.needed else claims

    def order(
        self, claims: npt.NDArray[Any], order: npt.NDArray[np.int64], within: Sequence[str]
    ) -> npt.NDArray[np.int64]:
        """Give the places of claims in order, from an order in which some agree in all columns of ``within``."""
        if not self.needed:
            return order
        claims = chosen(claims, order)
        doubtful = self.doubtful(claims, within)
        if not len(doubtful):
            return order
        some = chosen(claims, doubtful)
        self.learn(some["row"])
        numbers = [self._known[row] for row in some["row"].tolist()]
        rank = np.empty(len(some), dtype=np.int64)
        rank[sorted(range(len(some)), key=numbers.__getitem__)] = np.arange(len(some))
        order = order.copy()
        order[doubtful] = order[doubtful][np.lexsort((rank, *(some[name] for name in reversed(within))))]
        return order

    def doubtful(self, claims: npt.NDArray[Any], within: Sequence[str]) -> npt.NDArray[np.int64]:
        """List the places of claims that agree with a neighbour in all columns of ``within``."""
        if not self.needed or len(claims) < 2:
            return np.zeros(0, dtype=np.int64)
        alike = np.ones(len(claims) - 1, dtype=np.bool_)
        for name in within:
            alike &= claims[name][1:] == claims[name][:-1]
        return np.flatnonzero(np.r_[False, alike] | np.r_[alike, False])
