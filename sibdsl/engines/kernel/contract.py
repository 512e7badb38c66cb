"""A contract as tables of integers, which the compiled functions read.

In: the plan of a contract, its rate cards, and the days on which claims are taken. Out: `ContractTables`.
Relies on `sibdsl.runtime` for prices, order of outcomes and periods, so that these have one meaning.
Guarantees: no rounding that the contract does not ask for; what does not fit into the integers is `TooLargeError`,
never a wrong number.

Names become their places: outcomes, cohorts (0: none) and payments as written. A *class* is an outcome and a cohort.
A *tariff* is a class and a price with its uplifts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sibdsl.engines.kernel.columns import LAST_DAY, MISSING, number_of_day
from sibdsl.runtime.claims_earlier import outcomes_in_order
from sibdsl.runtime.claims_plan import ClaimsPlan, Length, OutcomePlan, Price
from sibdsl.runtime.claims_prices import full_price
from sibdsl.runtime.claims_sheets import recorded_names
from sibdsl.runtime.exact import ROUNDING_MODES
from sibdsl.runtime.plan import Plan, Range

LARGEST = 2**62
"""Every integer that is computed with stays below this, so that one addition more cannot overflow."""

MILLION = 1_000_000
"""Numbers of claims are held in millionths."""


class TooLargeError(Exception):
    """A contract or its evidence has numbers that the kernel's integers cannot hold."""


LENGTH = [("kind", np.int32), ("count", np.int32)]
"""A length of time: kind 0 none, 1 days, 2 months."""

OUTCOME = np.dtype(
    [
        ("step", np.int64),
        ("lowest", np.int64),
        ("highest", np.int64),
        ("claimed", LENGTH),
        ("reached_after", LENGTH),
        ("reached_before", LENGTH),
        ("payment", np.int32),
        ("sustained", np.int32),
        ("documents", np.int32),
        ("documents_end", np.int32),
        ("alternatives", np.int32),
        ("alternatives_end", np.int32),
        ("prices", np.int32),
        ("prices_end", np.int32),
        ("uplifts", np.int32),
        ("uplifts_end", np.int32),
        ("has_unit", np.int32),
        ("verified", np.int32),
    ]
)
"""What is asked of the claims of an outcome. Its documents, alternatives, prices and groups that raise a price are
rows of other tables, from one place up to another. ``sustained`` is its row of `People.lasted`, or -1."""

DOCUMENTS = np.dtype([("names", np.uint64), ("count", np.int64)])
"""At least so many of the documents whose bits are set."""

ALTERNATIVE = np.dtype([("requirements", np.int32), ("requirements_end", np.int32)])

REQUIREMENT = np.dtype([("low", np.int64), ("high", np.int64), ("column", np.int64)])
"""A recorded number, in millionths, lies between two numbers, both included."""

PRICE = np.dtype(
    [("groups", np.uint64), ("first", np.int32), ("last", np.int32), ("cohort", np.int32), ("tariff", np.int32)]
)
"""For whom and when a price holds (cohort -1: any), and its first tariff."""

TARIFF = np.dtype(
    [
        ("numerator", np.int64),
        ("denominator", np.int64),
        ("unit_numerator", np.int64),
        ("unit_denominator", np.int64),
        ("units_of_step", np.int64),
        ("most_steps", np.int64),
        ("outcome", np.int32),
        ("klass", np.int32),
        ("rounding", np.int64),
    ]
)
"""What a claim asks for: ``numerator`` minor units for each ``denominator`` steps of its quantity, and the same for the
units in which limits on quantities count. ``most_steps`` is the largest quantity whose price cannot overflow."""

SEQUENCE = np.dtype([("rank", np.int32), ("alternatives", np.int32), ("after", np.int32), ("after_end", np.int32)])
"""What a person must have reached before an outcome; ``alternatives`` is the set of which only one is paid, or -1."""

AFTER = np.dtype([("outcome", np.int64), ("at_least", LENGTH), ("within", LENGTH)])

Table = npt.NDArray[Any]


class Rules(NamedTuple):
    """What is asked of claims: tables of the forms above."""

    outcomes: Table
    documents: Table
    alternatives: Table
    requirements: Table
    prices: Table
    uplift_groups: npt.NDArray[np.uint64]
    last_of_month_stays: bool


class Sequences(NamedTuple):
    """What a person must have reached before; ``ranks`` counts the ranks of outcomes."""

    outcomes: Table
    after: Table
    ranks: int
    last_of_month_stays: bool


