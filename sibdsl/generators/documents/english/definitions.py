"""What each defined term means, in one sentence, and the general words that a summary uses.

In: the names of a contract. Out: pairs of a term and its meaning.
Relies on ``measures``, ``parties`` and ``caps``.
Guarantees: a general word is defined in the sense in which the contract is settled.
"""

from __future__ import annotations

from sibdsl.generators.documents.english.author_text import one_line, sentence
from sibdsl.generators.documents.english.caps import money_words
from sibdsl.generators.documents.english.dates import day_of_year_words, period_words
from sibdsl.generators.documents.english.lists import joined, joined_names
from sibdsl.generators.documents.english.measures import parameter_words
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.english.parties import roles_words
from sibdsl.generators.documents.english.quantities import unit_words
from sibdsl.model.base import Declaration
from sibdsl.model.capital import Waterfall
from sibdsl.model.cards import Category
from sibdsl.model.declarations import (
    Cap,
    Cohort,
    Fact,
    Finance,
    Group,
    Metric,
    Parameter,
    Party,
    Payment,
    Population,
    Report,
)
from sibdsl.model.outcomes import Outcome


def general_words(names: Names) -> dict[str, str]:
    """Define the general words of a summary; each is listed only where the summary uses it."""
    contract = names.contract
    year = day_of_year_words(contract.term.start.month, contract.term.start.day)
    return {
        "business day": business_day_sentence(names),
        "calendar year": "A year from 1 January to 31 December.",
        "contract year": f"A year that starts on {year}, the first day of the term.",
        "deadweight": "The part of a result that would have come about without the services.",
        "determination": "The calculation of the amount of a payment for a determination date.",
        "determination date": "The day for which the amount of a payment is determined.",
        "financial year": f"A year that starts on {day_of_year_words(*contract.financial_year)}.",
        "percentage point": "One hundredth of the whole: from 20% to 25% is a rise of 5 percentage points.",
        "p-value": "The p-value that is reported with a result.",
        "sample size": "The size of the sample that is reported with a result.",
    }


def business_day_sentence(names: Names) -> str:
    """Say which days are business days."""
    calendar = names.contract.calendar
    holidays = f" and is no public holiday of the calendar {one_line(calendar)}" if calendar else ""
    return f"A day that falls on Monday to Friday{holidays}."


def meaning_of(declaration: Declaration, names: Names) -> str:
    """Say in a sentence what a declared term stands for; empty where its title says it all."""
    match declaration:
        case Party():
            return sentence(roles_words(declaration))
        case Finance() | Waterfall():
            return _meaning_for_capital(declaration, names)
        case Population():
            return sentence(declaration.definition or "The people who are measured")
        case Cohort():
            return f"Those who enter from {period_words(declaration.period)}."
        case Metric():
            by = "calculated under the contract" if declaration.calculation is not None else "reported"
            return f"Measure, {by}, in {unit_words(declaration.unit)}."
        case Fact():
            return f"Figure from outside the contract, in {unit_words(declaration.unit)}."
        case Parameter():
            # "Not published" stands behind a colon here, and so without its capital.
            words = parameter_words(declaration, names)
            return f"Agreed figure: {words if declaration.value is not None else words[:1].lower() + words[1:]}."
        case Payment():
            payers = joined_names([names.party(payer.party) for payer in declaration.payers])
            return f"Payment by {payers} to {names.party(declaration.payee)}."
        case Report():
            receivers = joined_names([names.party(party) for party in declaration.receivers])
            return f"Report by {names.party(declaration.sender)} to {receivers}."
        case Cap():
            return f"Limit of {money_words(declaration.limit, names, declaration.currency)}."
        case Group():
            return sentence(declaration.note or "A group of the people who are measured")
    return _meaning_for_claims(declaration, names)


def _meaning_for_capital(declaration: Finance | Waterfall, names: Names) -> str:
    """Say what finance or a waterfall stands for."""
    if isinstance(declaration, Waterfall):
        return f"The order in which {names.party(declaration.holder)} passes money on."
    return f"Finance of {money_words(declaration.amount, names, declaration.currency)}."


def _meaning_for_claims(declaration: Declaration, names: Names) -> str:
    """Say what a term stands for that is about claims: an outcome, a category, a limit."""
    if isinstance(declaration, Outcome):
        return sentence(declaration.definition or "An outcome that is claimed for single people")
    if isinstance(declaration, Category):
        return f"{joined([names.term(name) for name in declaration.outcomes])}."
    limits = {limit.name: limit.amount for limit in names.contract.limits}
    amount = limits.get(declaration.name)
    return "" if amount is None else f"Limit of {money_words(amount, names)}."
