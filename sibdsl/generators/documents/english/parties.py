"""Parties, their money and their reports, in words.

In: parties, finance and reports of the checked contract. Out: phrases and sentences.
Relies on ``names`` and ``timing``.
Guarantees: every party that provides or receives money is called by its title.
"""

from __future__ import annotations

from sibdsl.generators.documents.english.author_text import capitalised, one_line
from sibdsl.generators.documents.english.caps import money_words
from sibdsl.generators.documents.english.dates import day_words
from sibdsl.generators.documents.english.lists import joined, joined_names
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.english.timing import determined_words
from sibdsl.model.contract import EarlyTermination
from sibdsl.model.capital import Coupon
from sibdsl.model.declarations import Finance, Party, Payable, Report
from sibdsl.runtime.exact import percent_text

_HYPHENATED = {"top_up_fund": "top-up fund", "co_payer": "co-payer"}


def roles_words(party: Party) -> str:
    """Name a party's roles: ``Evaluator (independent)``."""
    roles = joined([_HYPHENATED.get(role.replace(" ", "_"), role).replace("_", " ") for role in party.roles])
    return capitalised(roles) + (" (independent)" if party.independent else "")


def finance_sentence(finance: Finance, names: Names) -> str:
    """Say which money goes from whom to whom, on which terms."""
    providers = joined_names([names.party(provider) for provider in finance.providers])
    instrument = one_line(finance.instrument.replace("_", " "))
    amount = money_words(finance.amount, names, finance.currency)
    terms = []
    if finance.rank is not None:
        terms.append(f"ranking {one_line(finance.rank.replace('_', ' '))}")
    if finance.coupon is not None:
        terms.append(coupon_words(finance.coupon))
    covering = f" It covers {joined([names.term(name) for name in finance.covering])}." if finance.covering else ""
    details = f", {joined(terms)}" if terms else ""
    return (
        f"{capitalised(instrument)} of {amount} from {providers} to {names.party(finance.receiver)}{details}.{covering}"
    )


def coupon_words(coupon: Coupon) -> str:
    """Say at which rate interest runs: ``at 5% a year, compounded annually``."""
    rate = f"the rate of {coupon.metric}" if coupon.rate is None else percent_text(coupon.rate)
    compounded = f", compounded {coupon.compounding}" if coupon.compounding != "simple" else ""
    return f"at {rate} a year{compounded}"


def termination_sentence(early: EarlyTermination, names: Names) -> str:
    """Say who may end the contract early, and when."""
    parties = joined_names([names.party(party) for party in early.parties], "or")
    subject = f"{parties} may end" if early.parties else "The contract may be ended"
    thing = " the contract" if early.parties else ""
    return (
        f"{subject}{thing} early, with effect on a day from {day_words(early.first)} to {day_words(early.last)}, "
        "both included."
    )


def report_sentence(report: Report, names: Names) -> str:
    """Say who owes whom a report, when and about what."""
    receivers = joined_names([names.party(receiver) for receiver in report.receivers])
    sentence = f"{names.term(report.name)}: {names.party(report.sender)} shall report to {receivers}"
    if report.timing is not None:
        sentence += f" {determined_words(report.timing, names)}"
    if report.payable is not None:
        sentence += f"; each report is due {_delivered(report.payable)}"
    return sentence + "."


def _delivered(payable: Payable) -> str:
    unit = payable.unit if payable.count != 1 else payable.unit.removesuffix("s")
    return f"within {payable.count:,} {'business ' if payable.business else ''}{unit} after that day"
