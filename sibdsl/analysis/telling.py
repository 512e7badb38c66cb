"""Telling values: which evidence shows how the rule of a payment works.

In: a rule, its program, and a setting with neutral values. Out: settings with values worth showing.
Relies on ``turning_points`` for where a rule changes course and on ``trial`` to see which way is up.
Guarantees: values that can be reported; no setting twice. Conditions are met but for the one being shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from sibdsl.analysis.settings import Setting
from sibdsl.analysis.trial import Trial, Values
from sibdsl.ir import expressions as ir
from sibdsl.ir.chosen_values import neutral_value, round_value
from sibdsl.ir.program import Capped, Program, Rule
from sibdsl.ir.turning_points import TurningPoints, nodes_of, turning_points
from sibdsl.runtime.evidence import ObservationKey


@dataclass(frozen=True, slots=True)
class _Choice:
    """Values worth showing; those that only stand beside an edge go first where there are too many."""

    values: Values
    beside: bool = False


def telling_values(rule: Rule, program: Program, setting: Setting, most: int) -> list[Setting]:
    """Choose values for a rule, at most so many; empty for a payment that depends on no evidence."""
    chooser = _Chooser(rule, program, setting)
    found: list[_Choice] = []
    for choice in chooser.choices():
        if all(choice.values != other.values for other in found):
            found.append(choice)
    if not found and setting.termination is not None:
        found = [_Choice(setting.values)]
    spare = len(found) - most
    kept = []
    for place, choice in enumerate(found):
        # The first stands just below the lowest edge, which is what parties ask about.
        if spare > 0 and choice.beside and place:
            spare -= 1
        else:
            kept.append(setting.with_values(choice.values))
    return kept[:most]


class _Chooser:
    """Chooses values for one rule."""

    def __init__(self, rule: Rule, program: Program, setting: Setting) -> None:
        self._rule = rule
        self._setting = setting
        self._trial = Trial(program, setting.prepared, setting.occasion)
        self._trial.facts = setting.facts
        self._trial.values = dict(setting.values)
        self._nodes = list(dict.fromkeys(nodes_of(rule, program)))
        self._limits = {cap.name: cap.limit for cap in program.plan.caps}
        self._limits.update((count.name, count.limit) for count in program.plan.counts)
        self._points = turning_points(rule, program)
        self._free = self._set_round_values()
        self._points = [points for points in self._points if self._can_move(points)]

    def choices(self) -> list[_Choice]:
        tables = [points for points in self._points if not points.conditional]
        conditions = [points for points in self._points if points.conditional]
        for points in conditions:
            self._meet(points)
        low = self._trial.values
        for points in tables:
            self._raise(points)
        self._set_facts()
        high, self._trial.values = self._trial.values, low
        found = [choice for points in tables for choice in self._around(points)]
        self._trial.values = high
        for points in conditions:
            found += self._around(points)
        if self._free and not found:
            found.append(_Choice(dict(self._trial.values)))
        return [*found, *(_Choice(values) for values in self._at_limits())]

    def _can_move(self, points: TurningPoints) -> bool:
        return any(self._trial.with_subject(points.subject, edge.value) is not None for edge in points.edges)

    def _set_round_values(self) -> list[ir.MetricValue]:
        """Give round values to the metrics that stand behind no straight line; higher ones where they pay more.

        The result lists those that nothing compares with fixed values.
        """
        straight: set[ObservationKey] = set()
        compared: set[ObservationKey] = set()
        for points in self._points:
            keys = self._keys_of(points)
            compared.update(keys)
            if self._trial.is_straight(points.subject):
                straight.update(keys)
        metrics = [node for node in self._nodes if isinstance(node, ir.MetricValue)]
        metrics = [node for node in metrics if self._trial.keys(node) and straight.isdisjoint(self._trial.keys(node))]
        for node in metrics:
            self._try(node, self._round(node))
        for node in metrics:
            before, amount = self._trial.values, self._trial.amount(self._rule)
            self._try(node, self._round(node) / 2)
            halved = self._trial.amount(self._rule)
            if amount is None or halved is None or halved <= amount:
                self._trial.values = before
        return [node for node in metrics if compared.isdisjoint(self._trial.keys(node))]

    def _round(self, node: ir.MetricValue) -> Fraction:
        plan = self._setting.prepared.metrics[node.name]
        return round_value(plan.unit, plan.range, plan.step)

    def _set_facts(self) -> None:
        """Let a figure be nothing where that pays more, such as one that is taken off."""
        for key, value in list(self._trial.facts.items()):
            before = self._trial.amount(self._rule)
            plan = self._setting.prepared.facts[key[0]]
            self._trial.facts[key] = neutral_value(plan.range, plan.step)
            after = self._trial.amount(self._rule)
            if before is None or after is None or after <= before:
                self._trial.facts[key] = value

    def _keys_of(self, points: TurningPoints) -> list[ObservationKey]:
        """List the observations behind a quantity."""
        return [key for metric in self._trial.metrics_in(points.subject) for key in self._trial.keys(metric)]

    def _try(self, subject: ir.Expression, value: Fraction) -> None:
        values = self._trial.with_subject(subject, value)
        if values is not None:
            self._trial.values = values

    def _beside(self, points: TurningPoints) -> list[_Choice]:
        """Give values at each edge and one step to its other side."""
        found = []
        step = self._trial.step_of(points.subject)
        for edge in points.edges:
            other = edge.value - step if edge.starts else edge.value + step
            for value, beside in ((edge.value, False), (other, True)):
                values = self._trial.with_subject(points.subject, value)
                if values is not None:
                    found.append(_Choice(values, beside))
        return found

    def _around(self, points: TurningPoints) -> list[_Choice]:
        """Give the values beside each edge, and one inside each row in which the amount changes, from low to high."""
        found = self._beside(points)
        for value in points.inner:
            inside = self._trial.with_subject(points.subject, value)
            if inside is not None:
                found.append(_Choice(inside, beside=True))
        keys = self._keys_of(points)
        return sorted(found, key=lambda choice: [choice.values[key] for key in keys])

    def _meet(self, points: TurningPoints) -> None:
        """Choose the side of a condition on which gates hold, then more is paid, then the condition holds."""
        gates = [gate.condition for gate in self._rule.gates]
        own = [node for node in self._nodes if isinstance(node, ir.Within) and node.value == points.subject]
        best, highest = self._trial.values, None
        for values in [self._trial.values, *(choice.values for choice in self._beside(points))]:
            self._trial.values = values
            amount = self._trial.amount(self._rule)
            score = (self._trial.holding(gates), Fraction(-1) if amount is None else amount, self._trial.holding(own))
            if highest is None or score > highest:
                best, highest = values, score
        self._trial.values = best

    def _raise(self, points: TurningPoints) -> None:
        """Put a table's quantity where most is paid, so that the conditions around it matter."""
        best, most = self._trial.values, self._trial.amount(self._rule)
        # Where all pay the same, because something else is taken off, the highest edge comes last and wins.
        for choice in sorted(self._beside(points), key=lambda choice: not choice.beside):
            self._trial.values = choice.values
            amount = self._trial.amount(self._rule)
            if amount is not None and (most is None or amount >= most):
                best, most = choice.values, amount
        self._trial.values = best

    def _at_limits(self) -> list[Values]:
        """Give values with which a payment reaches its caps, and quantities that go beyond what counts."""
        found = []
        limits = [self._limits[item.cap] for item in self._rule.adjustments if isinstance(item, Capped)]
        for part in self._rule.parts:
            limits += [self._limits[cap] for cap in part.caps]
        for limit in sorted(set(limits)):
            reached = (values for node in self._free for values in self._reaching(node, limit))
            found += [values for values in [next(reached, None)] if values is not None]
        for counted in self._nodes:
            if isinstance(counted, ir.Counted):
                limit = self._limits[counted.name]
                beyond = self._trial.with_subject(counted.value, limit + self._trial.step_of(counted.value))
                found += [] if beyond is None else [beyond]
        return found

    def _reaching(self, metric: ir.MetricValue, limit: Fraction) -> list[Values]:
        """Find the first value of a metric with which the amount goes beyond a limit."""
        before = self._trial.values
        amount = self._trial.amount(self._rule)
        value = sum((before.get(key, Fraction(0)) for key in self._trial.keys(metric)), Fraction(0))
        step = self._trial.step(metric.name)
        further = self._trial.with_subject(metric, value + max(value, step))
        if amount is None or further is None or amount > limit:
            return []
        self._trial.values = further
        more = self._trial.amount(self._rule)
        self._trial.values = before
        if more is None or more <= amount:
            return []
        wanted = value + (limit - amount) / (more - amount) * max(value, step)
        reached = self._trial.with_subject(metric, -(-wanted // step) * step + step)
        return [] if reached is None else [reached]
