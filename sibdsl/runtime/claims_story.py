"""The life of one claim: what was claimed, what was checked, its price, what limits left, and when it was paid.

In: the line of a claim, and the evidence that has its rows (that of other people need not be there).
Out: steps, each data with one sentence.
Relies on ``claims_checks`` for what was checked and on ``claims_prices`` for the price.
Guarantees: the steps lead from the claim to what is paid; the person is not named. Nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Set
from datetime import date

from sibdsl.runtime.claims import Claim, ClaimLine, ClaimsEvidence, RefusedRow
from sibdsl.runtime.claims_checks import Checks, StoryStep, length_text, step_of
from sibdsl.runtime.claims_counts import WAITS_FOR
from sibdsl.runtime.claims_people import know_people
from sibdsl.runtime.claims_plan import After, ClaimsPlan, Limit, OutcomePlan
from sibdsl.runtime.claims_prices import price_that_holds, uplifted, uplifts_of
from sibdsl.runtime.claims_reasons import codes_of_rejected_rows, reason_of
from sibdsl.runtime.claims_telling import cohort_title, minor_number, minor_text, outcome_title
from sibdsl.runtime.exact import money_text
from sibdsl.runtime.plan import Plan
from sibdsl.runtime.wording import exact_number, listed, named, quantity_text


def claim_story(
    plan: Plan, claims: ClaimsPlan, evidence: ClaimsEvidence, line: ClaimLine, as_of: date | None = None
) -> list[StoryStep]:
    """Tell the life of a claim, from what was claimed to what was paid and taken back."""
    claim = next((row for row in evidence.claims if row.claim == line.claim and row.row == line.row), None)
    outcome = next((item for item in claims.outcomes if item.name == line.outcome), None)
    is_reported = any(row.claim == line.claim for row in evidence.claims)
    steps = [_tell_claim(plan, claims, outcome, line, claim, is_reported)]
    if claim is not None and outcome is not None:
        people = know_people(claims, plan.term, evidence)
        steps += Checks(plan, outcome, claim, people, as_of).steps()
        steps += [_tell_after(claims, after) for after in outcome.after]
    if line.determination is None:
        return [*steps, _tell_why_not(line)]
    person = None
    if outcome is not None:
        people = know_people(claims, plan.term, evidence)
        person = people.enrolled.get(line.person)
        groups: Set[str] = person.groups if person else frozenset()
        steps += _tell_price(plan, claims, outcome, line, groups) if claim is not None else []
    steps.append(_tell_determination(plan, claims, line))
    steps += _tell_limits(plan, claims, line)
    return [*steps, *_tell_end(plan, line)]


def refused_story(row: RefusedRow) -> list[StoryStep]:
    """Tell of a claim with a cell at fault: nothing else is known of it."""
    reason = reason_of(row.code, row.table, row.column)
    text = f"Claim {row.claim} in row {row.row} is rejected: {reason} ({row.code})."
    return [step_of("rejected", text, claim=row.claim, row=row.row, code=row.code, column=row.column)]


def _tell_claim(
    plan: Plan, claims: ClaimsPlan, outcome: OutcomePlan | None, line: ClaimLine, claim: Claim | None,
    is_reported: bool,
) -> StoryStep:  # fmt: skip
    text = f"Claim {line.claim} is for {outcome_title(claims, line.outcome)}, reached on {line.reached_on}"
    if line.cohort:
        text += f" by a person of {cohort_title(claims, line.cohort)}"
    data: dict[str, object] = {
        "claim": line.claim,
        "row": line.row or None,
        "outcome": line.outcome,
        "clause": outcome.clause if outcome else None,
        "cohort": line.cohort,
        "reached_on": line.reached_on.isoformat(),
    }
    if outcome is not None and outcome.unit is not None:
        data["quantity"] = exact_number(line.quantity / outcome.unit.scale)
        text += f": {quantity_text(line.quantity, outcome.unit, plan.digits)}"
    if claim is not None:
        for name, day in (
            ("submitted", claim.submitted_on), ("validated", claim.validated_on), ("rejected", claim.rejected_on),
        ):  # fmt: skip
            data[f"{name}_on"] = day.isoformat() if day else None
            text += f"; {name} on {day}" if day else ""
    else:
        since = "it is reported otherwise now" if is_reported else "not in the claims file any more"
        text += f". It is in a closed determination, and {since}"
    return step_of("claim", f"{text}.", **data)


def _tell_after(claims: ClaimsPlan, after: After) -> StoryStep:
    """Tell which outcome must have been reached before, and how long before."""
    times = [f"at least {length_text(after.at_least)}"] if after.at_least else []
    times += [f"at most {length_text(after.within)}"] if after.within else []
    when = f"{listed(times)} before it" if times else "before it or on the same day"
    return step_of("after", f"{outcome_title(claims, after.outcome)} has to come {when}.", outcome=after.outcome)


def _tell_price(
    plan: Plan, claims: ClaimsPlan, outcome: OutcomePlan, line: ClaimLine, groups: Set[str]
) -> list[StoryStep]:  # fmt: skip
    """Tell the price and each of its uplifts, where these give what the claim asked for."""
    price = price_that_holds(outcome, line.cohort, groups, line.reached_on)
    if price is None:
        return []
    steps = [step_of("price", f"Its price is {price.words or money_text(price.amount, plan.currency, plan.digits)}.",
                     price=exact_number(price.amount), words=price.words)]  # fmt: skip
    amount = price.amount
    for uplift in uplifts_of(claims, outcome, groups):
        before, amount = amount, uplifted(amount, uplift, outcome)
        was, becomes = (money_text(value, plan.currency, plan.digits) for value in (before, amount))
        text = f"The uplift `{uplift.words}` for {named(uplift.group, _group_title(claims, uplift.group))} "
        steps.append(
            step_of("uplift", f"{text}makes {was} into {becomes}.", clause=uplift.clause, group=uplift.group,
                    before=exact_number(before), after=exact_number(amount))
        )  # fmt: skip
    return steps


def _group_title(claims: ClaimsPlan, name: str) -> str:
    return next((group.title for group in claims.groups if group.name == name), "")


def _tell_determination(plan: Plan, claims: ClaimsPlan, line: ClaimLine) -> StoryStep:
    title = next((payment.title for payment in plan.payments if payment.name == line.payment), "")
    text = f"It is taken in the determination of {named(line.payment, title)} on {line.determination}, and asks for "
    return step_of(
        "determination",
        f"{text}{minor_text(plan, line.asked)}.",
        payment=line.payment,
        date=line.determination.isoformat() if line.determination else None,
        asked=minor_number(plan, line.asked),
    )


def _tell_limits(plan: Plan, claims: ClaimsPlan, line: ClaimLine) -> list[StoryStep]:
    """Tell what each limit that applies left of the claim, in their order."""
    steps: list[StoryStep] = []
    left = line.asked
    for limit, cut in zip(claims.limits, line.cuts, strict=True):
        before, left = left, left - cut
        if _applies(limit, line) and line.asked:
            became = f"takes {minor_text(plan, cut)} and leaves {minor_text(plan, left)}" if cut else "takes nothing"
            steps.append(
                step_of("limit", f"The limit `{limit.text}` {became}.", limit=limit.text, clause=limit.clause,
                        before=minor_number(plan, before), cut=minor_number(plan, cut), after=minor_number(plan, left))
            )  # fmt: skip
    return steps


def _applies(limit: Limit, line: ClaimLine) -> bool:
    return line.outcome in limit.outcomes and limit.cohort in (None, line.cohort)


def _tell_end(plan: Plan, line: ClaimLine) -> list[StoryStep]:
    paid = step_of("paid", f"{minor_text(plan, line.paid)} is paid for it.", amount=minor_number(plan, line.paid))
    if line.recovered_on is None:
        return [paid]
    why = f": {_reason_words(line.reason)}" if line.reason else ""
    back = f"{minor_text(plan, line.paid)} is taken back on {line.recovered_on}{why}."
    return [paid, step_of("recovered", back, date=line.recovered_on.isoformat(), code=line.reason)]


def _tell_why_not(line: ClaimLine) -> StoryStep:
    if line.status == "pending":
        return step_of("pending", f"It is pending: {WAITS_FOR.get(line.reason, line.reason)}.", waits_for=line.reason)
    return step_of("rejected", f"It is rejected: {_reason_words(line.reason)}.", code=line.reason)


def _reason_words(code: str) -> str:
    if code in codes_of_rejected_rows():
        return f"{reason_of(code)} ({code})"
    return f"it is reported otherwise now ({code})"
