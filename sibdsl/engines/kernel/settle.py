"""Settling claims on one machine, as fast as it can be done exactly.

In: a contract's plan with its rate cards, a DuckDB connection with the tables of `sibdsl.evidence.claims_tables`, and
the day of the statement. Out: `KernelSettlement`: totals and counts, and lines where somebody asks for them.
Relies on the other modules of this package, each of which is one step. Guarantees: the same as
`sibdsl.runtime.claims_settlement`, in integers whose size is checked; claims are streamed, and what does not fit into
memory lies in temporary files without names, which hold no text of any person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sibdsl.engines.kernel.allowances import limits_of, stages_of
from sibdsl.engines.kernel.blocks import Blocks
from sibdsl.engines.kernel.contract import ContractTables, contract_tables
from sibdsl.engines.kernel.contract_wide import ContractWide
from sibdsl.engines.kernel.fates import FATES, LATE, REASONS
from sibdsl.engines.kernel.intake import Intake, Means, take_in
from sibdsl.engines.kernel.lines import ROWS_OF_A_PART, Lines, taken_dtype
from sibdsl.engines.kernel.numbers import Numbers
from sibdsl.engines.kernel.parts import Ground, Parts
from sibdsl.engines.kernel.people import know_people
from sibdsl.engines.kernel.reading import EvidenceRows
from sibdsl.engines.kernel.results import Outcome, settled_of
from sibdsl.runtime.claims import ClaimLine
from sibdsl.runtime.claims_ledger import TAKEN, Ledger, close_determinations
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.determinations import Prepared, prepare
from sibdsl.runtime.plan import Plan

if TYPE_CHECKING:
    import duckdb


class KernelSettlement:
    """Claims that are settled. ``settled`` has the totals; lines are worked out from the connection when asked for."""

    def __init__(
        self,
        tables: ContractTables,
        evidence: EvidenceRows,
        intake: Intake,
        refused: Counter[tuple[str, str]],
        means: Means,
    ) -> None:
        self._tables, self._evidence, self._intake, self._means = tables, evidence, intake, means
        refused = Counter(refused)
        refused.update((table, code) for table, _, code in intake.rejected)
        self._limits, self._stages = limits_of(tables, intake.days), stages_of(tables)
        self._wide: dict[int, ContractWide] = {}
        self._parts = self._divide()
        rows = self._ready()
        self.settled = settled_of(tables, intake.days, self._take(rows), refused)
        self._lines: Lines | None = None

    def lines(self) -> Iterator[ClaimLine]:
        """Give a line for each claim, in the order of rows."""
        return iter(self._all_lines())

    def lines_of(self, claim: str) -> Iterator[ClaimLine]:
        """Give the lines of one number, in the order of rows."""
        return self._all_lines().of_number(claim)

    def rejected(self) -> Iterator[tuple[str, int, str, str]]:
        """Give table, row, code and column of every row that is rejected though each of its cells can be read."""
        for table, row, code in self._intake.rejected:
            yield table, row, code, ""
        fate = self._intake.fate
        is_reason = np.array([name in REASONS for name in FATES] + [False])
        for row in np.flatnonzero(is_reason[fate]).tolist():
            yield "claims", row, FATES[fate[row]], ""

    def unreported(self) -> Iterator[str]:
        """Give the numbers of closed claims that are reported no longer: none, as nothing is closed for the kernel."""
        return iter(())

    def closed(self, ledger: Ledger) -> Ledger:
        """Give the ledger with all determinations closed that were made."""
        decided = (line for line in self.lines() if line.status in TAKEN or line.reason in LATE)
        return close_determinations(ledger, decided, self.settled.settled_to)

    # ------------------------------------------------------------ steps

    def _divide(self) -> Parts:
        """Make the parts of the people on which the limits are applied."""
        tables, intake = self._tables, self._intake
        days = intake.days.days
        span = (days[-1] - tables.plan.term.start).days if days else 0
        ground = Ground(
            tables,
            self._limits,
            self._stages,
            intake.fate,
            Numbers(self._evidence, intake.numbers_matter),
            (len(days), tables.classes, max(span, 0)),
            intake.shift,
            intake.directory,
            self._means.pool(),
            intake.repeated,
        )
        return Parts(ground, intake.ready)

    def _ready(self) -> npt.NDArray[np.int64]:
        """Make claims ready to be taken, and count the rows of which nothing is taken, by fate and class."""
        rows = self._intake.counts.copy()
        # Claims that something before speaks against were ready, and are not in the sums.
        rows[: len(FATES), len(self._tables.cohorts) + 1 :] += self._parts.make_ready()
        return rows[: len(FATES)]

    def _take(self, rows: npt.NDArray[np.int64]) -> Outcome:
        """Take claims, and pass them through the limits, stage by stage."""
        parts = self._parts
        cuts = np.zeros((len(self._limits.limits), len(self._intake.days.days), self._tables.classes), dtype=np.int64)
        last = len(self._stages) - 1
        for number, stage in enumerate(self._stages):
            if stage.by_person:
                continue
            counted = parts.counted(number, with_people=number == last)
            wide = self._wide[number] = ContractWide(
                self._limits,
                self._tables.tariffs,
                stage,
                (counted.sums, counted.returns),
                partial(parts.pick, number),
                (parts.slices, parts.numbers),
            )
            # Single claims behind the last stage matter to lines only.
            passed = parts.passed[number] = wide.settle(None if number == last else parts.results, self._intake.shift)
            cuts += passed.cuts
            if number == last:
                taken_by = cuts + counted.taken_by
                return Outcome(passed.sums, passed.returns, taken_by, counted.people, counted.everybody, rows)
        counted = parts.counted(len(self._stages), with_people=True)
        taken_by = cuts + counted.taken_by
        return Outcome(counted.sums, counted.returns, taken_by, counted.people, counted.everybody, rows)

    def _all_lines(self) -> Lines:
        if self._lines is None:
            for number, wide in self._wide.items():
                if self._parts.passed[number].claims is None:
                    self._parts.passed[number] = wide.settle(self._parts.results, self._intake.shift)
            evidence, intake = self._evidence, self._intake
            people, _ = know_people(
                self._tables, evidence.enrolments(), evidence.count("enrolment"), evidence.group_masks
            )
            many = intake.overview.largest_row // ROWS_OF_A_PART + 1
            blocks = Blocks(taken_dtype(len(self._limits.limits)), many, intake.directory)
            self._lines = Lines(self._tables, intake, evidence, people, self._parts, blocks)
        return self._lines


def settle_with_kernel(
    plan: Plan | Prepared,
    claims: ClaimsPlan,
    connection: duckdb.DuckDBPyConnection,
    as_of: date | None = None,
    termination: date | None = None,
    means: Means | None = None,
) -> KernelSettlement:
    """Settle the claims of a connection.

    Raises:
        TooLargeError: numbers of the contract or the evidence are too large for 64 bits; the plain engine has no such
            limit.
        duckdb.Error: a file cannot be read.
    """
    prepared = plan if isinstance(plan, Prepared) else prepare(plan)
    means = means or Means()
    tables = contract_tables(prepared.plan, claims)
    evidence = EvidenceRows(connection, tables)
    with means.pool() as pool:
        intake = take_in(prepared, tables, evidence, (as_of, termination), means, pool)
    return KernelSettlement(tables, evidence, intake, evidence.refused(), means)
