"""What a claim asks for: section 9 of the reference of claims, worked out for every combination that can occur.

In: cards. Out: the step ``rates``, and how claims are joined with it.
Relies on ``exact`` of the runtime for uplifts. Guarantees: a person and day find at most one row; every rate is a
whole number of minor units times the divisor.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from math import lcm

from sibdsl.generators.api import GeneratorProblem
from sibdsl.generators.sql.cards import LARGEST, LARGEST_QUANTITY, Cards
from sibdsl.generators.sql.script import Step
from sibdsl.generators.sql.trees import FIRST_DAY, LAST_DAY, Cell, rounded_quotient, rows
from sibdsl.runtime.claims_plan import OutcomePlan
from sibdsl.runtime.claims_prices import full_price, price_that_holds

MOST_ROWS = 100_000


@dataclass(frozen=True)
class _Rate:
    """The price of an outcome for people of a cohort and some groups, on the days from ``first`` to ``last``."""

    outcome: str
    cohort: str
    profile: int
    first: date
    last: date
    price: Fraction
    words: str


class Prices:
    """The prices of all cards as whole numbers over ``divisor``.

    ``wide``: a price times a quantity may need more than 64 bits.
    """

    def __init__(self, cards: Cards) -> None:
        self._cards = cards
        self._rates = list(_rates(cards))
        per_part = [rate.price * cards.scale / cards.parts for rate in self._rates]
        self.divisor = lcm(*(price.denominator for price in per_part))
        self._whole = [int(price * self.divisor) for price in per_part]
        most = max([_most(outcome) for outcome in cards.claims.outcomes], default=Fraction(1)) * cards.parts
        self.wide = max(self._whole, default=0) * most * 2 + 2 * self.divisor > LARGEST

    @property
    def type(self) -> str:
        """The type of rates: a product with it is a whole number of that width."""
        return "INT128" if self.wide else "BIGINT"

    def amount(self, parts: str, rate: str) -> str:
        """Write the amount of a number of parts at a rate, in minor units."""
        quotient = rounded_quotient(f"{rate} * {parts}", self.divisor, self._cards.plan.rounding)
        return f"CAST({quotient} AS BIGINT)"

    def step(self) -> Step:
        """Write the table of rates."""
        cards = self._cards
        columns = [("outcome", "TEXT")]
        if cards.priced_by_cohort:
            columns.append(("cohort", "TEXT"))
        if cards.groups:
            columns.append(("profile", "BIGINT"))
        if cards.priced_by_day:
            columns += [("first_day", "DATE"), ("last_day", "DATE")]
        columns.append(("rate", self.type))
        cells = [self._cells(rate, whole) for rate, whole in zip(self._rates, self._whole, strict=True)]
        return Step("rates", "table", tuple(self._words()), rows(columns, cells))

    def _cells(self, rate: _Rate, whole: int) -> list[Cell]:
        cells: list[Cell] = [rate.outcome]
        if self._cards.priced_by_cohort:
            cells.append(rate.cohort)
        if self._cards.groups:
            cells.append(rate.profile)
        if self._cards.priced_by_day:
            cells += [rate.first, rate.last]
        return [*cells, whole]

    def _words(self) -> Iterator[str]:
        cards = self._cards
        what = f"What one part costs, in minor units of {cards.plan.currency} times {self.divisor:,}"
        yield (
            f"{what}; of quantities, {cards.parts:,} parts make one of base measure." if cards.parts > 1 else f"{what}."
        )
        for outcome in cards.claims.outcomes:
            clause = f" ({outcome.clause})" if outcome.clause else ""
            prices = "; ".join(dict.fromkeys(price.words for price in outcome.prices))
            yield f"{outcome.name}, {outcome.title}{clause}: {prices}."
        for uplift in cards.claims.uplifts:
            clause = f" ({uplift.clause})" if uplift.clause else ""
            yield f"Uplift{clause}: {uplift.words}."

    def join(self, claim: str, member: str, card: str, rate: str) -> str:
        """Write how a claim finds its rate."""
        cards = self._cards
        found = [f"{rate}.outcome = {claim}.outcome"]
        if cards.priced_by_cohort:
            found.append(f"{rate}.cohort = {member}.cohort")
        if cards.groups:
            found.append(f"{rate}.profile = ({member}.profile & {card}.groups_counted)")
        if cards.priced_by_day:
            found.append(f"{claim}.reached_on BETWEEN {rate}.first_day AND {rate}.last_day")
        return " AND ".join(found)


def _most(outcome: OutcomePlan) -> Fraction:
    """Give the largest quantity that a claim can state, in base measure."""
    if outcome.unit is None:
        return Fraction(1)
    largest = LARGEST_QUANTITY * outcome.unit.scale
    return largest if outcome.range.high is None else min(largest, outcome.range.high)


def _rates(cards: Cards) -> Iterator[_Rate]:
    made = 0
    for outcome in cards.claims.outcomes:
        for rate in _rates_of(cards, outcome):
            made += 1
            if made > MOST_ROWS:
                raise GeneratorProblem(
                    f"a script lists at most {MOST_ROWS:,} prices, and this contract has more combinations of "
                    "outcome, cohort, groups and days. Settle it without SQL."
                )
            yield rate


def _rates_of(cards: Cards, outcome: OutcomePlan) -> Iterator[_Rate]:
    groups = cards.groups_of(outcome)
    for cohort in cards.cohorts if cards.priced_by_cohort else ("",):
        for size in range(len(groups) + 1):
            for chosen in combinations(groups, size):
                yield from _merged(list(_on_days(cards, outcome, cohort, chosen)))


def _on_days(cards: Cards, outcome: OutcomePlan, cohort: str, groups: tuple[str, ...]) -> Iterator[_Rate]:
    """Give the price for each stretch of days on which the same prices hold."""
    starts = {FIRST_DAY}
    for price in outcome.prices:
        if price.start is not None:
            starts.add(price.start)
        if price.end is not None and price.end < LAST_DAY:
            starts.add(price.end + timedelta(days=1))
    ordered = sorted(starts)
    for place, first in enumerate(ordered):
        last = ordered[place + 1] - timedelta(days=1) if place + 1 < len(ordered) else LAST_DAY
        holds = price_that_holds(outcome, cohort, frozenset(groups), first)
        if holds is not None:
            amount = full_price(cards.claims, outcome, holds, frozenset(groups))
            yield _Rate(outcome.name, cohort, cards.profile(groups), first, last, amount, holds.words)


def _merged(rates: list[_Rate]) -> Iterator[_Rate]:
    """Join stretches of days that follow each other and have the same price."""
    for place, rate in enumerate(rates):
        if place + 1 < len(rates):
            following = rates[place + 1]
            if following.price == rate.price and following.first == rate.last + timedelta(days=1):
                rates[place + 1] = _Rate(
                    rate.outcome, rate.cohort, rate.profile, rate.first, following.last, rate.price, rate.words
                )
                continue
        yield rate
