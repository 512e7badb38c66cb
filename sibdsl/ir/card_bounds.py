"""The most that the claims on a rate card can come to, by its limits, if nothing that was paid is recovered.

In: the claims plan of a program. Out: upper bounds of each payment with a card, in all and in one determination.
Relies on the claims plan alone.
Guarantees: sound for any claims: a bound is a limit that covers them, or a sum of limits that together do. None where
no limits do.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from math import ceil

from sibdsl.ir.program import Program
from sibdsl.runtime.claims_plan import ClaimsPlan, Limit, OutcomePlan
from sibdsl.runtime.due_dates import year_of_accounts, year_since_start
from sibdsl.runtime.plan import PaymentPlan, Plan

_ZERO = Fraction(0)
_SINGLE = frozenset(("claim", "person", "outcome"))
_NO_LIMITS = ClaimsPlan(())


class CardBounds:
    """The bounds of the rate cards of a program."""

    def __init__(self, program: Program) -> None:
        self._plan = program.plan
        self._claims = program.claims or _NO_LIMITS
        self._minor = Fraction(1, 10**program.plan.digits)
        self._outcomes = {outcome.name: outcome for outcome in self._claims.outcomes}
        self._payments = {payment.name: payment for payment in program.plan.payments}
        self._uplifted = {name: self._most_price(outcome) for name, outcome in self._outcomes.items()}

    def total(self, payment: str) -> Fraction | None:
        """Bound what a payment comes to over the whole contract."""
        return self._bound(self._paid_by(payment), self._times_in_total(self._payments[payment]))

    def each(self, payment: str) -> Fraction | None:
        """Bound what a payment comes to in one determination."""
        cohorts = max(len(self._claims.cohorts), 1)
        return self._bound(
            self._paid_by(payment),
            lambda limit: None if _is_single(limit) else cohorts if "cohort" in limit.per else 1,
        )

    def together(self) -> list[tuple[frozenset[str], Fraction]]:
        """List the payments that limits over the whole contract limit together, with the limit."""
        found = []
        for limit in self._claims.limits:
            if limit.measure == "money" and not limit.per and limit.cohort is None and limit.amount is not None:
                whole = {name for name in self._payments if self._paid_by(name)}
                covered = frozenset(name for name in whole if set(self._paid_by(name)) <= set(limit.outcomes))
                if len(covered) > 1:
                    found.append((covered, limit.amount))
        return found

    def _paid_by(self, payment: str) -> tuple[str, ...]:
        return tuple(outcome.name for outcome in self._claims.outcomes if outcome.payment == payment)

    def _bound(self, names: tuple[str, ...], times: Callable[[Limit], int | None]) -> Fraction | None:
        """Bound what some outcomes come to: by one limit on all, or by limits on each cohort or each outcome."""
        whole = self._of_money(names, None, times)
        cohorts = [self._of_money(names, cohort.name, times) for cohort in self._claims.cohorts]
        by_cohort = _added(cohorts) if cohorts else None
        by_outcome = _added([self._of_outcome(name, times) for name in names])
        return min((bound for bound in (whole, by_cohort, by_outcome) if bound is not None), default=None)

    def _of_money(
        self, names: tuple[str, ...], cohort: str | None, times: Callable[[Limit], int | None]
    ) -> Fraction | None:
        """The lowest limit on money that covers all of the outcomes, of one cohort or of everybody."""
        found = [
            limit.amount * many
            for limit in self._claims.limits
            if limit.measure == "money"
            and limit.amount is not None
            and limit.cohort in (None, cohort)
            and set(names) <= set(limit.outcomes)
            and (many := times(limit)) is not None
        ]
        return min(found, default=None)

    def _of_outcome(self, name: str, times: Callable[[Limit], int | None]) -> Fraction | None:
        """Bound what one outcome comes to, also by how many claims or how much quantity is paid at most."""
        outcome, price = self._outcomes[name], self._uplifted[name]
        if price == 0:
            return _ZERO
        found = [self._of_money((name,), None, times)]
        for limit in self._claims.limits:
            many = times(limit)
            if limit.amount is None or limit.cohort is not None or name not in limit.outcomes or many is None:
                continue
            if limit.measure == "claims":
                most = self._most_of_a_claim(outcome, price)
                found.append(None if most is None else most * limit.amount * many)
            elif limit.measure == "quantity" and self._is_whole(outcome, price):
                found.append(price * limit.amount * many)
        return min((bound for bound in found if bound is not None), default=None)

    def _most_price(self, outcome: OutcomePlan) -> Fraction:
        price = max((price.amount for price in outcome.prices), default=_ZERO)
        for uplift in self._claims.uplifts:
            if outcome.name in uplift.outcomes:
                # Rounding adds less than one step.
                price = price * (1 + uplift.share) + (uplift.step or _ZERO)
        return price

    def _most_of_a_claim(self, outcome: OutcomePlan, price: Fraction) -> Fraction | None:
        if outcome.unit is not None:
            if outcome.range.high is None:
                return None
            price *= outcome.range.high
        return ceil(price / self._minor) * self._minor

    def _is_whole(self, outcome: OutcomePlan, price: Fraction) -> bool:
        """Whether every quantity comes to whole minor units, so that rounding adds nothing to any claim."""
        if outcome.step is None or any(outcome.name in uplift.outcomes for uplift in self._claims.uplifts):
            return False
        return all((one.amount * outcome.step / self._minor).denominator == 1 for one in outcome.prices)

    def _times_in_total(self, payment: PaymentPlan) -> Callable[[Limit], int | None]:
        """How often a limit can be used up over the whole contract; None where nobody can tell."""
        days = _days(payment, self._plan)

        def times(limit: Limit) -> int | None:
            if _is_single(limit):
                return None
            result = 1
            for per in limit.per:
                if per == "cohort":
                    result *= max(len(self._claims.cohorts), 1)
                elif per == "determination":
                    result *= len(days)
                elif per == "contract year":
                    result *= len({year_since_start(self._plan, day) for day in days})
                elif per == "financial year":
                    result *= len({year_of_accounts(self._plan, day) for day in days})
                else:
                    result *= len({day.year for day in days})
            return result

        return times


def _is_single(limit: Limit) -> bool:
    """Whether a limit is used up for each claim, person or outcome, of which there may be any number."""
    return bool(_SINGLE.intersection(limit.per))


def _added(bounds: list[Fraction | None]) -> Fraction | None:
    finite = [bound for bound in bounds if bound is not None]
    return sum(finite, _ZERO) if len(finite) == len(bounds) else None


def _days(payment: PaymentPlan, plan: Plan) -> list[date]:
    """The days on which a payment is determined; of one on termination the last on which it can be."""
    timing = payment.timing
    if timing.periods is not None:
        return [period.end for period in timing.periods for _ in timing.cohorts or (None,)]
    if timing.cohort_dates is not None:
        return list(timing.cohort_dates)
    if timing.day is not None:
        return [timing.day]
    return [plan.term.end if plan.termination is None else plan.termination.last]
