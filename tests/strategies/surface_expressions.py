"""Hypothesis strategies for amounts, conditions and tests as surface trees.

In: nothing. Out: trees without spans, each of which could have been written.
Relies on nothing. Guarantees: what binds less tightly than its place allows stands in brackets, so that the
tree is the one that its printed text reads as.
"""

from __future__ import annotations

from hypothesis import strategies as st

from sibdsl.source.span import NOWHERE
from sibdsl.surface.expressions import (
    Binary,
    Bounded,
    Bracketed,
    BracketedCondition,
    Change,
    Comparison,
    Condition,
    CountOf,
    Elapsed,
    Expression,
    Extreme,
    HasBeenPaid,
    IsMet,
    IsSignificant,
    Junction,
    Money,
    Negative,
    Not,
    Nothing,
    Number,
    Percent,
    Rate,
    Reference,
    Test,
    UnitText,
)
from sibdsl.surface.node import Day, Name

WORDS = (
    "youth",
    "reduction_1",
    "Größe",
    "kidney",
    "x",
    "_fund",
    "出来高",
    "sized",
    "jail_days",
    "Price",
    "outcome",
    "records",
)
NOUNS = ("hours", "people", "days", "months", "points", "child_years")
CURRENCIES = ("GBP", "USD", "JPY")

names = st.sampled_from(WORDS).map(lambda text: Name(NOWHERE, text))
nouns = st.sampled_from(NOUNS)
days = st.dates().map(lambda day: Day(NOWHERE, day.isoformat()))
numbers = st.sampled_from(("0", "5", "8.5", "100", "9,240", "1,234,567.89", "0.001", "007"))
currencies = st.sampled_from(CURRENCIES)


def optional(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.one_of(st.none(), strategy)


def several(strategy: st.SearchStrategy, least: int = 1, most: int = 3) -> st.SearchStrategy:
    return st.lists(strategy, min_size=least, max_size=most).map(tuple)


def node(kind: type, *fields: st.SearchStrategy) -> st.SearchStrategy:
    return st.builds(kind, st.just(NOWHERE), *fields)


plain_units = node(UnitText, nouns)
units = st.one_of(
    plain_units,
    node(UnitText, st.one_of(nouns, currencies), optional(numbers), nouns),
    node(UnitText, currencies, st.none(), st.just("percentage point")),
    st.just(UnitText(NOWHERE, "percentage point")),
)
percents = node(Percent, numbers)
money = node(Money, currencies, numbers)
rates = st.one_of(
    node(Rate, money, optional(numbers), nouns),
    node(Rate, money, st.none(), st.just("percentage point")),
)
quantities = node(Number, numbers, optional(plain_units))
plain_references = node(Reference, names)
references = st.one_of(
    plain_references,
    node(
        Reference,
        names,
        st.sampled_from(("so far", "over all cohorts", "in the period", "paid so far", "sample", "p-value")),
    ),
    node(Reference, names, st.just("on"), days),
)
caps = st.one_of(money, plain_references)


def _atoms(expressions: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    sums = expressions.map(lambda value: Bracketed(NOWHERE, value) if isinstance(value, Bounded) else value)
    return st.one_of(
        node(Bracketed, expressions),
        node(Extreme, st.sampled_from(("lower", "higher")), several(sums, 2)),
        node(
            Change, st.sampled_from(("reduction", "increase", "point reduction", "point increase")), _factors, _factors
        ),
    )


_leaves = st.one_of(
    node(Number, numbers, optional(units)),
    percents,
    money,
    rates,
    st.just(Nothing(NOWHERE)),
    references,
    node(Elapsed, st.sampled_from(("months", "days"))),
)
_factors: st.SearchStrategy[Expression] = st.deferred(lambda: st.one_of(atoms, node(Negative, atoms)))
_products = st.deferred(
    lambda: st.one_of(
        _factors,
        node(Binary, st.sampled_from(("times", "divided by", "of", "for", "net of deadweight")), _products, _factors),
    )
)
sums = st.deferred(
    lambda: st.one_of(_products, node(Binary, st.sampled_from(("plus", "minus", "less")), sums, _products))
)
expressions: st.SearchStrategy[Expression] = st.deferred(
    lambda: st.one_of(
        sums,
        node(Bounded, sums, sums, st.none()),
        node(Bounded, sums, st.none(), sums),
        node(Bounded, sums, sums, sums),
    )
)
atoms = st.deferred(lambda: st.one_of(_leaves, _leaves, _leaves, _atoms(expressions)))

_values = st.one_of(node(Number, numbers, optional(units)), percents, money, rates)
_values_with_unit = st.one_of(node(Number, numbers, units), percents, money, rates)
literals = st.one_of(_values, node(Negative, _values))


def _bounds(values: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.one_of(values, node(Negative, values), plain_references, node(Bracketed, expressions))


bounds = _bounds(_values)
bounds_with_unit = _bounds(_values_with_unit)


def _tests(of: st.SearchStrategy[Expression]) -> st.SearchStrategy[Test]:
    closed, never = st.booleans(), st.just(False)
    return st.one_of(
        node(Test, of, closed, st.none(), never),
        node(Test, st.none(), never, of, closed),
        node(Test, of, closed, of, closed),
        of.map(lambda bound: Test(NOWHERE, bound, True, bound, True)),
    )


tests = _tests(bounds)
tests_with_unit = _tests(bounds_with_unit)


def _conditions(of: st.SearchStrategy[Test]) -> tuple[st.SearchStrategy[Condition], ...]:
    """Conditions: single ones, and all of them."""
    singles: st.SearchStrategy[Condition] = st.deferred(
        lambda: st.one_of(
            node(Comparison, sums, of),
            node(IsMet, names, st.booleans()),
            node(IsSignificant, names, percents),
            node(HasBeenPaid, names, st.booleans()),
            node(Not, singles),
            node(Junction, st.sampled_from(("all of", "any of")), several(every)),
            node(CountOf, st.sampled_from(("1", "2")), several(every)),
            node(BracketedCondition, every),
        )
    )
    conjunctions = st.one_of(singles, node(Junction, st.just("and"), several(singles, 2)))
    every: st.SearchStrategy[Condition] = st.one_of(
        conjunctions, node(Junction, st.just("or"), several(conjunctions, 2))
    )
    return singles, every


conditions = _conditions(tests)[1]
conditions_with_unit = _conditions(tests_with_unit)[1]
