"""Claims that contradict themselves or the contract: section 4 of the reference of claims.

In: the claims as they were read, and the people of the programme.
Out: for each claim that cannot be accepted, the code of its reason.
Relies on ``claims_people`` and ``claims_prices``. Guarantees: the first reason that applies is the one that is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from sibdsl.runtime.claims import Claim, Enrolment
from sibdsl.runtime.claims_lengths import day_after
from sibdsl.runtime.claims_people import People
from sibdsl.runtime.claims_plan import OutcomePlan, Requirement
from sibdsl.runtime.claims_prices import price_that_holds
from sibdsl.runtime.plan import Range


def repeated_claims(claims: Sequence[Claim]) -> dict[int, str]:
    """Find the claims, by place, that are there twice or that contradict another of the same number."""
    by_number: dict[str, list[int]] = {}
    for place, claim in enumerate(claims):
        by_number.setdefault(claim.claim, []).append(place)
    codes: dict[int, str] = {}
    for places in by_number.values():
        contents = [_content_of(claims[place]) for place in places]
        if any(content != contents[0] for content in contents):
            codes.update(dict.fromkeys(places, "SIB851"))
        else:
            codes.update(dict.fromkeys(places[1:], "SIB850"))
    return codes


def _content_of(claim: Claim) -> tuple[object, ...]:
    days = (claim.reached_on, claim.submitted_on, claim.validated_on, claim.rejected_on)
    return (claim.person, claim.outcome, *days, claim.quantity, claim.recorded, claim.documents)


def reason_to_reject(
    outcome: OutcomePlan | None, claim: Claim, people: People, month_end: str
) -> str:  # fmt: skip
    """Give the code of what speaks against a claim, whatever else is known; empty when nothing does."""
    if outcome is None:
        return "SIB854"
    person = people.enrolled.get(claim.person)
    if person is None:
        return "SIB853" if claim.person in people.in_two_cohorts else "SIB852"
    if claim.reached_on < person.enrolled_on:
        return "SIB855"
    if _days_are_out_of_order(claim):
        return "SIB856"
    quantity_fault = _fault_of_quantity(outcome, claim)
    if quantity_fault:
        return quantity_fault
    if not _meets_requirements(outcome, claim):
        return "SIB862"
    if not _is_reached_in_time(outcome, claim, person, month_end):
        return "SIB858"
    if not _is_claimed_in_time(outcome, claim, month_end):
        return "SIB857"
    if price_that_holds(outcome, person.cohort, person.groups, claim.reached_on) is None:
        return "SIB865"
    return ""


def day_submitted(claim: Claim) -> date:
    """Give the day on which an outcome was claimed; where nobody said, the day on which it was reached."""
    return claim.reached_on if claim.submitted_on is None else claim.submitted_on


def quantity_of(outcome: OutcomePlan, claim: Claim) -> Fraction:
    """Give the quantity of a claim: one where the outcome has no unit."""
    return Fraction(1) if outcome.unit is None or claim.quantity is None else claim.quantity


def lies_in(value: Fraction, allowed: Range) -> bool:
    """Say whether a value lies in a range."""
    if allowed.low is not None and (value < allowed.low or (value == allowed.low and not allowed.low_closed)):
        return False
    return allowed.high is None or value < allowed.high or (value == allowed.high and allowed.high_closed)


def _days_are_out_of_order(claim: Claim) -> bool:
    submitted = day_submitted(claim)
    later = [day for day in (claim.validated_on, claim.rejected_on) if day is not None]
    return submitted < claim.reached_on or any(day < submitted for day in later)


def _fault_of_quantity(outcome: OutcomePlan, claim: Claim) -> str:
    if outcome.unit is None:
        return ""
    if claim.quantity is None:
        return "SIB859"
    if claim.quantity <= 0:
        return "SIB860"
    if outcome.step is not None and (claim.quantity / outcome.step).denominator != 1:
        return "SIB861"
    return "" if lies_in(claim.quantity, outcome.range) else "SIB860"


def _meets_requirements(outcome: OutcomePlan, claim: Claim) -> bool:
    """Say whether all requirements of one alternative are met; a number that is missing meets none."""
    return not outcome.requires or any(
        all(_meets(requirement, claim) for requirement in alternative) for alternative in outcome.requires
    )


def _meets(requirement: Requirement, claim: Claim) -> bool:
    number = claim.recorded.get(requirement.recorded)
    return number is not None and lies_in(number, requirement.range)


def _is_reached_in_time(outcome: OutcomePlan, claim: Claim, person: Enrolment, month_end: str) -> bool:
    enrolled_on = person.enrolled_on
    if outcome.reached_from is not None and claim.reached_on < day_after(enrolled_on, outcome.reached_from, month_end):
        return False
    return outcome.reached_to is None or claim.reached_on <= day_after(enrolled_on, outcome.reached_to, month_end)


def _is_claimed_in_time(outcome: OutcomePlan, claim: Claim, month_end: str) -> bool:
    if outcome.claimed_within is None:
        return True
    deadline = day_after(claim.reached_on, outcome.claimed_within, month_end)
    return claim.submitted_on is not None and claim.submitted_on <= deadline
