"""States that lasted: sections 3 and 6 of the reference of claims, compiled.

In: the rows of the spells, batch by batch, and people. Out: for each person and outcome that sustains a state the first
day on which that is shown, and the rows that are rejected.
Relies on `people` and `lengths`. Guarantees: the same as `sibdsl.runtime.claims_people` and `claims_states`; memory for
the spells of a part of the people at a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sibdsl.engines.kernel.blocks import Blocks
from sibdsl.engines.kernel.columns import LAST_DAY, Days, Ints, Texts
from sibdsl.engines.kernel.compiling import compiled
from sibdsl.engines.kernel.contract import LENGTH, ContractTables, put_lengths
from sibdsl.engines.kernel.keys import SEEDS, text_key
from sibdsl.engines.kernel.lengths import day_after
from sibdsl.engines.kernel.people import ENROLLED, People, slot_of

SPELL = np.dtype(
    [
        ("low", np.uint64),
        ("person", np.int64),
        ("row", np.int64),
        ("start", np.int32),
        ("end", np.int32),
        ("state", np.int32),
        ("high", np.uint32),
    ]
)
"""A spell; ``person`` is -1 for people who are in no row of the enrolment, whose key then tells them apart."""

_OVERLAPS, _ENDS_BEFORE = 1, 2
_CODES = {_OVERLAPS: "SIB872", _ENDS_BEFORE: "SIB873"}


class SpellRows(NamedTuple):
    """A batch of spells; a state that goes on ends with the calendar."""

    row: Ints
    person: Texts
    state: npt.NDArray[np.int32]
    start: Days
    end: Days


_SUSTAINED = np.dtype(
    [("gap", np.int64), ("length", LENGTH), ("within", LENGTH), ("state", np.int32), ("restarts", np.int32)]
)
"""What an outcome sustains."""


def know_states(
    tables: ContractTables, people: People, batches: Iterable[SpellRows], blocks: Blocks, shift: int
) -> tuple[People, list[tuple[str, int, str]]]:
    """Read all spells, and list table, row and code of each row that is rejected.

    ``blocks`` has a part for each 2 to the ``shift`` codes of people, and one more.
    """
    sustained = _sustained(tables)
    lasted = np.full((len(sustained), people.codes), LAST_DAY + 1, dtype=np.int32)
    for batch in batches:
        spells = np.empty(len(batch.row), dtype=SPELL)
        starts = np.zeros(len(blocks) + 1, dtype=np.int64)
        _sort_into_parts(people.slots, batch, spells, starts, shift, SEEDS)
        blocks.add(spells, starts)
    stays = tables.plan.month_end == "last day"
    rejected: list[tuple[str, int, str]] = []
    for place in range(len(blocks)):
        spells = np.sort(blocks.part(place), order=("person", "low", "high", "state", "start", "row"))
        faults = np.zeros(len(spells), dtype=np.uint8)
        _go_through(spells, faults, people.people, sustained, lasted, stays)
        for index in np.flatnonzero(faults):
            rejected.append(("spells", int(spells["row"][index]), _CODES[int(faults[index])]))
    return people._replace(lasted=lasted), sorted(rejected)


def _sustained(tables: ContractTables) -> npt.NDArray[Any]:
    found = [outcome.sustained for outcome in tables.claims.outcomes if outcome.sustained]
    table = np.zeros(len(found), dtype=_SUSTAINED)
    table["gap"] = [item.gap for item in found]
    put_lengths(table["length"], (item.length for item in found))
    put_lengths(table["within"], (item.within for item in found))
    table["state"] = [tables.states[item.state] for item in found]
    table["restarts"] = [item.restarts for item in found]
    return table


@compiled
def _sort_into_parts(slots: Any, batch: Any, spells: Any, starts: Any, shift: Any, seeds: Any) -> None:
    """Write spells with the codes of their people, those of a part together."""
    rows, content, places = batch.row, batch.person.content, batch.person.starts
    first_days, last_days, states = batch.start, batch.end, batch.state
    count = len(rows)
    strangers = len(starts) - 2
    codes = np.empty(count, dtype=np.int64)
    lows, highs = np.empty(count, dtype=np.uint64), np.empty(count, dtype=np.uint32)
    for index in range(count):
        lows[index], highs[index] = text_key(content, places[index], places[index + 1], seeds)
        codes[index] = np.int64(slots[slot_of(slots, lows[index], highs[index])].code) - 1
        starts[(codes[index] >> shift if codes[index] >= 0 else strangers) + 1] += 1
    for part in range(len(starts) - 1):
        starts[part + 1] += starts[part]
    next_of = starts.copy()
    for index in range(count):
        part = codes[index] >> shift if codes[index] >= 0 else strangers
        place = next_of[part]
        next_of[part] += 1
        known = codes[index] >= 0
        spells[place].low = np.uint64(0) if known else lows[index]
        spells[place].high = np.uint32(0) if known else highs[index]
        spells[place].person = codes[index]
        spells[place].row = rows[index]
        spells[place].start = first_days[index]
        spells[place].end = last_days[index]
        spells[place].state = states[index]


@compiled
def _go_through(spells: Any, faults: Any, people: Any, sustained: Any, lasted: Any, last_of_month_stays: Any) -> None:
    """Reject what overlaps, and follow the states of each person; spells are sorted by person, state and first day."""
    first = 0
    kept_start = np.empty(len(spells), dtype=np.int32)
    kept_end = np.empty(len(spells), dtype=np.int32)
    while first < len(spells):
        end = first
        kept = 0
        person = spells[first].person
        latest = np.int64(-(2**62))
        while end < len(spells) and _same(spells[first], spells[end]):
            spell = spells[end]
            end += 1
            if spell.end < spell.start:
                faults[end - 1] = _ENDS_BEFORE
                continue
            overlaps = spell.start <= latest
            latest = max(latest, np.int64(spell.end))
            if overlaps:
                faults[end - 1] = _OVERLAPS
            elif person >= 0 and people[person].state == ENROLLED and spell.end >= people[person].enrolled_on:
                kept_start[kept] = max(spell.start, people[person].enrolled_on)
                kept_end[kept] = spell.end
                kept += 1
        for outcome in range(len(sustained)):
            if kept and sustained[outcome].state == spells[first].state:
                lasted[outcome, person] = _day_completed(
                    sustained[outcome], kept_start, kept_end, kept, last_of_month_stays
                )
        first = end


@compiled
def _same(spell: Any, other: Any) -> Any:
    return (
        spell.person == other.person
        and spell.low == other.low
        and spell.high == other.high
        and spell.state == other.state
    )


@compiled
def _day_completed(sustained: Any, starts: Any, ends: Any, count: Any, last_of_month_stays: Any) -> Any:
    """Give the first day on which the state has lasted as long as it must; a day beyond the calendar if on none."""
    clock = np.int64(starts[0])
    gaps = np.int64(0)
    for index in range(count):
        if index:
            gap = np.int64(starts[index]) - np.int64(ends[index - 1]) - 1
            if gap <= sustained.gap:
                gaps += gap
            elif sustained.restarts:
                clock, gaps = np.int64(starts[index]), np.int64(0)
            else:
                return LAST_DAY + 1
        completed = min(day_after(clock, sustained.length, last_of_month_stays) - 1 + gaps, LAST_DAY)
        in_time = not sustained.within.kind or completed < day_after(clock, sustained.within, last_of_month_stays)
        if completed <= ends[index] and in_time:
            return completed
    return LAST_DAY + 1
