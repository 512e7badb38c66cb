"""Lines with what closed determinations took and no row of the claims file shows.

In: a settlement of any engine, and the ledger that it began with.
Out: its lines, and after them those of closed determinations: of claims that changed, and of those reported no longer.
Relies on the ledger that the settlement gives. Guarantees: every claim that was ever taken stands in one line for each
time it was taken, so that lines add up to the totals; without a ledger the lines are as the engine gives them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, Protocol

from sibdsl.runtime.claims import ClaimLine
from sibdsl.runtime.claims_ledger import TAKEN, Ledger

NO_LONGER_REPORTED: Final = "SIB881"
"""Why the line of a claim that stays paid has no row."""


class Settlement(Protocol):
    """What is asked of a settlement."""

    def lines(self) -> Iterator[ClaimLine]:
        """Give a line for each claim, in the order of rows."""

    def unreported(self) -> Iterator[str]:
        """Give the numbers of closed claims that stay paid although the claims file has them no longer."""

    def closed(self, ledger: Ledger) -> Ledger:
        """Give the ledger with all determinations closed that were made."""


def lines_with_closed(settlement: Settlement, ledger: Ledger) -> Iterator[ClaimLine]:
    """Give all lines; those without a row (0) come last, by number, then by determination."""
    left = {(line.claim, line.determination) for line in ledger.lines if line.status in TAKEN}
    for line in settlement.lines():
        left.discard((line.claim, line.determination))
        yield line
    if not left:
        return
    unreported = set(settlement.unreported())
    for line in settlement.closed(ledger).lines:
        if (line.claim, line.determination) in left and line.status in TAKEN:
            stays = line.recovered_on is None and line.claim in unreported
            yield replace(line, reason=NO_LONGER_REPORTED) if stays else line
