"""A Hypothesis strategy for programs that keep every invariant, beside the one for evidence about them.

`programs()` draws small contracts with every kind of node, cap, count, timing and split.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import msgspec
from hypothesis import strategies as st

from sibdsl.ir.program import (
    Adjustment,
    Calculation,
    Capped,
    Gate,
    Indexed,
    Minimum,
    Part,
    Program,
    Rule,
    Threshold,
)
from sibdsl.ir.reads import reads_of
from sibdsl.runtime.plan import (
    Cap,
    Count,
    EarlyTermination,
    FactPlan,
    MetricPlan,
    Payable,
    Payer,
    PaymentPlan,
    Period,
    Plan,
    Range,
    RuleWords,
    Timing,
    Unit,
)
from tests.strategies.amounts import ROUNDING_MODES, AmountMaker, Scene
from tests.strategies.names import NAMES, sentences
from tests.strategies.program_evidence import evidence_for

__all__ = ["evidence_for", "programs"]

TERM = Period(date(2015, 1, 1), date(2017, 12, 31))
HALVES = tuple(
    Period(date(year, first, 1), date(year, last, day))
    for year in (2015, 2016)
    for first, last, day in ((1, 6, 30), (7, 12, 31))
)
COHORT_DATES = (date(2016, 3, 31), date(2017, 2, 28), date(2018, 1, 31))
SCOPES = ["total", "determination", "cohort", "contract year", "calendar year", "financial year"]
PARTIES = ("payer", "co_payer", "provider", "evaluator")


class ProgramMaker:
    """Draws one program, declaration by declaration."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.draw = draw
        self.currency, self.digits = draw(st.sampled_from([("USD", 2), ("JPY", 0), ("KWD", 3)]))
        self.money = Unit("money", self.currency)
        self.cohorts = tuple(f"cohort_{n}" for n in range(1, draw(st.integers(0, 2)) + 1))
        self.metrics: list[MetricPlan] = []
        self.facts: list[FactPlan] = []
        self.caps: list[Cap] = []
        self.counts: list[Count] = []
        self.words: list[RuleWords] = []
        self.calculations: list[Calculation] = []
        self.thresholds: list[Threshold] = []

    def make(self) -> Program:
        draw = self.draw
        names = list(draw(st.permutations(NAMES)))
        self.metrics = [self._metric(names.pop()) for _ in range(draw(st.integers(1, 3)))]
        self.facts = [self._fact(names.pop()) for _ in range(draw(st.integers(0, 2)))]
        self._make_definitions(names)
        payment_names = [names.pop() for _ in range(draw(st.integers(1, 3)))]
        payments = [self._payment(name) for name in payment_names]
        rules = [self._rule(payment, payment_names) for payment in payments]
        self._make_shared_cap(rules, payments)
        plan = Plan(
            contract="contract",
            title=draw(sentences()),
            currency=self.currency,
            digits=self.digits,
            rounding=draw(st.sampled_from(ROUNDING_MODES)),
            term=TERM,
            parties=tuple((name, draw(sentences())) for name in PARTIES),
            cohorts=tuple((name, draw(sentences())) for name in self.cohorts),
            metrics=tuple(self.metrics),
            facts=tuple(self.facts),
            payments=tuple(payments),
            caps=tuple(self.caps),
            counts=tuple(self.counts),
            words=tuple(self.words),
            month_end=draw(st.sampled_from(["same day", "last day"])),
            business_days=draw(st.sampled_from(["unadjusted", "following", "modified following", "preceding"])),
            holidays=(date(2016, 12, 26),),
            financial_year=draw(st.sampled_from([(1, 1), (4, 6)])),
            termination=EarlyTermination(date(2016, 1, 1), date(2017, 6, 30)),
        )
        program = Program(plan, tuple(self.calculations), tuple(self.thresholds), tuple(rules))
        payments = [
            replace(payment, reads=reads_of(rule, program)) for payment, rule in zip(payments, rules, strict=True)
        ]
        return msgspec.structs.replace(program, plan=replace(plan, payments=tuple(payments)))

    def _metric(self, name: str) -> MetricPlan:
        draw = self.draw
        unit, step = draw(
            st.sampled_from(
                [
                    (Unit("number", "hours"), Fraction(1)),
                    (Unit("percent", "%", Fraction(1, 100)), Fraction(1, 1000)),
                    (Unit("points", "percentage points", Fraction(1, 100)), Fraction(1, 200)),
                    (self.money, Fraction(1, 10**self.digits)),
                    (Unit("number", "events per 100 people", Fraction(1, 100)), None),
                ]
            )
        )
        return MetricPlan(
            name=name,
            title=draw(sentences()),
            unit=unit,
            step=step,
            rounding=draw(st.sampled_from([None, "half up"])) if step else None,
            range=Range(low=Fraction(0)) if draw(st.integers(0, 3)) else Range(),
            periods=HALVES if draw(st.booleans()) else None,
            cohorts=self.cohorts if self.cohorts and draw(st.booleans()) else None,
            verifiers=draw(st.sampled_from([(), ("evaluator",)])),
        )

    def _fact(self, name: str) -> FactPlan:
        dates = self.draw(st.sampled_from([None, (TERM.start, date(2016, 4, 1))]))
        return FactPlan(name, self.draw(sentences()), Unit("number", ""), Fraction(1, 10), None, dates)

    def _make_definitions(self, names: list[str]) -> None:
        """Calculations and thresholds; each may name those before it."""
        for _ in range(self.draw(st.integers(0, 2))):
            scene = self._scene([], state=False)
            maker = self._maker(scene, name := names.pop())
            self.calculations.append(Calculation(name, maker.amount(2)))
            self.words += [RuleWords(name, "calculation", "its rule", None, self.money), *maker.words]
        for _ in range(self.draw(st.integers(0, 2))):
            maker = self._maker(self._scene([], state=False), name := names.pop())
            self.thresholds.append(Threshold(name, maker.condition(2)))
            self.words += maker.words

    def _payment(self, name: str) -> PaymentPlan:
        draw = self.draw
        payable = st.builds(
            Payable, st.integers(0, 40), st.sampled_from(["days", "weeks", "months"]), st.just(False), st.booleans()
        )
        business = st.builds(Payable, st.integers(0, 10), st.just("days"), st.just(True), st.booleans())
        return PaymentPlan(
            name=name,
            title=draw(sentences()),
            clause=draw(st.none() | sentences()),
            payers=draw(st.sampled_from(_PAYERS)),
            payee="provider",
            timing=self._timing(),
            payable=draw(st.none() | payable | business),
            reads=(),
            suspended=draw(st.sampled_from([(), (Period(date(2016, 6, 1), date(2016, 7, 31)),)])),
            continues=draw(st.booleans()),
        )

    def _timing(self) -> Timing:
        cohorts = self.cohorts or None
        options = [Timing(day=date(2017, 6, 30)), Timing(periods=HALVES), Timing(on_termination=True)]
        if cohorts is not None:
            by_date = Timing(cohorts=cohorts, cohort_dates=COHORT_DATES[: len(cohorts)])
            options += [by_date, Timing(periods=HALVES, cohorts=cohorts), Timing(day=TERM.end, cohorts=cohorts)]
        return self.draw(st.sampled_from(options))

    def _rule(self, payment: PaymentPlan, payments: list[str]) -> Rule:
        draw = self.draw
        days = {period.end for period in payment.timing.periods or ()} | set(payment.timing.cohort_dates or ())
        days |= {payment.timing.day} - {None}
        scene = self._scene(payments, state=True)
        scene.days = sorted(days)
        self._make_count(payment.name, scene)
        maker = self._maker(scene, f"{payment.name}_rule")
        gates = tuple(
            Gate(self._explain(payment.name, "gate"), maker.condition(2)) for _ in range(draw(st.integers(0, 1)))
        )
        parts = tuple(self._part(payment, maker) for _ in range(draw(st.integers(1, 2))))
        adjustments = tuple(self._adjustment(payment, scene) for _ in range(draw(st.integers(0, 3))))
        self.words += maker.words
        return Rule(payment.name, gates, parts, adjustments)

    def _part(self, payment: PaymentPlan, maker: AmountMaker) -> Part:
        name = self._explain(payment.name, "formula")
        caps = tuple(self._cap(payment.name, part=name) for _ in range(self.draw(st.integers(0, 1))))
        return Part(name, maker.amount(3), caps)

    def _adjustment(self, payment: PaymentPlan, scene: Scene) -> Adjustment:
        draw = self.draw
        dated = [fact for fact in scene.facts if fact.dates is not None]
        if dated and draw(st.booleans()):
            fact = draw(st.sampled_from(dated))
            return Indexed(self._explain(payment.name, "index"), fact.name, fact.dates[0])
        if draw(st.booleans()):
            return Minimum(self._explain(payment.name, "minimum"), Fraction(draw(st.integers(0, 10**6))))
        return Capped(self._cap(payment.name))

    def _cap(self, *payments: str, part: str | None = None) -> str:
        draw = self.draw
        name = f"cap_{len(self.caps) + 1}"
        limit = Fraction(draw(st.sampled_from([0, 1, 250, 1000, 9_600_000])))
        scope = draw(st.sampled_from(SCOPES))
        self.caps.append(Cap(name, draw(sentences()), None, limit, scope, payments, part, whole=draw(st.booleans())))
        return name

    def _make_count(self, payment: str, scene: Scene) -> None:
        countable = [metric for metric, _ in scene.readable if metric.range.low is not None]
        if countable and self.draw(st.booleans()):
            metric = self.draw(st.sampled_from(countable))
            name = f"count_{len(self.counts) + 1}"
            limit = Fraction(self.draw(st.sampled_from([0, 30, 500])))
            scope = self.draw(st.sampled_from(SCOPES))
            count = Count(name, self.draw(sentences()), metric.name, limit, scope, payment)
            self.counts.append(count)
            scene.counts = [count]

    def _make_shared_cap(self, rules: list[Rule], payments: list[PaymentPlan]) -> None:
        """A cap on the whole contract behind each payment's own, and a cap on what one party pays."""
        draw = self.draw
        if draw(st.booleans()):
            name = self._cap(*(payment.name for payment in payments))
            rules[:] = [msgspec.structs.replace(rule, adjustments=(*rule.adjustments, Capped(name))) for rule in rules]
        limited = [payment for payment in payments if payment.payers[0].party == "payer"]
        if limited and draw(st.booleans()):
            name = f"cap_{len(self.caps) + 1}"
            cap = Cap(name, "what payer pays", None, Fraction(500), "total", (), None, "payer", draw(st.booleans()))
            self.caps.append(replace(cap, payments=tuple(payment.name for payment in limited)))
            payments[:] = [
                replace(payment, payer_caps=(name,)) if payment in limited else payment for payment in payments
            ]

    def _explain(self, payment: str, kind: str) -> str:
        name = f"{payment}_{kind}_{len(self.words) + 1}"
        self.words.append(RuleWords(name, kind, self.draw(sentences()), None, self.money))
        return name

    def _maker(self, scene: Scene, name: str) -> AmountMaker:
        return AmountMaker(self.draw, scene, f"{name}_table", self.money)

    def _scene(self, payments: list[str], *, state: bool) -> Scene:
        overs = ["here", "so far", "all cohorts", "period"]
        readable = [(metric, over) for metric in self.metrics for over in overs]
        return Scene(
            readable=list(self.draw(st.permutations(readable)))[:6],
            facts=self.facts,
            payments=payments,
            calculations=[item.name for item in self.calculations],
            thresholds=[item.name for item in self.thresholds],
            state=state,
        )


_PAYERS = [
    (Payer("payer", Fraction(1)),),
    (Payer("payer", Fraction(4, 5)), Payer("co_payer", Fraction(1, 5))),
    (Payer("payer", Fraction(1, 3)), Payer("co_payer", Fraction(2, 3))),
    (Payer("payer", None, Fraction(100)), Payer("co_payer", None)),
    (Payer("payer", None, Fraction(100)), Payer("co_payer", None, Fraction(50))),
]


@st.composite
def programs(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Program:
    """A small program that keeps every invariant."""
    return ProgramMaker(draw).make()
