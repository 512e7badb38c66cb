"""A Hypothesis strategy for evidence about a program: complete or with gaps, at bounds and around them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from sibdsl.ir import expressions as ir
from sibdsl.ir.breach import all_nodes
from sibdsl.ir.program import Program
from sibdsl.runtime.determinations import prepare
from sibdsl.runtime.evidence import Evidence, FactValue, Observation, ObservationKey, Origin, evidence_of
from sibdsl.runtime.plan import MetricPlan
from tests.strategies.names import sentences

Draw = Callable[[st.SearchStrategy[Any]], Any]

# No termination, two that the contract allows, and one that it does not.
_TERMINATIONS = [None, None, date(2016, 9, 30), date(2016, 6, 30), date(2014, 1, 1)]


@st.composite
def evidence_for(draw: Draw, program: Program) -> Evidence:
    """Evidence that the program reads: all of it, or with gaps; sometimes with an early termination."""
    plan = program.plan
    ended = draw(st.sampled_from(_TERMINATIONS))
    needs = [need for occasion in prepare(plan).occasions(ended) for need in occasion.needs]
    complete = draw(st.booleans())
    metrics = {metric.name: metric for metric in plan.metrics}
    bounds = bounds_in(program)
    observations: dict[ObservationKey, Observation] = {}
    facts: dict[object, FactValue] = {}
    for need in needs:
        for key in need.observations:
            if key not in observations and (complete or draw(st.integers(0, 7))):
                observations[key] = draw(_observations(metrics[key[0]], key, bounds, len(observations)))
        if need.fact is not None and (complete or draw(st.integers(0, 7))):
            # A fact is never zero, because amounts are divided by it.
            value = Fraction(draw(st.integers(1, 30)), 10)
            facts.setdefault(need.fact, FactValue(need.fact[0], value, need.fact[1]))
    return evidence_of(observations.values(), facts.values(), ended)


def bounds_in(program: Program) -> list[Fraction]:
    """Every number at which a table or a condition of the program changes, and some others."""
    found = {Fraction(0), Fraction(1), Fraction(40)}
    for _, node in all_nodes(program):
        if isinstance(node, ir.Steps):
            found |= {row.low for row in node.rows if row.low is not None}
        elif isinstance(node, ir.Within):
            found |= {bound.value for bound in (node.low, node.high) if isinstance(bound, ir.Number)}
    return sorted(found)


@st.composite
def _observations(draw: Draw, metric: MetricPlan, key: ObservationKey, bounds: list[Fraction], row: int) -> Observation:
    step = metric.step or Fraction(1, 7)
    value = draw(st.sampled_from(bounds) | st.integers(0, 2_000).map(lambda count: count * step))
    if metric.range.low is not None:
        value = max(value, metric.range.low)
    elif draw(st.booleans()):
        value = -value
    verified_on = draw(st.none() | st.dates(date(2015, 6, 1), date(2018, 12, 31)))
    origin = draw(st.sampled_from([None, Origin("observations.csv", row + 2)]))
    return Observation(metric.name, value, key[1], key[2], "evaluator", verified_on, draw(sentences()), origin)
