"""What claims came to, step by step, in data and sentences that name nobody.

In: the totals of determinations. Out: steps of a derivation.
Relies on ``wording`` and on the words of the rate cards. Guarantees: each step says how many claims of how many people,
and which limit took what; no person and no claim is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sibdsl.runtime.claims import CardTotal
from sibdsl.runtime.claims_plan import ClaimsPlan, Limit
from sibdsl.runtime.determinations import Prepared
from sibdsl.runtime.exact import decimal_text, money_text
from sibdsl.runtime.plan import Payer, Plan
from sibdsl.runtime.wording import exact_number, listed, named, percent_of_one


def minor_text(plan: Plan, amount: int) -> str:
    """Write an amount that is given in minor units, for people."""
    return money_text(Fraction(amount, 10**plan.digits), plan.currency, plan.digits)


def minor_number(plan: Plan, amount: int) -> str:
    """Write an amount that is given in minor units, for machines."""
    return decimal_text(Fraction(amount, 10**plan.digits), plan.digits)


def outcome_title(claims: ClaimsPlan, name: str) -> str:
    """Give an outcome's title."""
    return named(name, next((outcome.title for outcome in claims.outcomes if outcome.name == name), ""))


def cohort_title(claims: ClaimsPlan, name: str) -> str:
    """Give a cohort's title."""
    return named(name, next((cohort.title for cohort in claims.cohorts if cohort.name == name), ""))


def how_many(count: int, one: str, several: str) -> str:
    """Write a number with its noun: ``1 claim``, ``1,200 claims``."""
    return f"{count:,} {one if count == 1 else several}"


def limit_data(plan: Plan, limit: Limit, amount: int) -> dict[str, object]:
    """Give what a limit took as plain data."""
    return {"limit": limit.text, "clause": limit.clause, "amount": minor_number(plan, amount)}


def tell_total(plan: Plan, claims: ClaimsPlan, total: CardTotal) -> dict[str, object]:
    """Say how many claims of an outcome and cohort were taken, and what became of what they asked for."""
    people = how_many(total.people, "person", "people")
    cohort = f" of {cohort_title(claims, total.cohort)}" if total.cohort else ""
    claimed = how_many(total.claims, "claim", "claims")
    asks = "asks" if total.claims == 1 else "ask"
    text = f"{claimed} of {outcome_title(claims, total.outcome)} by {people}{cohort} {asks} for "
    text += f"{minor_text(plan, total.asked)}."
    taken = [(limit, cut) for limit, cut in zip(claims.limits, total.cuts, strict=True) if cut]
    for limit, cut in taken:
        text += f" The limit `{limit.text}` takes {minor_text(plan, cut)}."
    if taken:
        text += f" {minor_text(plan, total.paid)} is left."
    return {"kind": "claims", **total_data(plan, claims, total), "text": text}


def total_data(plan: Plan, claims: ClaimsPlan, total: CardTotal) -> dict[str, object]:
    """Give the claims of an outcome and cohort in one determination as plain data."""
    return {
        "outcome": total.outcome,
        "title": outcome_title(claims, total.outcome),
        "cohort": total.cohort,
        "people": total.people,
        "claims": total.claims,
        "paid_in_full": total.paid_claims,
        "cut": total.cut_claims,
        "asked": minor_number(plan, total.asked),
        "cuts": [
            limit_data(plan, limit, cut) for limit, cut in zip(claims.limits, total.cuts, strict=True) if cut
        ],
        "paid": minor_number(plan, total.paid),
        "recovered_claims": total.recovered_claims,
        "recovered": minor_number(plan, total.recovered),
    }  # fmt: skip


def tell_taken_back(plan: Plan, claims: ClaimsPlan, total: CardTotal) -> dict[str, object]:
    """Say what is taken back of claims that earlier determinations paid."""
    cohort = f" for {cohort_title(claims, total.cohort)}" if total.cohort else ""
    text = f"{minor_text(plan, total.recovered)} that was paid for "
    text += f"{how_many(total.recovered_claims, 'claim', 'claims')} of {outcome_title(claims, total.outcome)}{cohort} "
    text += "is taken back."
    if not total.recovered:
        text = (
            f"{how_many(total.recovered_claims, 'claim', 'claims')} of {outcome_title(claims, total.outcome)}{cohort} "
        )
        text += "that limits had cut to nothing no longer count" + ("s." if total.recovered_claims == 1 else ".")
    return {
        "kind": "recovered",
        "outcome": total.outcome,
        "cohort": total.cohort,
        "claims": total.recovered_claims,
        "amount": minor_number(plan, total.recovered),
        "text": text,
    }


def tell_carried(
    prepared: Prepared, payers: Sequence[Payer], carried: int, never_paid: int, left: int
) -> list[dict[str, object]]:
    """Say what was left to take back before, what need not be, and what is left now.

    ``payers`` names whose claims these are, where a payment has several shares; else it is empty.
    """
    plan = prepared.plan
    whose = listed(
        [
            f"{named(payer.party, prepared.party_titles.get(payer.party, ''))} {percent_of_one(payer.share or 0, 1)}"
            for payer in payers
        ]
    )
    what = f" of the claims that are shared {whose}" if whose else ""
    told = [
        ("carried", carried, f"{minor_text(plan, carried)}{what} was left to take back from earlier determinations."),
        ("never paid", never_paid, f"{minor_text(plan, never_paid)} of that was never paid, because a limit cut it."),
        ("left", left, f"{minor_text(plan, left)}{what} is left to take back in later determinations."),
    ]
    return [
        {"kind": kind, "amount": minor_number(plan, amount), "text": text} for kind, amount, text in told if amount
    ]  # fmt: skip


def tell_shares(
    prepared: Prepared, claims: ClaimsPlan, payers: Sequence[Payer], totals: Sequence[CardTotal], parts: Sequence[int]
) -> dict[str, object]:
    """Say how payers share what the claims of some outcomes and cohorts come to."""
    plan = prepared.plan
    told = [
        f"{named(payer.party, prepared.party_titles.get(payer.party, ''))} {percent_of_one(payer.share or 0, 1)}, "
        f"{minor_text(plan, part)}"
        for payer, part in zip(payers, parts, strict=True)
    ]
    outcomes = list(dict.fromkeys(total.outcome for total in totals))
    cohorts = list(dict.fromkeys(total.cohort for total in totals if total.cohort))
    what = listed([outcome_title(claims, name) for name in outcomes])
    whom = f" of {listed([cohort_title(claims, name) for name in cohorts])}" if cohorts else ""
    return {
        "kind": "shares of claims",
        "outcomes": outcomes,
        "cohorts": cohorts,
        "parts": [
            {"payer": payer.party, "share": exact_number(payer.share or 0), "amount": minor_number(plan, part)}
            for payer, part in zip(payers, parts, strict=True)
        ],
        "text": f"{minor_text(plan, sum(parts))} for {what}{whom} is shared: {'; '.join(told)}.",
    }
