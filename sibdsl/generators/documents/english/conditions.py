"""Conditions in words.

In: conditions of the checked contract. Out: clauses: ``“Reduction” is 10% or more``.
Relies on ``expressions`` and ``quantities``.
Guarantees: a condition inside another stands in brackets unless it is a single statement, so that "and"
and "or" are never mixed without them.
"""

from __future__ import annotations

from collections.abc import Sequence

from sibdsl.generators.documents.english.expressions import amount_of
from sibdsl.generators.documents.english.lists import joined, lettered
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.english.quantities import bounds_words, counts_things
from sibdsl.model.expressions import AtLeastOf, Condition, HasBeenPaid, Negated, ThresholdMet, Within


def clause_of(condition: Condition, names: Names) -> str:
    """Write a condition as a clause that can follow ``if`` or ``unless``."""
    match condition:
        case Within():
            return f"{amount_of(condition.subject, names)} is {within_words(condition, names)}"
        case ThresholdMet():
            return f"{names.term(condition.threshold)} is met"
        case HasBeenPaid():
            return f"an amount has been paid under {names.term(condition.payment)}"
        case AtLeastOf():
            return _at_least_of(condition, names)
        case Negated():
            return _negated(condition.condition, names)


def within_words(condition: Within, names: Names) -> str:
    """Write the range of a condition: ``10% or more, but less than 16%``."""
    low = None if condition.low is None else amount_of(condition.low, names)
    high = None if condition.high is None else amount_of(condition.high, names)
    things = counts_things(condition.subject.unit)
    return bounds_words(low, condition.low_closed, high, condition.high_closed, things)


def thresholds_in(conditions: Sequence[Condition], names: Names) -> list[str]:
    """List the thresholds that conditions rest on, those of thresholds included, each once in order."""
    found: list[str] = []
    waiting = list(conditions)
    while waiting:
        condition = waiting.pop(0)
        if isinstance(condition, ThresholdMet) and condition.threshold not in found:
            found.append(condition.threshold)
            waiting.append(names.thresholds[condition.threshold].condition)
        elif isinstance(condition, AtLeastOf):
            waiting = [*condition.items, *waiting]
        elif isinstance(condition, Negated):
            waiting.insert(0, condition.condition)
    return found


def _at_least_of(condition: AtLeastOf, names: Names) -> str:
    clauses = [_limb(item, names) for item in condition.items]
    if len(clauses) == 1:
        return clauses[0]
    if condition.count == len(clauses):
        if len(clauses) == 2:
            return f"both {joined(clauses)}"
        return f"all of the following hold: {lettered(clauses)}"
    if condition.count == 1:
        if len(clauses) == 2:
            return f"{joined(clauses, 'or')} (or both)"
        return f"at least one of the following holds: {lettered(clauses)}"
    return f"at least {condition.count} of the following {len(clauses)} hold: {lettered(clauses)}"


def _negated(condition: Condition, names: Names) -> str:
    match condition:
        case ThresholdMet():
            return f"{names.term(condition.threshold)} is not met"
        case HasBeenPaid():
            return f"nothing has been paid under {names.term(condition.payment)}"
        case Negated():
            return clause_of(condition.condition, names)
        case Within() if (condition.low is None) != (condition.high is None):
            return clause_of(_other_side(condition), names)
    return f"it is not the case that {_limb(condition, names)}"


def _other_side(condition: Within) -> Within:
    """Turn ``at least 10%`` into ``below 10%``: what a range with one end leaves out."""
    return condition.model_copy(
        update={
            "low": condition.high,
            "low_closed": not condition.high_closed,
            "high": condition.low,
            "high_closed": not condition.low_closed,
        }
    )


def _limb(condition: Condition, names: Names) -> str:
    words = clause_of(condition, names)
    simple = isinstance(condition, (Within, ThresholdMet, HasBeenPaid))
    if isinstance(condition, Negated):
        simple = not words.startswith("it is not")
    return words if simple else f"({words})"
