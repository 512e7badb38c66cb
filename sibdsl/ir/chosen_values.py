"""Values that stand for what nobody has reported yet: chosen, or neutral where nobody chooses.

In: metrics and facts of a plan, and the program they belong to. Out: exact values, and the observations they fill.
Relies on the invariants of the IR. Guarantees: a value that this file chooses can be reported, where the range of its
metric has any such value; parts add up to the value they divide.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.ir import expressions as ir
from sibdsl.ir.program import Program
from sibdsl.ir.turning_points import nodes_of
from sibdsl.runtime.evidence import ObservationKey
from sibdsl.runtime.exact import split_whole
from sibdsl.runtime.plan import MetricPlan, Range, Unit
from sibdsl.values.coverage import on_grid
from sibdsl.values.interval import Interval, contains, is_empty

_UNCOUNTED = ("", "number", "ratio", "score", "points", "index")
_ALWAYS_THERE = ".sample"
_EVIDENT = ".p-value"


def neutral_total(metric: MetricPlan, program: Program) -> Fraction:
    """Give the value of a metric that nobody chooses; a sample is large enough and a result significant.

    Of a metric whose values add up it is what all of its observations come to.
    """
    each = _neutral(metric, program)
    return each * parts_of_total(metric)


def observation_values(metric: MetricPlan, value: Fraction) -> dict[ObservationKey, Fraction]:
    """Give every observation of a metric the value, or its part of it where values add up."""
    keys = observation_keys(metric)
    parts = spread(value, len(keys), metric.step) if parts_of_total(metric) > 1 else [value] * len(keys)
    return dict(zip(keys, parts, strict=True))


def observation_keys(metric: MetricPlan) -> list[ObservationKey]:
    """List every observation that a metric can have."""
    return [
        (metric.name, cohort, period.end if period else None)
        for period in metric.periods or (None,)
        for cohort in metric.cohorts or (None,)
    ]


def parts_of_total(metric: MetricPlan) -> int:
    """Count the observations among which a value of a metric is divided evenly: 1 where each has all of it."""
    return len(observation_keys(metric)) if is_counted(metric) else 1


def is_counted(metric: MetricPlan) -> bool:
    """Say whether values of a metric add up: hours do, percentages and scores do not."""
    if metric.unit.kind == "money":
        return " " not in metric.unit.text
    return metric.unit.kind == "number" and metric.unit.text not in _UNCOUNTED and " per " not in metric.unit.text


def spread(total: Fraction, parts: int, step: Fraction | None) -> list[Fraction]:
    """Divide a total into equal parts, as even as a precision allows; what is finer goes into the first."""
    if step is None:
        return [total / parts] * parts
    steps = total // step
    found = [count * step for count in split_whole(int(steps), [Fraction(1)] * parts)]
    found[0] += total - steps * step
    return found


def neutral_value(allowed: Range, step: Fraction | None) -> Fraction:
    """Give zero, or the value nearest to zero that can be reported."""
    return nearest(Fraction(0), reportable(allowed, step), step)


def round_value(unit: Unit, allowed: Range, step: Fraction | None) -> Fraction:
    """Give a round value that is easy to calculate with: 10%, 100 hours, USD 100,000."""
    written = {"percent": 10, "points": 5, "money": 100 if " " in unit.text else 100_000}.get(unit.kind, 100)
    return nearest(written * unit.scale, reportable(allowed, step), step)


def reportable(allowed: Range, step: Fraction | None) -> Interval:
    """Give the values that a metric or a fact can be reported with: inside its range, on its grid."""
    whole = Interval(
        allowed.low,
        allowed.low is not None and allowed.low_closed,
        allowed.high,
        allowed.high is not None and allowed.high_closed,
    )
    return whole if step is None else on_grid(whole, step)


def nearest(value: Fraction, allowed: Interval, step: Fraction | None) -> Fraction:
    """Give the value that can be reported nearest to one that is wanted."""
    if step is not None:
        value = value // step * step
    if is_empty(allowed) or contains(allowed, value):
        return value
    grid = allowed if step is None else on_grid(allowed, step)
    if grid.low is not None and value <= grid.low:
        return grid.low if grid.low_closed else _inside(grid)
    return grid.high if grid.high is not None and grid.high_closed else _inside(grid)


def _inside(interval: Interval) -> Fraction:
    """Give a value inside an open interval."""
    if interval.low is None:
        return (interval.high or Fraction(0)) - 1
    return interval.low + 1 if interval.high is None else (interval.low + interval.high) / 2


def _neutral(metric: MetricPlan, program: Program) -> Fraction:
    if metric.name.endswith(_ALWAYS_THERE):
        wanted = [
            bound.value
            for threshold in _conditions_on(metric.name, program)
            for bound in (threshold.low, threshold.high)
            if isinstance(bound, ir.Number)
        ]
        return max(wanted, default=Fraction(0))
    if metric.name.endswith(_EVIDENT):
        return Fraction(0)
    return neutral_value(metric.range, metric.step)


def _conditions_on(name: str, program: Program) -> list[ir.Within]:
    return [
        node
        for rule in program.rules
        for node in nodes_of(rule, program)
        if isinstance(node, ir.Within) and isinstance(node.value, ir.MetricValue) and node.value.name == name
    ]
