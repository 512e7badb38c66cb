"""Evidence given in worked examples: reported, measurable, for a cohort and date that exist, and given once.

In: the known contract. Out: findings in the sink.
"""

from __future__ import annotations

from fractions import Fraction

import msgspec

from sibdsl.diagnostics.rules import scenarios as rules
from sibdsl.diagnostics.rules import time as time_rules
from sibdsl.semantics import every
from sibdsl.semantics.amounts import constant
from sibdsl.semantics.checks.occasions import Said, check_cohort, check_day
from sibdsl.semantics.conditions import described
from sibdsl.semantics.days import read_day
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.literals import value_of_number
from sibdsl.semantics.lookup import find_named
from sibdsl.semantics.meaning import UNKNOWN, Known, Meaning, Place
from sibdsl.semantics.references import is_calculated, read
from sibdsl.semantics.require import shown
from sibdsl.semantics.scope import find_item, items_of
from sibdsl.semantics.timing import metric_frame
from sibdsl.source.span import Span
from sibdsl.surface import declarations, items
from sibdsl.surface.declarations import Scenario
from sibdsl.surface.expressions import Number
from sibdsl.surface.node import Node
from sibdsl.values import interval as ranges


class _Evidence(msgspec.Struct, frozen=True):
    """What is given: its meaning, and whether more digits than it is measured to are rounded."""

    meaning: Meaning
    rounds: bool


def _check_scenario(known: Known, scenario: declarations.Scenario) -> None:
    """Check what a scenario gives."""
    given: dict[tuple[str | None, ...], items.GivenItem] = {}
    for item in items_of(scenario, items.GivenItem):
        _check_given(known, item)
        _check_once(known, item, given)
    _check_days(known, scenario)


def _check_once(known: Known, item: items.GivenItem, given: dict[tuple[str | None, ...], items.GivenItem]) -> None:
    key = (
        item.target.name.text, item.target.aspect,
        None if item.cohort is None else item.cohort.text, None if item.day is None else item.day.text,
    )  # fmt: skip
    first = given.setdefault(key, item)
    if first is not item:
        cohort, day = (f" for `{key[2]}`" if key[2] else ""), (f" on {key[3]}" if key[3] else "")
        what = f"`{key[0]}`{cohort}{day}"
        known.sink.report(rules.GIVEN_TWICE, item.span, others=[(first.span, "already given here")], what=what)


def _check_given(known: Known, item: items.GivenItem) -> None:
    name = item.target.name.text
    found = find_named(known, item.target.name, "metric", "fact", "parameter")
    if isinstance(found, declarations.Metric):
        _check_metric(known, item, found)
    elif isinstance(found, declarations.Fact):
        dates = known.fact_dates.get(name)
        published = find_item(found, items.PublishedItem)
        if published is None:
            return
        measured = "published once" if dates is None else "published for certain dates"
        said = Said(name, item.target.span, item.cohort, item.day, measured)
        if check_cohort(known, said, None) and check_day(known, said, dates, dates is not None):
            _check_value(known, item, _Evidence(known.facts.get(name, UNKNOWN), _rounds(found)))
    elif isinstance(found, declarations.Parameter):
        _check_parameter(known, item, found)


def _check_parameter(known: Known, item: items.GivenItem, parameter: declarations.Parameter) -> None:
    name = parameter.name.text
    if parameter.value is not None:
        known.sink.report(
            rules.GIVEN_CALCULATED, item.target.span, others=[(parameter.value.span, "its value")], name=name,
            reason="the contract fixes its value", next_step="delete the line",
        )  # fmt: skip
        return
    said = Said(name, item.target.span, item.cohort, item.day, "one value for the whole contract")
    if check_cohort(known, said, None) and check_day(known, said, None, must_say=False):
        _check_value(known, item, _Evidence(known.parameters.get(name, UNKNOWN), rounds=True))


def _check_metric(known: Known, item: items.GivenItem, metric: declarations.Metric) -> None:
    name = metric.name.text
    if is_calculated(known, name):
        known.sink.report(
            rules.GIVEN_CALCULATED, item.target.span, others=[(metric.name.span, "calculated here")], name=name,
            reason="the contract calculates it", next_step="give the metrics that it is calculated from",
        )  # fmt: skip
        return
    frame = metric_frame(known, name)
    evidence = _evidence(known, item, metric)
    if frame is None or evidence is None:
        return
    said = Said(name, item.target.span, item.cohort, item.day, f"measured {frame.words}")
    ends = None if frame.periods is None else [period.end for period in frame.periods]
    if check_cohort(known, said, frame.cohorts) and check_day(known, said, ends, ends is not None):
        _check_value(known, item, evidence)


def _evidence(known: Known, item: items.GivenItem, metric: declarations.Metric) -> _Evidence | None:
    """What is known of the metric, or of what is reported with it; None after a report."""
    if not item.target.aspect:
        return _Evidence(known.metrics.get(metric.name.text, UNKNOWN), _rounds(metric))
    meaning = read(known, item.target, Place("a scenario"))
    if meaning is UNKNOWN:
        return None
    keyword = "p_value" if item.target.aspect == "p-value" else "sample"
    for reports in items_of(metric, items.ReportsItem):
        for reported in reports.reported:
            if reported.name.text == keyword and isinstance(reported.precision, Number):
                meaning = msgspec.structs.replace(meaning, step=value_of_number(reported.precision))
    return _Evidence(meaning, rounds=False)


def _rounds(declaration: declarations.Declaration) -> bool:
    unit = find_item(declaration, items.UnitItem)
    return unit is not None and unit.rounding is not None


def _check_value(known: Known, item: items.GivenItem, evidence: _Evidence) -> None:
    meaning = evidence.meaning
    if meaning is UNKNOWN:
        return
    name = item.target.name.text
    value = constant(known, item.value, Place("a scenario", want=meaning.unit, what=f"`{name}`"))
    if value is None:
        return
    if not ranges.contains(meaning.interval, value):
        known.sink.report(
            rules.OUT_OF_RANGE, item.value.span, others=_declared(known, name), name=name,
            found=shown(value, meaning.unit), range=described(meaning.interval, meaning),
        )  # fmt: skip
    elif meaning.step is not None and value % meaning.step and not evidence.rounds:
        known.sink.report(
            rules.TOO_FINE, item.value.span, others=_declared(known, name, items.UnitItem), name=name,
            found=shown(value, meaning.unit), step=shown(meaning.step or Fraction(1), meaning.unit),
        )  # fmt: skip


def _declared(known: Known, name: str, kind: type[Node] = items.RangeItem) -> list[tuple[Span, str]]:
    declaration = known.scope.names[name]
    item: Node | None = find_item(declaration, kind) or find_item(declaration, items.UnitItem)
    return [] if item is None else [(item.span, "declared here")]


def _check_days(known: Known, scenario: Scenario) -> None:
    for as_of in items_of(scenario, items.AsOfItem):
        read_day(as_of.day, known.sink)
    for item in items_of(scenario, items.GivenTerminationItem):
        day = read_day(item.day, known.sink)
        if day is None or not known.terms.known:
            continue
        allowed = known.terms.early_termination
        if allowed is None:
            known.sink.report(time_rules.NO_EARLY_TERMINATION, item.span, what="this scenario")
        elif not allowed[0] <= day <= allowed[1]:
            known.sink.report(
                rules.TERMINATION_NOT_THEN, item.day.span, first=allowed[0].isoformat(), last=allowed[1].isoformat(),
                day=day.isoformat(),
            )  # fmt: skip


CHECKS: tuple[Check, ...] = (Each(every.scenarios, _check_scenario),)
