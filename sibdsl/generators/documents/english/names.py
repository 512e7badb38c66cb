"""The names of a contract, as a document calls what they stand for.

In: the checked contract. Out: ``Names``, which every other wording function takes.
Relies on every name being declared once.
Guarantees: parties go by their titles; everything else by its title in quotation marks, as a defined term;
where two things have the same title, what they are stands beside it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from sibdsl.generators.documents.english.author_text import one_line, quoted
from sibdsl.model import Contract
from sibdsl.model.base import Declaration
from sibdsl.model.declarations import Cohort, Fact, Metric, Parameter, Population, Threshold


@dataclass(frozen=True, slots=True)
class Names:
    """How a document calls each declaration, and the declarations that wording looks up.

    ``known`` are the values that an example gives to names. ``figures`` are values that stand in place of names,
    where the arithmetic of an example is shown.
    """

    digits: int
    currency: str
    contract: Contract
    terms: dict[str, str]
    parties: dict[str, str]
    metrics: dict[str, Metric]
    facts: dict[str, Fact]
    parameters: dict[str, Parameter]
    thresholds: dict[str, Threshold]
    cohorts: dict[str, Cohort]
    known: dict[str, str] = field(default_factory=dict)
    figures: dict[str, str] = field(default_factory=dict)

    def term(self, name: str) -> str:
        """Give a declaration's title in quotation marks: ``“Reduction in bed-days”``."""
        return self.terms[name]

    def party(self, name: str) -> str:
        """Give a party's title: ``NYC Department of Correction``."""
        return self.parties[name]


def names_of(contract: Contract) -> Names:
    """Collect the names of a contract."""
    kinds = list(declared(contract))
    seen = Counter(one_line(declaration.title).casefold() for _, declaration in kinds)
    terms = {}
    for kind, declaration in kinds:
        shared = seen[one_line(declaration.title).casefold()] > 1
        terms[declaration.name] = quoted(declaration.title) + (f" ({kind})" if shared else "")
    parties = {party.name: one_line(party.title) for party in contract.parties}
    return Names(
        digits=contract.currency_digits,
        currency=contract.currency,
        contract=contract,
        terms=terms | parties,
        parties=parties,
        metrics={metric.name: metric for metric in contract.metrics},
        facts={fact.name: fact for fact in contract.facts},
        parameters={parameter.name: parameter for parameter in contract.parameters},
        thresholds={threshold.name: threshold for threshold in contract.thresholds},
        cohorts={cohort.name: cohort for population in contract.populations for cohort in population.cohorts},
    )


def declared(contract: Contract) -> list[tuple[str, Declaration]]:
    """List every declaration with a title of its own, but the parties, with what it is: ``measure``, ``payment`` ..."""
    found: list[tuple[str, Declaration]] = [("finance", item) for item in contract.finance]
    found.extend(("waterfall", item) for item in contract.waterfalls)
    for population in contract.populations:
        found.extend(_people(population))
    found.extend(("measure", metric) for metric in contract.metrics)
    found.extend(("outside figure", fact) for fact in contract.facts)
    found.extend(("agreed figure", parameter) for parameter in contract.parameters)
    found.extend(("test", threshold) for threshold in contract.thresholds)
    found.extend(("outcome", outcome) for outcome in contract.outcomes)
    found.extend(("payment", payment) for payment in contract.payments)
    cards = [payment.card for payment in contract.payments if payment.card is not None]
    found.extend(("category", category) for card in cards for category in card.categories)
    found.extend(("limit", cap) for cap in contract.caps)
    found.extend(("limit", Declaration(name=limit.name, title=limit.title)) for limit in contract.limits)
    found.extend(("report", report) for report in contract.reports)
    return found


def _people(population: Population) -> list[tuple[str, Declaration]]:
    found: list[tuple[str, Declaration]] = [("population", population)]
    found.extend(("cohort", cohort) for cohort in population.cohorts)
    found.extend(("group", group) for group in population.groups)
    return found
