"""Parties of capital who gain by what they pay for or verify.

In: `known.capital` and the roles of parties. Out: warnings in the sink. They say what the contract's own words make of
a party; they do not say that anybody would do wrong.
"""

from __future__ import annotations

from sibdsl.diagnostics.rules import capital as rules
from sibdsl.semantics.capital.found import Instrument
from sibdsl.semantics.checks.closed_sets import PAYING_ROLES, VERIFYING_ROLES
from sibdsl.semantics.checks.parties import roles_of
from sibdsl.semantics.meaning import Known
from sibdsl.source.span import Span


def check(known: Known) -> None:
    """Look for outcome payers who invest, and for evaluators whom a party pays that gains by the result."""
    by_results = _repaid_by_results(known)
    for instrument in by_results:
        _check_payer(known, instrument)
    seen: set[str] = set()
    for payee, payers, span in _fees(known):
        if payee not in seen and roles_of(known, payee) & set(VERIFYING_ROLES):
            for payer in payers:
                interest = _interest(known, payer, by_results)
                if interest and payee not in seen:
                    seen.add(payee)
                    known.sink.report(rules.EVALUATOR_PAID_BY_GAINER, span, party=payee, payer=payer, interest=interest)


def _repaid_by_results(known: Known) -> list[Instrument]:
    """The instruments that come back out of outcome payments."""
    paid = {name for waterfall in known.capital.waterfalls.values() for step in waterfall.steps for name in step.names}
    return [
        instrument
        for name, instrument in known.capital.instruments.items()
        if instrument.is_owed and (name in paid or _bears_results(instrument))
    ]


def _bears_results(instrument: Instrument) -> bool:
    """Whether payments for results come to it by themselves, or its interest depends on what is measured."""
    if instrument.credited or instrument.rewarded:
        return True
    return instrument.coupon is not None and instrument.coupon.metric is not None


def _check_payer(known: Known, instrument: Instrument) -> None:
    for provider in instrument.node.providers:
        roles = roles_of(known, provider.text)
        if "investor" in roles or not roles & set(PAYING_ROLES):
            continue  # a party with both roles is reported as it is declared
        for payment in known.scope.payments.values():
            if (
                any(payer.text == provider.text for payer in payment.payers)
                and payment.name.text not in instrument.debited
            ):
                known.sink.report(
                    rules.PAYER_GAINS, provider.span, others=[(payment.name.span, "pays this")], party=provider.text,
                    payment=payment.name.text, name=instrument.node.name.text,
                )  # fmt: skip
                return


def _fees(known: Known) -> list[tuple[str, tuple[str, ...], Span]]:
    """Who is paid by whom for work: charges, and fees of waterfalls."""
    charges = [
        (charge.node.receiver.text, tuple(holder.party for holder in charge.payers), charge.node.receiver.span)
        for charge in known.capital.charges.values()
    ]
    fees = [
        (holder.party, (waterfall.node.holder.text,), step.node.span)
        for waterfall in known.capital.waterfalls.values()
        for step in waterfall.steps if step.kind in ("fee", "success fee")
        for holder in step.payees
    ]  # fmt: skip
    return charges + fees


def _interest(known: Known, payer: str, by_results: list[Instrument]) -> str:
    """What a party gains by a result; nothing where the contract does not say."""
    for instrument in by_results:
        if any(holder.party == payer for holder in instrument.providers):
            return f"has money in the contract (`{instrument.node.name.text}`)"
    for payment in known.scope.payments.values():
        if payment.payee.text == payer:
            return f"is paid `{payment.name.text}` by results"
    return ""
