"""Reading everything that is reported, once, into what the limits are applied to.

In: the tables of a connection, a contract's tables, and the days of its determinations.
Out: `Intake`: the records of claims that are ready, and what becomes of every other row.
Relies on `reading`, `people`, `spells`, `screening` and `repeats`. Guarantees: claims are worked on while the next are
read, a few batches at a time; records that are too many for the memory lie in files without names.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sibdsl.engines.kernel.blocks import Blocks
from sibdsl.engines.kernel.columns import fixed, number_of_day, texts
from sibdsl.engines.kernel.contract import ContractTables, TooLargeError
from sibdsl.engines.kernel.fates import READY
from sibdsl.engines.kernel.keys import SEEDS
from sibdsl.engines.kernel.people import ENROLLED, People, codes_of, know_people
from sibdsl.engines.kernel.reading import EvidenceRows, Overview
from sibdsl.engines.kernel.repeats import find_repeats
from sibdsl.engines.kernel.screening import CLAIM_NUMBER, READY_CLAIM, ClaimRows, Screen, screen
from sibdsl.engines.kernel.spells import SPELL, know_states
from sibdsl.engines.kernel.timetable import Timetable, timetable
from sibdsl.runtime.determinations import Prepared

CLAIMS_OF_A_PART = 65_536
"""How many claims a part of the people has, about: what fits into the caches of a processor. In files it has twice as
many, so that there are fewer pieces to fetch."""

MOST_PARTS = 2048
"""More parts would make too many small pieces of every batch."""

MEMORY = 1 << 30
"""Bytes for records of claims, unless somebody says otherwise."""

BATCHES_AT_ONCE = 3


def _silent(read: int, rows: int) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a settlement may use: bytes for records of claims, threads (None: one a processor), and whom to tell.

    ``progress`` is told how many claims have been read, and how many there are. Records that are too many go to
    unnamed files in ``directory``.
    """

    memory: int = MEMORY
    threads: int | None = None
    progress: Callable[[int, int], None] = _silent
    directory: Path | None = None

    def pool(self) -> ThreadPoolExecutor:
        """Make threads to work with."""
        return ThreadPoolExecutor(self.threads or os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read. ``fate`` says by row what becomes of it (see `fates`), `READY` for the records of ``ready``.

    ``counts`` counts rows by fate, and by outcome and cohort as in `results`. ``rejected`` lists table, row and code
    of rows of the other tables. ``shift`` gives the part of a person; large blocks lie in ``directory``.
    ``numbers_matter`` says that records do not hold all of each claim number, ``repeated`` that some claims of which
    there are records are rejected.
    """

    overview: Overview
    days: Timetable
    ready: Blocks
    fate: npt.NDArray[np.uint8]
    counts: npt.NDArray[np.int64]
    rejected: tuple[tuple[str, int, str], ...]
    shift: int
    directory: Path | None
    numbers_matter: bool
    repeated: bool


def take_in(
    prepared: Prepared,
    tables: ContractTables,
    evidence: EvidenceRows,
    days: tuple[date | None, date | None],
    means: Means,
    pool: ThreadPoolExecutor,
) -> Intake:
    """Read everything; ``days`` are the day of the statement and the day on which the contract ended early.

    Raises:
        TooLargeError: the records hold no such numbers.
    """
    # The enrolment is read while all claims are looked at once.
    looking = pool.submit(evidence.overview)
    enrolled = know_people(tables, evidence.enrolments(), evidence.count("enrolment"), evidence.group_masks)
    overview = looking.result()
    table = timetable(tables, prepared, overview.latest, *days)
    _check_size(tables, table, overview)
    needed = overview.count * (READY_CLAIM.itemsize * 2 + CLAIM_NUMBER.itemsize + 25)
    directory = (means.directory or Path(tempfile.gettempdir())) if needed > means.memory else None
    reader = _Reader(tables, evidence, overview, directory, pool)
    people, rejected = reader.people(*enrolled)
    return Intake(
        overview,
        table,
        reader.claims(table, people, means.progress),
        reader.fate,
        reader.counts,
        tuple(rejected),
        reader.shift,
        directory,
        reader.numbers_matter,
        reader.repeated,
    )


def _check_size(tables: ContractTables, days: Timetable, overview: Overview) -> None:
    """Check that days and rows fit into records.

    Raises:
        TooLargeError: they do not.
    """
    if days.days and (days.days[-1] - tables.plan.term.start).days > 0xFFFF:
        raise TooLargeError("a contract of more than 179 years")
    if overview.largest_row >= 2**32:
        raise TooLargeError("more than 4,294,967,295 rows")


class _Reader:
    """Reads the tables, one after the other."""

    def __init__(
        self,
        tables: ContractTables,
        evidence: EvidenceRows,
        overview: Overview,
        directory: Path | None,
        pool: ThreadPoolExecutor,
    ) -> None:
        self._tables, self._evidence, self._overview = tables, evidence, overview
        self._directory, self._pool = directory, pool
        self._width = len(tables.cohorts) + 1
        self.shift = 0
        self.numbers_matter = False
        self.repeated = False
        self.fate = np.zeros(overview.largest_row + 1, dtype=np.uint8)
        self.counts = np.zeros((READY + 1, (len(tables.outcomes) + 1) * self._width), dtype=np.int64)

    def people(self, people: People, rejected: list[tuple[str, int, str]]) -> tuple[People, list[tuple[str, int, str]]]:
        """Divide the people into parts, read the spells, and list the rows that are rejected."""
        evidence, claims = self._evidence, max(self._overview.count, 1)
        wanted = CLAIMS_OF_A_PART * (1 if self._directory is None else 2)
        self.shift = max((people.codes * wanted // claims).bit_length() - 1, 0)
        while (people.codes >> self.shift) >= MOST_PARTS:
            self.shift += 1
        if self._tables.states or evidence.count("spells"):
            blocks = Blocks(SPELL, (people.codes >> self.shift) + 2, self._directory)
            people, spells = know_states(self._tables, people, evidence.spells(), blocks, self.shift)
            blocks.close()
            rejected = sorted(rejected + spells)
        return people, rejected

    def claims(self, days: Timetable, people: People, progress: Callable[[int, int], None]) -> Blocks:
        """Read all claims, and give those that are ready."""
        ready = Blocks(READY_CLAIM, (people.codes >> self.shift) + 1, self._directory)
        numbers = Blocks(CLAIM_NUMBER, max(self._overview.count >> 16, 1), self._directory)
        against = Screen(
            rules=self._tables.rules,
            tariffs=self._tables.tariffs,
            openings=days.openings,
            people=people,
            cohorts=self._width,
            term_start=number_of_day(self._tables.plan.term.start),
            prefix=np.array(list(self._overview.prefix), dtype=np.int64),
            shift=self.shift,
            seeds=SEEDS,
        )

        def work(batch: ClaimRows) -> tuple[int, npt.NDArray[np.int64]]:
            counts = np.zeros_like(self.counts)
            found = screen(batch, against, self.fate, counts, (len(ready), len(numbers)))
            ready.add(found.ready, found.ready_starts)
            numbers.add(found.numbers, found.number_starts)
            self.numbers_matter |= not found.exact
            return len(batch.row), counts

        read = 0
        for count, counts in self._side_by_side(work, self._evidence.claims(self._directory is not None)):
            read += count
            self.counts += counts
            progress(read, self._overview.count)
        self._reject_repeats(numbers, people)
        numbers.close()
        return ready

    def _side_by_side(
        self, work: Callable[[ClaimRows], tuple[int, npt.NDArray[np.int64]]], batches: Iterator[ClaimRows]
    ) -> Iterator[tuple[int, npt.NDArray[np.int64]]]:
        """Work on batches while the next ones are read."""
        running: list[Future[Any]] = []
        for batch in batches:
            running.append(self._pool.submit(work, batch))
            if len(running) >= BATCHES_AT_ONCE:
                yield running.pop(0).result()
        for future in running:
            yield future.result()

    def _reject_repeats(self, numbers: Blocks, people: People) -> None:
        """Reject rows whose claim number is there twice, whatever else becomes of them."""
        import pyarrow as arrow

        repeated = find_repeats(self._evidence, numbers)
        self.repeated = bool(repeated)
        if not repeated:
            return
        column = texts(arrow.array([found.person for found in repeated], arrow.string()))
        codes = codes_of(column._replace(starts=fixed(column.starts)), people, SEEDS)
        for found, code in zip(repeated, codes.tolist(), strict=True):
            enrolled = code >= 0 and people.people["state"][code] == ENROLLED
            cohort = int(people.people["cohort"][code]) if enrolled else 0
            klass = (self._tables.outcomes.get(found.outcome, -1) + 1) * self._width + cohort
            self.counts[self.fate[found.row], klass] -= 1
            self.counts[found.fate, klass] += 1
            self.fate[found.row] = found.fate
