"""What a name in an amount stands for: a metric, a fact, a parameter, what a payment has paid.

In: a reference and its place. Out: its meaning. A metric read in a way it is not measured (a quarterly metric in a
payment that is due once) is reported with the way to write what was meant.
"""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction

from sibdsl.diagnostics.rules import time as time_rules
from sibdsl.diagnostics.rules import types as rules
from sibdsl.semantics.days import read_day
from sibdsl.semantics.lookup import find_named
from sibdsl.semantics.meaning import UNKNOWN, Frame, Known, Meaning, Place
from sibdsl.semantics.scope import find_item
from sibdsl.semantics.timing import metric_frame
from sibdsl.surface import declarations
from sibdsl.surface.expressions import Reference
from sibdsl.surface.items import CalculatedItem, ReportsItem
from sibdsl.values import interval as ranges
from sibdsl.values import units
from sibdsl.values.interval import Interval

_ZERO = Fraction(0)
_REPORTED_UNITS = {"sample": units.unit_named("people"), "p-value": units.NUMBER}


def is_calculated(known: Known, name: str) -> bool:
    """Whether the contract calculates a metric instead of having it reported."""
    return find_item(known.scope.metrics[name], CalculatedItem) is not None


def read(known: Known, node: Reference, place: Place) -> Meaning:
    """The meaning of a reference."""
    if node.aspect == "paid so far":
        return _paid_so_far(known, node)
    if node.aspect == "on":
        return _on_a_day(known, node)
    if node.aspect:
        return _of_metric(known, node, place)
    found = find_named(known, node.name, "metric", "fact", "parameter")
    if isinstance(found, declarations.Metric):
        return _here(known, node, place)
    if isinstance(found, declarations.Fact):
        return known.facts.get(node.name.text, UNKNOWN)
    if isinstance(found, declarations.Parameter):
        return known.parameters.get(node.name.text, UNKNOWN)
    return UNKNOWN


def _paid_so_far(known: Known, node: Reference) -> Meaning:
    if find_named(known, node.name, "payment") is None:
        return UNKNOWN
    return Meaning(units.money(known.terms.currency), ranges.at_least(_ZERO))


def _on_a_day(known: Known, node: Reference) -> Meaning:
    found = find_named(known, node.name, "fact")
    day = None if node.day is None else read_day(node.day, known.sink)
    if not isinstance(found, declarations.Fact) or day is None or node.day is None:
        return UNKNOWN
    dates = known.fact_dates.get(node.name.text)
    if dates is not None and day not in dates:
        known.sink.report(
            time_rules.NOT_A_DETERMINATION_DATE, node.day.span, what="this reads the value of", day=node.day.text,
            name=node.name.text, schedule="not published on that day", choices=_nearest(dates, day),
        )  # fmt: skip
        return UNKNOWN
    return known.facts.get(node.name.text, UNKNOWN)


def _nearest(dates: tuple[object, ...], day: object) -> str:
    return ", ".join(str(found) for found in dates[:6]) + (" and so on" if len(dates) > 6 else "")


def _of_metric(known: Known, node: Reference, place: Place) -> Meaning:
    found = find_named(known, node.name, "metric")
    if not isinstance(found, declarations.Metric):
        return UNKNOWN
    if node.aspect in ("sample", "p-value"):
        return _reported_with(known, node, found, place)
    return _added_up(known, node, place)


def _reported_with(known: Known, node: Reference, metric: declarations.Metric, place: Place) -> Meaning:
    keyword = "p_value" if node.aspect == "p-value" else "sample"
    reports = [r.name.text for item in metric.items if isinstance(item, ReportsItem) for r in item.reported]
    if keyword not in reports:
        known.sink.report(
            rules.NOT_REPORTED, node.span, others=[(metric.name.span, "this metric")], name=node.name.text,
            aspect=node.aspect, keyword=keyword,
        )  # fmt: skip
        return UNKNOWN
    check_frame(known, node, place)
    unit = _REPORTED_UNITS[node.aspect]
    values = Interval(_ZERO, True, Fraction(1), True) if node.aspect == "p-value" else ranges.at_least(_ZERO)
    return Meaning(unit, values, here=(f"{node.name.text}.{keyword}",))


def _here(known: Known, node: Reference, place: Place) -> Meaning:
    meaning = known.metrics.get(node.name.text, UNKNOWN)
    for name in meaning.here if is_calculated(known, node.name.text) else ():
        leaf = name.partition(".")[0]
        if place.frame is not None and not _frame_fits(metric_frame(known, leaf), place.frame):
            _report_frame(known, node, leaf, place)
            return UNKNOWN
    if not is_calculated(known, node.name.text):
        check_frame(known, node, place)
    return meaning


def check_frame(known: Known, node: Reference, place: Place) -> None:
    """Report a reported metric that has no single value for the reader's determinations."""
    name = node.name.text
    if place.frame is None or is_calculated(known, name):
        return
    if not _frame_fits(metric_frame(known, name), place.frame):
        _report_frame(known, node, name, place)


def _frame_fits(measured: Frame | None, reader: Frame) -> bool:
    """Whether the reader has one value of the metric: the metric repeats over nothing that the reader does not."""
    if measured is None:
        return True
    same_periods = measured.periods is None or measured.periods == reader.periods
    return same_periods and (measured.cohorts is None or _within(reader.cohorts, measured.cohorts))


def _within(cohorts: tuple[str, ...] | None, measured: tuple[str, ...]) -> bool:
    return cohorts is not None and set(cohorts) <= set(measured)