@dataclass(frozen=True, slots=True)
class ContractTables:
    """A contract without its days: names by place, and what is asked of claims.

    ``unit`` is the quantity in which limits on quantities count, in base measure; ``step`` is one step of each
    outcome's quantity.
    """

    plan: Plan
    claims: ClaimsPlan
    outcomes: dict[str, int]
    cohorts: dict[str, int]
    groups: dict[str, int]
    documents: dict[str, int]
    states: dict[str, int]
    numbers: tuple[str, ...]
    payments: dict[str, int]
    unit: Fraction
    step: tuple[Fraction, ...]
    rules: Rules
    tariffs: Table
    sequences: Sequences

    def klass(self, outcome: int, cohort: int) -> int:
        """Give the class of an outcome and a cohort."""
        return outcome * (len(self.cohorts) + 1) + cohort

    @property
    def classes(self) -> int:
        """Count the classes."""
        return len(self.outcomes) * (len(self.cohorts) + 1)


def contract_tables(plan: Plan, claims: ClaimsPlan) -> ContractTables:
    """Put a contract into tables.

    Raises:
        TooLargeError: it has more names or larger numbers than the tables hold.
    """
    names = claims.outcomes
    documents = dict.fromkeys(name for item in names for rule in item.documents for name in rule.names)
    groups = _places(group.name for group in claims.groups)
    if len(groups) > 63 or len(documents) > 63:
        raise TooLargeError("more than 63 groups or documents")
    cohorts = {cohort.name: place for place, cohort in enumerate(claims.cohorts, 1)}
    states = _places(dict.fromkeys(item.sustained.state for item in names if item.sustained))
    payments = _places(payment.name for payment in plan.payments)
    pricing = _Pricing(plan, claims, groups, cohorts)
    rules = _rules(plan, claims, pricing, _Names(groups, cohorts, _places(documents), payments))
    return ContractTables(
        plan=plan,
        claims=claims,
        outcomes=_places(item.name for item in names),
        cohorts=cohorts,
        groups=groups,
        documents=_places(documents),
        states=states,
        numbers=recorded_names(claims),
        payments=payments,
        unit=pricing.unit,
        step=pricing.steps,
        rules=rules,
        tariffs=pricing.tariffs(),
        sequences=_sequences(plan, claims),
    )


# ---------------------------------------------------------------- what is asked of claims


class _Names(NamedTuple):
    groups: dict[str, int]
    cohorts: dict[str, int]
    documents: dict[str, int]
    payments: dict[str, int]


def _rules(plan: Plan, claims: ClaimsPlan, pricing: _Pricing, names: _Names) -> Rules:
    outcomes = claims.outcomes
    scales = [outcome.unit.scale if outcome.unit else Fraction(1) for outcome in outcomes]
    ranges = [_whole_range(outcome.range, scale / MILLION) for outcome, scale in zip(outcomes, scales, strict=True)]
    documents = [item for outcome in outcomes for item in outcome.documents]
    alternatives = [item for outcome in outcomes for item in outcome.requires]
    columns = {name: place for place, name in enumerate(recorded_names(claims))}
    requirements = [
        (columns[item.recorded], *_whole_range(item.range, _scale(outcome, item.recorded) / MILLION))
        for outcome in outcomes
        for alternative in outcome.requires
        for item in alternative
    ]
    prices = [price for outcome in outcomes for price in outcome.prices]
    sustaining = [outcome.name for outcome in outcomes if outcome.sustained]
    table = np.zeros(len(outcomes), dtype=OUTCOME)
    table["step"] = _int64(pricing.millionths_of_step)
    table["lowest"] = [low for low, _ in ranges]
    table["highest"] = [high for _, high in ranges]
    put_lengths(table["claimed"], (outcome.claimed_within for outcome in outcomes))
    put_lengths(table["reached_after"], (outcome.reached_from for outcome in outcomes))
    put_lengths(table["reached_before"], (outcome.reached_to for outcome in outcomes))
    table["payment"] = [names.payments[outcome.payment] for outcome in outcomes]
    table["sustained"] = [sustaining.index(outcome.name) if outcome.sustained else -1 for outcome in outcomes]
    _put_rows(table, "documents", (len(outcome.documents) for outcome in outcomes))
    _put_rows(table, "alternatives", (len(outcome.requires) for outcome in outcomes))
    _put_rows(table, "prices", (len(outcome.prices) for outcome in outcomes))
    _put_rows(table, "uplifts", (len(found) for found in pricing.uplift_groups))
    table["has_unit"] = [outcome.unit is not None for outcome in outcomes]
    table["verified"] = [outcome.validated for outcome in outcomes]
    of_alternatives = np.zeros(len(alternatives), dtype=ALTERNATIVE)
    _put_rows(of_alternatives, "requirements", (len(alternative) for alternative in alternatives))
    return Rules(
        outcomes=table,
        documents=np.array([(_mask(item.names, names.documents), item.count) for item in documents], dtype=DOCUMENTS),
        alternatives=of_alternatives,
        requirements=np.array([(low, high, column) for column, low, high in requirements], dtype=REQUIREMENT),
        prices=np.array(
            [
                (
                    _mask(price.groups, names.groups),
                    MISSING if price.start is None else number_of_day(price.start),
                    LAST_DAY if price.end is None else number_of_day(price.end),
                    -1 if price.cohort is None else names.cohorts[price.cohort],
                    tariff,
                )
                for price, tariff in zip(prices, pricing.first_tariff, strict=True)
            ],
            dtype=PRICE,
        ),
        uplift_groups=np.array(
            [1 << names.groups[name] for found in pricing.uplift_groups for name in found], dtype=np.uint64
        ),
        last_of_month_stays=plan.month_end == "last day",
    )


