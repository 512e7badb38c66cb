"""Trying values out: what the rule of a payment gives for chosen evidence, to choose telling examples.

In: a determination and values for everything that it reads. Out: amounts and whether conditions hold.
Relies on ``ranges``, of which every range is a single point when every value is given.
Guarantees: nothing here is ever shown: what an example pays is settled by the interpreter.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from sibdsl.analysis.affine import affine_form
from sibdsl.analysis.moments import Moment, State
from sibdsl.analysis.ranges import Ranges
from sibdsl.ir import expressions as ir
from sibdsl.ir.program import Program, Rule
from sibdsl.ir.walk import Node, nodes
from sibdsl.runtime.determinations import Occasion, Prepared, fact_read, observations_read
from sibdsl.runtime.evidence import FactKey, ObservationKey
from sibdsl.values.interval import Interval, contains, point

Values = dict[ObservationKey, Fraction]


class Trial(Ranges):
    """A determination whose evidence is chosen."""

    def __init__(self, program: Program, prepared: Prepared, occasion: Occasion) -> None:
        super().__init__(program, prepared)
        self.occasion = occasion
        self.values: Values = {}
        self.facts: dict[FactKey, Fraction] = {}

    def keys(self, node: ir.MetricValue) -> tuple[ObservationKey, ...]:
        """List the observations that a metric is read from."""
        metric = self._prepared.metrics[node.name]
        return observations_read(self._prepared, metric, node.over, self.occasion.determination)

    def metrics_in(self, node: ir.Expression) -> list[ir.MetricValue]:
        """List the metrics that an expression reads, through calculations, each once."""
        found: dict[ir.MetricValue, None] = {}
        waiting: list[Node] = [node]
        while waiting:
            for inner, _ in nodes(waiting.pop(0)):
                if isinstance(inner, ir.MetricValue):
                    found[inner] = None
                elif isinstance(inner, ir.CalculatedValue):
                    waiting.append(self._calculations[inner.name])
        return list(found)

    def step(self, metric: str) -> Fraction:
        """Give the smallest difference of a metric; a hundredth where its precision is not declared."""
        plan = self._prepared.metrics[metric]
        return plan.step or plan.unit.scale / 100

    def amount(self, rule: Rule) -> Fraction | None:
        """Give the sum of a rule's parts, before adjustments; None when a gate fails or it cannot be told."""
        moment = self._moment()
        if any(self.truth(gate.condition, moment).can_fail for gate in rule.gates):
            return None
        total = Fraction(0)
        for part in rule.parts:
            found = self.of(part.value, moment)
            if found.low is None or found.low != found.high:
                return None
            total += found.low
        return total

    def holding(self, conditions: Iterable[ir.Condition]) -> int:
        """Count the conditions that hold."""
        moment = self._moment()
        return sum(not self.truth(condition, moment).can_fail for condition in conditions)

    def step_of(self, subject: ir.Expression) -> Fraction:
        """Give the smallest move of a quantity, or else of one of its metrics."""
        steps = [self.step(metric.name) for metric in self.metrics_in(subject)]
        return self.grids.of(subject) or min(steps, default=Fraction(1, 100))

    def is_straight(self, subject: ir.Expression) -> bool:
        """Say whether a quantity is a straight line in its metrics."""
        return affine_form(subject, self._calculations) is not None

    def with_subject(self, subject: ir.Expression, value: Fraction) -> Values | None:
        """Give values with which a quantity is as near to a value as its metrics' grids allow.

        Metrics of one unit move together where they can, else one alone. None when that is not possible.
        """
        form = affine_form(subject, self._calculations)
        if form is not None and len(form.factors) > 1:
            units = {self._prepared.metrics[metric.name].unit for metric in form.factors}
            total = sum(form.factors.values())
            if len(units) == 1 and total:
                together = self._moved(list(form.factors), (value - form.constant) / total)
                if together is not None:
                    return together
        found = [self._with_one(subject, metric, value) for metric in self.metrics_in(subject)]
        possible = [values for values in found if values is not None]
        exact = [values for values in possible if self._value(subject, values) == value]
        # Beside a straight line, what is merely near would say little about an edge.
        return next(iter(exact or ([] if form is None else possible)), None)

    def _with_one(self, subject: ir.Expression, metric: ir.MetricValue, value: Fraction) -> Values | None:
        """Move one metric so that a quantity has a value, if the quantity is a straight line in it."""
        before, now = self._total(metric), self._value(subject)
        further = self._moved([metric], before + self.step(metric.name))
        step = self.step(metric.name) if further is not None else -self.step(metric.name)
        further = further or self._moved([metric], before + step)
        moved = None if further is None else self._value(subject, further)
        if now is None or moved is None or moved == now:
            return None
        slope = (moved - now) / step
        found = self._moved([metric], before + (value - now) / slope)
        reached = None if found is None else self._value(subject, found)
        near = reached is not None and abs(reached - value) <= abs(slope * step)
        return found if near else None

    def _total(self, metric: ir.MetricValue) -> Fraction:
        return sum((self.values.get(key, Fraction(0)) for key in self.keys(metric)), Fraction(0))

    def _value(self, subject: ir.Expression, values: Values | None = None) -> Fraction | None:
        """Give the value of a quantity; None where it cannot be told."""
        before = self.values
        self.values = before if values is None else values
        found = self.of(subject, self._moment())
        self.values = before
        return found.low if found.low == found.high else None

    def _moved(self, metrics: list[ir.MetricValue], total: Fraction) -> Values | None:
        """Give each metric the total; where it is read from several observations, the first takes it."""
        values = dict(self.values)
        for metric in metrics:
            keys = self.keys(metric)
            if not keys:
                return None
            own = total - sum(values.get(key, Fraction(0)) for key in keys[1:])
            step = self._prepared.metrics[metric.name].step
            if step is not None:
                own = own // step * step
            if not contains(self._reported[metric.name], own):
                return None
            values[keys[0]] = own
        return values

    def _moment(self) -> Moment:
        return Moment((self.occasion.determination,), self.occasion, State())

    def _metric(self, node: ir.MetricValue, moment: Moment) -> Interval:
        return point(sum((self.values.get(key, Fraction(0)) for key in self.keys(node)), Fraction(0)))

    def _fact(self, node: ir.FactValue, moment: Moment) -> Interval:
        key = fact_read(self._prepared.facts[node.name], node.on or moment.occasion.determination.day)
        return point(self.facts[key]) if key in self.facts else super()._fact(node, moment)
