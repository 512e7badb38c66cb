"""Who verifies results, and whether they have a stake in them.

In: the known contract, with the meanings of payments. Out: warnings in the sink. They say what the contract's own
words make of a party; they do not say that anybody would do wrong.
"""

from __future__ import annotations

from sibdsl.diagnostics.rules import risk as rules
from sibdsl.semantics import every
from sibdsl.semantics.checks.closed_sets import PAYING_ROLES
from sibdsl.semantics.checks.parties import is_independent, roles_of
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.scope import find_item
from sibdsl.surface import items
from sibdsl.surface.declarations import Metric, Outcome, Party
from sibdsl.surface.node import Name

_CONFLICTS = (
    *((role, "investor", "what it pays for results comes back to it") for role in PAYING_ROLES),
    *((role, "evaluator", "it would pay by its own findings") for role in PAYING_ROLES),
    ("service_provider", "evaluator", "it would evaluate its own work"),
    ("service_provider", "validator", "it would confirm its own results"),
    ("investor", "evaluator", "its return would depend on its own findings"),
    ("investor", "validator", "its return would depend on its own findings"),
)


def _check_metric(known: Known, metric: Metric) -> None:
    """Check who verifies a metric that is paid on."""
    name = metric.name.text
    payments = known.readers.get(name)
    item = find_item(metric, items.WordsItem, "verified by")
    if item is not None and payments and all(word.text in known.scope.parties for word in item.words):
        dependent = dependent_verifiers(known, metric, item.words, payments)
        if dependent:
            known.not_independent[name] = dependent


def _report_all(known: Known) -> None:
    """Report every verifier that is not independent once, for the first metric that it verifies."""
    blamed: set[str] = set()
    for name, metric in known.scope.metrics.items() if known.not_independent else ():
        report_dependent(known, metric, known.not_independent.get(name, ()), blamed)


def _check_roles(known: Known, party: Party) -> None:
    roles = roles_of(known, party.name.text)
    for first, second, conflict in _CONFLICTS:
        if first in roles and second in roles:
            known.sink.report(
                rules.ROLES_IN_CONFLICT, party.name.span, party=party.name.text, first=first, second=second,
                conflict=conflict,
            )  # fmt: skip
            return


def dependent_verifiers(
    known: Known, metric: Metric | Outcome, verifiers: tuple[Name, ...], payments: list[str]
) -> tuple[Name, ...]:
    """The verifiers without a stake in the result that ought to be independent; none where one of them is.

    Where all have a stake in it, the first is reported.
    """
    interests = [_interest(known, verifier.text, payments) for verifier in verifiers]
    if all(interests):
        known.sink.report(
            rules.VERIFIED_BY_A_PARTY_TO_THE_PAYMENT, verifiers[0].span, metric=metric.name.text,
            party=verifiers[0].text, interest=interests[0],
            others=[(known.scope.payments[payments[0]].name.span, "depends on the result")],
        )  # fmt: skip
        return ()
    if any(is_independent(known, verifier.text) for verifier in verifiers):
        return ()
    return tuple(verifier for verifier, interest in zip(verifiers, interests, strict=True) if not interest)


def report_dependent(known: Known, metric: Metric | Outcome, verifiers: tuple[Name, ...], blamed: set[str]) -> None:
    """Report the verifiers that are not independent and were not reported before."""
    for verifier in verifiers:
        if verifier.text not in blamed:
            blamed.add(verifier.text)
            party = known.scope.parties[verifier.text]
            known.sink.report(
                rules.VERIFIER_NOT_INDEPENDENT, party.name.span, party=verifier.text, metric=metric.name.text,
                others=[(verifier.span, "verifies here")],
            )  # fmt: skip


def _interest(known: Known, party: str, payments: list[str]) -> str:
    """What a party stands to gain or lose by a result; nothing where the contract does not say."""
    for name in payments:
        payment = known.scope.payments[name]
        if any(payer.text == party for payer in payment.payers):
            return f"pays `{name}` by it"
        if payment.payee.text == party:
            return f"is paid `{name}` by it"
    for finance in known.scope.finances.values():
        if any(provider.text == party for provider in finance.providers):
            return f"has money in the contract (`{finance.name.text}`)"
    return ""


CHECKS: tuple[Check, ...] = (
    Each(every.parties, _check_roles),
    Each(every.metrics, _check_metric),
    _report_all,
)
