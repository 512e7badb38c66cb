"""Who is in the programme: section 2 of the reference of claims, compiled.

In: the rows of the enrolment, batch by batch.
Out: `People`: a code for each person, with what the contract asks of her.
Relies on `keys`. Guarantees: no text of a person is kept; the same people and the same rejected rows as
`sibdsl.runtime.claims_people`, in whatever order the rows come.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sibdsl.engines.kernel.columns import Days, Ints, Texts, number_of_day, wide_table
from sibdsl.engines.kernel.compiling import compiled, inlined
from sibdsl.engines.kernel.contract import ContractTables
from sibdsl.engines.kernel.keys import SEEDS, scattered, text_key

SLOT = np.dtype([("low", np.uint64), ("high", np.uint32), ("code", np.uint32)])
"""A place of the table of people. Codes in it count from 1; 0 is a place that is free."""

PERSON = np.dtype([("enrolled_on", np.int32), ("cohort", np.uint16), ("state", np.uint16)])
"""A person; ``state`` says whether she is enrolled. Cohort 0 is none."""

ENROLLED, NOT_ENROLLED, IN_TWO_COHORTS = 0, 1, 2

_AT_ONCE = 256
"""People who are looked up together."""

_REPEATED, _DIFFERS, _TWO_COHORTS = 1, 2, 4


class People(NamedTuple):
    """People by code. ``groups`` has a bit for each group, or nothing where the contract has none.

    ``slots`` finds the code. ``lasted`` has a row for each outcome that sustains a state: the first day on which
    that is shown. ``codes`` counts the people, also those who are in no row of the enrolment.
    """

    slots: npt.NDArray[Any]
    people: npt.NDArray[Any]
    groups: npt.NDArray[np.uint64]
    lasted: npt.NDArray[np.int32]
    codes: int


class EnrolmentRows(NamedTuple):
    """A batch of the enrolment; ``cohort`` 0 is an empty cell, ``groups`` the place of the cell's text in a list."""

    row: Ints
    person: Texts
    enrolled_on: Days
    cohort: npt.NDArray[np.uint16]
    groups: npt.NDArray[np.uint16]


class _Register(NamedTuple):
    """The first row of each person, and whether the others agree with it."""

    slots: npt.NDArray[Any]
    row: npt.NDArray[np.uint32]
    enrolled_on: Days
    cohort: npt.NDArray[np.uint16]
    groups: npt.NDArray[np.uint16]
    named: npt.NDArray[np.uint16]
    marks: npt.NDArray[np.uint8]


