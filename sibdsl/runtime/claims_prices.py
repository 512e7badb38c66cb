"""What a claim asks for: section 9 of the reference of claims.

In: an outcome's prices, and a person's cohort and groups. Out: the price, and the amount in minor units.
Relies on ``exact``. Guarantees: nothing is rounded but where the contract says so, and at the end.
"""

from __future__ import annotations

from collections.abc import Set
from datetime import date
from fractions import Fraction

from sibdsl.runtime.claims_plan import ClaimsPlan, OutcomePlan, Price, Uplift
from sibdsl.runtime.exact import minor_units, round_to
from sibdsl.runtime.plan import Plan


def price_that_holds(outcome: OutcomePlan, cohort: str | None, groups: Set[str], reached_on: date) -> Price | None:
    """Give the first price that holds for a person and day."""
    for price in outcome.prices:
        in_cohort = price.cohort is None or price.cohort == cohort
        in_groups = all(group in groups for group in price.groups)
        started = price.start is None or price.start <= reached_on
        ended = price.end is not None and price.end < reached_on
        if in_cohort and in_groups and started and not ended:
            return price
    return None


def uplifts_of(plan: ClaimsPlan, outcome: OutcomePlan, groups: Set[str]) -> list[Uplift]:
    """List the uplifts that apply to an outcome for a person in some groups, in written order."""
    return [uplift for uplift in plan.uplifts if outcome.name in uplift.outcomes and uplift.group in groups]


def uplifted(price: Fraction, uplift: Uplift, outcome: OutcomePlan) -> Fraction:
    """Raise a price by an uplift, and round it as it is written: for one claim, or for one unit of the outcome."""
    raised = price * (1 + uplift.share)
    if uplift.step is None:
        return raised
    scale = outcome.unit.scale if outcome.unit is not None else Fraction(1)
    return round_to(raised * scale, uplift.step, uplift.rounding) / scale


def full_price(plan: ClaimsPlan, outcome: OutcomePlan, price: Price, groups: Set[str]) -> Fraction:
    """Give a price with all its uplifts, in major units: for one claim, or for one of base measure."""
    amount = price.amount
    for uplift in uplifts_of(plan, outcome, groups):
        amount = uplifted(amount, uplift, outcome)
    return amount


def amount_asked(plan: Plan, price: Fraction, quantity: Fraction) -> int:
    """Give the price of a quantity in minor units, rounded by the contract's rule."""
    return minor_units(price * quantity, plan.digits, plan.rounding)
