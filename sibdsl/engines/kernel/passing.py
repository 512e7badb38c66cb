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
from sibdsl.engines.kernel.taking import LEFT, UNTAKEN, leave_part, let_through, room_of

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


def passed_dtype(limits: int) -> np.dtype[Any]:
    """Give the form of what is left of a claim behind so many limits, with what each took, and left of its quantity."""
    return np.dtype(
        [
            ("row", np.int64),
            ("left", LEFT),
            ("cuts", np.int64, (limits,)),
            ("counted", np.int64, (limits,)),
        ]
    )


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
    span, many = slices
    found = np.flatnonzero(wanted[claims["taken"], tariffs["klass"][claims["tariff"]]])
    if not len(found):
        return
    chosen = claims[found]
    part = chosen["taken"].astype(np.int64) * many + chosen["reached"].astype(np.int64) * many // (span + 1)
    order = np.argsort(part.astype(np.uint32), kind="stable")
    picked = np.empty(len(found), dtype=PASSING)
    for name in ("order", "row", "person", "reached", "taken", "back", "tariff"):
        picked[name] = chosen[name][order]
    picked["left"] = left[found[order]]
    starts = np.zeros(len(blocks) + 1, dtype=np.int64)
    np.cumsum(np.bincount(part, minlength=len(blocks)), out=starts[1:])
    blocks.add(picked, starts)


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
def pass_one_by_one(
    claims: Any, left: Any, tariffs: Any, limits: Any, limit: Any, books: Any, uses: Any, taken_by: Any
) -> None:
    """Pass claims, in their order, through one limit, and write how much of it each uses up.

    ``books`` are three tables by key: how much is used, what the others come to, and the last determination in which
    the limit was closed for the rest. ``taken_by`` adds up what it takes, by class.
    """
    applies, class_key, period_key = limits.applies, limits.class_key, limits.period_key
    its = limits.limits[limit]
    used, others, blocked = books
    for index in range(len(claims)):
        tariff = tariffs[claims[index].tariff]
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
    single claims, and the single claims of this part of the people. ``lines`` are what each limit took of each claim,
    and left of its quantity, with a row for each limit of the contract, or none.
    """
    taken_by, single, found = passed
    stage = found.dtype["cuts"].shape[0]
    found = found[np.argsort(found["row"])]
    of_single = (
        found["row"].copy(),
        found["left"].copy(),
        np.ascontiguousarray(found["cuts"]).reshape(-1, stage),
        np.ascontiguousarray(found["counted"]).reshape(-1, stage),
    )
    _leave(claims, left, tariffs, limits.limits, first, (taken_by, single), of_single, lines)


@compiled
def _leave(
    claims: Any, left: Any, tariffs: Any, table: Any, first: Any, classes: Any, of_single: Any, lines: Any
) -> None:
    taken_by, single = classes
    rows, left_of_single, cuts_of_single, counted_of_single = of_single
    cuts, counted = lines
    for index in range(len(claims)):
        taken, klass = claims[index].taken, tariffs[claims[index].tariff].klass
        if single[taken, klass]:
            place = _place_of(rows, np.int64(claims[index].row))
            left[index] = left_of_single[place]
            if len(cuts):
                for limit in range(cuts_of_single.shape[1]):
                    cuts[first + limit, index] = cuts_of_single[place, limit]
                    counted[first + limit, index] = counted_of_single[place, limit]
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
def _place_of(rows: Any, row: Any) -> Any:
    """Find a row in rows that are in order."""
    low, high = 0, len(rows)
    while low < high:
        middle = (low + high) // 2
        if rows[middle] < row:
            low = middle + 1
        else:
            high = middle
    return low