def know_people(
    tables: ContractTables, batches: Iterable[EnrolmentRows], rows: int, group_masks: list[int]
) -> tuple[People, list[tuple[str, int, str]]]:
    """Read the enrolment of at most so many rows, and list table, row and code of each row that is rejected.

    ``group_masks`` gives the bits of each text of groups; it may grow while batches are read.
    """
    register = _Register(
        slots=wide_table(max(rows + rows // 3, 16), SLOT),
        row=np.zeros(rows, dtype=np.uint32),
        enrolled_on=np.zeros(rows, dtype=np.int32),
        cohort=np.zeros(rows, dtype=np.uint16),
        groups=np.zeros(rows, dtype=np.uint16),
        named=np.zeros(rows, dtype=np.uint16),
        marks=np.zeros(rows, dtype=np.uint8),
    )
    known = 0
    again: list[npt.NDArray[np.int64]] = []
    for batch in batches:
        others = np.empty((len(batch.row), 2), dtype=np.int64)
        known, count = _enrol(register, known, batch, others, SEEDS)
        again.append(others[:count].copy())
    persons, codes = _judge(tables, register, known)
    repeated = np.concatenate(again) if again else np.empty((0, 2), dtype=np.int64)
    rejected = _rejected(register, codes, repeated)
    masks = np.array(group_masks or [0], dtype=np.uint64)
    people = People(
        slots=register.slots,
        people=persons,
        groups=masks[register.groups[:known]] if tables.groups else np.zeros(0, dtype=np.uint64),
        lasted=np.zeros((0, known), dtype=np.int32),
        codes=known,
    )
    return people, rejected


def codes_of(persons: Texts, people: People, seeds: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
    """Give the codes of people; -1 for those who are in no row of the enrolment."""
    codes = np.empty(len(persons.starts) - 1, dtype=np.int64)
    _look_up(persons.content, persons.starts, people.slots, seeds, codes)
    return codes


@compiled
def _look_up(content: Any, starts: Any, slots: Any, seeds: Any, codes: Any) -> Any:
    lows, highs = np.empty(_AT_ONCE, dtype=np.uint64), np.empty(_AT_ONCE, dtype=np.uint32)
    places = np.empty(_AT_ONCE, dtype=np.uint64)
    touched = np.uint32(0)
    for first in range(0, len(codes), _AT_ONCE):
        many = min(_AT_ONCE, len(codes) - first)
        for index in range(many):
            place = first + index
            lows[index], highs[index] = text_key(content, starts[place], starts[place + 1], seeds)
            places[index] = _first_slot(slots, lows[index], highs[index])
        # Memory answers many questions at once, but only if no answer decides what is asked next.
        for index in range(many):
            touched |= slots[places[index]].code
        for index in range(many):
            slot = _slot_from(slots, places[index], lows[index], highs[index])
            codes[first + index] = np.int64(slots[slot].code) - 1
    return touched


@inlined
def slot_of(slots: Any, low: Any, high: Any) -> Any:
    """Give the place of a person in the table, or the free place where she would be."""
    return _slot_from(slots, _first_slot(slots, low, high), low, high)


@inlined
def _first_slot(slots: Any, low: Any, high: Any) -> Any:
    spread = scattered(low + np.uint64(high) * np.uint64(0x9E3779B97F4A7C15))
    return ((spread >> np.uint64(32)) * np.uint64(len(slots))) >> np.uint64(32)


@inlined
def _slot_from(slots: Any, place: Any, low: Any, high: Any) -> Any:
    count = np.uint64(len(slots))
    while slots[place].code != 0 and (slots[place].low != low or slots[place].high != high):
        place += np.uint64(1)
        if place == count:
            place = np.uint64(0)
    return place


@compiled
def _enrol(register: Any, known: Any, batch: Any, others: Any, seeds: Any) -> Any:
    """Enter a batch; of people who are there already, the code and row are noted in ``others``."""
    # Each array by its own name, because a tuple of arrays costs more to look into than what is done here.
    slots, first_rows, marks = register.slots, register.row, register.marks
    enrolled_on, cohorts, groups, named = register.enrolled_on, register.cohort, register.groups, register.named
    starts, content = batch.person.starts, batch.person.content
    rows, days, batch_cohorts, batch_groups = batch.row, batch.enrolled_on, batch.cohort, batch.groups
    count = 0
    for index in range(len(rows)):
        low, high = text_key(content, starts[index], starts[index + 1], seeds)
        place = slot_of(slots, low, high)
        code = np.int64(slots[place].code) - 1
        if code < 0:
            code = known
            known += 1
            slots[place].low, slots[place].high, slots[place].code = low, high, np.uint32(known)
            first_rows[code] = np.uint32(rows[index])
            enrolled_on[code] = days[index]
            cohorts[code] = batch_cohorts[index]
            groups[code] = batch_groups[index]
            named[code] = batch_cohorts[index]
            continue
        marks[code] |= _REPEATED
        same = enrolled_on[code] == days[index] and cohorts[code] == batch_cohorts[index]
        if not same or groups[code] != batch_groups[index]:
            marks[code] |= _DIFFERS
        name = batch_cohorts[index]
        if name != 0 and named[code] != 0 and name != named[code]:
            marks[code] |= _TWO_COHORTS
        if named[code] == 0:
            named[code] = name
        others[count, 0], others[count, 1] = code, rows[index]
        count += 1
    return known, count


def _judge(tables: ContractTables, register: _Register, known: int) -> tuple[npt.NDArray[Any], npt.NDArray[np.int16]]:
    """Say of each person whether she is enrolled, in which cohort, and the code of what is wrong with her row."""
    day, cohort = register.enrolled_on[:known], register.cohort[:known].copy()
    marks = register.marks[:known]
    codes = np.zeros(known, dtype=np.int16)
    if tables.cohorts:
        found = np.zeros(known, dtype=np.uint16)
        fitting = np.zeros(known, dtype=np.uint16)
        outside = np.zeros(known, dtype=np.bool_)
        for place, dates in enumerate(tables.claims.cohorts, 1):
            within = (day >= number_of_day(dates.enrolled.start)) & (day <= number_of_day(dates.enrolled.end))
            fitting += within
            found[within] = place
            outside |= (cohort == place) & ~within
        codes[(cohort == 0) & (fitting != 1)] = 944
        cohort = np.where(cohort == 0, found, cohort)
        codes[outside] = 874
    term = tables.plan.term
    codes[(day < number_of_day(term.start)) | (day > number_of_day(term.end))] = 874
    codes[(marks & _DIFFERS) != 0] = 876
    codes[(marks & _TWO_COHORTS) != 0] = 853
    people = wide_table(max(known, 1), PERSON)
    people["enrolled_on"][:known], people["cohort"][:known] = day, cohort
    people["state"][:known] = np.where(codes == 0, ENROLLED, NOT_ENROLLED)
    people["state"][:known][codes == 853] = IN_TWO_COHORTS
    return people, codes


def _rejected(
    register: _Register, codes: npt.NDArray[np.int16], again: npt.NDArray[np.int64]
) -> list[tuple[str, int, str]]:
    """List the rows of the enrolment that are rejected."""
    first = {int(code): int(register.row[code]) for code in np.flatnonzero(register.marks[: len(codes)])}
    rows: dict[int, list[int]] = {code: [row] for code, row in first.items()}
    for code, row in again.tolist():
        rows[code].append(row)
    rejected: list[tuple[str, int, str]] = []
    for code in np.flatnonzero(codes):
        number = int(codes[code])
        if number in (853, 876):
            rejected += [("enrolment", row, f"SIB{number}") for row in rows[int(code)]]
        elif int(code) not in rows:
            rejected.append(("enrolment", int(register.row[code]), f"SIB{number}"))
    for person, found in rows.items():
        number = int(codes[person])
        if number not in (853, 876):
            earliest, *later = sorted(found)
            rejected += [("enrolment", row, "SIB875") for row in later]
            if number:
                rejected.append(("enrolment", earliest, f"SIB{number}"))
    return sorted(rejected)
