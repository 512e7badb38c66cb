"""Evidence that shows how each payment works: at each edge of its tables, just beside it, and at its caps.

In: a payment program and the model it came from. Out: examples: evidence, and what it states.
Relies on ``telling`` for the choice of values and on the runtime for what a determination needs.
Guarantees: the scenarios of the contract come first; every value is inside its metric's range and on its
precision; everything that the payment's determination waits for is given. What an example pays is for the
caller to settle.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

import msgspec

from sibdsl.analysis.given_people import people_of
from sibdsl.analysis.settings import Setting, setting_of
from sibdsl.analysis.telling import telling_values
from sibdsl.ir.expressions import CardAmount
from sibdsl.ir.program import Program
from sibdsl.model.contract import Contract
from sibdsl.model.scenarios import Scenario
from sibdsl.runtime.claims import ClaimLine, ClaimsSettled
from sibdsl.runtime.claims_cards import with_settled_claims
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.claims_settlement import settle_claims
from sibdsl.runtime.determinations import Prepared, prepare
from sibdsl.runtime.evidence import Evidence, FactValue, Observation, ObservationKey, day_of_termination, evidence_of
from sibdsl.runtime.plan import Plan
from sibdsl.runtime.statement import Statement

_MOST_EXAMPLES = 10


class Given(msgspec.Struct, frozen=True):
    """One thing that an example states.

    ``kind``: ``metric`` (``name`` with ``.sample`` or ``.p-value`` for what is reported with it), ``fact``,
    ``termination`` (on ``day``), ``as of`` (the statement is made on ``day``), ``others`` (every other value that is
    reported is zero), ``person`` (enrolled on ``day``, in ``cohort`` and ``groups``), ``spell`` (of state ``name`` from
    ``day`` to ``until``) or ``claim`` (of the outcome ``name``, reached on ``day``, with its quantity as ``value``,
    what it ``recorded``, and its ``days``: ``submitted``, ``validated``, ``rejected``). ``day`` is the
    last day of the period for a metric, the date for a fact. ``count``: so many values add up to ``value``.
    ``person`` counts the people of an example from 1: their names stay in the contract.
    """

    kind: str
    name: str = ""
    value: Fraction = Fraction(0)
    cohort: str | None = None
    day: date | None = None
    count: int = 1
    person: int = 0
    groups: tuple[str, ...] = ()
    until: date | None = None
    recorded: tuple[tuple[str, Fraction], ...] = ()
    days: tuple[tuple[str, date], ...] = ()


class WorkedExample(msgspec.Struct, frozen=True):
    """Evidence, what it states, and the payments that it is about (none: all of them)."""

    title: str
    given: tuple[Given, ...]
    about: tuple[str, ...]
    evidence: Evidence
    as_of: date | None = None


class SettledExample(msgspec.Struct, frozen=True):
    """A worked example with its statement."""

    title: str
    given: tuple[Given, ...]
    about: tuple[str, ...]
    statement: Statement


def worked_examples(program: Program, model: Contract) -> list[WorkedExample]:
    """Choose examples: the contract's scenarios, then some for each payment that depends on evidence."""
    prepared = Prepared(program.plan)
    found = [_of_scenario(scenario, program) for scenario in model.scenarios]
    for rule in program.rules:
        if any(isinstance(part.value, CardAmount) for part in rule.parts):
            # No evidence chosen here would show a rate card better than its table of prices.
            continue
        setting = setting_of(rule.payment, program, prepared)
        if setting is None:
            continue
        shown = [example.evidence.observations for example in found if example.about == (rule.payment,)]
        for chosen in telling_values(rule, program, setting, _MOST_EXAMPLES):
            example = _of_setting(chosen)
            if not any(_same(example.evidence.observations, observations) for observations in shown):
                found.append(example)
    return found


def settled(
    examples: Sequence[WorkedExample], settle: Callable[[Evidence, date | None], Statement]
) -> list[SettledExample]:
    """Settle examples, by a function from evidence and the day as of which to a statement."""
    return [
        SettledExample(example.title, example.given, example.about, settle(example.evidence, example.as_of))
        for example in examples
    ]


