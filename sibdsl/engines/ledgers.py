"""A ledger as rows of the table that scripts read.

In: cards and a ledger. Out: rows. Relies on the columns that ``generators.sql`` names.
Guarantees: a ledger of a contract with other limits is refused, never misread.
"""

from __future__ import annotations

from collections.abc import Iterator

from sibdsl.engines.databases import Row
from sibdsl.generators.sql.cards import Cards
from sibdsl.runtime.claims_ledger import TAKEN, Ledger

_NO_SUCH_QUANTITY = -1


def ledger_rows(cards: Cards, ledger: Ledger) -> Iterator[Row]:
    """Give the lines of a ledger.

    Raises:
        ValueError: it was written for a contract with other limits.
    """
    counted = sum(limit.measure == "quantity" for limit in cards.claims.limits)
    for line in ledger.lines:
        is_taken = line.status in TAKEN
        if is_taken and (len(line.cuts) != len(cards.claims.limits) or len(line.counted) != counted):
            raise ValueError("the ledger was written for a contract with other limits")
        # A quantity that the contract no longer allows is equal to none that is claimed now.
        parts = line.quantity * cards.parts
        yield (
            line.claim,
            line.person,
            line.payment,
            line.outcome,
            line.cohort or "",
            line.reached_on,
            line.determination,
            parts.numerator if parts.denominator == 1 else _NO_SUCH_QUANTITY,
            line.asked,
            line.paid,
            line.status,
            line.reason,
            line.recovered_on,
            *(line.cuts if is_taken else [0] * len(cards.claims.limits)),
            *((int(left * cards.parts) for left in line.counted) if is_taken else [0] * counted),
        )