def _scale(outcome: OutcomePlan, name: str) -> Fraction:
    """Give the unit's scale of a number that an outcome records."""
    return next(recorded.unit.scale for recorded in outcome.recorded if recorded.name == name)


def _whole_range(allowed: Range, unit: Fraction) -> tuple[int, int]:
    """Give the smallest and the largest whole number of units that lies in a range."""
    low, high = -LARGEST, LARGEST
    if allowed.low is not None:
        exact = allowed.low / unit
        low = -(-exact.numerator // exact.denominator)
        if not allowed.low_closed and exact.denominator == 1:
            low += 1
    if allowed.high is not None:
        exact = allowed.high / unit
        high = exact.numerator // exact.denominator
        if not allowed.high_closed and exact.denominator == 1:
            high -= 1
    # Cells have 18 digits, so nothing is lost where a bound lies beyond them.
    return max(low, -LARGEST), min(high, LARGEST)


# ---------------------------------------------------------------- prices


class _Pricing:
    """All prices with all uplifts, for all cohorts.

    The tariffs of a price follow one another: for each cohort, for each set of the groups that raise it.
    """

    def __init__(self, plan: Plan, claims: ClaimsPlan, groups: dict[str, int], cohorts: dict[str, int]) -> None:
        self._plan, self._claims, self._cohorts = plan, claims, len(cohorts) + 1
        self.uplift_groups = [
            tuple(dict.fromkeys(uplift.group for uplift in claims.uplifts if outcome.name in uplift.outcomes))
            for outcome in claims.outcomes
        ]
        scales = [outcome.unit.scale / MILLION if outcome.unit else Fraction(1) for outcome in claims.outcomes]
        self.millionths_of_step = [
            1 if outcome.step is None or outcome.unit is None else (scale / outcome.step).denominator
            for outcome, scale in zip(claims.outcomes, scales, strict=True)
        ]
        self.steps = tuple(
            scale * millionths for scale, millionths in zip(scales, self.millionths_of_step, strict=True)
        )
        self.unit = _common_unit(claims, self.steps)
        self.first_tariff: list[int] = []
        count = 0
        for outcome, raised_by in zip(claims.outcomes, self.uplift_groups, strict=True):
            if len(raised_by) > 12:
                raise TooLargeError("more than 12 groups raise one price")
            for _ in outcome.prices:
                self.first_tariff.append(count)
                count += self._cohorts << len(raised_by)
        if count > 0xFFFF:
            raise TooLargeError("more than 65,535 different prices")

    def tariffs(self) -> Table:
        """List all tariffs."""
        rounding = ROUNDING_MODES.index(self._plan.rounding)
        limited = _limited_by_quantity(self._claims)
        rows: list[tuple[int, ...]] = []
        for place, outcome in enumerate(self._claims.outcomes):
            units = self.steps[place] / self.unit if outcome.name in limited else Fraction(1)
            for price in outcome.prices:
                amounts = self._amounts(place, outcome, price)
                for cohort in range(self._cohorts):
                    klass = place * self._cohorts + cohort
                    rows += [(*_price_numbers(amount, units), place, klass, rounding) for amount in amounts]
        return np.array(rows, dtype=TARIFF)

    def _amounts(self, place: int, outcome: OutcomePlan, price: Price) -> list[Fraction]:
        """Give the minor units of one step at a price, for each set of groups that raise it."""
        groups = self.uplift_groups[place]
        found = []
        for chosen in range(1 << len(groups)):
            held = {name for bit, name in enumerate(groups) if chosen >> bit & 1}
            amount = full_price(self._claims, outcome, price, held)
            if amount < 0:
                raise TooLargeError("a price below zero")
            found.append(amount * self.steps[place] * 10**self._plan.digits)
        return found


def _common_unit(claims: ClaimsPlan, steps: Sequence[Fraction]) -> Fraction:
    """Give the largest quantity of which all steps and all limits on quantities are multiples."""
    amounts = [limit.amount for limit in claims.limits if limit.measure == "quantity" and limit.amount]
    limited = _limited_by_quantity(claims)
    values = [*amounts, *(step for place, step in enumerate(steps) if claims.outcomes[place].name in limited)]
    top, bottom = 0, 1
    for value in values:
        top, bottom = gcd(top * value.denominator, value.numerator * bottom), bottom * value.denominator
        shared = gcd(top, bottom)
        top, bottom = top // shared, bottom // shared
    return Fraction(top, bottom) if top else Fraction(1)


def _price_numbers(by_step: Fraction, units: Fraction) -> tuple[int, ...]:
    """Give the numbers of a tariff, from the minor units of a step and the units of a step."""
    count = units.numerator
    by_unit = by_step / count
    most = LARGEST // max(by_step.numerator, by_unit.numerator * count, count, 1)
    numbers = (by_step.numerator, by_step.denominator, by_unit.numerator, by_unit.denominator, count, most)
    return tuple(_fitting(number) for number in numbers)


def _limited_by_quantity(claims: ClaimsPlan) -> set[str]:
    return {name for limit in claims.limits if limit.measure == "quantity" for name in limit.outcomes}


# ---------------------------------------------------------------- what comes after what


def _sequences(plan: Plan, claims: ClaimsPlan) -> Sequences:
    places = _places(outcome.name for outcome in claims.outcomes)
    order = outcomes_in_order(claims)
    rank = {name: position for position, names in enumerate(order) for name in names}
    set_of = {name: position for position, names in enumerate(claims.only_one_of) for name in names}
    needed = [item for outcome in claims.outcomes for item in outcome.after]
    table = np.zeros(len(claims.outcomes), dtype=SEQUENCE)
    table["rank"] = [rank[outcome.name] for outcome in claims.outcomes]
    table["alternatives"] = [set_of.get(outcome.name, -1) for outcome in claims.outcomes]
    _put_rows(table, "after", (len(outcome.after) for outcome in claims.outcomes))
    after = np.zeros(len(needed), dtype=AFTER)
    after["outcome"] = [places[item.outcome] for item in needed]
    put_lengths(after["at_least"], (item.at_least for item in needed))
    put_lengths(after["within"], (item.within for item in needed))
    return Sequences(table, after, len(order), plan.month_end == "last day")


# ---------------------------------------------------------------- arrays


def _places(names: Iterable[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}


def _mask(names: Iterable[str], bits: dict[str, int]) -> int:
    return sum(1 << bits[name] for name in set(names))


def _fitting(number: int) -> int:
    """Give a number that fits into the tables.

    Raises:
        TooLargeError: it does not.
    """
    if not -LARGEST <= number <= LARGEST:
        raise TooLargeError("a number of the contract")
    return number


def _int64(numbers: Iterable[int]) -> npt.NDArray[np.int64]:
    return np.array([_fitting(number) for number in numbers], dtype=np.int64)


def _put_rows(table: Table, name: str, counts: Iterable[int]) -> None:
    """Write from which row of another table the rows of each record go, and up to which."""
    ends = np.cumsum([0, *counts])
    table[name], table[f"{name}_end"] = ends[:-1], ends[1:]


def put_lengths(column: Table, lengths: Iterable[Length | None]) -> None:
    """Write lengths of time. One beyond the calendar is as good as one that ends with it."""
    kinds = {"days": 1, "months": 2}
    for place, length in enumerate(lengths):
        if length is not None:
            column[place] = (kinds[length.unit], max(min(length.count, 4_000_000), -4_000_000))
