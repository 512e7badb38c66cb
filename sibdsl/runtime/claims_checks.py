"""What is checked of one claim, check by check, in sentences that name nobody.

In: an outcome, a claim, and the person's enrolment and spells. Out: a step for each check that the outcome asks for.
Relies on the same functions as a settlement. Guarantees: every check is told, met or not; nothing here decides.
"""

from __future__ import annotations

from datetime import date

from sibdsl.runtime.claims import Claim, Enrolment
from sibdsl.runtime.claims_days import known_by
from sibdsl.runtime.claims_lengths import day_after
from sibdsl.runtime.claims_people import People
from sibdsl.runtime.claims_plan import Documents, Length, OutcomePlan, Sustained
from sibdsl.runtime.claims_screening import lies_in
from sibdsl.runtime.claims_states import day_completed
from sibdsl.runtime.plan import Plan
from sibdsl.runtime.wording import listed, named, quantity_text

StoryStep = dict[str, object]
"""A step of the life of a claim: its ``kind``, its data as texts, and a sentence under ``text``."""


def step_of(kind: str, text: str, **data: object) -> StoryStep:
    """Put a step together."""
    return {"kind": kind, **data, "text": text}


def length_text(length: Length) -> str:
    """Write a length of time as the contract does: ``3 months``, ``1 day``, ``13 weeks``."""
    return length.words or f"{length.count} {length.unit.removesuffix('s') if length.count == 1 else length.unit}"


def _lasting_text(sustained: Sustained) -> str:
    """Write how long a state must last: ``13 weeks within 18 weeks, with gaps of at most 7 days``."""
    text = length_text(sustained.length)
    text += f" within {length_text(sustained.within)}" if sustained.within else ""
    text += f", with gaps of at most {length_text(Length(sustained.gap, 'days'))}" if sustained.gap else ""
    if sustained.restarts:
        return text
    return f"{text}, and a longer gap ended it for good" if sustained.gap else f"{text}, and a gap ended it for good"


class Checks:
    """The checks of one claim."""

    def __init__(self, plan: Plan, outcome: OutcomePlan, claim: Claim, people: People, as_of: date | None) -> None:
        self._plan = plan
        self._outcome = outcome
        self._claim = claim
        self._people = people
        self._as_of = as_of

    def steps(self) -> list[StoryStep]:
        """Tell each check that the outcome asks for, in the order in which they are made."""
        person = self._people.enrolled.get(self._claim.person)
        if person is None:
            return [self._check("enrolment", False, "There is no row of enrolment that can be used for the person.")]
        return [
            self._enrolment(person),
            *self._quantity(),
            *self._requirements(),
            *self._time(person),
            *self._deadline(),
            *[self._documents(needed) for needed in self._outcome.documents],
            *self._state(),
            *self._validation(),
        ]

    def _check(self, name: str, met: bool, text: str) -> StoryStep:
        return step_of("check", text, check=name, met=met)

    def _enrolment(self, person: Enrolment) -> StoryStep:
        met = self._claim.reached_on >= person.enrolled_on
        when = "" if met else ", after the outcome was reached"
        return self._check("enrolment", met, f"The person was enrolled on {person.enrolled_on}{when}.")

    def _quantity(self) -> list[StoryStep]:
        outcome, quantity = self._outcome, self._claim.quantity
        if outcome.unit is None:
            return []
        if quantity is None:
            return [self._check("quantity", False, "It states no quantity.")]
        is_fine = outcome.step is None or (quantity / outcome.step).denominator == 1
        met = quantity > 0 and is_fine and lies_in(quantity, outcome.range)
        text = f"Its quantity is {quantity_text(quantity, outcome.unit, self._plan.digits)}"
        return [self._check("quantity", met, f"{text}{'' if met else ', which cannot be counted'}.")]

    def _requirements(self) -> list[StoryStep]:
        outcome = self._outcome
        if not outcome.requires:
            return []
        recorded = self._claim.recorded
        stated = [
            f"{named(number.name, number.title)} is "
            f"{quantity_text(recorded[number.name], number.unit, self._plan.digits)}"
            for number in outcome.recorded
            if number.name in recorded
        ]
        met = any(
            all(
                needed.recorded in recorded and lies_in(recorded[needed.recorded], needed.range)
                for needed in alternative
            )
            for alternative in outcome.requires
        )
        text = (
            f"{listed(stated) or 'No number is recorded'}, which {'is' if met else 'is not'} what the outcome requires."
        )
        return [self._check("requirement", met, text[0].upper() + text[1:])]

    def _time(self, person: Enrolment) -> list[StoryStep]:
        outcome, reached, month_end = self._outcome, self._claim.reached_on, self._plan.month_end
        first = day_after(person.enrolled_on, outcome.reached_from, month_end) if outcome.reached_from else None
        last = day_after(person.enrolled_on, outcome.reached_to, month_end) if outcome.reached_to else None
        if first is None and last is None:
            return []
        met = (first is None or first <= reached) and (last is None or reached <= last)
        bounds = [f"not before {first}" if first else "", f"not after {last}" if last else ""]
        return [self._check("time", met, f"It had to be reached {' and '.join(filter(None, bounds))}.")]

    def _deadline(self) -> list[StoryStep]:
        outcome, claim = self._outcome, self._claim
        if outcome.claimed_within is None:
            return []
        deadline = day_after(claim.reached_on, outcome.claimed_within, self._plan.month_end)
        met = claim.submitted_on is not None and claim.submitted_on <= deadline
        text = f"It had to be submitted within {length_text(outcome.claimed_within)}, by {deadline}."
        return [self._check("deadline", met, text)]

    def _documents(self, needed: Documents) -> StoryStep:
        there = [name for name in needed.names if name in self._claim.documents]
        what = listed([name.replace("_", " ") for name in needed.names], "or" if needed.count == 1 else "and")
        asked = f"{needed.count} of {what}" if needed.count < len(needed.names) else what
        text = f"It needs {asked}; {len(there) or 'none'} of them {'is' if len(there) < 2 else 'are'} there."
        return self._check("documents", len(there) >= needed.count, text)

    def _state(self) -> list[StoryStep]:
        sustained = self._outcome.sustained
        if sustained is None:
            return []
        spells = self._people.spells.get((self._claim.person, sustained.state), [])
        completed = day_completed(sustained, spells, self._plan.month_end)
        met = completed is not None and completed <= self._claim.reached_on
        text = f"The state {sustained.state.replace('_', ' ')} had to last {_lasting_text(sustained)}: "
        text += "the spells do not show it." if completed is None else f"it had on {completed}."
        return [self._check("state", met, text)]

    def _validation(self) -> list[StoryStep]:
        if not self._outcome.validated:
            return []
        day = known_by(self._claim.validated_on, self._as_of)
        parties = dict(self._plan.parties)
        by = listed([parties.get(name) or name for name in self._outcome.verifiers], "or")
        who = f" by {by}" if by else ""
        text = f"It was validated{who} on {day}." if day else f"It has not been validated{who} yet."
        return [self._check("validation", day is not None, text)]
