"""What a contract comes to if quantities have chosen values, without any evidence.

In: a program, and values of metrics, calculated metrics and rate cards. Out: statements.
Relies on the interpreter. Guarantees: everything that is not chosen is at a neutral value, and nothing is pending.
Section 9 of docs/reference/capital.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import msgspec

from sibdsl.analysis.assumed_cards import AssumedCards
from sibdsl.interpreter.settle import rules_of
from sibdsl.ir import expressions as ir
from sibdsl.ir.chosen_values import neutral_total, observation_values, round_value
from sibdsl.ir.program import Calculation, Program
from sibdsl.runtime.determinations import prepare
from sibdsl.runtime.evidence import Evidence, FactKey, FactValue, Observation, ObservationKey, TerminationEvent
from sibdsl.runtime.settlement import RuleFunction, settle
from sibdsl.runtime.statement import Statement
from sibdsl.runtime.wording import named, quantity_text


class WhatIf:
    """A program that can be asked. ``assumed`` tells in words which values it takes for facts that are not chosen."""

    def __init__(self, program: Program, facts: Mapping[str, Fraction] | None = None) -> None:
        self.program = program
        self.prepared = prepare(program.plan)
        self.assumed: list[str] = []
        self._rules = rules_of(program)
        self._metrics = {metric.name: metric for metric in program.plan.metrics}
        self._calculated = {calculation.name for calculation in program.calculations}
        self._verified = _days_of_verification(self)
        self.neutral = {metric.name: neutral_total(metric, program) for metric in program.plan.metrics}
        self._facts = self._fact_values(facts or {})
        self._base: dict[ObservationKey, Observation] = {}
        for name, value in self.neutral.items():
            self._base.update(self._observations(name, value))
        self._has_cards = program.claims is not None

    def knows(self, name: str) -> bool:
        """Say whether a value can be chosen for a name: a metric, or a payment with a rate card."""
        return name in self._metrics or name in self._calculated or name in card_payments(self.program)

    def statement(self, values: Mapping[str, Fraction], termination: date | None = None) -> Statement:
        """Settle the contract with these values, and perhaps with an early end."""
        observations = dict(self._base)
        replaced: dict[str, Fraction] = {}
        for name, value in values.items():
            if name in self._metrics:
                observations.update(self._observations(name, value))
            elif name in self._calculated:
                replaced[name] = value
        cards = AssumedCards(self.program.plan, values) if self._has_cards else None
        event = TerminationEvent(termination) if termination else None
        evidence = Evidence(observations, self._facts, event, (), cards)
        rules = self._rules_with(replaced) if replaced else self._rules
        return settle(self.program.plan, rules, evidence)

    def _rules_with(self, replaced: Mapping[str, Fraction]) -> Mapping[str, RuleFunction]:
        """Give the rules of a program whose calculated metrics have chosen values."""
        calculations = tuple(
            Calculation(item.name, ir.Number(replaced[item.name])) if item.name in replaced else item
            for item in self.program.calculations
        )
        return rules_of(msgspec.structs.replace(self.program, calculations=calculations))

    def _observations(self, name: str, value: Fraction) -> dict[ObservationKey, Observation]:
        metric = self._metrics[name]
        verifier = metric.verifiers[0] if metric.verifiers else ""
        return {
            key: Observation(name, part, key[1], key[2], verifier, self._verified.get(key))
            for key, part in observation_values(metric, value).items()
        }

    def _fact_values(self, chosen: Mapping[str, Fraction]) -> dict[FactKey, FactValue]:
        plan = self.program.plan
        found: dict[FactKey, FactValue] = {}
        for fact in plan.facts:
            value = chosen.get(fact.name)
            if value is None:
                value = round_value(fact.unit, fact.range, fact.step)
                told = quantity_text(value, fact.unit, plan.digits)
                self.assumed.append(f"{named(fact.name, fact.title)} is taken to be {told}")
            for day in fact.dates or (None,):
                found[(fact.name, day)] = FactValue(fact.name, value, day)
        return found


def card_payments(program: Program) -> list[str]:
    """List the payments that pay what a rate card comes to."""
    return [
        payment.name
        for payment in program.plan.payments
        if any(read.kind == "claims" and read.name == payment.name for read in payment.reads)
    ]


def _days_of_verification(asked: WhatIf) -> dict[ObservationKey, date]:
    """Give the first determination that reads each observation: it was verified in time for it."""
    found: dict[ObservationKey, date] = {}
    for occasion in asked.prepared.occasions(None):
        for need in occasion.needs:
            for key in need.observations:
                found.setdefault(key, occasion.determination.day)
    return found
