"""The texts of a statement in the words of a document.

In: texts and values of a derivation or of something pending. Out: the same with titles, and days in words.
Relies on names standing in back quotes or in the places that the runtime gives them.
Guarantees: nothing is added; exact fractions, which stand in the statement, are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from sibdsl.generators.documents.english.author_text import one_line
from sibdsl.generators.documents.english.dates import day_words
from sibdsl.generators.documents.english.lists import joined
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.english.quantities import value_words
from sibdsl.model.quantities import Unit

Step = Mapping[str, Any]
"""One step of a derivation, as the statement JSON has it."""

DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
"""A day as a statement writes it."""

_NUMBER = Unit(kind="number", text="number")


def in_titles(text: str, names: Names) -> str:
    """Put the words of a derivation into those of a document: titles for names, quotation marks, days in words."""
    text = without_fractions(text)
    text = re.sub(r"`([^`]*)`", lambda match: f"“{_titles(match.group(1), names)}”", text)
    text = re.sub(r"\b(where|and|for|,) (\w+)(?= is | \()", lambda match: _listed(match, names), text)
    for name, term in names.terms.items():
        text = text.replace(f"{term} ({term.strip('“”')})", term).replace(f"{name} ({term.strip('“”')})", term)
    text = re.sub(r"(?<= for )(\w+)\b", lambda match: _cohort(match, names), text)
    return one_line(DAY.sub(lambda match: day_words(date.fromisoformat(match.group(0))), text))


def waiting_words(pending: Mapping[str, Any], names: Names) -> str:
    """Say what a determination that is pending waits for."""
    waits = [in_titles(f"for {item}", names) for item in pending["waits_for"] if not item.startswith("not due")]
    not_due = [in_titles(item, names) for item in pending["waits_for"] if item.startswith("not due")]
    return "; ".join([*not_due, *([f"it waits {joined(waits)}"] if waits else [])]) + "."


def as_written(words: str, names: Names) -> str:
    """Take out of the words of a rule the values that a derivation sets behind agreed figures."""
    for parameter in names.contract.parameters:
        if parameter.value is not None and parameter.name in words:
            value = value_words(parameter.value, parameter.unit, names.digits)
            words = words.replace(f"{parameter.name} ({value})", parameter.name)
    return words


def value_of(name: str, written: str, names: Names) -> str:
    """Write a value of a derivation, which is a number in the unit of what it is a value of."""
    plain, _, reported = name.partition(".")
    declared = names.metrics.get(plain) or names.facts.get(plain) or names.parameters.get(plain)
    unit = _NUMBER if reported or declared is None else declared.unit
    return without_fractions(value_words(Fraction(written) * unit.scale, unit, names.digits))


def without_fractions(text: str) -> str:
    """Leave out the exact fraction behind a value whose decimals do not end."""
    return re.sub(r" \(exactly [^()]*\)", "", text)


def _titles(text: str, names: Names) -> str:
    """Write titles for names in a rule of the contract; a word behind a number is a unit, not a name."""
    plain = {name: term.strip("“”") for name, term in names.terms.items()}
    return re.sub(r"(?<!\d )\b\w+", lambda match: plain.get(match.group(0), match.group(0)), text)


def _cohort(match: re.Match[str], names: Names) -> str:
    return names.term(match.group(1)) if match.group(1) in names.cohorts else match.group(1)


def _listed(match: re.Match[str], names: Names) -> str:
    return f"{match.group(1)} {names.terms.get(match.group(2), match.group(2))}"
