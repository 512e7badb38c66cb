"""What is declared and used by nothing, and metrics that are neither paid on nor marked as not payable.

In: the known contract, after all checks but those of scenarios: a worked example alone uses nothing. Out: findings in
the sink. A file that could not be read as a whole is not asked, because what could not be read may use anything.
"""

from __future__ import annotations

from sibdsl.diagnostics.rules import names as rules
from sibdsl.diagnostics.rules import payments as payment_rules
from sibdsl.semantics.checks.closed_sets import PAYING_ROLES, VERIFYING_ROLES
from sibdsl.semantics.checks.parties import roles_of
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.scope import find_item, kind_of
from sibdsl.surface import items
from sibdsl.surface.declarations import Declaration, Metric

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


def check(known: Known) -> None:
    """Report what nothing uses; check that each metric is paid on or marked."""
    if known.unread or known.scope.broken:
        return
    scope = known.scope
    scope.used.update(scope.misspelt)
    for payment in known.payments.values():
        scope.used.update(payment.reads)
    _use_populations(known)
    for declared in (scope.facts, scope.parameters, scope.thresholds, scope.populations, scope.cohorts, scope.groups):
        for name, declaration in declared.items():
            if name not in scope.used:
                _report_unused(known, declaration)
    for name, party in scope.parties.items():
        if name not in scope.used and _duty(known, name):
            _report_unused(known, party, _duty(known, name))
    for metric in scope.metrics.values():
        _check_metric(known, metric)


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


def _check_metric(known: Known, metric: Metric) -> None:
    name = metric.name.text
    mark = find_item(metric, items.TextItem, "not payable")
    readers = known.readers.get(name, [])
    if mark is None and not readers and name not in known.scope.misspelt:
        known.sink.report(rules.METRIC_NOT_USED, metric.name.span, name=name)
    elif mark is not None and readers:
        payment = known.scope.payments[readers[0]]
        known.sink.report(
            payment_rules.PAID_BUT_NOT_PAYABLE, mark.span, others=[(payment.name.span, "this payment")],
            metric=name, payment=readers[0],
        )  # fmt: skip
