"""People, spells and claims of worked examples: enrolled, declared, and saying what they must.

In: the known contract, with its outcomes and rate cards. Out: findings in the sink.
"""

from __future__ import annotations

from sibdsl.diagnostics.rules import cards as rules
from sibdsl.diagnostics.rules import scenarios as scenario_rules
from sibdsl.semantics import every
from sibdsl.semantics.amounts import constant
from sibdsl.semantics.cards.found import Outcome
from sibdsl.semantics.checks.closed_sets import check_no_doubles
from sibdsl.semantics.conditions import described
from sibdsl.semantics.days import read_day, read_period
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.lookup import find_named
from sibdsl.semantics.meaning import Known, Meaning, Place
from sibdsl.semantics.require import shown
from sibdsl.semantics.scope import items_of
from sibdsl.surface import people as surface
from sibdsl.surface.declarations import Scenario
from sibdsl.surface.expressions import Expression
from sibdsl.surface.node import Name, Node
from sibdsl.values import interval as ranges
from sibdsl.values import units


def _check_scenario(known: Known, scenario: Scenario) -> None:
    """Check the people and claims of a scenario."""
    enrolled: dict[str, surface.GivenPersonItem] = {}
    for item in items_of(scenario, surface.GivenPersonItem):
        _check_person(known, item, enrolled)
    _check_spells(known, scenario, enrolled)
    for claim in items_of(scenario, surface.GivenClaimItem):
        _check_enrolled(known, claim.person, enrolled)
        _check_claim(known, claim)


def _check_person(known: Known, item: surface.GivenPersonItem, enrolled: dict[str, surface.GivenPersonItem]) -> None:
    name = item.person.text
    day = read_day(item.day, known.sink)
    first = enrolled.setdefault(name, item)
    if first is not item:
        known.sink.report(
            rules.GIVEN_PERSON, item.span, others=[(first.span, "already enrolled here")], person=name,
            found=f"`{name}` is enrolled twice", next_step="delete one of the two lines, or name another person",
        )  # fmt: skip
    if day is not None and known.terms.known and not known.terms.start <= day <= known.terms.end:
        known.sink.report(
            rules.GIVEN_PERSON, item.day.span, person=name, next_step="use a day of the term",
            found=f"`{name}` is enrolled on {day.isoformat()}, outside the term of the contract",
        )  # fmt: skip
    check_no_doubles(known, item.memberships)
    named = [member for member in item.memberships if find_named(known, member, "cohort", "group") is not None]
    cohorts = [member.text for member in named if member.text in known.scope.cohorts]
    if len(set(cohorts)) > 1:
        known.sink.report(
            rules.GIVEN_PERSON, item.span, person=name, next_step=f"keep one of {' and '.join(cohorts)}",
            found=f"`{name}` is in two cohorts: {', '.join(cohorts)}",
        )  # fmt: skip


def _check_enrolled(known: Known, person: Name, enrolled: dict[str, surface.GivenPersonItem]) -> None:
    if person.text not in enrolled:
        known.sink.report(
            rules.GIVEN_PERSON, person.span, person=person.text, found=f"`{person.text}` is not enrolled",
            next_step=f"add `given person {person.text} enrolled on ...`, or correct the name",
        )  # fmt: skip


def _check_spells(known: Known, scenario: Scenario, enrolled: dict[str, surface.GivenPersonItem]) -> None:
    spells = items_of(scenario, surface.GivenSpellItem)
    if not spells:
        return
    states = {outcome.sustained.item.state.text for outcome in known.outcomes.values() if outcome.sustained is not None}
    for item in spells:
        _check_enrolled(known, item.person, enrolled)
        if item.end is None:
            read_day(item.start, known.sink)
        else:
            read_period(item.start, item.end, "this spell", known.sink)
        if item.state.text not in states:
            known.sink.report(
                rules.GIVEN_CLAIM, item.state.span, found=f"no outcome sustains `{item.state.text}`",
                expectation=f"one of: {', '.join(sorted(states))}" if states else "an outcome that `sustains` a state",
                next_step="correct the name of the state",
            )  # fmt: skip


def _check_claim(known: Known, item: surface.GivenClaimItem) -> None:
    read_day(item.day, known.sink)
    _check_details(known, item)
    if find_named(known, item.outcome, "outcome") is None:
        return
    outcome = known.outcomes[item.outcome.text]
    _check_quantity(known, item, outcome)
    _check_recorded(known, item, outcome)


def _check_details(known: Known, item: surface.GivenClaimItem) -> None:
    seen: dict[str, Node] = {}
    for detail in item.details:
        if isinstance(detail, surface.ClaimDay):
            read_day(detail.day, known.sink)
        key = detail.kind if isinstance(detail, surface.ClaimDay) else f"recording {detail.name.text}"
        first = seen.setdefault(key, detail)
        if first is not detail:
            known.sink.report(
                rules.GIVEN_CLAIM, detail.span, others=[(first.span, "already said here")],
                found=f"this claim says `{key}` twice", expectation=f"one `{key}`", next_step="delete one of the two",
            )  # fmt: skip


def _check_quantity(known: Known, item: surface.GivenClaimItem, outcome: Outcome) -> None:
    name = item.outcome.text
    if outcome.unit is None:
        if item.quantity is not None:
            known.sink.report(
                rules.GIVEN_CLAIM, item.quantity.span, found=f"claims of `{name}` state no quantity",
                expectation="no `of` and quantity", next_step="delete the quantity",
            )  # fmt: skip
        return
    meaning = Meaning(outcome.unit, outcome.values, step=outcome.step)
    if item.quantity is None:
        sample = shown(outcome.step or units.scale(outcome.unit), outcome.unit)
        known.sink.report(
            rules.GIVEN_CLAIM, item.outcome.span, found=f"this claim of `{name}` does not say how many",
            expectation=f"`for {item.person.text} of` and a quantity, such as {sample}", next_step="add the quantity",
        )  # fmt: skip
        return
    _check_value(known, name, item.quantity, meaning)


def _check_recorded(known: Known, item: surface.GivenClaimItem, outcome: Outcome) -> None:
    name = item.outcome.text
    meanings = {recorded.name.text: meaning for recorded, meaning in outcome.recorded}
    said = {detail.name.text: detail for detail in item.details if isinstance(detail, surface.Recording)}
    for recorded, detail in said.items():
        if recorded in meanings:
            _check_value(known, recorded, detail.value, meanings[recorded])
        else:
            known.sink.report(
                rules.GIVEN_CLAIM, detail.name.span, found=f"claims of `{name}` record no `{recorded}`",
                expectation=f"one of: {', '.join(meanings)}" if meanings else "no `recording`",
                next_step="correct the name, or delete it",
            )  # fmt: skip


def _check_value(known: Known, name: str, node: Expression, meaning: Meaning) -> None:
    value = constant(known, node, Place("a scenario", want=meaning.unit, what=f"`{name}`"))
    if value is None:
        return
    if not ranges.contains(meaning.interval, value):
        known.sink.report(
            scenario_rules.OUT_OF_RANGE, node.span, name=name, found=shown(value, meaning.unit),
            range=described(meaning.interval, meaning),
        )  # fmt: skip
    elif meaning.step is not None and value % meaning.step:
        known.sink.report(
            scenario_rules.TOO_FINE, node.span, name=name, found=shown(value, meaning.unit),
            step=shown(meaning.step, meaning.unit),
        )  # fmt: skip


CHECKS: tuple[Check, ...] = (Each(every.scenarios, _check_scenario),)
