"""Hypothesis strategies for tables, timings and statements as surface trees.

In: nothing. Out: trees without spans, by the kind of block that they stand in.
Relies on `surface_expressions`. Guarantees: each could have been written. A boundary that is a plain number
has no amount behind it that begins with a name, because the name would be its unit.
"""

from __future__ import annotations

from hypothesis import strategies as st

from sibdsl.source.span import NOWHERE
from sibdsl.surface import items
from sibdsl.surface.expressions import Bracketed, Expression, Nothing, Slope
from sibdsl.surface.node import Name, Text
from sibdsl.surface.tables import (
    Beyond,
    Bracket,
    BracketTable,
    Case,
    ConditionTable,
    DateRow,
    DateTable,
    FlatBeyond,
    InterpolatedTable,
    Point,
    Row,
    ShareTable,
    Stage,
    StepTable,
)
from sibdsl.surface.timing import (
    CohortDay,
    Dated,
    Once,
    OnTermination,
    Payable,
    PerCohort,
    Schedule,
    Scope,
)
from tests.strategies.surface_expressions import (
    bounds,
    bounds_with_unit,
    caps,
    conditions,
    conditions_with_unit,
    days,
    expressions,
    literals,
    money,
    names,
    node,
    nouns,
    numbers,
    optional,
    percents,
    plain_references,
    quantities,
    rates,
    references,
    several,
    sums,
    tests,
    tests_with_unit,
    units,
)

texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r"), max_size=200).map(
    lambda value: Text(NOWHERE, value)
)
words = nouns.map(lambda noun: Name(NOWHERE, noun))


def spoken(*phrases: str) -> st.SearchStrategy:
    return st.sampled_from([tuple(Name(NOWHERE, word) for word in phrase.split()) for phrase in phrases])


roundings = spoken("half up", "half even", "half down", "up", "down")
slopes = node(Slope, optional(sums), rates, st.sampled_from(("above", "below")), bounds)
amounts: st.SearchStrategy[Expression] = st.one_of(expressions, slopes)
plain_amounts = st.one_of(money, percents, st.just(Nothing(NOWHERE)), node(Bracketed, expressions))


def _row(kind: type, with_unit: st.SearchStrategy, any_bound: st.SearchStrategy) -> st.SearchStrategy:
    return st.one_of(node(kind, with_unit, amounts), node(kind, any_bound, plain_amounts))


def _rows(row: st.SearchStrategy) -> st.SearchStrategy:
    return several(row, 0)


tables = st.one_of(
    node(StepTable, sums, _rows(st.one_of(_row(Row, tests_with_unit, tests), node(Row, st.none(), amounts)))),
    node(
        InterpolatedTable,
        sums,
        _rows(
            st.one_of(
                _row(Point, bounds_with_unit, bounds),
                st.sampled_from(("above", "below")).flatmap(
                    lambda way: node(Beyond, st.just(way), bounds_with_unit, amounts)
                ),
                st.just(FlatBeyond(NOWHERE)),
            )
        ),
    ),
    node(
        BracketTable,
        sums,
        _rows(
            st.one_of(
                node(Bracket, st.sampled_from(("first", "next")), quantities, plain_amounts),
                node(Bracket, st.just("rest"), st.none(), amounts),
            )
        ),
    ),
    node(DateTable, _rows(node(DateRow, days, amounts))),
    node(
        ConditionTable,
        _rows(st.one_of(_row(Case, conditions_with_unit, conditions), node(Case, st.none(), amounts))),
    ),
    node(
        ShareTable,
        sums,
        _rows(
            st.one_of(percents, plain_references, node(Bracketed, expressions)).flatmap(
                lambda share: st.one_of(
                    node(Stage, st.just("until"), st.just(share), caps),
                    node(Stage, st.sampled_from(("rest", "next")), st.just(share), st.none()),
                )
            )
        ),
    ),
)

