"""What an example states about people, in words: who is enrolled, what lasted, what is claimed.

In: the things that an example gives. Out: clauses such as ``“Moves in” is claimed for person 1 (reached on 1 May)``.
Relies on ``quantities`` for values and ``names`` for titles.
Guarantees: people are numbered, and their names stay in the contract.
"""

from __future__ import annotations

from sibdsl.generators.documents.english.dates import day_words
from sibdsl.generators.documents.english.lists import joined
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.english.quantities import value_words
from sibdsl.generators.documents.handed import Given
from sibdsl.model.outcomes import Outcome


def given_of_people(given: Given, names: Names) -> str:
    """Write what an example says of a person as a clause."""
    if given.kind == "claim":
        return _claim(given, names)
    day = "" if given.day is None else day_words(given.day)
    if given.kind == "spell":
        until = "on" if given.until is None else f"to {day_words(given.until)}"
        return f"person {given.person} has {given.name.replace('_', ' ')} from {day} {until}"
    member = [*([given.cohort] if given.cohort else []), *given.groups]
    where = f", in {joined([names.term(name) for name in member])}" if member else ""
    return f"person {given.person} is enrolled on {day}{where}"


def _claim(given: Given, names: Names) -> str:
    outcome = next(item for item in names.contract.outcomes if item.name == given.name)
    details = [_quantity(given, outcome, names)]
    details += [_recorded(name, given, outcome, names) for name, _ in given.recorded]
    details.append(f"reached on {'' if given.day is None else day_words(given.day)}")
    details += [f"{what} on {day_words(day)}" for what, day in given.days]
    shown = ", ".join(detail for detail in details if detail)
    return f"{names.term(given.name)} is claimed for person {given.person} ({shown})"


def _quantity(given: Given, outcome: Outcome, names: Names) -> str:
    return "" if outcome.unit is None else value_words(given.value, outcome.unit, names.digits)


def _recorded(name: str, given: Given, outcome: Outcome, names: Names) -> str:
    recorded = next(item for item in outcome.records if item.name == name)
    return f"“{recorded.title}”: {value_words(dict(given.recorded)[name], recorded.unit, names.digits)}"
