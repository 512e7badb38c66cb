"""Closed determinations: what earlier statements took, kept so that nothing is paid twice.

In: the lines of a settlement. Out: the ledger with them.
Relies on ``claims``. Guarantees: a line that was closed changes in one way only: a later determination takes back
what was paid for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sibdsl.runtime.claims import ClaimLine

CLOSED_STATUSES = ("paid", "cut", "recovered")
"""What a claim in a ledger is: it was taken in a determination."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The closed determinations of a contract.

    ``closed_to`` is the day of the last closed determination of each payment. ``lines`` are the claims that were
    taken in closed determinations, each as it was taken, with the day on which it was taken back, if it was; they
    are in order of their determination, then of the day reached, then of their number.
    """

    closed_to: Mapping[str, date] = field(default_factory=dict)
    lines: tuple[ClaimLine, ...] = ()


NO_LEDGER = Ledger()
"""Nothing is closed yet."""


def is_as_closed(line: ClaimLine, closed: ClaimLine) -> bool:
    """Say whether a claim asks for what it asked for when it was taken, for the same person and outcome."""
    return _claimed(line) == _claimed(closed)


def _claimed(line: ClaimLine) -> tuple[object, ...]:
    return (line.person, line.outcome, line.cohort, line.reached_on, line.quantity, line.asked)


def ledger_of(lines: Iterable[ClaimLine], settled_to: Mapping[str, date | None]) -> Ledger:
    """Close what was settled: ``lines`` are all claims ever taken, also those that were taken back."""
    kept = [replace(line, row=0) for line in lines if line.status in CLOSED_STATUSES]
    kept.sort(key=lambda line: (line.determination or date.min, line.reached_on, line.claim))
    return Ledger({payment: day for payment, day in settled_to.items() if day is not None}, tuple(kept))
