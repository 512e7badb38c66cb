"""No statement exceeds the most; every complete statement reaches the least. For any program and evidence."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from sibdsl.analysis.limits import Limits, limits
from sibdsl.interpreter.settle import settle
from sibdsl.ir.program import Program
from sibdsl.runtime.evidence import Evidence, Observation, evidence_of
from sibdsl.runtime.plan import MetricPlan, Period
from sibdsl.runtime.statement import Statement
from tests.strategies.programs import evidence_for, programs


@given(st.data())
@settings(max_examples=100)
def test_limits_hold(data: st.DataObject) -> None:
    program = data.draw(programs())
    found = limits(program)
    for _ in range(4):
        evidence = possible(program, data.draw(evidence_for(program)))
        ends = data.draw(st.none() | st.dates(date(2016, 1, 1), date(2017, 6, 30)))
        evidence = evidence_of(evidence.observations.values(), evidence.facts.values(), ends)
        check(found, settle(program, evidence))


def possible(program: Program, evidence: Evidence) -> Evidence:
    """Move every value into the range and onto the grid of its metric, as the reader of evidence ensures."""
    metrics = {metric.name: metric for metric in program.plan.metrics}
    observations = [
        Observation(row.metric, _possible(row.value, metrics[row.metric]), row.cohort, row.period_end)
        for row in evidence.observations.values()
    ]
    return evidence_of(observations, evidence.facts.values())


def _possible(value: Fraction, metric: MetricPlan) -> Fraction:
    if metric.range.low is not None:
        value = max(value, metric.range.low)
    return value if metric.step is None else value // metric.step * metric.step


def check(found: Limits, statement: Statement) -> None:
    paid: dict[str, Fraction] = {}
    received: dict[str, Fraction] = {}
    by_payment: dict[str, Fraction] = {}
    each: dict[tuple[str, date, str | None, Period | None], Fraction] = {}
    for line in statement.lines:
        at = line.determination
        key = (line.payment, at.day, at.cohort, at.period)
        for sums, name in ((paid, line.payer), (received, line.payee), (by_payment, line.payment)):
            sums[name] = sums.get(name, Fraction(0)) + line.amount
        each[key] = each.get(key, Fraction(0)) + line.amount
    complete = not statement.pending
    for party in found.parties:
        between(party.pays_least, paid.get(party.party, Fraction(0)), party.pays_most, complete)
        between(party.receives_least, received.get(party.party, Fraction(0)), party.receives_most, complete)
    for payment in found.payments:
        between(payment.total_least, by_payment.get(payment.payment, Fraction(0)), payment.total_most, complete)
        for key, amount in each.items():
            if key[0] == payment.payment:
                between(payment.each_least, amount, payment.each_most, True)


def between(least: Fraction, amount: Fraction, most: Fraction | None, complete: bool) -> None:
    assert most is None or amount <= most
    assert not complete or least <= amount
