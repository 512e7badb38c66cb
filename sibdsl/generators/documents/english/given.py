"""What an example states, in words.

In: the things that an example gives. Out: clauses such as ``“Reduction” is 10%``.
Relies on ``quantities`` for values and ``names`` for titles.
Guarantees: a value of a metric that repeats says for which period and which cohort it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from sibdsl.generators.documents.english.dates import day_words, period_words
from sibdsl.generators.documents.english.given_people import given_of_people
from sibdsl.generators.documents.english.lists import joined
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.english.quantities import value_words
from sibdsl.generators.documents.handed import Given
from sibdsl.model.quantities import Unit

_NUMBER = Unit(kind="number", text="number")
_SUPPOSED = " is supposed to be "


def given_clauses(given: Sequence[Given], names: Names) -> list[str]:
    """Write each thing that an example states as a clause."""
    return [_clause(item, names) for item in given]


def together(clauses: Sequence[str]) -> list[str]:
    """Put clauses that suppose the same of several figures into one: ``“A” and “B” are each supposed to be USD 0``."""
    by_value: dict[str, list[str]] = {}
    for clause in clauses:
        figure, supposed, value = clause.partition(_SUPPOSED)
        by_value.setdefault(value if supposed else clause, []).append(figure)
    return [figures[0] if value == figures[0] else _supposed(figures, value) for value, figures in by_value.items()]


def _supposed(figures: Sequence[str], value: str) -> str:
    return f"{joined(figures)} {'are each' if len(figures) > 1 else 'is'} supposed to be {value}"


def _clause(given: Given, names: Names) -> str:
    match given.kind:
        case "termination":
            return f"the contract is ended early on {'' if given.day is None else day_words(given.day)}"
        case "as of":
            return f"the statement is made as of {'' if given.day is None else day_words(given.day)}"
        case "others":
            return "every other value that is reported is zero"
        case "fact":
            return _fact(given, names)
        case "person" | "spell" | "claim":
            return given_of_people(given, names)
    return _metric(given, names)


def _fact(given: Given, names: Names) -> str:
    if given.name in names.parameters:
        # Its value is not published, so that an example can only suppose one.
        value = value_words(given.value, names.parameters[given.name].unit, names.digits)
        return f"{names.term(given.name)}{_SUPPOSED}{value}"
    on = "" if given.day is None else f" on {day_words(given.day)}"
    return f"{names.term(given.name)}{on} is {value_words(given.value, names.facts[given.name].unit, names.digits)}"


def _metric(given: Given, names: Names) -> str:
    name, _, reported = given.name.partition(".")
    metric = names.metrics[name]
    subject = names.term(name)
    unit = metric.unit
    if reported:
        subject = f"the {'sample size' if reported == 'sample' else 'p-value'} of {subject}"
        unit = _NUMBER
    value = value_words(given.value, unit, names.digits)
    if given.count > 1:
        until = "" if given.day is None else f" up to {day_words(given.day)}"
        return f"the {given.count} values of {subject}{until} add up to {value}"
    where = "" if given.cohort is None else f" for {names.term(given.cohort)}"
    for period in metric.schedule.periods if metric.schedule else ():
        if period.end == given.day:
            where += f" in the period {period_words(period)}"
    return f"{subject}{where} is {value}"
