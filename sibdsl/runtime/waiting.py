"""What a pending determination waits for, in words.

In: a case, and a piece of evidence that it lacks. Out: one text for each observation or value.
Relies on ``determinations``. Guarantees: every missing row is named, so that it can be asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sibdsl.runtime.determinations import Need, Occasion
from sibdsl.runtime.evidence import ObservationKey
from sibdsl.runtime.plan import MetricPlan, Period
from sibdsl.runtime.reader import EvidenceReader
from sibdsl.runtime.wording import with_title


def missing_words(case: EvidenceReader, need: Need) -> list[str]:
    """Name each value of a need that has not arrived."""
    if need.read.kind == "fact":
        fact = case.prepared.facts[need.read.name]
        what = f"the value of {with_title(fact.name, fact.title)}"
        if need.fact is None:
            return [f"{what}, which has none for {need.read.on or case.day} or before"]
        return [what if need.fact[1] is None else f"{what} on {need.fact[1]}"]
    metric = case.prepared.metrics[need.read.name]
    known = case.evidence.observations
    periods = case.prepared.periods.get(metric.name, {})
    return [_observation_words(metric, periods, key) for key in need.observations if key not in known]


def occasion_words(occasion: Occasion) -> str:
    """Name a determination: ``outcomes for cohort_1 on 2019-03-31``."""
    at = occasion.determination
    cohort = f" for {at.cohort}" if at.cohort else ""
    return f"{occasion.payment.name}{cohort} on {at.day}"


def _observation_words(metric: MetricPlan, periods: Mapping[date, Period], key: ObservationKey) -> str:
    _, cohort, end = key
    words = with_title(metric.name, metric.title)
    if cohort:
        words += f" for {cohort}"
    if end is None:
        return words
    period = periods.get(end)
    if period is None:
        return f"{words} on {end}, on which no period of it ends"
    return f"{words} in the period {period.start} to {period.end}"
