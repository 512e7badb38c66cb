"""The people and claims that a scenario states, as they would have arrived.

In: a scenario of a contract with rate cards. Out: rows about people.
Relies on the checker: every person, state and outcome that is named is there.
Guarantees: claims of one day are taken in the order in which they are written; a claim has all of its documents, and
was submitted and validated on the day on which it was reached unless the scenario says otherwise.
"""

from __future__ import annotations

from sibdsl.model.scenarios import GivenClaim, Scenario
from sibdsl.runtime.claims import Claim, ClaimsEvidence, Enrolment, Spell
from sibdsl.runtime.claims_plan import ClaimsPlan

_FIRST_ROW = 2


def people_of(scenario: Scenario, claims: ClaimsPlan) -> ClaimsEvidence:
    """Give the rows that a scenario stands for, in written order."""
    documents = {
        outcome.name: frozenset(name for needed in outcome.documents for name in needed.names)
        for outcome in claims.outcomes
    }
    digits = len(str(len(scenario.claims)))
    return ClaimsEvidence(
        enrolments=tuple(
            Enrolment(person.person, person.enrolled_on, person.cohort, frozenset(person.groups), row)
            for row, person in enumerate(scenario.people, start=_FIRST_ROW)
        ),
        spells=tuple(
            Spell(spell.person, spell.state, spell.start, spell.end, row)
            for row, spell in enumerate(scenario.spells, start=_FIRST_ROW)
        ),
        claims=tuple(
            # Numbers of one length are in the order of their digits, character by character.
            _claim(given, f"{place:0{digits}}", documents.get(given.outcome, frozenset()), place + _FIRST_ROW - 1)
            for place, given in enumerate(scenario.claims, start=1)
        ),
        read=len(scenario.claims),
    )


def _claim(given: GivenClaim, number: str, documents: frozenset[str], row: int) -> Claim:
    submitted = given.submitted_on or given.reached_on
    return Claim(
        claim=number,
        person=given.person,
        outcome=given.outcome,
        reached_on=given.reached_on,
        submitted_on=submitted,
        validated_on=given.validated_on or submitted,
        rejected_on=given.rejected_on,
        quantity=given.quantity,
        recorded=dict(given.recorded),
        documents=documents,
        row=row,
    )
