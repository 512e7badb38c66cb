"""What the names of a contract stand for.

In: the surface tree. Out: a ``Scope`` with every declaration by kind and by name, and the contract's own terms
(currency, term, business days). Duplicate names are reported; the first declaration wins.
Guarantees: names live in one space, so that a name in a scenario or a cap has one meaning; a name whose
declaration could not be read (``tree.broken``) is remembered, so that using it is not reported again.
"""

from __future__ import annotations

from collections.abc import Set
from typing import TypeVar

import msgspec

from sibdsl.diagnostics.rules import names as rules
from sibdsl.diagnostics.sink import Sink
from sibdsl.source.span import Span, end_of, start_of
from sibdsl.surface import declarations as surface
from sibdsl.surface.capital import Waterfall
from sibdsl.surface.cards import Category, RateCardItem
from sibdsl.surface.node import Node

Kind = TypeVar("Kind", bound=Node)

KINDS: dict[type[surface.Declaration], str] = {
    surface.Contract: "contract",
    surface.Party: "party",
    surface.Finance: "finance",
    Waterfall: "waterfall",
    surface.Population: "population",
    surface.Cohort: "cohort",
    surface.Group: "group",
    surface.Metric: "metric",
    surface.Fact: "fact",
    surface.Parameter: "parameter",
    surface.Threshold: "threshold",
    surface.Outcome: "outcome",
    surface.RateCard: "rate card",
    Category: "category",
    surface.Payment: "payment",
    surface.ContractCap: "cap",
    surface.Report: "report",
}
"""The field's own word for each kind of declaration."""


FIELDS: dict[type[surface.Declaration], str] = {
    surface.Party: "parties",
    surface.Finance: "finances",
    Waterfall: "waterfalls",
    surface.Population: "populations",
    surface.Cohort: "cohorts",
    surface.Group: "groups",
    surface.Metric: "metrics",
    surface.Fact: "facts",
    surface.Parameter: "parameters",
    surface.Threshold: "thresholds",
    surface.Outcome: "outcomes",
    surface.RateCard: "cards",
    Category: "categories",
    surface.Payment: "payments",
    surface.ContractCap: "caps",
    surface.Report: "reports",
}
"""Where the scope has the declarations of each kind."""


CONTRACT = "contract"
"""The key of the contract block: it is not named as other declarations are."""


class Scope(msgspec.Struct):
    """Every declaration of a contract, in written order and by name."""

    contracts: dict[str, surface.Contract] = {}
    """The contract block, of which there is one at most."""
    parties: dict[str, surface.Party] = {}
    finances: dict[str, surface.Finance] = {}
    waterfalls: dict[str, Waterfall] = {}
    populations: dict[str, surface.Population] = {}
    cohorts: dict[str, surface.Cohort] = {}
    groups: dict[str, surface.Group] = {}
    metrics: dict[str, surface.Metric] = {}
    facts: dict[str, surface.Fact] = {}
    parameters: dict[str, surface.Parameter] = {}
    thresholds: dict[str, surface.Threshold] = {}
    outcomes: dict[str, surface.Outcome] = {}
    cards: dict[str, surface.RateCard] = {}
    categories: dict[str, Category] = {}
    payments: dict[str, surface.Payment] = {}
    caps: dict[str, surface.ContractCap] = {}
    reports: dict[str, surface.Report] = {}
    scenarios: dict[str, surface.Scenario] = {}
    names: dict[str, surface.Declaration] = {}
    cohorts_of: dict[str, tuple[str, ...]] = {}
    broken: Set[str] = frozenset()
    used: set[str] = set()
    misspelt: set[str] = set()
    """Declared names of which a misspelling was reported, so that they are not reported as unused."""

    @property
    def contract(self) -> surface.Contract | None:
        """The contract block, if there is one."""
        return self.contracts.get(CONTRACT)

    def find(self, name: str) -> surface.Declaration | None:
        """The declaration of a name, if there is one. Looking it up counts as a use."""
        self.used.add(name)
        return self.names.get(name)


def build_scope(tree: surface.SourceTree, sink: Sink) -> Scope:
    """Collect the declarations of ``tree``; report names that are declared twice and second contracts."""
    scope = Scope(broken=frozenset(tree.broken))
    for declaration in tree.declarations:
        if isinstance(declaration, surface.Contract):
            _add_contract(scope, declaration, sink)
        elif isinstance(declaration, surface.Scenario):
            scope.scenarios[_title_of(scope, declaration)] = declaration
        elif isinstance(declaration, surface.Declaration):
            _add(scope, declaration, sink)
    if scope.contract is None and not _contract_was_broken(tree):
        sink.report(rules.NO_CONTRACT, tree.span)
    return scope


def _title_of(scope: Scope, scenario: surface.Scenario) -> str:
    """The title of a scenario, numbered where others before it have the same."""
    title, again = scenario.name.text, 1
    while title in scope.scenarios:
        again += 1
        title = f"{scenario.name.text} ({again})"
    return title


def _contract_was_broken(tree: surface.SourceTree) -> bool:
    return bool(tree.broken)


def _add_contract(scope: Scope, declaration: surface.Contract, sink: Sink) -> None:
    if scope.contract is None:
        scope.contracts[CONTRACT] = declaration
        return
    first = (scope.contract.name.span, "the contract of this file")
    sink.report(rules.TWO_CONTRACTS, declaration.name.span, others=[first], name=declaration.name.text)


def _add(scope: Scope, declaration: surface.Declaration, sink: Sink) -> None:
    name = declaration.name.text
    other = scope.names.get(name)
    if other is not None:
        first = (other.name.span, f"first declared here, as a {kind_of(other)}")
        sink.report(rules.DUPLICATE_NAME, declaration.name.span, others=[first], name=name)
        return
    scope.names[name] = declaration
    getattr(scope, FIELDS[type(declaration)])[name] = declaration
    if isinstance(declaration, surface.Population):
        inner = [item for item in declaration.items if isinstance(item, (surface.Cohort, surface.Group))]
        for item in inner:
            _add(scope, item, sink)
        cohorts = tuple(item.name.text for item in inner if isinstance(item, surface.Cohort))
        scope.cohorts_of[name] = cohorts
    for category in _categories(declaration):
        _add(scope, category, sink)


def _categories(declaration: surface.Declaration) -> list[Category]:
    """The categories of a rate card, of its own or inside a payment."""
    if isinstance(declaration, surface.RateCard):
        return items_of(declaration, Category)
    if not isinstance(declaration, surface.Payment):
        return []
    return [item for card in items_of(declaration, RateCardItem) for item in items_of(card, Category)]


def kind_of(declaration: surface.Declaration) -> str:
    """The word for the kind of a declaration: ``metric``."""
    return KINDS[type(declaration)]


def items_of(owner: surface.Declaration | RateCardItem, kind: type[Kind]) -> list[Kind]:
    """The statements of one kind inside a declaration, in written order."""
    return [item for item in owner.items if isinstance(item, kind)]


def find_item(owner: surface.Declaration, kind: type[Kind], keyword: str | None = None) -> Kind | None:
    """The first statement of one kind (and keyword) inside a declaration, if there is one."""
    for item in owner.items:
        if isinstance(item, kind) and (keyword is None or getattr(item, "keyword", None) == keyword):
            return item
    return None


class Unread(tuple[int, ...]):
    """The offsets of statements that could not be read, in ascending order."""

    def is_any_in(self, span: Span) -> bool:
        """Whether one of them stands in ``span``."""
        start, end = start_of(span), end_of(span)
        return any(start <= offset < end for offset in self)
