"""Hypothesis strategies for whole surface trees.

In: nothing. Out: `source_trees()`, trees without spans in which every construct of the language occurs.
Relies on `surface_items`, `surface_capital`, `surface_cards` and `surface_expressions`.
Guarantees: each tree could have been written, so its printed text reads as the same tree. It need not mean
anything: names are not declared, units do not agree.
"""

from __future__ import annotations

from hypothesis import strategies as st

from sibdsl.source.span import NOWHERE
from sibdsl.surface import items
from sibdsl.surface.capital import Waterfall
from sibdsl.surface.declarations import (
    Cohort,
    Contract,
    ContractCap,
    Fact,
    Finance,
    Group,
    Import,
    Metric,
    Outcome,
    Parameter,
    Party,
    Payment,
    Population,
    RateCard,
    Report,
    Scenario,
    SourceTree,
    Threshold,
)
from sibdsl.surface.node import Name
from tests.strategies.surface_capital import finance_items, waterfall_items
from tests.strategies.surface_cards import card_items, card_statements, outcome_items, people_and_claims
from tests.strategies.surface_expressions import (
    caps,
    conditions,
    days,
    expressions,
    money,
    names,
    node,
    numbers,
    optional,
    several,
    units,
)
from tests.strategies.surface_items import (
    annotations,
    contract_items,
    due,
    fact_items,
    metric_items,
    payment_items,
    scenario_items,
    scopes,
    text_items,
    texts,
)


def _block(item: st.SearchStrategy) -> st.SearchStrategy:
    return several(item, 0, 4)


_titled = (names, optional(texts))
_annotated = (*_titled, _block(annotations))
_sizes = node(items.NumberItem, st.just("size"), numbers)
_cohorts = node(
    Cohort,
    *_titled,
    _block(st.one_of(_sizes, node(items.DatesItem, st.just("determined on"), days, st.none()), annotations)),
    days,
    days,
)
declarations = st.one_of(
    node(Contract, *_titled, _block(contract_items)),
    node(Party, *_annotated, several(names)),
    node(
        Finance,
        *_titled,
        _block(finance_items),
        several(names, 0),
        several(names),
        names,
        money,
        several(names, 0),
        optional(names),
    ),
    node(Waterfall, *_titled, _block(waterfall_items), names),
    node(
        Population,
        *_titled,
        _block(st.one_of(_sizes, text_items("definition"), _cohorts, node(Group, *_annotated), annotations)),
    ),
    node(Metric, *_titled, _block(metric_items)),
    node(Fact, *_titled, _block(fact_items)),
    node(Parameter, *_annotated, expressions, st.none()),
    node(Parameter, *_annotated, st.none(), units),
    node(Threshold, *_annotated, conditions),
    node(Payment, *_titled, _block(st.one_of(payment_items, card_statements)), several(names), names),
    node(Outcome, *_titled, _block(outcome_items)),
    node(RateCard, *_titled, _block(card_items)),
    node(ContractCap, *_annotated, caps, optional(several(names)), scopes, st.none(), st.booleans()),
    node(ContractCap, *_annotated, caps, optional(several(names)), scopes, st.none(), st.just(False), st.booleans()),
    node(ContractCap, *_annotated, caps, optional(several(names)), st.none(), names, st.booleans()),
    node(Report, *_titled, _block(st.one_of(due, text_items("contents"), annotations)), names, several(names)),
    node(
        Scenario,
        texts.map(lambda text: Name(NOWHERE, text.value)),
        st.none(),
        _block(st.one_of(scenario_items, people_and_claims)),
    ),
    node(Import, texts),
)


def source_trees(most: int = 4) -> st.SearchStrategy[SourceTree]:
    """Trees of at most so many declarations."""
    return node(SourceTree, several(declarations, 0, most))
