"""The plain engine: claims settled one after another by the runtime, which is their meaning.

In: a plan with its cards, and people and claims in memory. Out: `PythonSettlement`, as every engine gives.
Relies on `sibdsl.runtime.claims_settlement`. Guarantees: no library beyond the standard ones is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sibdsl.runtime.claims import ClaimLine, ClaimsEvidence, ClaimsSettled
from sibdsl.runtime.claims_ledger import NO_LEDGER, Ledger
from sibdsl.runtime.claims_people import know_people
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.claims_settlement import settle_and_close
from sibdsl.runtime.plan import Plan


class PythonSettlement:
    """Claims that are settled, all in memory."""

    def __init__(
        self,
        plan: Plan,
        claims: ClaimsPlan,
        people: ClaimsEvidence,
        as_of: date | None = None,
        termination: date | None = None,
        ledger: Ledger = NO_LEDGER,
    ) -> None:
        result = settle_and_close(plan, claims, people, as_of, termination, ledger)
        self.settled: ClaimsSettled = result.settled
        self._lines = result.lines
        self._ledger = result.ledger
        self._unreported = result.unreported
        self._rejected = know_people(claims, plan.term, people).rejected

    def lines(self) -> Iterator[ClaimLine]:
        """Give a line for each claim, in the order of rows."""
        return iter(self._lines)

    def lines_of(self, claim: str) -> Iterator[ClaimLine]:
        """Give the lines of one number, in the order of rows."""
        return (line for line in self._lines if line.claim == claim)

    def rejected(self) -> Iterator[tuple[str, int, str, str]]:
        """Give table, row, code and column of every row that is rejected though each of its cells can be read."""
        yield from ((table, row, code, "") for table, row, code in self._rejected)
        yield from (("claims", line.row, line.reason, "") for line in self._lines if line.status == "rejected")

    def unreported(self) -> Iterator[str]:
        """Give the numbers of closed claims that stay paid although the claims file has them no longer."""
        return iter(self._unreported)

    def closed(self, ledger: Ledger) -> Ledger:
        """Give the ledger with all determinations closed that were made."""
        return self._ledger
