"""Parties and their reports, in words.

In: parties and reports of the checked contract. Out: phrases and sentences.
Relies on ``names`` and ``timing``.
Guarantees: every party is called by its title.
"""

from __future__ import annotations

from sibdsl.generators.documents.english.author_text import capitalised
from sibdsl.generators.documents.english.dates import day_words
from sibdsl.generators.documents.english.lists import joined, joined_names
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.english.timing import determined_words
from sibdsl.model.contract import EarlyTermination
from sibdsl.model.declarations import Party, Payable, Report

_HYPHENATED = {"top_up_fund": "top-up fund", "co_payer": "co-payer"}


def roles_words(party: Party) -> str:
    """Name a party's roles: ``Evaluator (independent)``."""
    roles = joined([_HYPHENATED.get(role.replace(" ", "_"), role).replace("_", " ") for role in party.roles])
    return capitalised(roles) + (" (independent)" if party.independent else "")


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
