"""Checking never raises, and what it accepts can be built, lowered and settled.

Real contracts are damaged a little: lines dropped, doubled and moved, numbers changed, words put for others. Most of
the results are wrong, and must be told so; the rest must go all the way, and with evidence for everything no amount
may be pending, below zero, or impossible to compute.
"""

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sibdsl.analysis.assumed_cards import AssumedCards
from sibdsl.interpreter.settle import settle
from sibdsl.ir.program import Program
from sibdsl.runtime.evidence import Evidence, FactValue, Observation, evidence_of
from sibdsl.runtime.plan import FactPlan, MetricPlan
from sibdsl.workspace.compilation import compile_bytes
from sibdsl.workspace.scenarios import run_scenarios

ROOT = Path(__file__).parents[2]
CONTRACTS = [
    path.read_text(encoding="utf-8")
    for path in sorted([*ROOT.glob("examples/*/contract.sib"), *ROOT.glob("tests/cases/accept/*/contract.sib")])
]
NUMBERS = ("0", "1", "2", "7.5", "10", "100", "1,000", "12.345")
SWAPS = (
    ("at least", "above"), ("at most", "below"), ("above", "at most"), ("higher", "lower"), ("once", "annually"),
    ("annually", "quarterly"), ("in total", "per determination"), ("in total", "per cohort"),
    ("in total", "per contract year"), ("plus", "minus"), ("minus", "plus"), ("times", "divided by"),
    ("for", "times"), ("nothing", "GBP 5"), ("and", "or"), ("so far", "in the period"), ("over all cohorts", ""),
    ("otherwise", "at most 3%"), ("is met", "is not met"),
)  # fmt: skip
_NUMBER = re.compile(r'(?<![\w"-])\d[\d,.]*(?![\d-])')


@st.composite
def damaged(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(CONTRACTS))
    for _ in range(draw(st.integers(1, 3))):
        text = draw(st.sampled_from((other_number, other_word, other_lines)))(draw, text)
    return text


def other_number(draw: st.DrawFn, text: str) -> str:
    found = draw(st.sampled_from(list(_NUMBER.finditer(text))))
    return text[: found.start()] + draw(st.sampled_from(NUMBERS)) + text[found.end() :]


def other_word(draw: st.DrawFn, text: str) -> str:
    words = [(old, new) for old, new in SWAPS if old in text]
    old, new = draw(st.sampled_from(words)) if words else ("", "")
    found = draw(st.sampled_from(list(re.finditer(rf"\b{old}\b", text)) or [re.match("", text)]))
    return text if found is None else text[: found.start()] + new + text[found.end() :]


def other_lines(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    taken = draw(st.integers(0, len(lines) - 1))
    what = draw(st.sampled_from(("drop", "double", "move")))
    line = lines[taken] if what == "double" else lines.pop(taken)
    if what != "drop":
        lines.insert(draw(st.integers(0, len(lines))), line)
    return "\n".join(lines)


@st.composite
def values(draw: st.DrawFn, declared: MetricPlan | FactPlan) -> Fraction:
    """A value that can be measured: in the range, on the grid."""
    step = declared.step or Fraction(1, 1000)
    low, high = declared.range.low, declared.range.high
    first = None if low is None else -(-low // step) + (0 if declared.range.low_closed or low % step else 1)
    last = None if high is None else high // step - (0 if declared.range.high_closed or high % step else 1)
    if first is None and last is None:
        first = -1_000
    if first is None:
        first = last - 1_000
    return step * draw(st.integers(first, first + 100_000 if last is None else max(first, last)))


def complete_evidence(data: st.DataObject, program: Program) -> Evidence:
    plan = program.plan
    observations = [
        Observation(metric=metric.name, value=data.draw(values(metric)), cohort=cohort, period_end=end)
        for metric in plan.metrics
        for cohort in metric.cohorts or (None,)
        for end in ([period.end for period in metric.periods] if metric.periods else [None])
    ]
    facts = [
        FactValue(fact=fact.name, value=data.draw(values(fact)), day=day)
        for fact in plan.facts
        for day in fact.dates or (None,)
    ]
    evidence = evidence_of(observations, facts, plan.termination.first if plan.termination else None)
    # Rate cards come to nothing: this is about aggregate evidence.
    return replace(evidence, claims=AssumedCards(plan, {})) if program.claims is not None else evidence


@given(damaged(), st.data())
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_what_is_accepted_goes_all_the_way(text: str, data: st.DataObject) -> None:
    compilation = compile_bytes(text.encode(), "contract.sib")
    if not compilation.ok:
        assert compilation.diagnostics
        return
    run_scenarios(compilation)
    program = compilation.program
    statement = settle(program, complete_evidence(data, program), None)
    assert not statement.pending
    assert {finding.code for finding in statement.findings} <= {"SIB982"}
    assert all(line.amount >= 0 for line in statement.lines)
