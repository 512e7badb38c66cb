"""What is declared and used by nothing, and metrics that are neither paid on nor marked as not payable.

In: the known contract, after all checks but those of scenarios: a worked example alone uses nothing. Out: findings in
the sink. A file that could not be read as a whole is not asked, because what could not be read may use anything.
"""

from __future__ import annotations

from sibdsl.diagnostics.rules import names as rules
from sibdsl.diagnostics.rules import payments as payment_rules
from sibdsl.semantics import every
from sibdsl.semantics.checks.closed_sets import PAYING_ROLES, VERIFYING_ROLES
from sibdsl.semantics.checks.parties import roles_of
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.scope import find_item, kind_of
from sibdsl.surface import items
from sibdsl.surface.declarations import Declaration, Metric, Party

_NEXT_STEPS = {
    "party": "let it {duty}, or delete the declaration",
    "fact": "use it in an amount or as an index, or delete the declaration",
    "parameter": "use it in an amount, or delete the declaration",
    "threshold": "write `{name} is met` where it matters, or delete the declaration",
    "population": "write `of {name}` in the metrics that measure it, or delete the declaration",
    "cohort": "write `for each cohort` in what is measured or paid for cohorts, or delete the declaration",
    "group": "write `of {name}` in a metric, or `for {name}` in a price or an uplift; or delete the declaration",
}
_FINANCING_ROLES = ("investor", "guarantor", "grantor")


def _note_uses(known: Known) -> None:
    """Note what is used without being read; a name that was misspelt somewhere is as good as used."""
    known.scope.used.update(known.scope.misspelt)
    _use_populations(known)


def _look_at(known: Known, declared: Declaration) -> None:
    if declared.name.text not in known.scope.used:
        known.unused.add(declared.name.text)


def _look_at_party(known: Known, party: Party) -> None:
    """A party is used, or does what its role makes one expect of it."""
    if party.name.text not in known.scope.used and _duty(known, party.name.text):
        known.unused.add(party.name.text)


def _look_at_metric(known: Known, metric: Metric) -> None:
    """A metric is paid on or marked."""
    name = metric.name.text
    marked = find_item(metric, items.TextItem, "not payable") is not None
    if marked == bool(known.readers.get(name)) and (marked or name not in known.scope.misspelt):
        known.unused.add(name)


def _report_all(known: Known) -> None:
    """Report what nothing uses, and what is used against its mark; where everything could be read."""
    if known.unread or known.scope.broken:
        return
    for name in known.unused:
        declared = known.scope.names[name]
        if isinstance(declared, Metric):
            _report_metric(known, declared)
        else:
            _report_unused(known, declared, _duty(known, name))


def _use_populations(known: Known) -> None:
    """A population is used when its cohorts or groups are, and a cohort when anything is due or measured for it.

    People for whom outcomes are claimed are in its cohorts. Whose outcome it is may have been left out.
    """
    scope = known.scope
    for outcome in known.outcomes.values():
        for population in (outcome.population,) if outcome.population else tuple(scope.populations):
            scope.used.update((population, *scope.cohorts_of.get(population, ())))
    for name, cohorts in scope.cohorts_of.items():
        groups = [item.name.text for item in scope.populations[name].items if isinstance(item, Declaration)]
        if any(inner in scope.used for inner in (*cohorts, *groups)):
            scope.used.add(name)


def _duty(known: Known, party: str) -> str:
    """What a party's role makes one expect of it; nothing for roles that a contract may only mention."""
    roles = roles_of(known, party)
    if roles & set(PAYING_ROLES):
        return "pay something"
    if roles & set(VERIFYING_ROLES):
        return "verify something"
    return "put money in (`finance ...`)" if roles & set(_FINANCING_ROLES) else ""


def _report_unused(known: Known, declaration: Declaration, duty: str = "") -> None:
    kind, name = kind_of(declaration), declaration.name.text
    known.sink.report(
        rules.UNUSED, declaration.name.span, kind=kind, name=name,
        next_step=_NEXT_STEPS[kind].format(name=name, duty=duty),
    )  # fmt: skip


def _report_metric(known: Known, metric: Metric) -> None:
    name = metric.name.text
    mark = find_item(metric, items.TextItem, "not payable")
    if mark is None:
        known.sink.report(rules.METRIC_NOT_USED, metric.name.span, name=name)
        return
    first = known.readers[name][0]
    known.sink.report(
        payment_rules.PAID_BUT_NOT_PAYABLE, mark.span, metric=name, payment=first,
        others=[(known.scope.payments[first].name.span, "this payment")],
    )  # fmt: skip


CHECKS: tuple[Check, ...] = (
    _note_uses,
    Each(every.facts, _look_at),
    Each(every.parameters, _look_at),
    Each(every.thresholds, _look_at),
    Each(every.populations, _look_at),
    Each(every.cohorts, _look_at),
    Each(every.groups, _look_at),
    Each(every.parties, _look_at_party),
    Each(every.metrics, _look_at_metric),
    _report_all,
)
