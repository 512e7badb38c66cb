"""Who is in the programme, and in which states people were: sections 2 and 3 of the reference of claims.

In: the rows of the enrolment and the spells. Out: people by their id, their spells, and each row that is rejected.
Relies on rows whose cells have been read. Guarantees: a person is there once; the spells of a person and state lie
one after another, none before the day of enrolment.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from sibdsl.runtime.claims import ClaimsEvidence, Enrolment, Spell
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.plan import Period


@dataclass(slots=True)
class People:
    """The people of the programme.

    ``enrolled`` gives the enrolment of each, with its cohort found. ``in_two_cohorts`` are the people that nobody
    knows the cohort of. ``spells`` are by person and state, by first day. ``rejected`` lists table, row and code.
    """

    enrolled: dict[str, Enrolment] = field(default_factory=dict)
    in_two_cohorts: set[str] = field(default_factory=set)
    spells: dict[tuple[str, str], list[Spell]] = field(default_factory=dict)
    rejected: list[tuple[str, int, str]] = field(default_factory=list)


def know_people(plan: ClaimsPlan, term: Period, evidence: ClaimsEvidence) -> People:
    """Take each person's enrolment and spells, and say which rows cannot be used."""
    people = People()
    by_person: dict[str, list[Enrolment]] = {}
    for enrolment in sorted(evidence.enrolments, key=lambda row: row.row):
        by_person.setdefault(enrolment.person, []).append(enrolment)
    for person, rows in by_person.items():
        _enrol(people, plan, term, person, rows)
    _take_spells(people, evidence.spells)
    people.rejected.sort()
    return people


def _enrol(people: People, plan: ClaimsPlan, term: Period, person: str, rows: list[Enrolment]) -> None:
    """Enrol a person by the one thing that all of her rows say."""
    if any(_content(row) != _content(rows[0]) for row in rows):
        named = {row.cohort for row in rows if row.cohort is not None}
        if len(named) > 1:
            people.in_two_cohorts.add(person)
        code = "SIB853" if len(named) > 1 else "SIB876"
        people.rejected += [("enrolment", row.row, code) for row in rows]
        return
    first, *others = rows
    people.rejected += [("enrolment", row.row, "SIB875") for row in others]
    cohorts = _cohorts_of(plan, first)
    if not term.start <= first.enrolled_on <= term.end or _is_outside_its_cohort(plan, first):
        people.rejected.append(("enrolment", first.row, "SIB874"))
    elif plan.cohorts and len(cohorts) != 1:
        people.rejected.append(("enrolment", first.row, "SIB944"))
    else:
        people.enrolled[person] = replace(first, cohort=cohorts[0] if cohorts else None)


def _content(row: Enrolment) -> tuple[date, str | None, frozenset[str]]:
    return (row.enrolled_on, row.cohort, row.groups)


def _cohorts_of(plan: ClaimsPlan, row: Enrolment) -> list[str]:
    """List the cohort that a row names, else those whose period has the day of enrolment."""
    if row.cohort is not None:
        return [row.cohort]
    return [cohort.name for cohort in plan.cohorts if cohort.enrolled.start <= row.enrolled_on <= cohort.enrolled.end]


def _is_outside_its_cohort(plan: ClaimsPlan, row: Enrolment) -> bool:
    return any(
        cohort.name == row.cohort and not cohort.enrolled.start <= row.enrolled_on <= cohort.enrolled.end
        for cohort in plan.cohorts
    )


def _take_spells(people: People, spells: Iterable[Spell]) -> None:
    """Take spells by first day, then by row; what overlaps an earlier one is rejected."""
    latest_end: dict[tuple[str, str], date] = {}
    for spell in sorted(spells, key=lambda spell: (spell.start, spell.row)):
        end = spell.end or date.max
        if end < spell.start:
            people.rejected.append(("spells", spell.row, "SIB873"))
            continue
        key = (spell.person, spell.state)
        overlaps = key in latest_end and spell.start <= latest_end[key]
        latest_end[key] = max(end, latest_end.get(key, end))
        if overlaps:
            people.rejected.append(("spells", spell.row, "SIB872"))
            continue
        person = people.enrolled.get(spell.person)
        if person is not None and end >= person.enrolled_on:
            counted = replace(spell, start=max(spell.start, person.enrolled_on))
            people.spells.setdefault(key, []).append(counted)
