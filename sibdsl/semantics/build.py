"""From a checked tree to the model: the contract as embedders, documents and the lowering read it.

In: what ``check`` returned for a contract without errors. Out: a frozen pydantic ``Contract``.
Relies on the checker: a violated assumption here is our fault, never the author's.
"""

from __future__ import annotations

from sibdsl.diagnostics.internal import InternalError
from sibdsl.model.contract import Contract, EarlyTermination
from sibdsl.model.quantities import Period
from sibdsl.semantics.building import capital, declarations, measurement, outcomes, payments, scenarios
from sibdsl.semantics.building.context import Context, declared, quiet, text_of, word
from sibdsl.semantics.check import Checked
from sibdsl.semantics.scope import find_item
from sibdsl.surface import items


def build_model(checked: Checked) -> Contract:
    """Build the model of a contract that was checked without errors.

    Raises:
        InternalError: if the contract had errors.
    """
    known = checked.known
    contract, source = known.scope.contract, known.sink.source
    if contract is None or source is None or known.sink.has_errors:
        raise InternalError("a model was asked of a contract that has errors")
    context = Context(quiet(known), source)
    scope, terms = known.scope, known.terms
    return Contract(
        **declared(context, contract),
        jurisdiction=text_of(contract, "jurisdiction"),
        currency=terms.currency,
        currency_digits=terms.digits,
        term=Period(start=terms.start, end=terms.end),
        goal=text_of(contract, "goal"),
        rounding=word(terms.rounding),
        calendar=terms.calendar,
        business_days=word(terms.business_days),
        month_end=word(terms.month_end),
        financial_year=terms.financial_year,
        early_termination=_early_termination(context),
        parties=tuple(declarations.party(context, node) for node in scope.parties.values()),
        finance=tuple(capital.finance(context, node) for node in scope.finances.values()),
        waterfalls=tuple(capital.waterfall(context, found) for found in known.capital.waterfalls.values()),
        populations=tuple(declarations.population(context, node) for node in scope.populations.values()),
        metrics=tuple(measurement.metric(context, node) for node in scope.metrics.values()),
        facts=tuple(measurement.fact(context, node) for node in scope.facts.values()),
        parameters=tuple(measurement.parameter(context, node) for node in scope.parameters.values()),
        thresholds=tuple(measurement.threshold(context, node) for node in scope.thresholds.values()),
        outcomes=tuple(outcomes.outcome(context, node) for node in scope.outcomes.values()),
        payments=tuple(payments.payment(context, node) for node in scope.payments.values()),
        caps=tuple(
            payments.contract_cap(context, node) for name, node in scope.caps.items() if name not in known.claim_limits
        ),
        limits=tuple(
            payments.claim_limit(context, scope.caps[name], limit) for name, limit in known.claim_limits.items()
        ),
        reports=tuple(declarations.report(context, node) for node in scope.reports.values()),
        scenarios=tuple(scenarios.scenario(context, node) for node in scope.scenarios.values()),
    )


def _early_termination(context: Context) -> EarlyTermination | None:
    contract, dates = context.known.scope.contract, context.known.terms.early_termination
    item = None if contract is None else find_item(contract, items.EarlyTerminationItem)
    if item is None or dates is None:
        return None
    first, last = dates
    return EarlyTermination(parties=tuple(name.text for name in item.parties), first=first, last=last)
