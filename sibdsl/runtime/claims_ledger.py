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

TAKEN = ("paid", "cut", "recovered")
"""What a claim is that was taken in a determination."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The closed determinations of a contract.

    ``closed_to`` is the day of the last closed determination of each payment. ``lines`` are the claims that closed
    determinations decided on: those that were taken, each as it was taken, with the day on which it was taken back, if
    it was; and those that were rejected there because of what the person had reached before. They are in order of their
    number, then of their determination.
    """

    closed_to: Mapping[str, date] = field(default_factory=dict)
    lines: tuple[ClaimLine, ...] = ()


NO_LEDGER = Ledger()
"""Nothing is closed yet."""


def is_as_closed(line: ClaimLine, closed: ClaimLine) -> bool:
    """Say whether a claim is for the same person and outcome as when it was decided on, and asks for as much."""
    same_amount = closed.status == "rejected" or line.asked == closed.asked
    return same_amount and _claimed(line) == _claimed(closed)


def _claimed(line: ClaimLine) -> tuple[object, ...]:
    return (line.person, line.outcome, line.cohort, line.reached_on, line.quantity)


def close_determinations(
    ledger: Ledger, decided: Iterable[ClaimLine], settled_to: Mapping[str, date | None]
) -> Ledger:  # fmt: skip
    """Close what was settled: ``decided`` are all claims ever taken, and those that were rejected when they were."""
    lines = [replace(line, row=0) for line in decided]
    decided_anew = {line.claim for line in lines if line.recovered_on is None}
    lines += [line for line in ledger.lines if line.status == "rejected" and line.claim not in decided_anew]
    lines.sort(key=lambda line: (line.claim, line.determination or date.max))
    return Ledger({payment: day for payment, day in settled_to.items() if day is not None}, tuple(lines))
