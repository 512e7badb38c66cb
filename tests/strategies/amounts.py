"""Hypothesis strategies for the amounts and conditions of a payment, with the words that explain them.

`Scene` says what an amount may refer to; `AmountMaker` draws amounts that are never negative, unless the
evidence is of a metric without a lower end, and keeps the words of every table it makes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

from hypothesis import strategies as st

from sibdsl.ir import expressions as ir
from sibdsl.runtime.plan import Count, FactPlan, MetricPlan, Range, RowWords, RuleWords, Unit
from tests.strategies.names import sentences

Drawn = TypeVar("Drawn")
Draw = Callable[[st.SearchStrategy[Any]], Any]

MONEY_STEPS = [Fraction(n) for n in (0, 1, 100, 4_800_000, 9_600_000)] + [Fraction(5, 2), Fraction(1, 3)]
ROUNDING_MODES = ["half up", "half even", "half down", "up", "down"]


@dataclass
class Scene:
    """What an amount may refer to."""

    readable: list[tuple[MetricPlan, str]] = field(default_factory=list)
    facts: list[FactPlan] = field(default_factory=list)
    payments: list[str] = field(default_factory=list)
    calculations: list[str] = field(default_factory=list)
    thresholds: list[str] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    state: bool = True


class AmountMaker:
    """Draws amounts and conditions for one declaration; `words` explain what was made so far."""

    def __init__(self, draw: Draw, scene: Scene, name: str, money: Unit) -> None:
        self.draw = draw
        self.scene = scene
        self.name = name
        self.money = money
        self.words: list[RuleWords] = []
        self.tables = 0

    def amount(self, depth: int, subject: bool = False) -> ir.Expression:
        """An amount that is never negative; `subject` says that a table's subject is there, never negative."""
        leaves: list[Callable[[], ir.Expression]] = [self.number]
        if self._reported():
            leaves += [self.reported] * 2
        if subject:
            leaves.append(ir.Subject)
        if self.scene.facts:
            leaves.append(self.fact)
        if self.scene.calculations:
            leaves.append(lambda: ir.CalculatedValue(self.one_of(self.scene.calculations)))
        if self.scene.payments:
            leaves.append(lambda: ir.PaidSoFar(self.one_of(self.scene.payments)))
            leaves.append(lambda: ir.Elapsed(self.one_of(["months", "days"])))
        if self.scene.counts:
            leaves.append(self.counted)
        if depth <= 0:
            return self.one_of(leaves)()
        inner = [self.operation] * 4 + [self.steps] * 3 + [self.brackets, self.cases]
        if self.scene.days:
            inner.append(self.dates)
        if self.scene.state:
            inner.append(self.stages)
        chosen = self.one_of([*leaves, *inner])
        return chosen(depth, subject) if chosen in inner else chosen()

    def number(self) -> ir.Number:
        return ir.Number(self.one_of(MONEY_STEPS))

    def reported(self) -> ir.Expression:
        metric, over = self.one_of(self._reported())
        return ir.MetricValue(metric.name, over)

    def fact(self) -> ir.Expression:
        fact = self.one_of(self.scene.facts)
        on = self.one_of([None, *fact.dates]) if fact.dates else None
        return ir.FactValue(fact.name, on)

    def counted(self) -> ir.Expression:
        count = self.one_of(self.scene.counts)
        return ir.Counted(count.name, ir.MetricValue(count.metric, self._over(count.metric)))

    def operation(self, depth: int, subject: bool) -> ir.Expression:
        left, right = self.amount(depth - 1, subject), self.amount(depth - 1, subject)
        positive = ir.Greatest((right, ir.Number(Fraction(1, 2))))
        return self.one_of(
            [
                ir.Sum((left, right)),
                ir.Sum((left, right, left)),
                ir.Product((left, right)),
                ir.Product((left, ir.Number(Fraction(1, 7)), ir.Number(Fraction(7)))),
                ir.Greatest((ir.Number(Fraction(0)), ir.Difference(left, right))),
                ir.Greatest((ir.Difference(left, ir.Difference(right, left)), ir.Number(Fraction(0)))),
                ir.Difference(ir.Sum((left, right, ir.Number(Fraction(9)))), ir.Sum((ir.Number(Fraction(9)), left))),
                ir.Product((ir.Sum((left, right)), ir.Sum((right, ir.Number(Fraction(1)))))),
                ir.Difference(ir.Sum((left, right)), right),
                ir.Quotient(left, positive),
                ir.Least((left, right)),
                ir.Greatest((left, right)),
                ir.Rounded(left, self.one_of([Fraction(1, 100), Fraction(5), Fraction(1, 3)]), self.mode()),
            ]
        )

    def steps(self, depth: int, subject: bool) -> ir.Expression:
        """A table of up to four rows; its words are in another order than its rows."""
        readable = [ir.MetricValue(metric.name, over) for metric, over in self.scene.readable]
        reads = self.one_of([*readable, self.amount(depth - 1, subject)])
        ends = sorted(self.draw(st.sets(st.sampled_from(_BOUNDS), max_size=3)))
        closed = [self.draw(st.booleans()) for _ in ends]
        edges: list[tuple[Fraction | None, bool]] = [(None, False), *zip(ends, closed, strict=True)]
        tops: list[tuple[Fraction | None, bool]] = [*zip(ends, closed, strict=True), (None, True)]
        nested = depth - 1 if self.draw(st.booleans()) else 0
        never_negative = isinstance(reads, ir.MetricValue) and self._is_positive(reads)
        rows = tuple(
            ir.StepRow(low, low_closed, high, not high_closed, self.amount(nested, never_negative))
            for (low, low_closed), (high, high_closed) in zip(edges, tops, strict=True)
        )
        order = tuple(self.draw(st.permutations(range(len(rows)))))
        texts = [_range_words(rows[order.index(index)]) for index in range(len(rows))]
        name = self._explain("steps", texts, better=self.one_of(["higher", "lower", ""]))
        return ir.Steps(name, reads, rows, order)

    def brackets(self, depth: int, subject: bool) -> ir.Expression:
        widths = self.draw(st.lists(st.sampled_from([Fraction(n) for n in (1, 10, 250)]), max_size=2))
        brackets = tuple(ir.Bracket(width, self.amount(0, subject)) for width in [*widths, None])
        name = self._explain("brackets", [(f"{bracket.width or 'the rest'}", None) for bracket in brackets])
        return ir.Brackets(name, self.amount(depth - 1, subject), brackets)

    def dates(self, depth: int, subject: bool) -> ir.Expression:
        rows = tuple(ir.DatedAmount(day, self.amount(depth - 1, subject)) for day in self.scene.days)
        return ir.Dates(self._explain("dates", [(f"on {row.day}", None) for row in rows]), rows)

    def cases(self, depth: int, subject: bool) -> ir.Expression:
        cases = tuple(
            ir.Case(self.condition(depth - 1), self.amount(depth - 1, subject))
            for _ in range(self.draw(st.integers(1, 3)))
        )
        name = self._explain("cases", [(f"case {index}", None) for index in range(len(cases) + 1)])
        return ir.Cases(name, cases, self.amount(depth - 1, subject))

    def stages(self, depth: int, subject: bool) -> ir.Expression:
        sums = sorted(self.draw(st.sets(st.sampled_from([Fraction(n) for n in (1, 500, 10**6)]), max_size=2)))
        shares = [ir.Number(self.one_of([Fraction(19, 20), Fraction(2, 5), Fraction(1)])) for _ in [*sums, None]]
        stages = tuple(ir.Stage(share, until) for share, until in zip(shares, [*sums, None], strict=True))
        name = self._explain("stages", [(f"until {stage.until}", None) for stage in stages])
        return ir.Stages(name, self.amount(depth - 1, subject), stages, self.draw(st.booleans()))

    def condition(self, depth: int) -> ir.Condition:
        kinds: list[Callable[[], ir.Condition]] = [lambda: self._within(depth)]
        if self.scene.thresholds:
            kinds.append(lambda: ir.Met(self.one_of(self.scene.thresholds)))
        if self.scene.payments:
            kinds.append(lambda: ir.HasBeenPaid(self.one_of(self.scene.payments)))
        if depth > 0:
            kinds += [self._combined(depth), self._combined(depth), lambda: ir.Not(self.condition(depth - 1))]
        return self.one_of(kinds)()

    def _combined(self, depth: int) -> Callable[[], ir.Condition]:
        def combined() -> ir.Condition:
            items = tuple(self.condition(depth - 1) for _ in range(self.draw(st.integers(1, 4))))
            count = self.draw(st.integers(1, len(items)))
            return self.one_of([ir.Every(items), ir.Some(count, items), ir.Some(count, items), ir.Some(1, items)])

        return combined

    def _within(self, depth: int) -> ir.Condition:
        bounds = [self.one_of([None, ir.Number(self.one_of(_BOUNDS)), self.amount(depth - 1)]) for _ in "lh"]
        return ir.Within(
            self.amount(depth - 1), bounds[0], self.draw(st.booleans()), bounds[1], self.draw(st.booleans())
        )

    def mode(self) -> str:
        return self.one_of(ROUNDING_MODES)

    def one_of(self, options: list[Drawn]) -> Drawn:
        """One of the options, the first being the simplest."""
        # An index is drawn, because Hypothesis cannot describe closures well.
        return options[self.draw(st.integers(0, len(options) - 1))]

    def _reported(self) -> list[tuple[MetricPlan, str]]:
        return [(metric, over) for metric, over in self.scene.readable if metric.range.low is not None]

    def _is_positive(self, value: ir.MetricValue) -> bool:
        return value.name in {metric.name for metric, _ in self._reported()}

    def _over(self, metric: str) -> str:
        return next(over for known, over in self.scene.readable if known.name == metric)

    def _explain(self, kind: str, rows: list[tuple[str, Range | None]], better: str = "") -> str:
        self.tables += 1
        name = f"{self.name}_{self.tables}"
        words = tuple(RowWords(text, self.draw(sentences()), span) for text, span in rows)
        text, clause = self.draw(sentences()), self.draw(st.none() | sentences())
        self.words.append(RuleWords(name, kind, text, clause, self.money, "what it reads", self.money, words, better))
        return name


_BOUNDS = [Fraction(-1, 10), Fraction(0), Fraction(17, 200), Fraction(1, 10), Fraction(1), Fraction(40), Fraction(370)]


def _range_words(row: ir.StepRow) -> tuple[str, Range]:
    span = Range(row.low, row.low_closed or row.low is None, row.high, row.high_closed or row.high is None)
    return f"from {row.low} to {row.high}", span
