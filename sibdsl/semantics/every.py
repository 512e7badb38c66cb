"""What checks range over: every declaration of a kind, and everything of a kind that was worked out.

In: the known contract. Out: the items by name, or by their span where they have none.
"""

from __future__ import annotations

from collections.abc import Mapping

from sibdsl.semantics.cards.found import Card
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.tables import FoundTable
from sibdsl.source.span import Span
from sibdsl.surface import declarations as surface


def declared(known: Known) -> Mapping[str, surface.Declaration]:
    """Everything that has a name."""
    return known.scope.names


def contract(known: Known) -> Mapping[str, surface.Contract]:
    """The contract block, if there is one."""
    return known.scope.contracts


def parties(known: Known) -> Mapping[str, surface.Party]:
    """Every party."""
    return known.scope.parties


def populations(known: Known) -> Mapping[str, surface.Population]:
    """Every population."""
    return known.scope.populations


def cohorts(known: Known) -> Mapping[str, surface.Cohort]:
    """Every cohort."""
    return known.scope.cohorts


def groups(known: Known) -> Mapping[str, surface.Group]:
    """Every group."""
    return known.scope.groups


def metrics(known: Known) -> Mapping[str, surface.Metric]:
    """Every metric, reported or calculated."""
    return known.scope.metrics


def facts(known: Known) -> Mapping[str, surface.Fact]:
    """Every fact."""
    return known.scope.facts


def parameters(known: Known) -> Mapping[str, surface.Parameter]:
    """Every parameter."""
    return known.scope.parameters


def thresholds(known: Known) -> Mapping[str, surface.Threshold]:
    """Every threshold."""
    return known.scope.thresholds


def measured(known: Known) -> Mapping[str, surface.Declaration]:
    """Every parameter, fact, metric and threshold, each after what it depends on."""
    return known.order


def payments(known: Known) -> Mapping[str, surface.Payment]:
    """Every payment."""
    return known.scope.payments


def caps(known: Known) -> Mapping[str, surface.ContractCap]:
    """Every cap of the contract."""
    return known.scope.caps


def reports(known: Known) -> Mapping[str, surface.Report]:
    """Every report."""
    return known.scope.reports


def scenarios(known: Known) -> Mapping[str, surface.Scenario]:
    """Every scenario."""
    return known.scope.scenarios


def cards(known: Known) -> Mapping[str, Card]:
    """Every rate card that pays something."""
    return known.cards


def tables(known: Known) -> Mapping[Span, FoundTable]:
    """Every table that was worked out."""
    return known.tables
