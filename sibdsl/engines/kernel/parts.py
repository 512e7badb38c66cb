"""The claims of a settlement that are ready, part by part of the people, and how far they have come through the limits.

In: records of claims in blocks, and the tables of a contract. Out: sums after each stage of limits, and single claims.
Relies on `order`, `taking` and `passing`, which run without Python's lock, so parts are worked on side by side.
Guarantees: where there is room, what is known of a part is kept in memory; else it is worked out anew from the blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from sibdsl.engines.kernel import sums as columns
from sibdsl.engines.kernel.allowances import Limits, Stage
from sibdsl.engines.kernel.blocks import Blocks
from sibdsl.engines.kernel.columns import number_of_day
from sibdsl.engines.kernel.contract import LARGEST, ContractTables, TooLargeError
from sibdsl.engines.kernel.contract_wide import Passed
from sibdsl.engines.kernel.fates import READY
from sibdsl.engines.kernel.numbers import Numbers
from sibdsl.engines.kernel.order import WITHIN, in_order
from sibdsl.engines.kernel.passing import PASSING, leave, passed_dtype, pick
from sibdsl.engines.kernel.taking import accept, most_keys, pass_by_person, what_is_asked

Result = TypeVar("Result")
SLICES_OF_ALL = 4096
"""Into so many slices all determinations are cut, by the days on which claims were reached: single claims of one slice
are in memory at a time, and only a slice in which a limit is used up is put in order."""
NO_ROWS = np.zeros((0, 0), dtype=np.int64)


class Progressed(NamedTuple):
    """A part of the claims behind so many stages. ``taken_by`` adds up what limits by person took."""

    stages: int
    claims: npt.NDArray[Any]
    left: npt.NDArray[Any]
    taken_by: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Counted:
    """Sums of all parts. ``taken_by`` adds up what limits by person took, by limit, determination and class."""

    sums: columns.Sums
    returns: npt.NDArray[Any]
    taken_by: npt.NDArray[np.int64]
    people: npt.NDArray[np.int64]
    everybody: int


@dataclass(frozen=True, slots=True)
class Ground:
    """What all parts have in common.

    ``shape`` counts determinations, classes, and days from the start of the term to the last determination.
    ``shift`` gives the part of a person. Blocks lie in ``directory``, or in memory. ``fates_changed``: some claims of
    which there are records are rejected.
    """

    tables: ContractTables
    limits: Limits
    stages: list[Stage]
    fate: npt.NDArray[np.uint8]
    numbers: Numbers
    shape: tuple[int, int, int]
    shift: int
    directory: Path | None
    pool: ThreadPoolExecutor
    fates_changed: bool


class Parts:
    """All claims that are ready. ``passed`` has what each stage for everybody left, once that is known."""

    def __init__(self, ground: Ground, blocks: Blocks) -> None:
        self._tables, self._limits, self._stages = ground.tables, ground.limits, ground.stages
        self._fate, self.numbers, self._blocks = ground.fate, ground.numbers, blocks
        self._days, self._classes, self._span = ground.shape
        self._shift, self._directory, self._pool = ground.shift, ground.directory, ground.pool
        self._term_start = number_of_day(ground.tables.plan.term.start)
        # Sequences reject claims after they were read; so do numbers that are there twice.
        self._fates_changed = ground.fates_changed
        self._known: dict[int, Progressed] = {}
        self.passed: dict[int, Passed] = {}
        self.slices = min(max(SLICES_OF_ALL // max(self._days, 1), 8), 128)

    def each(self, work: Callable[[int], Result]) -> Iterator[Result]:
        """Do something for each part, several at a time."""
        return self._pool.map(work, range(len(self._blocks)))

    # ------------------------------------------------------------ the parts in order

    def make_ready(self) -> npt.NDArray[np.int64]:
        """Put all claims in order where they are in memory, and reject those that something before speaks against.

        Gives counts of the latter by fate and class.
        """
        counts = self._accept_all()
        if self._directory is None:
            for _ in self.each(lambda place: self._behind(place, 0, ordered=True)):
                pass
        return counts

    def _accept_all(self) -> npt.NDArray[np.int64]:
        counts = np.zeros((READY, self._classes), dtype=np.int64)
        if self.numbers.needed:
            doubts = [rows for rows in self.each(self._rows_in_doubt) if len(rows)]
            if doubts:
                self.numbers.learn(np.concatenate(doubts))
        sequences = self._tables.sequences
        if not len(sequences.after) and (sequences.outcomes["alternatives"] < 0).all():
            return counts

        def accepted(place: int) -> npt.NDArray[np.int64]:
            found = np.zeros_like(counts)
            accept(self._ordered(place), self._tables.tariffs, sequences, self._term_start, self._fate, found)
            return found

        counts = sum(self.each(accepted), counts)
        self._fates_changed = True
        return counts

    def _rows_in_doubt(self, place: int) -> npt.NDArray[Any]:
        claims = self._nearly_ordered(place)
        return claims["row"][self.numbers.doubtful(claims, WITHIN)]

    def _ordered(self, place: int) -> npt.NDArray[Any]:
        return self.numbers.in_order(self._nearly_ordered(place), WITHIN)

    def _nearly_ordered(self, place: int) -> npt.NDArray[Any]:
        people = (place << self._shift, 1 << self._shift)
        return in_order(self._blocks.part(place), people, self._fate if self._fates_changed else None)

    def _unordered(self, place: int) -> npt.NDArray[Any]:
        claims = self._blocks.part(place)
        return claims[self._fate[claims["row"]] == READY] if self._fates_changed else claims

    def _behind(self, place: int, stages: int, ordered: bool) -> Progressed:
        """Give a part behind so many stages; where nothing is kept, it is put in order only if that matters."""
        known = self._known.get(place)
        if known is None or known.stages > stages:
            matters = ordered or self._directory is None or any(stage.by_person for stage in self._stages[:stages])
            claims = self._ordered(place) if matters else self._unordered(place)
            shape = (len(self._limits.limits), self._days, self._classes)
            known = Progressed(0, claims, what_is_asked(claims, self._tables.tariffs), np.zeros(shape, dtype=np.int64))
        for number in range(known.stages, stages):
            self._pass(place, number, known, NO_ROWS, NO_ROWS)
        known = known._replace(stages=stages)
        if self._directory is None:
            self._known[place] = known
        return known

    def _pass(
        self, place: int, number: int, part: Progressed, cuts: npt.NDArray[np.int64], counted: npt.NDArray[np.int64]
    ) -> None:
        """Pass a part through one stage."""
        stage, tariffs, limits = self._stages[number], self._tables.tariffs, self._limits
        if stage.by_person:
            keys = most_keys(limits, stage.first, stage.end)
            outputs = (part.taken_by, cuts, counted)
            pass_by_person(part.claims, part.left, tariffs, limits, stage.first, stage.end, keys, outputs)
            return
        passed = self.passed[number]
        dtype = passed_dtype(stage.end - stage.first)
        single = passed.claims.part(place) if passed.claims is not None else np.empty(0, dtype=dtype)
        found = (passed.taken_by, passed.single, single)
        leave(part.claims, part.left, tariffs, limits, stage.first, found, (cuts, counted))

    # ------------------------------------------------------------ what they come to

    def counted(self, stages: int, with_people: bool) -> Counted:
        """Add up all claims behind so many stages; people are counted where they are asked for.

        Raises:
            TooLargeError: the sums might overflow.
        """

        def count(place: int) -> tuple[Any, ...]:
            part = self._behind(place, stages, with_people)
            tariffs = self._tables.tariffs
            sums, returns = columns.sums_of(part.claims, tariffs, part.left, self._days, self._classes)
            counted = part.claims if with_people else part.claims[:0]
            people, everybody = columns.people_of(counted, tariffs, self._days, self._classes)
            largest = max(int(part.left["asked"].max(initial=0)), int(part.left["units"].max(initial=0)))
            return sums, returns, part.taken_by, people, everybody, largest * len(part.claims)

        zero = np.zeros((self._days, self._classes), dtype=np.int64)
        sums = np.zeros((self._days, self._classes, columns.FIELDS), dtype=np.int64)
        taken_by = np.zeros((len(self._limits.limits), self._days, self._classes), dtype=np.int64)
        people, everybody, bound = zero, 0, 0
        all_returns = [np.zeros(0, dtype=columns.RETURN)]
        for part_sums, returns, part_taken, part_people, part_everybody, part_bound in self.each(count):
            bound += part_bound
            sums, taken_by, people = sums + part_sums, taken_by + part_taken, people + part_people
            everybody += part_everybody
            all_returns.append(returns)
        if bound * int(self._limits.limits["share_top"].max(initial=1)) > LARGEST:
            raise TooLargeError("the sum of all claims")
        return Counted(sums, columns.together(np.concatenate(all_returns)), taken_by, people, everybody)

    def pick(self, stages: int, wanted: npt.NDArray[np.bool_]) -> Blocks:
        """Fetch the single claims of some classes behind so many stages, by slices of determinations."""
        slices = (self._span, self.slices)
        blocks = Blocks(PASSING, self._days * self.slices, self._directory)

        def picked(place: int) -> None:
            part = self._behind(place, stages, ordered=False)
            pick(part.claims, part.left, self._tables.tariffs, wanted, slices, blocks)

        for _ in self.each(picked):
            pass
        return blocks

    def results(self, dtype: np.dtype[Any]) -> Blocks:
        """Make blocks for what is left of single claims, by part of the people."""
        return Blocks(dtype, len(self._blocks), self._directory)

    def finished(
        self, place: int
    ) -> tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Give a part behind all stages, with what each limit took of each claim, and left of its quantity."""
        claims = self._ordered(place)
        many = len(self._limits.limits)
        shape = (many, self._days, self._classes)
        part = Progressed(0, claims, what_is_asked(claims, self._tables.tariffs), np.zeros(shape, dtype=np.int64))
        cuts = np.zeros((many, len(claims)), dtype=np.int64)
        counted = np.zeros((many, len(claims)), dtype=np.int64)
        for number in range(len(self._stages)):
            self._pass(place, number, part, cuts, counted)
        return claims, part.left, cuts, counted
