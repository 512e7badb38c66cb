"""Invariants about names and the fixed words of a program.

In: a program. Out: breaches.
Relies on: nothing but the shape of the types.
Guarantees: after these, every look-up by name succeeds, and every word that selects a behaviour is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sibdsl.ir.breach import Breach, all_nodes
from sibdsl.ir.expressions import (
    CalculatedValue,
    CardAmount,
    Counted,
    Elapsed,
    FactValue,
    HasBeenPaid,
    Met,
    MetricValue,
    PaidSoFar,
    Rounded,
)
from sibdsl.ir.program import Capped, Indexed, Program
from sibdsl.ir.walk import Node, nodes
from sibdsl.runtime.business_days import ROLL_RULES
from sibdsl.runtime.exact import ROUNDING_MODES

OVERS = ("here", "so far", "all cohorts", "period")
SCOPES = ("total", "determination", "cohort", "contract year", "calendar year", "financial year")
UNIT_KINDS = ("percent", "points", "money", "number")
DURATIONS = ("days", "weeks", "months")
READ_KINDS = ("metric", "fact", "payment", "claims")

# What is read of claims has the name of the payment whose rate card they are on.
_KIND_READ = {"claims": "payment"}


def words_are_known(program: Program) -> Iterator[Breach]:
    """Modes, scopes, units and kinds are among those that have a meaning."""
    for place, word, known in _fixed_words(program):
        if word not in known:
            yield Breach(place, f"expected one of {', '.join(known)}, found {word!r}")


def names_are_unique(program: Program) -> Iterator[Breach]:
    """No two metrics, facts, payments, caps, counts, cohorts, parties, thresholds or words share a name."""
    plan = program.plan
    kinds: dict[str, list[str]] = {
        "metric": [item.name for item in plan.metrics] + [item.name for item in program.calculations],
        "fact": [item.name for item in plan.facts],
        "payment": [item.name for item in plan.payments],
        "cap": [item.name for item in plan.caps],
        "count": [item.name for item in plan.counts],
        "cohort": [name for name, _ in plan.cohorts],
        "party": [name for name, _ in plan.parties],
        "threshold": [item.name for item in program.thresholds],
        "words": [item.name for item in plan.words],
    }
    for kind, names in kinds.items():
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield Breach(f"{kind} {name}", "its name is given twice")


def names_resolve(program: Program) -> Iterator[Breach]:
    """Every metric, fact, payment, cap, count, cohort, party and threshold that is named is declared."""
    declared = _declared(program)
    for place, kind, name in (*_named_by_expressions(program), *_named_by_plan(program)):
        if name not in declared[kind]:
            yield Breach(place, f"there is no {kind} {name!r}")


def only_earlier_is_named(program: Program) -> Iterator[Breach]:
    """Calculations and thresholds refer only to earlier ones."""
    calculations = {item.name: index for index, item in enumerate(program.calculations)}
    thresholds = {item.name: index for index, item in enumerate(program.thresholds)}
    for index, item in enumerate(program.calculations):
        for node, _ in nodes(item.value):
            if isinstance(node, CalculatedValue) and calculations[node.name] >= index:
                yield Breach(f"calculation {item.name}", f"it refers to {node.name}, which is not earlier")
            if isinstance(node, Met):
                for used in _calculations_behind(node.threshold, program):
                    if calculations[used] >= index:
                        yield Breach(
                            f"calculation {item.name}",
                            f"the threshold {node.threshold} refers to {used}, which is not earlier",
                        )
    for index, threshold in enumerate(program.thresholds):
        for node, _ in nodes(threshold.condition):
            if isinstance(node, Met) and thresholds[node.threshold] >= index:
                yield Breach(f"threshold {threshold.name}", f"it refers to {node.threshold}, which is not earlier")


def _calculations_behind(name: str, program: Program) -> list[str]:
    """The calculations that a threshold names, itself or through the thresholds that it names."""
    conditions = {item.name: item.condition for item in program.thresholds}
    found: dict[str, None] = {}
    seen = {name}
    waiting: list[Node] = [conditions[name]]
    while waiting:
        for node, _ in nodes(waiting.pop()):
            if isinstance(node, CalculatedValue):
                found[node.name] = None
            elif isinstance(node, Met) and node.threshold not in seen:
                seen.add(node.threshold)
                waiting.append(conditions[node.threshold])
    return list(found)


def _fixed_words(program: Program) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    plan = program.plan
    yield "plan", plan.rounding, ROUNDING_MODES
    yield "plan", plan.business_days, ROLL_RULES
    for metric in plan.metrics:
        yield f"metric {metric.name}", metric.unit.kind, UNIT_KINDS
        if metric.rounding is not None:
            yield f"metric {metric.name}", metric.rounding, ROUNDING_MODES
    for fact in plan.facts:
        yield f"fact {fact.name}", fact.unit.kind, UNIT_KINDS
        if fact.rounding is not None:
            yield f"fact {fact.name}", fact.rounding, ROUNDING_MODES
    for payment in plan.payments:
        if payment.payable is not None:
            yield f"payment {payment.name}", payment.payable.unit, DURATIONS
        for read in payment.reads:
            yield f"payment {payment.name}, read {read.name}", read.kind, READ_KINDS
            yield f"payment {payment.name}, read {read.name}", read.over, OVERS
    for cap in plan.caps:
        yield f"cap {cap.name}", cap.scope, SCOPES
    for count in plan.counts:
        yield f"count {count.name}", count.scope, SCOPES
    for place, node in all_nodes(program):
        if isinstance(node, MetricValue):
            yield place, node.over, OVERS
        elif isinstance(node, Elapsed):
            yield place, node.unit, ("months", "days")
        elif isinstance(node, Rounded):
            yield place, node.mode, ROUNDING_MODES


def _declared(program: Program) -> dict[str, set[str]]:
    plan = program.plan
    return {
        "metric": {item.name for item in plan.metrics},
        "calculation": {item.name for item in program.calculations},
        "fact": {item.name for item in plan.facts},
        "payment": {item.name for item in plan.payments},
        "cap": {item.name for item in plan.caps},
        "count": {item.name for item in plan.counts},
        "cohort": {name for name, _ in plan.cohorts},
        "party": {name for name, _ in plan.parties},
        "threshold": {item.name for item in program.thresholds},
        "quantity": {item.name for item in plan.metrics} | {item.name for item in program.calculations},
    }


def _named_by_expressions(program: Program) -> Iterator[tuple[str, str, str]]:
    for place, node in all_nodes(program):
        match node:
            case MetricValue(name):
                yield place, "metric", name
            case CalculatedValue(name):
                yield place, "calculation", name
            case FactValue(name):
                yield place, "fact", name
            case PaidSoFar(payment) | HasBeenPaid(payment) | CardAmount(payment):
                yield place, "payment", payment
            case Counted(name):
                yield place, "count", name
            case Met(threshold):
                yield place, "threshold", threshold
            case _:
                pass
    for rule in program.rules:
        place = f"rule {rule.payment}"
        yield place, "payment", rule.payment
        yield from ((place, "cap", name) for part in rule.parts for name in part.caps)
        for adjustment in rule.adjustments:
            if isinstance(adjustment, Indexed):
                yield place, "fact", adjustment.fact
            elif isinstance(adjustment, Capped):
                yield place, "cap", adjustment.cap


def _named_by_plan(program: Program) -> Iterator[tuple[str, str, str]]:
    plan = program.plan
    for metric in plan.metrics:
        yield from _each(f"metric {metric.name}", "cohort", metric.cohorts or ())
        yield from _each(f"metric {metric.name}", "party", metric.verifiers)
    for payment in plan.payments:
        place = f"payment {payment.name}"
        yield from _each(place, "party", [payment.payee, *(payer.party for payer in payment.payers)])
        yield from _each(place, "cohort", payment.timing.cohorts or ())
        yield from _each(place, "cap", payment.payer_caps)
        yield from ((place, _KIND_READ.get(read.kind, read.kind), read.name) for read in payment.reads)
    for cap in plan.caps:
        yield from _each(f"cap {cap.name}", "payment", cap.payments)
        yield from _each(f"cap {cap.name}", "party", () if cap.payer is None else (cap.payer,))
    for count in plan.counts:
        yield f"count {count.name}", "quantity", count.metric
        yield f"count {count.name}", "payment", count.payment


def _each(place: str, kind: str, names: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    return ((place, kind, name) for name in names)
