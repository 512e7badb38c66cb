"""What somebody can choose to ask what a contract comes to: metrics, facts, calculated metrics and rate cards.

In: a program. Out: for each, as plain data, its title, unit, range and precision, where payments change course, and the
value that it has where nobody chooses.
Relies on ``ir.chosen_values`` for neutral values, and on ``ir.turning_points``.
Guarantees: values are texts with all their digits, as they are written in their unit; the same order as in the plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from sibdsl.ir import expressions as ir
from sibdsl.ir.card_bounds import CardBounds
from sibdsl.ir.chosen_values import neutral_total, parts_of_total, round_value
from sibdsl.ir.program import Program
from sibdsl.ir.turning_points import nodes_of, turning_points
from sibdsl.runtime.evidence_cells import range_text
from sibdsl.runtime.plan import FactPlan, MetricPlan, Range, Unit
from sibdsl.runtime.wording import exact_number, number_in_unit, quantity_text

_NO_UNIT = Unit("number", "")


def choices_of(program: Program) -> dict[str, object]:
    """Describe everything that can be chosen, by kind."""
    found = _Choices(program)
    plan = program.plan
    return {
        "metrics": [found.metric(metric) for metric in plan.metrics],
        "facts": [found.fact(fact) for fact in plan.facts],
        "calculations": [found.calculation(item.name) for item in program.calculations],
        "cards": [found.card(payment.name, payment.title) for payment in plan.payments if _has_card(payment.reads)],
    }


class _Choices:
    """Describes what can be chosen in one program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._digits = program.plan.digits
        self._words = {words.name: words for words in program.plan.words}
        self._edges: dict[str, set[Fraction]] = {}
        self._of_each: dict[str, set[Fraction]] = {}
        """Edges that each value of a metric is compared with by itself, not what several come to."""
        self._better: dict[str, str] = {}
        for rule in program.rules:
            for node in nodes_of(rule, program):
                if isinstance(node, ir.Steps) and isinstance(node.subject, ir.MetricValue | ir.CalculatedValue):
                    words = self._words.get(node.name)
                    self._better.setdefault(node.subject.name, words.better if words else "")
            for points in turning_points(rule, program):
                if isinstance(points.subject, ir.MetricValue | ir.CalculatedValue | ir.FactValue):
                    is_each = isinstance(points.subject, ir.MetricValue) and points.subject.over == "here"
                    found = self._of_each if is_each else self._edges
                    found.setdefault(points.subject.name, set()).update(edge.value for edge in points.edges)

    def metric(self, metric: MetricPlan) -> dict[str, object]:
        """Describe a metric: the value that is chosen for all of its observations, or their sum where they add up."""
        parts = parts_of_total(metric)
        allowed = _times(metric.range, parts)
        start = neutral_total(metric, self._program)
        # What adds up is divided evenly: all of it comes to so many times what each has to reach.
        of_all = {edge * parts for edge in self._of_each.get(metric.name, ())}
        edges = of_all | self._edges.get(metric.name, set())
        return {
            **self._head(metric.name, metric.title, metric.unit, start, edges),
            **self._limits(metric.unit, allowed, metric.step, metric.rounding),
            "adds_up": parts > 1,
            "each": self._range(metric.unit, metric.range),
            "periods": None
            if metric.periods is None
            else [{"start": period.start.isoformat(), "end": period.end.isoformat()} for period in metric.periods],
            "cohorts": None if metric.cohorts is None else list(metric.cohorts),
        }

    def fact(self, fact: FactPlan) -> dict[str, object]:
        """Describe a fact, or a parameter whose value is not in the contract; all its dates have the value."""
        start = round_value(fact.unit, fact.range, fact.step)
        return {
            **self._head(fact.name, fact.title, fact.unit, start, self._edges.get(fact.name, ())),
            **self._limits(fact.unit, fact.range, fact.step, fact.rounding),
            "dates": None if fact.dates is None else [day.isoformat() for day in fact.dates],
        }

    def calculation(self, name: str) -> dict[str, object]:
        """Describe a calculated metric, which has a value of its own unless one is chosen."""
        words = self._words.get(name)
        unit = words.result if words else _NO_UNIT
        head = self._head(name, words.subject if words else "", unit, None, self._edges.get(name, ()))
        return {**head, **self._limits(unit, Range(), None, None)}

    def card(self, name: str, title: str) -> dict[str, object]:
        """Describe what the claims on a rate card come to over all determinations of its payment.

        ``most`` is what the limits on claims let through, where they do.
        """
        plan = self._program.plan
        unit, minor = Unit("money", plan.currency), Fraction(1, 10**plan.digits)
        limits = self._limits(unit, Range(Fraction(0)), minor, plan.rounding)
        most = CardBounds(self._program).total(name)
        bound = None if most is None else number_in_unit(most // minor * minor, unit)
        return {**self._head(name, title, unit, Fraction(0)), **limits, "most": bound}

    def _head(
        self, name: str, title: str, unit: Unit, start: Fraction | None, edges: Iterable[Fraction] = ()
    ) -> dict[str, object]:
        return {
            "name": name,
            "title": title,
            "unit": {"kind": unit.kind, "text": unit.text, "scale": str(unit.scale)},
            "better": self._better.get(name, ""),
            "start": None if start is None else number_in_unit(start, unit),
            "breakpoints": _written(sorted(edges), unit),
        }

    def _limits(self, unit: Unit, allowed: Range, step: Fraction | None, rounding: str | None) -> dict[str, object]:
        return {
            **self._range(unit, allowed),
            "step": None if step is None else number_in_unit(step, unit),
            "precision": "" if step is None else quantity_text(step, unit, self._digits),
            "rounding": rounding,
        }

    def _range(self, unit: Unit, allowed: Range) -> dict[str, object]:
        return {
            "low": None if allowed.low is None else number_in_unit(allowed.low, unit),
            "low_closed": allowed.low_closed,
            "high": None if allowed.high is None else number_in_unit(allowed.high, unit),
            "high_closed": allowed.high_closed,
            "allowed": range_text(allowed, unit, self._digits),
        }


def _has_card(reads: Iterable[object]) -> bool:
    return any(getattr(read, "kind", "") == "claims" for read in reads)


def _times(allowed: Range, parts: int) -> Range:
    """The range of a sum of values."""
    low = None if allowed.low is None else allowed.low * parts
    high = None if allowed.high is None else allowed.high * parts
    return Range(low, allowed.low_closed, high, allowed.high_closed)


def _written(values: Iterable[Fraction], unit: Unit) -> list[str]:
    return [exact_number(value / unit.scale) for value in values]