schedules = st.one_of(
    node(Schedule, st.sampled_from(("monthly", "quarterly", "half-yearly", "annually"))),
    node(Schedule, st.just("quarterly"), st.none(), st.none(), days, days),
    node(Schedule, st.just("every"), numbers, words),
    node(Schedule, st.just("every"), numbers, words, days, days),
)
_cohorts = optional(several(names))
_per_cohort = node(PerCohort, optional(schedules), _cohorts)
_cohort_days = st.one_of(
    st.just(CohortDay(NOWHERE, "determination date")),
    node(CohortDay, st.sampled_from(("starts", "ends")), numbers, words),
)
_dated = node(Dated, several(days))
due_timings = st.one_of(
    node(Once, days),
    _dated,
    st.just(OnTermination(NOWHERE)),
    schedules,
    node(PerCohort, schedules, _cohorts),
    node(PerCohort, st.none(), _cohorts, _cohort_days),
)
_SCOPES = ("determination", "cohort", "contract year", "calendar year", "financial year", "claim", "person", "outcome")
_single_scopes = st.sampled_from([f"per {each}" for each in _SCOPES])
scopes = st.one_of(st.just(Scope(NOWHERE, "in total")), node(Scope, _single_scopes, several(_single_scopes, 0, 2)))
due = node(items.DueItem, due_timings, optional(node(Payable, numbers, st.booleans(), words, st.booleans())))
unit_items = node(
    items.UnitItem,
    units,
    optional(st.one_of(quantities.filter(lambda it: it.unit is None), percents, money)),
    optional(roundings),
)


def text_items(*keywords: str) -> st.SearchStrategy:
    return node(items.TextItem, st.sampled_from(keywords), texts)


annotations = st.one_of(text_items("clause", "source", "note"), node(items.IdentifierItem, names, texts))
contract_items = st.one_of(
    text_items("jurisdiction", "goal", "calendar"),
    node(items.WordsItem, st.just("currency"), names.map(lambda name: (name,))),
    node(items.DatesItem, st.just("term"), days, days),
    node(items.WordsItem, st.just("rounding"), roundings),
    node(
        items.WordsItem, st.just("business days"), spoken("following", "modified following", "preceding", "unadjusted")
    ),
    node(items.WordsItem, st.just("month end"), spoken("same day", "last day")),
    node(items.FinancialYearItem, numbers, names),
    node(items.EarlyTerminationItem, several(names, 0), st.none(), st.none()),
    node(items.EarlyTerminationItem, several(names, 0), days, optional(days)),
    annotations,
)
metric_items = st.one_of(
    unit_items,
    text_items("definition", "evidence", "not payable"),
    node(items.WordsItem, st.sampled_from(("of", "better")), names.map(lambda name: (name,))),
    node(items.ComparisonItem, several(names), optional(texts)),
    node(items.WindowItem, numbers, words, texts),
    node(items.WindowItem, numbers, words, st.just(Text(NOWHERE, "release from prison"))),
    node(items.RangeItem, tests),
    node(items.MeasuredItem, st.one_of(st.just(Once(NOWHERE)), schedules, _per_cohort, _dated)),
    node(items.WordsItem, st.just("verified by"), several(names)),
    node(items.ReportsItem, several(node(items.Reported, names, optional(percents)))),
    node(items.CalculatedItem, st.one_of(expressions, tables)),
    annotations,
)
fact_items = st.one_of(
    unit_items,
    node(items.RangeItem, tests),
    node(items.PublishedItem, st.one_of(st.just(Once(NOWHERE)), schedules)),
    annotations,
)
payment_items = st.one_of(
    due,
    node(items.PaysItem, optional(texts), st.one_of(expressions, tables)),
    node(items.ProvidedItem, conditions),
    node(items.CountsItem, names, quantities, scopes, optional(names)),
    node(items.IndexedItem, names, days),
    node(items.MinimumItem, caps),
    node(items.CapItem, caps, several(names, 0), scopes, st.just(False), optional(names), st.booleans()),
    node(items.CapItem, caps, several(names, 0), scopes, st.booleans(), optional(names)),
    node(items.PayerCapItem, caps, names, st.booleans()),
    node(items.SharedItem, several(node(items.Share, names, percents)), several(names, 0), several(names, 0)),
    st.builds(
        lambda first, others: items.FirstMoneyItem(NOWHERE, (first, *others)),
        node(items.Turn, names, caps),
        several(node(items.Turn, names, optional(caps))),
    ),
    node(items.DatesItem, st.just("suspended"), days, days),
    st.just(items.ContinuesItem(NOWHERE)),
    annotations,
)
expected_amounts = st.one_of(money, st.just(Nothing(NOWHERE)))
scenario_items = st.one_of(
    node(
        items.GivenItem,
        references.filter(lambda reference: reference.aspect in ("", "sample", "p-value")),
        optional(names),
        optional(days),
        literals,
    ),
    node(items.GivenTerminationItem, days),
    node(items.AsOfItem, days),
    node(
        items.ExpectItem,
        node(items.Expected, names, optional(names), optional(days), optional(names)),
        optional(expected_amounts),
    ),
    node(items.ExpectTotalItem, optional(names), expected_amounts),
    annotations,
)
