"""Hypothesis strategies for what is reported of people: rows good and bad, and what was settled before.

`claims_evidence(plan, claims)` draws enrolments, spells and claims on few people and few days, so that ties, repeats
and contradictions are common. `corrected(plan, claims, evidence)` draws the same file some time later.
`settlements(plan, claims)` draws a chain of files with the days as of which they are settled. Cells are such that a
reader of files would let them through.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from sibdsl.runtime.claims import Claim, ClaimsEvidence, Enrolment, RefusedRow, Spell
from sibdsl.runtime.claims_ledger import NO_LEDGER, Ledger
from sibdsl.runtime.claims_plan import ClaimsPlan, OutcomePlan
from sibdsl.runtime.claims_settlement import settle_and_close
from sibdsl.runtime.plan import Plan
from tests.strategies.claims_plans import DOCUMENTS, GROUPS, STATES

PEOPLE = ("ann", "bob", "cat")
NUMBERS = ("1", "2", "9", "10", "11", "A", "a", "é1", "c-07", "c-7", "12", "3")

# Days that are ends of months and of determinations, days beside them, and some that are too early or too late.
DAYS = tuple(
    date.fromisoformat(text)
    for text in (
        "2018-02-01 2018-02-01 2018-02-02 2018-02-28 2018-03-31 2018-03-31 2018-04-01 2018-05-15 2018-06-30 2018-06-30 "
        "2018-05-15 2018-07-01 2018-08-31 2018-09-30 2018-12-31 2019-01-01 2019-02-28 2019-03-31 2019-04-30 2019-08-15 "
        "2018-01-31 2018-01-01 2017-12-31 2019-12-31 2020-01-01"
    ).split()
)
SETTLED_ON = tuple(
    date.fromisoformat(text)
    for text in "2019-03-31 2018-12-31 2018-09-30 2018-10-15 2019-07-01 2019-12-31 2020-03-01 2018-06-30".split()
)
_days = st.sampled_from(DAYS)
_delays = st.sampled_from([0, 0, 0, 1, 10, 28, 30, 31, 59, 90, 92])


def _seldom(item: object, *others: object) -> st.SearchStrategy[Any]:
    """The item most of the time, else one of the others."""
    return st.sampled_from([*[item] * (8 * len(others)), *others])


@st.composite
def claims_evidence(draw: st.DrawFn, plan: Plan, claims: ClaimsPlan) -> ClaimsEvidence:
    """Evidence about a contract, its rows in the order of their numbers."""
    cohorts = [cohort.name for cohort in claims.cohorts]
    enrolments = [enrolment for person in PEOPLE for enrolment in draw(_enrolments_of(person, cohorts))]
    numbers = NUMBERS[: draw(st.sampled_from(range(len(NUMBERS), -1, -1)))]
    rows = [draw(_claims(claims, number)) for number in numbers]
    repeats = draw(_seldom([], *[[row] for row in rows])) if rows else []
    repeats = [draw(_repeated(row)) for row in repeats]
    return numbered(
        ClaimsEvidence(
            enrolments=tuple(draw(st.permutations(enrolments))),
            spells=tuple(draw(st.lists(_spells(), max_size=8))),
            claims=tuple(draw(st.permutations([*rows, *repeats]))),
            refused=tuple(draw(_seldom((), _REFUSED))),
        )
    )


def numbered(evidence: ClaimsEvidence) -> ClaimsEvidence:
    """Give the rows of each table the numbers that they have in a file, the refused ones at its end."""
    claims = tuple(replace(item, row=row) for row, item in enumerate(evidence.claims, start=2))
    refused = tuple(replace(item, row=len(claims) + row) for row, item in enumerate(evidence.refused, start=2))
    return ClaimsEvidence(
        enrolments=tuple(replace(item, row=row) for row, item in enumerate(evidence.enrolments, start=2)),
        spells=tuple(replace(item, row=row) for row, item in enumerate(evidence.spells, start=2)),
        claims=claims,
        refused=refused,
        read=len(claims) + sum(row.table == "claims" for row in refused),
    )


@st.composite
def corrected(draw: st.DrawFn, plan: Plan, claims: ClaimsPlan, evidence: ClaimsEvidence) -> ClaimsEvidence:
    """The same files some time later: rows changed, added and gone."""
    kept = [claim for claim in evidence.claims if draw(_seldom(True, False))]
    rows = [draw(_changed(claim)) if draw(st.sampled_from([0, 0, 1])) else claim for claim in kept]
    known = {claim.claim for claim in rows}
    rows += [draw(_claims(claims, number)) for number in NUMBERS if number not in known and draw(st.booleans())]
    enrolments = list(evidence.enrolments)
    if enrolments and draw(_seldom(False, True)):
        place = draw(st.integers(0, len(enrolments) - 1))
        enrolments[place] = replace(enrolments[place], groups=frozenset(draw(st.sets(st.sampled_from(GROUPS)))))
    changed = replace(evidence, claims=tuple(draw(st.permutations(rows))), enrolments=tuple(enrolments))
    return numbered(changed)


@st.composite
def settlements(
    draw: st.DrawFn, plan: Plan, claims: ClaimsPlan, most: int = 3, changing: bool = True
) -> list[tuple[ClaimsEvidence, date, Ledger]]:
    """A chain of settlements: evidence, the day as of which it is settled, and the ledger of those before it."""
    days = sorted(draw(st.lists(st.sampled_from(SETTLED_ON), min_size=draw(st.sampled_from([2, 1])), max_size=most)))
    evidence = draw(claims_evidence(plan, claims))
    ledger = NO_LEDGER
    chain: list[tuple[ClaimsEvidence, date, Ledger]] = []
    for as_of in days:
        chain.append((evidence, as_of, ledger))
        ledger = settle_and_close(plan, claims, evidence, as_of, None, ledger).ledger
        if changing:
            evidence = draw(corrected(plan, claims, evidence))
    return chain


_REFUSED = (
    RefusedRow("claims", 0, "SIB940", "reached_on", "1", {"claim": "1"}),
    RefusedRow("claims", 0, "SIB880", "claim", "", {}),
    RefusedRow("enrolment", 0, "SIB946", "enrolled_on", "", {}),
    RefusedRow("spells", 0, "SIB878", "state", "", {}),
)


@st.composite
def _enrolments_of(draw: st.DrawFn, person: str, cohorts: list[str]) -> list[Enrolment]:
    one = Enrolment(
        person=person,
        enrolled_on=draw(_seldom(date(2018, 1, 1), date(2018, 1, 31), date(2018, 6, 15), date(2017, 12, 31))),
        cohort=draw(_seldom(None, *cohorts)) if cohorts else None,
        groups=frozenset(draw(st.sets(st.sampled_from(GROUPS)))),
    )
    other = replace(one, cohort=draw(st.sampled_from([None, *cohorts])), groups=frozenset())
    return draw(_seldom([one], [one, one], [one, other], [one, other, one], []))


@st.composite
def _spells(draw: st.DrawFn) -> Spell:
    start = draw(st.sampled_from(DAYS[:10]) | _days)
    length = draw(st.sampled_from([None, 120, 89, 31, 30, 27, 10, 0, -1]))
    end = None if length is None else start + timedelta(days=length)
    return Spell(draw(st.sampled_from((*PEOPLE, *PEOPLE, "zed"))), draw(st.sampled_from(STATES)), start, end)


@st.composite
def _claims(draw: st.DrawFn, claims: ClaimsPlan, number: str) -> Claim:
    """A claim that is good most of the time."""
    outcome = draw(st.sampled_from([*claims.outcomes] * 8 + [None]))
    reached = draw(_days)
    waits = draw(_seldom(0, 1, 30, 92, -1))
    submitted = draw(_seldom(reached + timedelta(days=waits), None))
    if outcome is not None and outcome.claimed_within is not None and submitted is None:
        submitted = reached
    later = max(reached, submitted or reached)
    validated = draw(_seldom(later, later + timedelta(days=10), later + timedelta(days=92), None))
    rejected = draw(_seldom(None, 0, 40, 150, 300, -1))
    claim = Claim(
        claim=number,
        person=draw(_seldom("ann", "bob", "bob", "bob", "cat", "cat") | _seldom("cat", "zed")),
        outcome=outcome.name if outcome else "unknown",
        reached_on=reached,
        submitted_on=submitted,
        validated_on=validated,
        rejected_on=None if rejected is None else later + timedelta(days=rejected),
    )
    return draw(_with_numbers(claim, outcome)) if outcome else claim


@st.composite
def _with_numbers(draw: st.DrawFn, claim: Claim, outcome: OutcomePlan) -> Claim:
    """Fill the cells that an outcome needs, mostly as it needs them."""
    quantity = None
    if outcome.unit is not None:
        good = draw(st.sampled_from([1, 2, 4, 10, 25, 30]))
        written = draw(_seldom(good, "0.5", "2.25", "0.3", "1.234567", 31, 0, -1, None))
        quantity = None if written is None else Fraction(written) * outcome.unit.scale
    recorded = {
        number.name: Fraction(value) * number.unit.scale
        for number, good in zip(outcome.recorded, (25, 10), strict=False)
        if (value := draw(_seldom(good, 26, 1, "1.5", 9, None))) is not None
    }
    documents = draw(_seldom(DOCUMENTS, ("form",), ("form", "lease"), ())) if outcome.documents else ()
    return replace(claim, quantity=quantity, recorded=recorded, documents=frozenset(documents))


def _repeated(claim: Claim) -> st.SearchStrategy[Claim]:
    return st.just(claim) | _changed(claim)


@st.composite
def _changed(draw: st.DrawFn, claim: Claim) -> Claim:
    change = draw(st.sampled_from(["person", "reached_on", "validated_on", "rejected_on", "submitted_on"]))
    if change == "person":
        return replace(claim, person=draw(st.sampled_from(PEOPLE)))
    if change == "reached_on":
        return replace(claim, reached_on=draw(_days))
    latest = max(claim.reached_on, claim.submitted_on or claim.reached_on)
    later = latest + timedelta(days=draw(_delays))
    if change == "submitted_on":
        return replace(claim, submitted_on=later)
    moved = draw(st.sampled_from([None, later, later]))
    return replace(claim, validated_on=moved) if change == "validated_on" else replace(claim, rejected_on=moved)
