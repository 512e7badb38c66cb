"""What a settlement asks of rate cards, whose claims are settled before it.

In: nothing. Out: the questions, as protocols; ``claims_cards`` answers them.
Relies on ``plan``.
Guarantees: a contract without rate cards needs none of the code about claims.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from sibdsl.runtime.plan import PaymentPlan


@dataclass(slots=True)
class Backlog:
    """What determinations of rate cards leave to later ones, in minor units, by payment and place of the share.

    ``to_take_back``: what could not be deducted yet. ``unpaid``: what limits on whole payments left unpaid.
    """

    to_take_back: dict[tuple[str, int], int] = field(default_factory=dict)
    unpaid: dict[tuple[str, int], int] = field(default_factory=dict)


class CardDue(Protocol):
    """What a rate card comes to in one determination, and who pays for it."""

    def minor(self) -> int:
        """Give the amount in minor units: what is paid for claims, less what is taken back, never below zero."""

    def divide(self, total: int) -> list[int] | None:
        """Divide what is paid between the payers of the payment; None where they share it as any other amount."""

    def close(self, by_payer: Sequence[int]) -> None:
        """Note what was paid, and what is left to take back from later determinations."""

    def steps(self) -> list[dict[str, object]]:
        """Tell what claims came to, as steps of a derivation."""

    def split_steps(self) -> list[dict[str, object]]:
        """Tell how payers share what claims came to, as steps of a derivation."""

    def data(self, payer: str) -> list[dict[str, object]]:
        """Give the outcomes and cohorts of the claims that a party pays for, with counts, as plain data."""


class Cards(Protocol):
    """The rate cards of a contract with their claims settled."""

    def waits_for(self, payment: str, day: date) -> str:
        """Say in words what a determination waits for; empty when its claims are settled."""

    def due(self, payment: PaymentPlan, day: date, cohort: str | None, backlog: Backlog) -> CardDue:
        """Give what a card comes to in a determination; it is noted in the backlog once it is closed."""

    def counts(self) -> dict[str, object]:
        """Count what became of every row of the claims file, as plain data."""

    def by_outcome(self) -> list[dict[str, object]]:
        """Count how the claims of each outcome and cohort stand, as plain data."""

    def table_rows(self) -> list[tuple[str, ...]]:
        """Give a table of all claims that were taken, with its heading, for people."""

    def count_rows(self) -> list[tuple[str, ...]]:
        """Give a table of how many claims of each outcome stand how, with its heading, for people."""

    def sentences(self) -> list[str]:
        """Tell what became of every row of the claims file, in sentences."""
