"""The rate cards of a contract as a script sees them: which scales are whole numbers, and which columns are needed.

In: a plan and the plan of its claims. Out: ``Cards``.
Relies on the runtime's plans. Guarantees: every price times every quantity is a whole number over one divisor, and
every limit a whole number of parts; what the script cannot express is refused with a sentence.

A quantity is held in parts, of which ``parts`` make one of base measure: a hundred where it is stated to 0.01 hours.
A price is held as a rate: what a part costs, in minor units times ``divisor``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

from sibdsl.generators.api import GeneratorProblem
from sibdsl.generators.sql.trees import one_of
from sibdsl.runtime.claims_plan import ClaimsPlan, Limit, OutcomePlan
from sibdsl.runtime.plan import Plan

MILLION = 1_000_000
LARGEST = 2**63 - 1
LARGEST_QUANTITY = 10**12
MOST_GROUPS = 16


@dataclass(frozen=True)
class Cards:
    """All rate cards of a contract."""

    plan: Plan
    claims: ClaimsPlan

    @cached_property
    def scale(self) -> int:
        """How many minor units make one of the currency."""
        return int(10**self.plan.digits)

    @cached_property
    def outcomes(self) -> dict[str, OutcomePlan]:
        """Every outcome on a card, by name."""
        return {outcome.name: outcome for outcome in self.claims.outcomes}

    @cached_property
    def payments(self) -> tuple[str, ...]:
        """The payments with a rate card, in written order."""
        on_card = {outcome.payment for outcome in self.claims.outcomes}
        return tuple(payment.name for payment in self.plan.payments if payment.name in on_card)

    @cached_property
    def parts(self) -> int:
        """How many parts make one of base measure."""
        sizes = [self.step(outcome) for outcome in self.claims.outcomes if outcome.unit is not None]
        limits = [
            limit.amount for limit in self.claims.limits if limit.measure == "quantity" and limit.amount is not None
        ]
        return lcm(*(size.denominator for size in [*sizes, *limits]))

    def step(self, outcome: OutcomePlan) -> Fraction:
        """Give the steps in which an outcome states its quantity: a millionth as written where it does not say."""
        if outcome.step is not None:
            return outcome.step
        scale = outcome.unit.scale if outcome.unit is not None else Fraction(1)
        return scale / MILLION

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups that prices or uplifts name, in the contract's order: each is one bit of a person's profile."""
        named = {group for outcome in self.claims.outcomes for price in outcome.prices for group in price.groups}
        named |= {uplift.group for uplift in self.claims.uplifts}
        return tuple(group.name for group in self.claims.groups if group.name in named)

    def groups_of(self, outcome: OutcomePlan) -> tuple[str, ...]:
        """List the groups that the price of an outcome depends on.

        Raises:
            GeneratorProblem: they are too many to list every combination.
        """
        named = {group for price in outcome.prices for group in price.groups}
        named |= {uplift.group for uplift in self.claims.uplifts if outcome.name in uplift.outcomes}
        found = tuple(group for group in self.groups if group in named)
        if len(found) > MOST_GROUPS:
            raise GeneratorProblem(
                f"the price of {outcome.name} depends on {len(found)} groups, and a script lists the price of every "
                f"combination of at most {MOST_GROUPS}. Settle this contract without SQL."
            )
        return found

    def profile(self, groups: Iterable[str]) -> int:
        """Give the number that stands for a set of groups."""
        return sum(1 << self.groups.index(group) for group in groups)

    @cached_property
    def priced_by_cohort(self) -> bool:
        """Whether any price depends on the cohort."""
        return any(price.cohort is not None for outcome in self.claims.outcomes for price in outcome.prices)

    @cached_property
    def priced_by_day(self) -> bool:
        """Whether any price depends on the day on which an outcome was reached."""
        return any(
            price.start is not None or price.end is not None
            for outcome in self.claims.outcomes
            for price in outcome.prices
        )

    @cached_property
    def cohorts(self) -> tuple[str, ...]:
        """The cohorts that people can be in; an empty name where the contract has none."""
        return tuple(cohort.name for cohort in self.claims.cohorts) or ("",)

    @cached_property
    def has_quantity_limits(self) -> bool:
        """Whether a limit can let a part of a quantity through."""
        return any(limit.measure == "quantity" for limit in self.claims.limits)

    def condition(self, names: Iterable[str], column: str = "outcome") -> str:
        """Write that an outcome is one of some; empty when it always is."""
        named = set(names)
        if named >= set(self.outcomes):
            return ""
        return one_of(column, [name for name in self.outcomes if name in named])

    def limit_whole_number(self, limit: Limit) -> int:
        """Give a limit in claims, parts or minor units; what does not fill one is not available."""
        amount = limit.amount or Fraction(0)
        factor = {"claims": 1, "quantity": self.parts, "money": self.scale}[limit.measure]
        return int(amount.numerator * factor // amount.denominator)
