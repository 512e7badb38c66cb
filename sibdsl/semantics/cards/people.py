"""Cohorts and groups that a rate card names: they must be of the people whose outcomes it pays for.

In: a name, and the populations of the card. Out: the name where it fits; None after a report.
"""

from __future__ import annotations

from sibdsl.diagnostics.rules import cards as rules
from sibdsl.semantics.lookup import either, find_named
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.scope import items_of, kind_of
from sibdsl.surface.declarations import Cohort, Declaration, Group
from sibdsl.surface.node import Name


def has_cohorts(known: Known, people: tuple[str, ...]) -> bool:
    """Whether the people of a card are in cohorts."""
    return bool(cohorts_of(known, people))


def cohorts_of(known: Known, people: tuple[str, ...]) -> tuple[str, ...]:
    """The cohorts of the people of a card."""
    return tuple(cohort for name in people for cohort in known.scope.cohorts_of.get(name, ()))


def cohort_of(known: Known, people: tuple[str, ...], name: Name | None) -> str | None:
    """The cohort of a name."""
    if name is None or find_named(known, name, "cohort") is None or not is_of(known, people, name):
        return None
    return name.text


def group_of(known: Known, people: tuple[str, ...], name: Name) -> str | None:
    """The group of a name."""
    if find_named(known, name, "group") is None or not is_of(known, people, name):
        return None
    return name.text


def is_of(known: Known, people: tuple[str, ...], name: Name) -> bool:
    """Whether a declared cohort or group is of these people; reported if not."""
    if len(known.scope.populations) == 1:
        return True
    declared = known.scope.names.get(name.text)
    owner = None if declared is None else _owner(known, declared)
    if declared is None or owner is None or not people or owner in people:
        return True
    known.sink.report(
        rules.OTHER_PEOPLE, name.span, others=[(declared.name.span, f"a {kind_of(declared)} of `{owner}`")],
        name=name.text, kind=kind_of(declared), population=owner, people=either(tuple(f"`{one}`" for one in people)),
    )  # fmt: skip
    return False


def _owner(known: Known, declared: Declaration) -> str | None:
    """The population that a cohort or group stands in."""
    for name, population in known.scope.populations.items():
        if any(item is declared for kind in (Cohort, Group) for item in items_of(population, kind)):
            return name
    return None
