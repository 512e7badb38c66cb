"""Limits that are counted for everybody: section 10 of the reference of claims, for claims of all people at once.

In: what the claims of each class come to in each determination, and the limits of a stage.
Out: `Passed`: what is left of each class, and of single claims where a limit takes only some of a class.
Relies on `sums` and `passing`. Guarantees: the same as a walk through all claims in their order. It looks at single
claims only in determinations in which a limit is used up; a class of which a limit takes nothing, or everything, is
one number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from sibdsl.engines.kernel import sums as columns
from sibdsl.engines.kernel.allowances import CLAIMS, MONEY, QUANTITY, Limits, Stage
from sibdsl.engines.kernel.blocks import Blocks, chosen
from sibdsl.engines.kernel.numbers import Numbers
from sibdsl.engines.kernel.passing import (
    KEPT,
    file_by_person,
    left_of,
    note_others,
    pass_one_by_one,
    pass_together,
    passed_dtype,
)
from sibdsl.engines.kernel.timetable import NOWHERE

_WANTED = {CLAIMS: columns.LIVE, QUANTITY: columns.UNITS, MONEY: columns.MONEY}


@dataclass(slots=True)
class Passed:
    """What a stage of limits left.

    ``taken_by`` names for each determination and class the limit that took all of it; where ``single`` is set the
    claims stand in ``claims``, by part of the people. ``sums`` and ``returns`` are what is left of everything, and
    ``cuts`` what each limit of the contract took, by limit, determination and class.
    """

    taken_by: npt.NDArray[np.int32]
    single: npt.NDArray[np.bool_]
    claims: Blocks | None
    sums: columns.Sums
    returns: npt.NDArray[Any]
    cuts: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Results:
    """Where what is left of single claims is put, by part of the people."""

    blocks: Blocks
    shift: int


_SliceLeft = tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[np.int64]]
"""Claims, what is left of them, and for each what each limit took of it, and then what each left of its quantity."""


@dataclass(slots=True)
class _Books:
    """How far each limit of the stage is used up, and what is given back in which determination."""

    used: list[npt.NDArray[np.int64]]
    others: list[npt.NDArray[np.int64]]
    blocked: list[npt.NDArray[np.int64]]
    back: dict[int, list[tuple[npt.NDArray[np.int64], int, int]]] = field(default_factory=lambda: defaultdict(list))


class ContractWide:
    """One stage of limits. ``pick`` fetches the single claims of the classes that are marked.

    ``of_single`` are the slices in which those of a determination come, and what puts them in order.
    """

    def __init__(
        self,
        limits: Limits,
        tariffs: Any,
        stage: Stage,
        before: tuple[columns.Sums, npt.NDArray[Any]],
        pick: Callable[[npt.NDArray[np.bool_]], Blocks],
        of_single: tuple[int, Numbers],
    ) -> None:
        self._slices_of_day, self._numbers = of_single
        self._limits, self._tariffs, self._stage = limits, tariffs, stage
        self._before, self._returns_before = before
        self._pick = pick
        self._determinations, self._classes, _ = self._before.shape

    def settle(self, results: Callable[[np.dtype[Any]], Blocks] | None, shift: int) -> Passed:
        """Pass all claims through the limits of the stage.

        ``results`` makes the blocks in which single claims are handed on; None: nobody asks for them.
        """
        single = np.zeros((self._determinations, self._classes), dtype=np.bool_)
        # A first walk without single claims guesses which are needed; a walk that finds itself short says so.
        self._walk(single, None, None)
        while True:
            blocks = self._pick(single) if single.any() else None
            needed = single.copy()
            kept = results(passed_dtype(self._stage.end - self._stage.first)) if results else None
            passed = self._walk(needed, blocks, None if kept is None else _Results(kept, shift))
            if blocks is not None:
                blocks.close()
            if passed is not None:
                passed.claims = kept
                return passed
            single = needed
            if kept is not None:
                kept.close()

    # ------------------------------------------------------------ one walk through the determinations

    def _walk(self, single: npt.NDArray[np.bool_], blocks: Blocks | None, results: _Results | None) -> Passed | None:
        """Go through the determinations; None, with more classes marked in ``single``, where claims are missing."""
        guessing = blocks is None and not single.any()
        asked_for = single.copy()
        first, end = self._stage.first, self._stage.end
        sizes = [int(its["keys"] * its["periods"]) for its in self._limits.limits[first:end]]
        used, others, blocked = ([np.zeros(size, dtype=np.int64) for size in sizes] for _ in range(3))
        books = _Books(used, others, blocked)
        passed = Passed(
            taken_by=np.full(single.shape, KEPT, dtype=np.int32),
            single=single,
            claims=None,
            sums=self._before.copy(),
            returns=self._returns_before.copy(),
            cuts=np.zeros((len(self._limits.limits), *single.shape), dtype=np.int64),
        )
        for day in range(self._determinations):
            for book, key, amount in books.back.pop(day, ()):
                book[key] -= amount
            here = np.flatnonzero(passed.returns["taken"] == day)
            for limit in range(first, end):
                self._pass_classes(day, limit, books, passed, here)
            if single[day].any() and np.array_equal(single[day], asked_for[day]) and blocks is not None:
                self._pass_single(day, books, passed, here, blocks, results)
        complete = np.array_equal(single, asked_for)
        return passed if complete or (guessing and not single.any()) else None

    def _pass_classes(self, day: int, limit: int, books: _Books, passed: Passed, here: npt.NDArray[np.int64]) -> None:
        """Pass whole classes through a limit, and mark those of which it takes some."""
        limits, its, place = self._limits, self._limits.limits[limit], limit - self._stage.first
        sums, single = passed.sums[day], passed.single[day]
        wanted = _WANTED[int(its["measure"])]
        keys = limits.period_key[limit, day] * its["keys"] + limits.class_key[limit]
        used, others = books.used[place], books.others[place]
        if its["share_bottom"]:
            for klass in np.flatnonzero(limits.others[limit] & ~single).tolist():
                others[keys[klass]] += sums[klass, columns.MONEY]
                self._give_back_later(passed, here, klass, others, keys[klass], columns.MONEY, books)
        limited = limits.applies[limit] & (sums[:, wanted] > 0)
        for key in np.unique(keys[limited]).tolist():
            classes = np.flatnonzero(limited & (keys == key))
            total = int(sums[classes, wanted].sum())
            room = self._room(limit, int(used[key]), int(others[key])) if its["bounded"] else total
            uncertain = its["share_bottom"] and (limits.others[limit] & single & (keys == key)).any()
            if uncertain and its["bounded"]:
                passed.single[day, classes] = True
            elif total <= room:
                for klass in classes[~single[classes]].tolist():
                    used[key] += sums[klass, wanted]
                    self._give_back_later(passed, here, klass, used, key, wanted, books)
            elif room == 0:
                self._take_all(day, limit, passed, here, classes)
            else:
                # Where this is a guess, what follows is guessed from the limit being used up.
                newly = classes[~single[classes]]
                if len(newly):
                    single[newly] = True
                    used[key] += 0 if its["whole"] else room
                    for klass in newly.tolist():
                        self._give_back_later(passed, here, klass, used, key, wanted, books)

    def _room(self, limit: int, used: int, others: int) -> int:
        its = self._limits.limits[limit]
        allowed = int(its["allowed"])
        if its["share_bottom"]:
            allowed = others * int(its["share_top"]) // int(its["share_bottom"])
        return max(allowed - used, 0)

    def _give_back_later(
        self,
        passed: Passed,
        here: npt.NDArray[np.int64],
        klass: int,
        book: npt.NDArray[np.int64],
        key: int,
        column: int,
        books: _Books,
    ) -> None:
        """Note what of a class is given back in later determinations."""
        for row in here[passed.returns["klass"][here] == klass]:
            amount = int(passed.returns["sums"][row, column])
            if amount:
                books.back[int(passed.returns["back"][row])].append((book, key, amount))

    def _take_all(
        self, day: int, limit: int, passed: Passed, here: npt.NDArray[np.int64], classes: npt.NDArray[np.int64]
    ) -> None:
        """Let a limit take all that is left of some classes. Of single claims it finds that out by itself."""
        for klass in classes:
            if not passed.single[day, klass]:
                passed.cuts[limit, day, klass] += passed.sums[day, klass, columns.MONEY]
                passed.taken_by[day, klass] = limit
            self._empty(passed.sums[day, klass], limit)
            for row in here[passed.returns["klass"][here] == klass]:
                self._empty(passed.returns["sums"][row], limit)

    def _empty(self, row: npt.NDArray[np.int64], limit: int) -> None:
        """Take everything of a sum."""
        measure = int(self._limits.limits["measure"][limit])
        row[columns.MONEY] = 0
        row[columns.UNCUT] -= row[columns.UNCUT_ASKING]
        row[columns.UNCUT_ASKING] = 0
        if measure != MONEY:
            row[columns.UNITS] = 0
        if measure == CLAIMS:
            row[columns.LIVE] = 0

    # ------------------------------------------------------------ single claims

    def _pass_single(
        self,
        day: int,
        books: _Books,
        passed: Passed,
        here: npt.NDArray[np.int64],
        blocks: Blocks,
        results: _Results | None,
    ) -> None:
        """Pass single claims of a determination through all limits of the stage."""
        singles = np.flatnonzero(passed.single[day])
        passed.sums[day, singles] = 0
        passed.returns["sums"][here[np.isin(passed.returns["klass"][here], singles)]] = 0
        extra: list[npt.NDArray[Any]] = [passed.returns]
        for slice_of_day in self._slices(day, blocks):
            claims, left, lines = self._pass_slice(day, slice_of_day, books, passed)
            after, returned = columns.sums_of(claims, self._tariffs, left, self._determinations, self._classes)
            passed.sums[day] += after[day]
            extra.append(returned)
            if results is not None:
                file_by_person(claims, left, lines, results.shift, results.blocks)
        passed.returns = columns.together(np.concatenate(extra))

    def _pass_slice(self, day: int, claims: npt.NDArray[Any], books: _Books, passed: Passed) -> _SliceLeft:
        """Pass a slice of the claims of a determination; they are only put in order where that matters."""
        left, has_returns = left_of(claims)
        many = self._stage.end - self._stage.first
        lines = np.empty((len(claims), 2 * many), dtype=np.int64)
        uses = np.zeros(len(claims), dtype=np.int64)
        ordered = False
        for place, limit in enumerate(range(self._stage.first, self._stage.end)):
            of_limit = (books.used[place], books.others[place], books.blocked[place])
            uses[:] = 0
            if self._limits.limits["share_bottom"][limit]:
                note_others(claims, left, self._tariffs, self._limits, limit, of_limit[1], uses)
            for_limit = (self._tariffs, self._limits, limit, of_limit)
            taken_by = passed.cuts[limit, day]
            if not pass_together(claims, left, *for_limit, uses, (taken_by, lines, place, many + place)):
                if not ordered:
                    order = self._order(claims)
                    claims, left, ordered = chosen(claims, order), chosen(left, order), True
                    lines, uses = lines[order], uses[order]
                pass_one_by_one(claims, left, *for_limit, uses, (taken_by, lines, place, many + place))
            if has_returns:
                self._note_returns(claims, limit, uses, books)
        return claims, left, lines

    def _slices(self, day: int, blocks: Blocks) -> Iterator[npt.NDArray[Any]]:
        """Give the single claims of a determination, a few days of reaching them at a time."""
        parts = [blocks.part(day * self._slices_of_day + place) for place in range(self._slices_of_day)]
        if self._limits.limits["share_bottom"][self._stage.first : self._stage.end].any():
            # What a share is counted from includes the whole determination.
            parts = [np.concatenate(parts)]
        yield from (part for part in parts if len(part))

    def _order(self, claims: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
        """Give the places of claims in their order."""
        by_number = np.argsort(claims["order"])
        # A stable sort of 16-bit numbers takes one look at each.
        order = by_number[np.argsort(claims["reached"][by_number], kind="stable")]
        return self._numbers.order(claims, order, ("reached", "order"))

    def _note_returns(self, claims: npt.NDArray[Any], limit: int, uses: npt.NDArray[np.int64], books: _Books) -> None:
        """Note what single claims give back in later determinations."""
        place = limit - self._stage.first
        for index in np.flatnonzero((claims["back"] != NOWHERE) & (uses != 0)):
            klass = int(self._tariffs["klass"][claims["tariff"][index]])
            day = int(claims["taken"][index])
            key = int(self._limits.period_key[limit, day]) * int(self._limits.limits["keys"][limit])
            key += int(self._limits.class_key[limit, klass])
            book = books.others[place] if self._limits.others[limit, klass] else books.used[place]
            books.back[int(claims["back"][index])].append((book, key, int(uses[index])))