def _report_frame(known: Known, node: Reference, leaf: str, place: Place) -> None:
    measured = metric_frame(known, leaf)
    reader = place.frame
    if measured is None or reader is None:
        return
    declared = known.scope.metrics[leaf].name.span
    meaning = known.metrics.get(leaf, UNKNOWN)
    if meaning.unit in (units.PERCENT, units.PERCENTAGE_POINT):
        # A sum, which is what is offered below, would be no percentage of anything.
        step = "determine the payment when and for whom the metric is measured, or declare a metric for what it needs"
    elif measured.cohorts is not None and not _within(reader.cohorts, measured.cohorts):
        step = f"write `{leaf} over all cohorts` for the sum, or make the payment `due for each cohort`"
    elif reader.periods is None:
        step = f"write `{leaf} so far` for the sum up to then, or make the payment due {measured.words}"
    else:
        step = f"write `{leaf} in the period` for the sum of the period, or measure it {reader.words}"
    known.sink.report(
        rules.NOT_MEASURED_THAT_WAY, node.span, others=[(declared, f"measured {measured.words}")], name=leaf,
        measured=f"measured {measured.words}", reader=place.reader, wanted=f"determined {reader.words}",
        expected_way="one value for each determination", next_step=step,
    )  # fmt: skip


def _added_up(known: Known, node: Reference, place: Place) -> Meaning:
    """``so far``, ``in the period``, ``over all cohorts``: sums of what was reported."""
    name = node.name.text
    known.summed.add(name)
    if is_calculated(known, name):
        known.sink.report(
            rules.NOT_MEASURED_THAT_WAY, node.span, name=name, measured="calculated by the contract",
            reader=f"`{node.aspect}`", wanted="a sum of what was reported",
            expected_way="a metric that is reported", next_step="add up the metrics that it is calculated from",
        )  # fmt: skip
        return UNKNOWN
    meaning = known.metrics.get(node.name.text, UNKNOWN)
    frame = metric_frame(known, name)
    if meaning is UNKNOWN or frame is None:
        return UNKNOWN
    if node.aspect == "over all cohorts":
        return _over_cohorts(known, node, meaning, frame, place)
    return _over_periods(known, node, meaning, frame, place)


def _over_cohorts(known: Known, node: Reference, meaning: Meaning, frame: Frame, place: Place) -> Meaning:
    same_periods = place.frame is None or frame.periods is None or frame.periods == place.frame.periods
    if frame.cohorts is None or not same_periods:
        _report_sum(known, node, frame, "for each cohort" if frame.cohorts is None else "in the same periods")
        return UNKNOWN
    count = ranges.point(Fraction(len(frame.cohorts)))
    return Meaning(meaning.unit, ranges.multiply(meaning.interval, count), step=meaning.step)


def _over_periods(known: Known, node: Reference, meaning: Meaning, frame: Frame, place: Place) -> Meaning:
    reader = place.frame
    if frame.periods is None or (node.aspect == "in the period" and reader is not None and reader.periods is None):
        _report_sum(known, node, frame, "by period")
        return UNKNOWN
    if frame.cohorts is not None and reader is not None and not _within(reader.cohorts, frame.cohorts):
        _report_frame(known, node, node.name.text, place)
        return UNKNOWN
    if node.aspect == "in the period" and reader is not None and _report_straddling(known, node, frame, reader):
        return UNKNOWN
    return Meaning(meaning.unit, _summed(meaning.interval), step=meaning.step)


def _report_straddling(known: Known, node: Reference, frame: Frame, reader: Frame) -> bool:
    """Report a period of the metric that lies partly inside a period of its reader: no sum would have it."""
    wholes = reader.periods or ()
    starts = [period.start for period in wholes]
    for measured in frame.periods or ():
        place = bisect_right(starts, measured.end) - 1
        # The last period to begin by then: it has the whole of what is measured, nothing of it, or a part.
        if place < 0 or wholes[place].start <= measured.start <= measured.end <= wholes[place].end:
            continue
        if measured.start > wholes[place].end:
            continue
        name = node.name.text
        known.sink.report(
            rules.NOT_MEASURED_THAT_WAY, node.span, name=name, measured=f"measured for {measured.label}",
            others=[(known.scope.metrics[name].name.span, frame.words)], reader=f"`{name} in the period`",
            wanted=f"a sum of whole periods, and {wholes[place].label} has only a part of that one",
            expected_way=f"periods of `{name}` that lie wholly inside those of the payment",
            next_step=f"let both begin on the same day, or measure `{name}` more often",
        )  # fmt: skip
        return True
    return False


def _summed(interval: Interval) -> Interval:
    """The sum of any number (also none) of values in an interval."""
    low = _ZERO if interval.low is not None and interval.low >= 0 else None
    high = _ZERO if interval.high is not None and interval.high <= 0 else None
    return Interval(low, low is not None, high, high is not None)


def _report_sum(known: Known, node: Reference, frame: Frame, wanted: str) -> None:
    name = node.name.text
    known.sink.report(
        rules.NOT_MEASURED_THAT_WAY, node.span, others=[(known.scope.metrics[name].name.span, frame.words)],
        name=name, measured=f"measured {frame.words}", reader=f"`{name} {node.aspect}`",
        wanted=f"a sum of what is measured {wanted}", expected_way=f"a metric that is measured {wanted}",
        next_step=f"write `{name}`, or add `measured ...` to the metric",
    )  # fmt: skip
