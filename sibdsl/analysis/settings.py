"""The setting of an example: one determination of a payment, and all the evidence that it waits for.

In: a payment and its program. Out: a ``Setting`` with a neutral value for everything that is needed.
Relies on the determinations of the runtime, and on what each of them waits for.
Guarantees: complete. With the setting's evidence the determination is not pending.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from sibdsl.analysis.trial import Values
from sibdsl.ir.chosen_values import neutral_value, round_value
from sibdsl.ir.program import Program
from sibdsl.runtime.determinations import Occasion, Prepared
from sibdsl.runtime.evidence import Evidence, FactKey, FactValue, Observation, ObservationKey, evidence_of


@dataclass(frozen=True, slots=True)
class Setting:
    """A determination and the values of its evidence.

    ``read`` lists the metrics that the payment itself reads, with their observations; ``values`` has those and
    what earlier determinations need.
    """

    payment: str
    prepared: Prepared
    occasion: Occasion
    read: tuple[tuple[str, tuple[ObservationKey, ...]], ...]
    values: Values
    facts: dict[FactKey, Fraction]
    termination: date | None

    def with_values(self, values: Values) -> Setting:
        """Give the same determination with other values."""
        return replace(self, values=values)

    def evidence(self) -> Evidence:
        """Give the evidence: each value verified by the first who may, on the day of the determination."""
        day = self.occasion.determination.day
        verifiers = {metric.name: metric.verifiers for metric in self.prepared.plan.metrics}
        observations = [
            Observation(key[0], value, key[1], key[2], next(iter(verifiers[key[0]]), ""), day)
            for key, value in self.values.items()
        ]
        facts = [FactValue(name, value, on) for (name, on), value in self.facts.items()]
        return evidence_of(observations, facts, self.termination)


def setting_of(payment: str, program: Program, prepared: Prepared) -> Setting | None:
    """Find the first determination of a payment that takes place; None when there is none."""
    early = program.plan.termination
    ending = prepared.payments[payment].timing.on_termination
    termination = early.first if early is not None and ending else None
    occasions = prepared.occasions(termination)
    mine = [occasion for occasion in occasions if occasion.payment.name == payment and occasion.suspended is None]
    if not mine:
        return None
    occasion = mine[0]
    values: Values = {}
    facts: dict[FactKey, Fraction] = {}
    for needed in [occasion, *_waited_for(occasion, occasions)]:
        for need in needed.needs:
            for key in need.observations:
                metric = prepared.metrics[key[0]]
                values.setdefault(key, neutral_value(metric.range, metric.step))
            if need.fact is not None:
                fact = prepared.facts[need.fact[0]]
                facts.setdefault(need.fact, round_value(fact.unit, fact.range, fact.step))
    return Setting(payment, prepared, occasion, _read(occasion), values, facts, termination)


def _read(occasion: Occasion) -> tuple[tuple[str, tuple[ObservationKey, ...]], ...]:
    """List what a determination reads, each set of observations once."""
    found: dict[tuple[ObservationKey, ...], str] = {}
    for need in occasion.needs:
        if need.observations:
            found.setdefault(need.observations, need.read.name)
    return tuple((name, keys) for keys, name in found.items())


def _waited_for(occasion: Occasion, occasions: list[Occasion]) -> list[Occasion]:
    """List the earlier determinations that one waits for, and those that they wait for."""
    waits = set(occasion.waits_on)
    found = []
    # Backwards, because a determination waits only for earlier ones.
    for earlier in reversed([other for other in occasions if other.order < occasion.order]):
        if earlier.suspended is None and waits.intersection(earlier.belongs_to):
            waits.update(earlier.waits_on)
            found.append(earlier)
    return found
