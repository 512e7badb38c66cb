"""Settling claims by a script in a database, batch by batch.

In: a plan with its cards, a database that has the evidence, the day of the statement, and the ledger.
Out: ``ScriptSettlement``: totals and counts, and the lines as they are asked for.
Relies on ``generators.sql`` for the script and on the database for arithmetic that fails rather than overflows.
Guarantees: the same lines and totals as `sibdsl.runtime.claims_settlement`; lines are never held all at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from typing import Protocol, runtime_checkable

from sibdsl.engines.databases import Database, Row
from sibdsl.engines.ledgers import ledger_rows
from sibdsl.engines.totals import UNREPORTED, settled_from
from sibdsl.generators.sql.cards import Cards
from sibdsl.generators.sql.compose import BATCH, PREPARE, RESULTS, has_whole_limit, inputs, script_of
from sibdsl.generators.sql.script import Section, statements
from sibdsl.generators.sql.standing import counted_columns, cut_columns
from sibdsl.generators.sql.trees import quoted
from sibdsl.runtime.claims import ClaimLine, ClaimsSettled
from sibdsl.runtime.claims_ledger import NO_LEDGER, Ledger, close_determinations
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.plan import Plan

Progress = Callable[[str], None]

_LATE = (
    "SELECT d.claim, d.person, d.payment, d.outcome, d.cohort, d.reached_on, e.code, d.parts "
    "FROM rejected_late AS e JOIN due AS d ON d.claim_row = e.claim_row"
)


class ScriptSettlement:
    """Claims that a script has settled. ``settled`` has the totals; the lines stay in the database."""

    def __init__(
        self, cards: Cards, database: Database, settled: ClaimsSettled, has_late_rejections: bool
    ) -> None:  # fmt: skip
        self._cards = cards
        self._database = database
        self.settled = settled
        self._has_late_rejections = has_late_rejections

    def lines(self) -> Iterator[ClaimLine]:
        """Give a line for each row of the claims file, in their order."""
        columns = self._columns("quantity")
        return self._lines(f'SELECT "row", {columns} FROM lines ORDER BY "row"')

    def lines_of(self, claim: str) -> Iterator[ClaimLine]:
        """Give the lines of one number, in the order of rows."""
        columns = self._columns("quantity")
        return self._lines(f'SELECT "row", {columns} FROM lines WHERE claim = {quoted(claim)} ORDER BY "row"')

    def rejected(self) -> Iterator[tuple[str, int, str, str]]:
        """Give table, row, code and column of every row that is rejected though each of its cells can be read."""
        found = self._database.rows('SELECT "table", "row", code, "column" FROM rejected_rows')
        return ((table, row, code, column) for table, row, code, column in found)

    def unreported(self) -> Iterator[str]:
        """Give the numbers of closed claims that stay paid although the claims file has them no longer."""
        return (row[0] for row in self._database.rows(UNREPORTED))

    def closed(self, ledger: Ledger) -> Ledger:
        """Give the ledger with all determinations closed that were made."""
        return close_determinations(ledger, self._decided(), self.settled.settled_to)

    def _decided(self) -> Iterator[ClaimLine]:
        """Give every claim that is or was taken, and those that were rejected for what their people had reached."""
        cuts = " OR ".join(f"{column} <> 0" for column in cut_columns(self._cards)) or "1 = 0"
        status = f"CASE WHEN NOT recovered_on IS NULL THEN 'recovered' WHEN {cuts} THEN 'cut' ELSE 'paid' END AS status"
        columns = self._columns("NULL AS quantity").replace("status,", f"{status},", 1)
        yield from self._lines(f'SELECT 0 AS "row", {columns} FROM taken')
        if self._has_late_rejections:
            yield from map(self._late, self._database.rows(_LATE))

    def _late(self, row: Row) -> ClaimLine:
        claim, person, payment, outcome, cohort, reached_on, code, parts = row
        return ClaimLine(
            row=0,
            claim=claim,
            person=person,
            payment=payment,
            outcome=outcome,
            cohort=cohort or None,
            reached_on=reached_on,
            status="rejected",
            reason=code,
            quantity=self._quantity(outcome, None, parts),
        )

    def _columns(self, quantity: str) -> str:
        return ", ".join(
            [
                "claim, person, payment, outcome, cohort, reached_on, status, reason, determination",
                quantity,
                "parts, asked, paid, recovered_on",
                *cut_columns(self._cards),
                *counted_columns(self._cards),
            ]
        )

    def _lines(self, query: str) -> Iterator[ClaimLine]:
        for row in self._database.rows(query):
            yield self._line(row)

    def _line(self, row: Row) -> ClaimLine:
        number, claim, person, payment, outcome, cohort, reached_on, status, reason, determination = row[:10]
        quantity, parts, asked, paid, recovered_on = row[10:15]
        limits = len(self._cards.claims.limits)
        is_taken = status not in ("rejected", "pending")
        return ClaimLine(
            row=number,
            claim=claim,
            person=person,
            payment=payment,
            outcome=outcome,
            cohort=cohort or None,
            reached_on=reached_on,
            status=status,
            reason=reason,
            determination=determination,
            quantity=self._quantity(outcome, quantity, parts),
            asked=asked,
            cuts=tuple(int(cut) for cut in row[15 : 15 + limits]) if is_taken else (),
            paid=paid,
            recovered_on=recovered_on,
            counted=tuple(Fraction(int(parts), self._cards.parts) for parts in row[15 + limits :]) if is_taken else (),
        )

    def _quantity(self, outcome: str, quantity: object, parts: int | None) -> Fraction:
        if parts is not None:
            return Fraction(int(parts), self._cards.parts)
        known = self._cards.outcomes.get(outcome)
        if quantity is None or known is None or known.unit is None:
            return Fraction(1)
        return Fraction(str(quantity)) * known.unit.scale


def settle_by_script(
    plan: Plan,
    claims: ClaimsPlan,
    database: Database,
    as_of: date | None = None,
    termination: date | None = None,
    ledger: Ledger = NO_LEDGER,
    progress: Progress | None = None,
) -> ScriptSettlement:
    """Settle the claims whose tables are in a database.

    Raises:
        GeneratorProblem: the contract's cards cannot be expressed in SQL.
        ValueError: the ledger was written for a contract with other limits.
    """
    cards = Cards(plan, claims)
    script = script_of(plan, claims)
    run = _Run(database, progress or _silent)
    columns = inputs(cards)
    database.fill("ledger", columns["ledger"], ledger_rows(cards, ledger))
    database.fill("closed", columns["closed"], sorted(ledger.closed_to.items()))
    database.fill("settlement", columns["settlement"], [(as_of, termination, None, None)])
    run.section(script.section(PREPARE))
    for number, (first, last) in enumerate(batches := list(_batches(cards, database)), 1):
        run.tell(f"determinations {first} to {last} ({number} of {len(batches)})")
        database.fill("settlement", columns["settlement"], [(as_of, termination, first, last)])
        run.section(script.section(BATCH))
    run.section(script.section(RESULTS))
    return ScriptSettlement(cards, database, settled_from(cards, database), script.creates("rejected_late"))


@runtime_checkable
class MakesSections(Protocol):
    """A database that has its own ways of keeping what a section of the script comes to."""

    def make(self, section: Section) -> None:
        """Make the tables and views of a section, in order."""


class _Run:
    """Runs sections of a script."""

    def __init__(self, database: Database, progress: Progress) -> None:
        self._database = database
        self.tell = progress

    def section(self, section: Section) -> None:
        """Run the statements of a section, in order."""
        self.tell(section.title)
        if isinstance(self._database, MakesSections):
            self._database.make(section)
            return
        for statement in statements(section, self._database.dialect):
            self._database.run(statement)


def _silent(_: str) -> None:
    """Say nothing."""


def _batches(cards: Cards, database: Database) -> Iterator[tuple[date, date]]:
    """Give the first and last determination of each batch: a new one begins where something is taken back."""
    days = [row[0] for row in database.rows("SELECT DISTINCT determination FROM due WHERE reason = ''")]
    starts = {
        row[0]
        for row in database.rows(
            "SELECT recovered_on FROM due WHERE reason = '' AND NOT recovered_on IS NULL "
            "UNION SELECT gone_on FROM taken WHERE NOT gone_on IS NULL"
        )
    }
    batch: list[date] = []
    for day in sorted(days):
        begins = has_whole_limit(cards.claims) or any(
            start <= day and (not batch or start > batch[-1]) for start in starts
        )
        if batch and begins:
            yield batch[0], batch[-1]
            batch = []
        batch.append(day)
    if batch:
        yield batch[0], batch[-1]
