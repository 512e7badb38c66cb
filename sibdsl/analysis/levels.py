"""The quantities of a contract that payments depend on, and the levels at which something changes.

In: a program that can be asked (``what_if``). Out: quantities with their levels, from the least that is achieved.
Relies on ``turning_points`` for tables and conditions. Guarantees: each quantity once, in the order of payments; a
quantity that a table reads stands for all that it is calculated from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from sibdsl.analysis.grids import Grids
from sibdsl.analysis.what_if import WhatIf, card_payments
from sibdsl.ir import expressions as ir
from sibdsl.ir.card_bounds import CardBounds
from sibdsl.ir.chosen_values import is_counted, nearest, parts_of_total, reportable, round_value
from sibdsl.ir.program import Capped, Program, Rule
from sibdsl.ir.reads import rule_roots
from sibdsl.ir.turning_points import Edge, TurningPoints, turning_points
from sibdsl.ir.walk import Node, nodes
from sibdsl.runtime.plan import Range, Unit
from sibdsl.runtime.statement import Statement
from sibdsl.runtime.wording import named
from sibdsl.values.interval import EVERYTHING, Interval, at_most

_REPORTED_WITH = (".sample", ".p-value")


@dataclass(frozen=True, slots=True)
class Quantity:
    """Something that payments depend on: a metric, a calculated metric, or what a rate card comes to.

    ``levels`` go from *none* up to the last that changes anything; where ``falling``, less is better and they go down.
    ``thresholds`` are the levels that the contract names. ``step`` is its precision; ``allowed`` is what can be
    reported. ``total`` says that a level is the sum over the whole contract.
    """

    name: str
    title: str
    unit: Unit
    step: Fraction
    levels: tuple[Fraction, ...]
    thresholds: frozenset[Fraction] = frozenset()
    falling: bool = False
    total: bool = False
    allowed: Interval = EVERYTHING

    def possible(self, value: Fraction) -> Fraction:
        """Give the level nearest to a value, no lower than it where the precision allows."""
        return nearest(-(-value // self.step) * self.step, self.allowed, self.step)


_KEPT = 16
_known: dict[int, tuple[Program, WhatIf, tuple[Quantity, ...]]] = {}


def levels_of(program: Program) -> tuple[WhatIf, tuple[Quantity, ...]]:
    """Make a program that can be asked, and find its quantities; or give those found before."""
    known = _known.get(id(program))
    if known is None or known[0] is not program:
        if len(_known) >= _KEPT:
            _known.clear()
        asked = WhatIf(program)
        # The entry keeps its program alive, so that no other can get the same id.
        known = _known[id(program)] = (program, asked, tuple(quantities(asked)))
    return known[1], known[2]


def quantities(asked: WhatIf) -> list[Quantity]:
    """Find the quantities of a program with their levels."""
    program = asked.program
    tables = _by_name(program)
    found: dict[str, Quantity] = {}
    for rule in program.rules:
        for name in _read_by(rule, program, tables):
            if name not in found:
                found[name] = _Levelling(asked, name, tables.get(name, ())).quantity()
    for payment in card_payments(program):
        found[payment] = _card(program, payment)
    return [quantity for quantity in found.values() if len(quantity.levels) > 1]


def _by_name(program: Program) -> dict[str, tuple[TurningPoints, ...]]:
    found: dict[str, tuple[TurningPoints, ...]] = {}
    for rule in program.rules:
        for points in turning_points(rule, program):
            subject = points.subject
            if isinstance(subject, ir.MetricValue | ir.CalculatedValue):
                known = found.get(subject.name, ())
                if points not in known:
                    found[subject.name] = (*known, points)
    return found


def _read_by(rule: Rule, program: Program, tables: dict[str, tuple[TurningPoints, ...]]) -> Iterator[str]:
    """Name the quantities that a rule depends on; what a table reads is not looked into."""
    calculations: dict[str, Node] = {item.name: item.value for item in program.calculations}
    thresholds: dict[str, Node] = {item.name: item.condition for item in program.thresholds}
    seen: set[str] = set()
    waiting = list(rule_roots(rule))
    while waiting:
        for node, _ in nodes(waiting.pop(0)):
            if isinstance(node, ir.MetricValue) and not node.name.endswith(_REPORTED_WITH):
                yield node.name
            elif isinstance(node, ir.CalculatedValue) and node.name not in seen:
                seen.add(node.name)
                if node.name in tables:
                    yield node.name
                else:
                    waiting.append(calculations[node.name])
            elif isinstance(node, ir.Met) and node.threshold not in seen:
                seen.add(node.threshold)
                waiting.append(thresholds[node.threshold])


class _Levelling:
    """Finds the levels of one quantity."""

    def __init__(self, asked: WhatIf, name: str, tables: tuple[TurningPoints, ...]) -> None:
        self._asked = asked
        self._name = name
        self._tables = tables
        self._metric = asked.prepared.metrics.get(name)
        words = asked.prepared.words.get(name)
        self._unit = self._metric.unit if self._metric else words.result if words else Unit("number", "")
        title = self._metric.title if self._metric else words.subject if words else ""
        self._title = named(name, title)
        grid = Grids(asked.program).of(ir.CalculatedValue(name)) if not self._metric else self._metric.step
        self._step = grid or self._unit.scale / 100
        self._allowed = EVERYTHING
        if self._metric is not None:
            self._allowed = reportable(self._metric.range, self._metric.step)
        self._falling = any(
            item.better == "lower" and item.subject in (name, title) and item.kind != "calculation"
            for item in asked.program.plan.words
        )

    def quantity(self) -> Quantity:
        """Give the quantity."""
        edges = sorted({edge for points in self._tables for edge in self._edges(points)})
        none = self._asked.neutral.get(self._name, Fraction(0))
        if self._falling and edges:
            none = self._possible(max(edge.value for edge in edges) + self._step)
        thresholds = {self._possible(edge.value) for edge in edges}
        if not any(not points.conditional for points in self._tables):
            thresholds.update(self._at_limits(none))
        found = {none, *thresholds, *self._beside(edges)}
        reached = [value for value in found if (value <= none if self._falling else value >= none)]
        return Quantity(
            self._name,
            self._title,
            self._unit,
            self._step,
            tuple(sorted(reached, reverse=self._falling)),
            frozenset(thresholds),
            self._falling,
            self._metric is not None and is_counted(self._metric),
            self._allowed,
        )

    def _edges(self, points: TurningPoints) -> Iterator[Edge]:
        """Give the edges of a table as levels: a total is divided evenly over all that is reported."""
        of_each = isinstance(points.subject, ir.MetricValue) and points.subject.over == "here"
        parts = parts_of_total(self._metric) if of_each and self._metric else 1
        return (replace(edge, value=edge.value * parts) for edge in points.edges)

    def _beside(self, edges: list[Edge]) -> Iterator[Fraction]:
        """Give the next level on the other side of each threshold that belongs to what is worse."""
        for edge in edges:
            if not edge.starts and not self._falling:
                yield self._possible(edge.value + self._step)
            elif edge.starts and self._falling:
                yield self._possible(edge.value - self._step)

    def _possible(self, value: Fraction) -> Fraction:
        on_grid = value if self._metric is None else -(-value // self._step) * self._step
        return nearest(on_grid, self._allowed, self._metric.step if self._metric is not None else None)

    def _at_limits(self, none: Fraction) -> Iterator[Fraction]:
        """Give the levels at which counts and caps are reached, or else a round one."""
        plan = self._asked.program.plan
        counts = [count.limit for count in plan.counts if count.metric == self._name and count.scope == "total"]
        if counts:
            yield from (self._possible(limit) for limit in counts)
            return
        probe = self._possible(none + round_value(self._unit, Range(), None))
        low, high = paid_in_all(self._asked.statement({})), paid_in_all(self._asked.statement({self._name: probe}))
        reached = False
        if high > low and probe > none:
            scale = self._asked.prepared.scale
            for limit in self._caps():
                value = none + (limit * scale - low) / (high - low) * (probe - none)
                if value > none:
                    reached = True
                    yield self._possible(value)
        if not reached and high != low:
            yield probe
        top = self._metric.range.high if self._metric else None
        if top is not None and high != low:
            yield self._possible(top)

    def _caps(self) -> list[Fraction]:
        """List the caps, over the whole contract, of payments that depend on the quantity."""
        program = self._asked.program
        limits = {cap.name: cap.limit for cap in program.plan.caps if cap.scope == "total" and cap.payer is None}
        found: set[Fraction] = set()
        for rule in program.rules:
            if self._name in _read_by(rule, program, {}):
                names = [item.cap for item in rule.adjustments if isinstance(item, Capped)]
                names += [cap for part in rule.parts for cap in part.caps]
                found.update(limits[name] for name in names if name in limits)
        return sorted(found)


def _card(program: Program, payment: str) -> Quantity:
    """What a rate card comes to: nothing, or the most that its limits let through."""
    plan = program.plan
    most = CardBounds(program).total(payment)
    minor = Fraction(1, 10**plan.digits)
    money = Unit("money", plan.currency)
    top = round_value(money, Range(), minor) if most is None else most // minor * minor
    title = next(named(item.name, item.title) for item in plan.payments if item.name == payment)
    levels = (Fraction(0), top)
    return Quantity(
        payment,
        f"What {title} comes to",
        money,
        minor,
        levels,
        frozenset(levels),
        total=True,
        allowed=EVERYTHING if most is None else at_most(top),
    )


def paid_in_all(statement: Statement) -> int:
    """Add up all outcome payments of a statement, in minor units."""
    return sum(sum(line.case.amounts) for line in statement.lines if line.payer_index == 0)
