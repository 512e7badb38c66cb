"""Single claims on their way through limits that are counted for everybody, compiled.

In: claims of which a limit may take a part of the class. Out: what is left of each.
Relies on `taking`. Guarantees: claims go through one after another, in the order of section 7 of the reference.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from sibdsl.engines.kernel.allowances import Limits
from sibdsl.engines.kernel.blocks import Blocks
from sibdsl.engines.kernel.compiling import compiled, inlined
from sibdsl.engines.kernel.taking import LEFT, UNTAKEN, leave_part, let_through, room_of, wanted_of
from sibdsl.engines.kernel.timetable import NOWHERE

KEPT = 2**31 - 1
"""The place of the limit that took everything of a class, where none did."""

PASSING = np.dtype(
    [
        ("order", np.uint64),
        ("left", LEFT),
        ("row", np.uint32),
        ("person", np.uint32),
        ("reached", np.uint16),
        ("taken", np.uint16),
        ("back", np.uint16),
        ("tariff", np.uint16),
    ]
)
"""A claim that is ready to be taken, and what is left of it."""


ROW, ASKED, MONEY, UNITS, MARKS, CUTS = range(6)
"""Columns of what is left of single claims. Behind them stand what each limit of the stage took of a claim, and then
what each left of its quantity."""


def passed_dtype(limits: int) -> np.dtype[Any]:
    """Give the form of what so many limits left of a claim: a row of integers."""
    return np.dtype((np.int64, (CUTS + 2 * limits,)))


def pick(
    claims: npt.NDArray[Any],
    left: npt.NDArray[Any],
    tariffs: npt.NDArray[Any],
    wanted: npt.NDArray[np.bool_],
    slices: tuple[int, int],
    blocks: Blocks,
) -> None:
    """Put the claims into blocks whose determination and class are wanted; a part is a slice of a determination.

    ``slices`` are the days on which claims may have been reached, and into how many slices these are cut.
    """
    starts = np.zeros(len(blocks) + 1, dtype=np.int64)
    places = np.empty(len(claims), dtype=np.int32)
    count = _find(claims, tariffs, wanted, slices, starts, places)
    if count:
        picked = np.empty(count, dtype=PASSING)
        _pick(claims, left, places[:count], slices, starts.copy(), picked)
        blocks.add(picked, starts)


@compiled
def _find(claims: Any, tariffs: Any, wanted: Any, slices: Any, starts: Any, places: Any) -> Any:
    """List the places of the claims that are wanted, and count those of each slice."""
    count = 0
    for index in range(len(claims)):
        if wanted[claims[index].taken, tariffs[claims[index].tariff].klass]:
            places[count] = index
            count += 1
            starts[_slice_of(claims[index], slices) + 1] += 1
    for part in range(len(starts) - 1):
        starts[part + 1] += starts[part]
    return count


@compiled
def _pick(claims: Any, left: Any, places: Any, slices: Any, next_of: Any, picked: Any) -> None:
    for index in places:
        claim = claims[index]
        part = _slice_of(claim, slices)
        record = picked[next_of[part]]
        next_of[part] += 1
        record.order = claim.order
        record.row = claim.row
        record.person = claim.person
        record.reached = claim.reached
        record.taken = claim.taken
        record.back = claim.back
        record.tariff = claim.tariff
        record.left.asked = left[index].asked
        record.left.money = left[index].money
        record.left.units = left[index].units
        record.left.marks = left[index].marks


@inlined
def _slice_of(claim: Any, slices: Any) -> Any:
    """Give the slice of the determination that a claim is taken in, by the day on which it was reached."""
    return np.int64(claim.taken) * slices[1] + np.int64(claim.reached) * slices[1] // (slices[0] + 1)


def file_by_person(
    claims: npt.NDArray[Any], left: npt.NDArray[Any], lines: npt.NDArray[np.int64], shift: int, blocks: Blocks
) -> None:
    """Put what is left of single claims into blocks by part of the people.

    ``lines`` has a row for each claim: what each limit took of it, and left of its quantity.
    """
    starts = np.zeros(len(blocks) + 1, dtype=np.int64)
    found = np.empty((len(claims), CUTS + lines.shape[1]), dtype=np.int64)
    _file(claims, left, lines, shift, starts, found)
    blocks.add(found, starts)


@compiled
def _file(claims: Any, left: Any, lines: Any, shift: Any, starts: Any, found: Any) -> None:
    for index in range(len(claims)):
        starts[(np.int64(claims[index].person) >> shift) + 1] += 1
    for part in range(len(starts) - 1):
        starts[part + 1] += starts[part]
    next_of = starts.copy()
    for index in range(len(claims)):
        part = np.int64(claims[index].person) >> shift
        place = next_of[part]
        next_of[part] += 1
        found[place, ROW] = claims[index].row
        found[place, ASKED] = left[index].asked
        found[place, MONEY] = left[index].money
        found[place, UNITS] = left[index].units
        found[place, MARKS] = left[index].marks
        for column in range(lines.shape[1]):
            found[place, CUTS + column] = lines[index, column]


def left_of(claims: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], bool]:
    """Give what is left of picked claims, to be changed, and whether any of them is taken back."""
    left = np.empty(len(claims), dtype=LEFT)
    return left, bool(_copy_left(claims, left))


@compiled
def _copy_left(claims: Any, left: Any) -> Any:
    returns = False
    for index in range(len(claims)):
        of_claim = claims[index].left
        left[index].asked, left[index].money = of_claim.asked, of_claim.money
        left[index].units, left[index].marks = of_claim.units, of_claim.marks
        returns |= claims[index].back != NOWHERE
    return returns


@compiled
def note_others(claims: Any, left: Any, tariffs: Any, limits: Any, limit: Any, others: Any, uses: Any) -> None:
    """Add what claims come to that the share of a limit is counted from."""
    from_others, class_key, period_key = limits.others, limits.class_key, limits.period_key
    keys = limits.limits[limit].keys
    for index in range(len(claims)):
        klass = tariffs[claims[index].tariff].klass
        if from_others[limit, klass]:
            others[period_key[limit, claims[index].taken] * keys + class_key[limit, klass]] += left[index].money
            uses[index] = left[index].money


@compiled
def pass_together(
    claims: Any, left: Any, tariffs: Any, limits: Any, limit: Any, books: Any, uses: Any, outputs: Any
) -> Any:
    """Pass claims of one determination through one limit, if it takes all or nothing of those of each key.

    Otherwise nothing is done, since it matters which of them come first. See `pass_one_by_one`.
    """
    taken_by, lines, cut_column, counted_column = outputs
    applies, class_key, period_key = limits.applies, limits.class_key, limits.period_key
    its = limits.limits[limit]
    used, others, blocked = books
    wanted, totals = np.zeros(len(claims), dtype=np.int64), np.zeros(len(used), dtype=np.int64)
    keys = np.full(len(claims), -1, dtype=np.int64)
    for index in range(len(claims)):
        klass = tariffs[claims[index].tariff].klass
        if applies[limit, klass] and not left[index].marks & UNTAKEN and left[index].asked > 0:
            keys[index] = period_key[limit, claims[index].taken] * its.keys + class_key[limit, klass]
            wanted[index] = wanted_of(its, left[index])
            totals[keys[index]] += wanted[index]
    moment = np.int64(claims[0].taken) + 1
    closed = np.zeros(len(used), dtype=np.bool_)
    for key in range(len(used)):
        if totals[key] > 0 and its.bounded:
            room = room_of(its, used[key], others[key])
            closed[key] = room == 0 or (its.whole and blocked[key] == moment)
            if not closed[key] and totals[key] > room:
                return False
    for index in range(len(claims)):
        lines[index, cut_column], lines[index, counted_column] = 0, left[index].units
        if keys[index] >= 0 and not closed[keys[index]]:
            used[keys[index]] += wanted[index]
            uses[index] = wanted[index]
        elif keys[index] >= 0 and wanted[index] > 0:
            blocked[keys[index]] = moment
            before = left[index].money
            tariff = tariffs[claims[index].tariff]
            leave_part(its, left[index], tariff, np.int64(0))
            taken_by[tariff.klass] += before - left[index].money
            lines[index, cut_column], lines[index, counted_column] = before - left[index].money, left[index].units
    return True


@compiled
def pass_one_by_one(
    claims: Any, left: Any, tariffs: Any, limits: Any, limit: Any, books: Any, uses: Any, outputs: Any
) -> None:
    """Pass claims, in their order, through one limit, and write how much of it each uses up.

    ``books`` are three tables by key: how much is used, what the others come to, and the last determination in which
    the limit was closed for the rest. ``outputs`` are a table that adds up what it takes, by class; the table of lines
    of the claims; and the columns in it of what the limit takes, and leaves of their quantity.
    """
    taken_by, lines, cut_column, counted_column = outputs
    applies, class_key, period_key = limits.applies, limits.class_key, limits.period_key
    its = limits.limits[limit]
    used, others, blocked = books
    for index in range(len(claims)):
        tariff = tariffs[claims[index].tariff]
        lines[index, cut_column], lines[index, counted_column] = 0, left[index].units
        if applies[limit, tariff.klass] and not left[index].marks & UNTAKEN and left[index].asked > 0:
            moment = np.int64(claims[index].taken) + 1
            key = period_key[limit, claims[index].taken] * its.keys + class_key[limit, tariff.klass]
            room = room_of(its, used[key], others[key])
            passed, fits = let_through(its, left[index], room, blocked[key] == moment)
            used[key] += passed
            uses[index] = passed
            if not fits:
                blocked[key] = moment
                before = left[index].money
                leave_part(its, left[index], tariff, passed)
                taken_by[tariff.klass] += before - left[index].money
                lines[index, cut_column], lines[index, counted_column] = before - left[index].money, left[index].units


def leave(
    claims: npt.NDArray[Any],
    left: npt.NDArray[Any],
    tariffs: npt.NDArray[Any],
    limits: Limits,
    first: int,
    passed: tuple[npt.NDArray[np.int32], npt.NDArray[np.bool_], npt.NDArray[Any]],
    lines: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]],
) -> None:
    """Leave of each claim what a stage of limits for everybody left of it.

    The stage begins with limit ``first``. ``passed`` names the limit that took everything of a class, the classes of
    single claims, and what is left of those of this part of the people. ``lines`` are what each limit took of claims,
    and left of its quantity, with a row for each limit of the contract, or none.
    """
    taken_by, single, found = passed
    _leave(claims, left, tariffs, limits.limits, first, (taken_by, single, np.argsort(found[:, ROW])), found, lines)


@compiled
def _leave(claims: Any, left: Any, tariffs: Any, table: Any, first: Any, classes: Any, found: Any, lines: Any) -> None:
    taken_by, single, order = classes
    cuts, counted = lines
    stage = (found.shape[1] - CUTS) // 2
    for index in range(len(claims)):
        taken, klass = claims[index].taken, tariffs[claims[index].tariff].klass
        if single[taken, klass]:
            here = found[order[_place_of(found, order, np.int64(claims[index].row))]]
            left[index].money = here[MONEY]
            left[index].units = here[UNITS]
            left[index].marks = here[MARKS]
            if len(cuts):
                for limit in range(stage):
                    cuts[first + limit, index] = here[CUTS + limit]
                    counted[first + limit, index] = here[CUTS + stage + limit]
            continue
        for limit in range(first, len(cuts)):
            counted[limit, index] = left[index].units
        limit = taken_by[taken, klass]
        if limit == KEPT or left[index].marks & UNTAKEN or left[index].asked == 0:
            continue
        before = left[index].money
        leave_part(table[limit], left[index], tariffs[claims[index].tariff], np.int64(0))
        if len(cuts):
            cuts[limit, index] = before
            for place in range(limit, len(cuts)):
                counted[place, index] = left[index].units


@inlined
def _place_of(found: Any, order: Any, row: Any) -> Any:
    """Find a row by an order of rows."""
    low, high = 0, len(order)
    while low < high:
        middle = (low + high) // 2
        if found[order[middle], ROW] < row:
            low = middle + 1
        else:
            high = middle
    return low