def scenario_evidence(scenario: Scenario, program: Program) -> Evidence:
    """Give the evidence that a scenario states, as it would have arrived."""
    facts = {fact.name for fact in program.plan.facts}
    observations = [
        Observation(given.name, given.value, given.cohort, given.day)
        for given in scenario.given
        if given.name not in facts
    ]
    values = [FactValue(given.name, given.value, given.day) for given in scenario.given if given.name in facts]
    evidence = evidence_of(observations, values, scenario.termination)
    if program.claims is None:
        return evidence
    _, settled = settle_scenario_claims(scenario, program.plan, program.claims)
    return with_settled_claims(evidence, prepare(program.plan), program.claims, settled)


def settle_scenario_claims(
    scenario: Scenario, plan: Plan, claims: ClaimsPlan
) -> tuple[list[ClaimLine], ClaimsSettled]:  # fmt: skip
    """Settle the claims that a scenario states, as of its day."""
    ended = day_of_termination(evidence_of(termination=scenario.termination), plan, scenario.as_of)
    return settle_claims(plan, claims, people_of(scenario, claims), scenario.as_of, ended)


def _same(chosen: dict[ObservationKey, Observation], shown: dict[ObservationKey, Observation]) -> bool:
    """Say whether a scenario of the contract shows the same values already."""
    return chosen.keys() == shown.keys() and all(chosen[key].value == shown[key].value for key in chosen)


def _of_scenario(scenario: Scenario, program: Program) -> WorkedExample:
    facts = {fact.name for fact in program.plan.facts}
    given = [
        Given("fact" if item.name in facts else "metric", item.name, item.value, item.cohort, item.day)
        for item in scenario.given
    ]
    given += _of_people(scenario)
    if scenario.termination is not None:
        given.append(Given("termination", day=scenario.termination))
    if scenario.as_of is not None:
        given.append(Given("as of", day=scenario.as_of))
    payments = {expectation.payment for expectation in scenario.expectations}
    about = tuple(sorted(payment for payment in payments if payment is not None))
    if None in payments:
        about = ()
    return WorkedExample(scenario.title, tuple(given), about, scenario_evidence(scenario, program), scenario.as_of)


def _of_people(scenario: Scenario) -> list[Given]:
    """State who is enrolled, which states lasted, and what is claimed."""
    number = {person.person: place for place, person in enumerate(scenario.people, start=1)}
    given = [
        Given(
            "person", day=person.enrolled_on, cohort=person.cohort, person=number[person.person], groups=person.groups
        )
        for person in scenario.people
    ]
    given += [
        Given("spell", spell.state, day=spell.start, person=number[spell.person], until=spell.end)
        for spell in scenario.spells
    ]
    for claim in scenario.claims:
        days = (
            ("submitted", claim.submitted_on), ("validated", claim.validated_on), ("rejected", claim.rejected_on)
        )  # fmt: skip
        given.append(
            Given(
                "claim", claim.outcome, claim.quantity or Fraction(0), day=claim.reached_on,
                person=number[claim.person], recorded=claim.recorded,
                days=tuple((what, day) for what, day in days if day is not None),
            )
        )  # fmt: skip
    return given


def _of_setting(setting: Setting) -> WorkedExample:
    """State what a payment's determination reads; what others before it need in one word where it is all zero."""
    given = []
    for name, keys in setting.read:
        total = sum((setting.values[key] for key in keys), Fraction(0))
        given.append(Given("metric", name, total, keys[0][1], keys[-1][2], len(keys)))
    told = {key for _, keys in setting.read for key in keys}
    others = [key for key in setting.values if key not in told]
    if any(setting.values[key] for key in others):
        given += [Given("metric", key[0], setting.values[key], key[1], key[2]) for key in others]
    elif others:
        given.append(Given("others"))
    given += [Given("fact", fact, value, day=day) for (fact, day), value in setting.facts.items()]
    if setting.termination is not None:
        given.append(Given("termination", day=setting.termination))
    return WorkedExample("", tuple(given), (setting.payment,), setting.evidence())
