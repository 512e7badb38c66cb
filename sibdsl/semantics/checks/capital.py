"""Capital: what every finance declaration and every waterfall says.

In: the known contract, with the meanings of payments. Out: `known.capital`, and findings in the sink. What is wrong
with one statement is reported there; the checks that follow look at what several say together.
"""

from __future__ import annotations

from sibdsl.diagnostics.rules import capital as rules
from sibdsl.semantics.capital.instruments import charge_of, check_terms, guarantee_of, instrument_of, kind_of_finance
from sibdsl.semantics.capital.money import money_of
from sibdsl.semantics.capital.waterfalls import waterfall_of
from sibdsl.semantics.checks.closed_sets import CHARGES, FINANCE_KINDS, GUARANTEE
from sibdsl.semantics.meaning import Known
from sibdsl.surface.declarations import Finance


def check(known: Known) -> None:
    """Work out finance, then waterfalls, which pay it."""
    for finance in known.scope.finances.values():
        kind = kind_of_finance(finance)
        if kind in FINANCE_KINDS:
            check_terms(known, finance, kind)
            _check_sides(known, finance)
            _add(known, finance, kind)
        else:
            money_of(known, finance.amount)
    for name, waterfall in known.scope.waterfalls.items():
        known.capital.waterfalls[name] = waterfall_of(known, known.capital, waterfall)


def _check_sides(known: Known, finance: Finance) -> None:
    """Report a party that would pay itself."""
    for provider in finance.providers:
        if provider.text == finance.receiver.text:
            known.sink.report(
                rules.FINANCE_TO_ITSELF, finance.receiver.span, others=[(provider.span, "puts it in")],
                party=provider.text, name=finance.name.text,
            )  # fmt: skip


def _add(known: Known, finance: Finance, kind: str) -> None:
    capital, name = known.capital, finance.name.text
    if kind == GUARANTEE:
        guarantee = guarantee_of(known, finance)
        if guarantee is not None:
            capital.guarantees[name] = guarantee
    elif kind in CHARGES:
        charge = charge_of(known, finance, kind)
        if charge is not None:
            capital.charges[name] = charge
    else:
        instrument = instrument_of(known, finance, kind)
        if instrument is not None:
            capital.instruments[name] = instrument
