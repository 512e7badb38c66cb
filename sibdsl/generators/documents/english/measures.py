"""What is measured and how, in words.

In: metrics, facts, parameters and thresholds of the checked contract. Out: particulars and sentences.
Relies on ``quantities``, ``timing`` and ``expressions``.
Guarantees: what the contract does not say is left out; what it says is not published is marked so.
"""

from __future__ import annotations

from sibdsl.generators.documents.english.author_text import capitalised, one_line, sentence
from sibdsl.generators.documents.english.conditions import clause_of
from sibdsl.generators.documents.english.dates import day_words, period_words
from sibdsl.generators.documents.english.lists import counted, joined, joined_names
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.english.quantities import range_words, unit_words, value_words
from sibdsl.generators.documents.english.timing import cohorts_words, is_list_of_days, schedule_words
from sibdsl.generators.documents.english.values import what_of
from sibdsl.generators.documents.views import Detail
from sibdsl.model.base import Declaration
from sibdsl.model.declarations import Fact, Metric, Parameter, Threshold
from sibdsl.model.quantities import Precision, Unit

_ROUNDED = {
    "half up": "to the nearest {step}, an exact half away from zero",
    "half even": "to the nearest {step}, an exact half to the even one",
    "half down": "to the nearest {step}, an exact half towards zero",
    "up": "to the next {step} away from zero",
    "down": "to the next {step} towards zero",
}
_NOT_PUBLISHED = "not published; supplied with the evidence"


def metric_details(metric: Metric, names: Names) -> list[Detail]:
    """List the particulars of a metric, in the order in which a reader asks for them."""
    entries = [
        ("Definition", sentence(metric.definition or "")),
        ("Of", "" if metric.population is None else names.term(metric.population)),
        ("Unit", capitalised(unit_words(metric.unit)) + precision_words(metric.precision, metric.unit, names)),
        ("Possible values", possible_values(metric, names)),
        ("Compared with", compared_words(metric)),
        ("Over", "" if metric.window is None else capitalised(one_line(metric.window))),
        ("Better", "" if metric.better is None else f"The {metric.better} the better"),
        ("Calculated as", "" if metric.calculation is None else calculation_words(metric, names)),
        ("Reported", reported_words(metric, names)),
        ("Reported with it", joined([_reported_with(metric, index, names) for index in range(len(metric.reports))])),
        ("Verified by", joined_names([names.party(party) for party in metric.verified_by])),
        ("Evidence", sentence(metric.evidence or "")),
    ]
    return [Detail(label, text) for label, text in entries if text]


def precision_words(precision: Precision | None, unit: Unit, names: Names) -> str:
    """Say to what step a value is stated, and what happens to further digits."""
    if precision is None:
        return ""
    step = value_words(precision.step, unit, names.digits)
    if precision.rounding is None and unit.kind == "number" and precision.step == 1:
        return ", whole numbers only"
    if precision.rounding is None:
        return f", stated to {step}; a value with more digits is not accepted"
    return f", rounded {_ROUNDED[precision.rounding].format(step=step)}"


def possible_values(measured: Metric | Fact, names: Names) -> str:
    """Say which values a metric or an outside figure can have; empty when it can have any."""
    if measured.range.low is None and measured.range.high is None:
        return ""
    return capitalised(range_words(measured.range, measured.unit, names.digits))


def compared_words(metric: Metric) -> str:
    """Say what the metric is compared with, and how."""
    if metric.comparison is None:
        return ""
    details = f": {one_line(metric.comparison_details)}" if metric.comparison_details else ""
    return capitalised(one_line(metric.comparison)) + details


def calculation_words(metric: Metric, names: Names) -> str:
    """Say how the contract calculates a metric."""
    if metric.calculation is None:
        return ""
    return capitalised(what_of(metric.calculation, names, "a value"))


def reported_words(metric: Metric, names: Names) -> str:
    """Say how often a value is reported; empty for a metric that the contract calculates."""
    if metric.calculation is not None:
        return ""
    for_each = "" if not metric.cohorts else f"for {cohorts_words(metric.cohorts, names)}"
    if metric.schedule is None:
        return capitalised(f"once, {for_each}" if for_each else "once")
    schedule = schedule_words(metric.schedule)
    if is_list_of_days(metric.schedule):
        periods = metric.schedule.periods
        ends = joined([day_words(period.end) for period in periods])
        start = day_words(periods[0].start)
        schedule = f"for each of the periods that end on {ends}, the first of which starts on {start}"
        if len(periods) == 1:
            schedule = f"once, for the period {period_words(periods[0])}"
    return capitalised(f"{schedule}, {for_each}" if for_each else schedule)


def fact_details(fact: Fact, names: Names) -> list[Detail]:
    """List the particulars of an outside figure."""
    entries = [
        ("Unit", capitalised(unit_words(fact.unit)) + precision_words(fact.precision, fact.unit, names)),
        ("Possible values", possible_values(fact, names)),
        ("Published", fact_dates(fact)),
    ]
    return [Detail(label, text) for label, text in entries if text]


def fact_dates(fact: Fact) -> str:
    """Say when an outside figure is published, and how long a value is in force."""
    if fact.dates is None:
        return "Once"
    if len(fact.dates) == 1:
        return f"For {day_words(fact.dates[0])}"
    return (
        f"For {counted(len(fact.dates), 'day')}, from {day_words(fact.dates[0])} to {day_words(fact.dates[-1])}; "
        "each value is in force until the next"
    )


def parameter_words(parameter: Parameter, names: Names) -> str:
    """Give the value of an agreed figure, or say that it is not published."""
    if parameter.value is None:
        return f"{capitalised(_NOT_PUBLISHED)} ({unit_words(parameter.unit)})"
    return value_words(parameter.value, parameter.unit, names.digits)


def threshold_sentence(threshold: Threshold, names: Names) -> str:
    """Say when a test is met."""
    return f"{names.term(threshold.name)} is met if {clause_of(threshold.condition, names)}."


def common_details(declaration: Declaration) -> list[Detail]:
    """List what any declaration may carry: clause, source, note, identifiers."""
    entries = [
        ("Clause", one_line(declaration.clause or "")),
        ("Source", one_line(declaration.source or "")),
        ("Note", sentence(declaration.note or "")),
    ]
    entries.extend((one_line(identifier.scheme), one_line(identifier.value)) for identifier in declaration.identifiers)
    return [Detail(label, text) for label, text in entries if text]


def _reported_with(metric: Metric, index: int, names: Names) -> str:
    reported = metric.reports[index]
    what = "Sample size" if reported.name == "sample" else "p-value"
    if index:
        what = what[:1].lower() + what[1:]
    if reported.step is None:
        return what
    return f"{what} (to {value_words(reported.step, Unit(kind='number', text='number'), names.digits)})"
