"""Why an example pays what it pays, in words.

In: the lines of a settled statement and the contract. Out: short sentences.
Relies on the data of derivations, whose rules are those of the model.
Guarantees: nothing is computed here; a step that changed nothing is not told; what a step's data does not
let us say in the document's own words is said in the words of the derivation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from sibdsl.generators.documents.english.author_text import capitalised, one_line, quoted
from sibdsl.generators.documents.english.caps import money_words, scope_words
from sibdsl.generators.documents.english.conditions import clause_of
from sibdsl.generators.documents.english.dates import day_words
from sibdsl.generators.documents.english.expressions import amount_of
from sibdsl.generators.documents.english.lists import joined
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.english.quantities import (
    amount_words,
    money_unit,
    range_words,
    unit_scale,
    value_words,
)
from sibdsl.generators.documents.english.values import TABLES
from sibdsl.model.declarations import Metric, Payment
from sibdsl.model.expressions import Constant, MetricReference
from sibdsl.model.quantities import Range, Unit
from sibdsl.model.tables import ConditionTable, StepTable

Step = Mapping[str, Any]
_TOLD = frozenset(
    ("row", "brackets", "stages", "formula", "index", "minimum", "count", "cap", "payer cap", "condition")
)
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_NUMBER = Unit(kind="number", text="number")


def reason_words(lines: Sequence[Mapping[str, Any]], names: Names) -> str:
    """Give the reason of an amount: the steps of its derivation that decided it."""
    if not lines:
        return ""
    payment = next(payment for payment in names.contract.payments if payment.name == lines[0]["payment"])
    steps: Sequence[Step] = lines[0]["derivation"]
    valued = with_values(steps, payment, names)
    sentences: dict[str, None] = {}
    for step in steps:
        if step["kind"] in _TOLD:
            sentences[_sentence(step, payment, valued, names)] = None
    return " ".join(sentence for sentence in sentences if sentence)


def with_values(steps: Sequence[Step], payment: Payment, names: Names) -> Names:
    """Give names under which each quantity is followed by its value in the example."""
    values: dict[str, set[str]] = {}
    for step in steps:
        if step["kind"] in ("evidence", "fact", "calculation"):
            values.setdefault(step["name"], set()).add(_value(step["name"], step["value"], names))
        elif step["kind"] == "count":
            metric = _counted_metric(step, payment)
            if metric is not None:
                values[metric] = {_value(metric, step["counted"], names)}
    terms = dict(names.terms)
    for name, texts in values.items():
        # A metric that is read in two ways has two values, and a term stands for one.
        if len(texts) == 1 and name in terms:
            terms[name] = f"{terms[name]} ({min(texts)})"
    return replace(names, terms=terms)


def in_titles(text: str, names: Names) -> str:
    """Put the words of a derivation into those of a document: titles for names, quotation marks, days in words."""
    text = re.sub(r" \(exactly [^()]*\)", "", text)
    text = re.sub(r"`([^`]*)`", lambda match: f"“{_titles(match.group(1), names)}”", text)
    text = re.sub(r"\b(where|and|for|,) (\w+)(?= is | \()", lambda match: _listed(match, names), text)
    for name, term in names.terms.items():
        text = text.replace(f"{term} ({term.strip('“”')})", term).replace(f"{name} ({term.strip('“”')})", term)
    return one_line(_DAY.sub(lambda match: day_words(date.fromisoformat(match.group(0))), text))


def waiting_words(pending: Mapping[str, Any], names: Names) -> str:
    """Say what a determination that is pending waits for."""
    waits = [in_titles(f"for {item}", names) for item in pending["waits_for"] if not item.startswith("not due")]
    not_due = [in_titles(item, names) for item in pending["waits_for"] if item.startswith("not due")]
    return "; ".join([*not_due, *([f"it waits {joined(waits)}"] if waits else [])]) + "."


def _sentence(step: Step, payment: Payment, valued: Names, names: Names) -> str:
    match step["kind"]:
        case "condition":
            return "" if step["holds"] else _gate(step, payment, valued, names)
        case "formula":
            return _formula(step, payment, valued, names)
        case "cap" | "payer cap":
            return _cap(step, payment, names)
        case "count":
            return _count(step, payment, names)
        case "row":
            return _row(step, payment, valued, names)
    return in_titles(step["text"], names)


def _gate(step: Step, payment: Payment, valued: Names, names: Names) -> str:
    condition = next((item for item in payment.provided if item.words == step["rule"]), None)
    if condition is None:
        return in_titles(step["text"], names)
    return f"Nothing is paid, because the condition is not met that {clause_of(condition, valued)}."


def _formula(step: Step, payment: Payment, valued: Names, names: Names) -> str:
    amount = money_words(Fraction(step["amount"]), names).partition(" (exactly ")[0]
    for part in payment.parts:
        if isinstance(part.value, Constant) and part.value.words == step["rule"]:
            return f"The amount is fixed at {amount}."
        if not isinstance(part.value, TABLES) and part.value.words == step["rule"]:
            return f"{capitalised(amount_of(part.value, valued))} gives {amount}."
    return in_titles(step["text"], names)


def _row(step: Step, payment: Payment, valued: Names, names: Names) -> str:
    """Say which row of a table applies, and what it gives."""
    metric = names.metrics.get(step["rule"].removesuffix(".table"))
    values = [part.value for part in payment.parts] if metric is None else [metric.calculation]
    gives = _result(step["amount"], metric, names)
    if "value" in step:
        return _reached(step, [value for value in values if isinstance(value, StepTable)], gives, names)
    for value in values:
        for case in value.cases if isinstance(value, ConditionTable) else ():
            if case.condition is not None and case.words in (step["row"], f"when {step['row']}"):
                return f"The condition is met that {clause_of(case.condition, valued)}, which gives {gives}."
    day = _DAY.search(step["row"])
    if day is not None:
        return f"The amount for the determination on {day_words(date.fromisoformat(day.group(0)))} is {gives}."
    return f"None of the conditions of the table is met, which gives {gives}."


def _reached(step: Step, tables: Sequence[StepTable], gives: str, names: Names) -> str:
    """Say where in a table a value lies, in the words of the document's own table."""
    shown = in_titles(step["text"], names).partition(" reaches the row ")[0]
    subject = f"{quoted(step['subject'])} ({shown[:1].lower()}{shown[1:]})"
    found = {where for table in tables for where in _where(step, table, names)}
    # Two tables on one measure may both have a row of that name; then it is left at the result.
    return f"{subject} is {min(found)}, which gives {gives}." if len(found) == 1 else f"{subject} gives {gives}."


def _where(step: Step, table: StepTable, names: Names) -> list[str]:
    """Find the ranges of a table's rows that a step may mean, if it is a step of that table."""
    subject = table.subject
    title = names.metrics[subject.name].title if isinstance(subject, MetricReference) else subject.words
    if step["subject"] not in (title, subject.words):
        return []
    value = Fraction(step["value"]) * unit_scale(subject.unit)
    return [
        range_words(reached, subject.unit, names.digits)
        for row in table.rows
        for reached in row.reached
        if (step["row"] == "otherwise" if row.otherwise else step["row"] == row.range.words)
        and _lies_in(value, reached)
    ]


def _lies_in(value: Fraction, interval: Range) -> bool:
    low, high = interval.low, interval.high
    if low is not None and (value < low or (value == low and not interval.low_closed)):
        return False
    return high is None or value < high or (value == high and interval.high_closed)


def _count(step: Step, payment: Payment, names: Names) -> str:
    metric = _counted_metric(step, payment)
    if metric is None or step["counted"] == step["value"]:
        return ""
    counted, value, before = (_value(metric, step[key], names) for key in ("counted", "value", "counted_before"))
    why = f", because {before} had counted before" if Fraction(step["counted_before"]) else ""
    return f"Of {value}, {counted} count{why}."


def _cap(step: Step, payment: Payment, names: Names) -> str:
    if step["before"] == step["after"]:
        return ""
    cap = next((cap for cap in [*payment.caps, *names.contract.caps] if cap.words == step["cap"]), None)
    if cap is None or step["kind"] == "payer cap":
        return in_titles(step["text"], names)
    before, after = (money_words(Fraction(step[key]), names) for key in ("before", "after"))
    used = Fraction(step["counted_before"])
    why = f", because {money_words(used, names)} had counted towards it before" if used else ""
    limit = money_words(cap.limit, names, cap.currency)
    return f"The limit of {limit} {scope_words(cap.scope, names)} cuts {before} to {after}{why}."


def _counted_metric(step: Step, payment: Payment) -> str | None:
    return next((count.metric for count in payment.counts if count.words == step["limit"]), None)


def _result(amount: str, metric: Metric | None, names: Names) -> str:
    """Write what a row gives: an amount of money, or a value of the metric that a table calculates."""
    unit = money_unit(names.currency) if metric is None else metric.unit
    return amount_words(Fraction(amount), unit, names.digits).partition(" (exactly ")[0]


def _value(name: str, written: str, names: Names) -> str:
    """Write a value of a derivation, which is a number in the unit of what it is a value of."""
    plain, _, reported = name.partition(".")
    declared = names.metrics.get(plain) or names.facts.get(plain) or names.parameters.get(plain)
    unit = _NUMBER if reported or declared is None else declared.unit
    text = value_words(Fraction(written) * unit_scale(unit), unit, names.digits)
    # The exact fraction stands in the statement; here it would only be in the way.
    return text.partition(" (exactly ")[0]


def _titles(text: str, names: Names) -> str:
    """Write titles for names in a rule of the contract; a word behind a number is a unit, not a name."""
    plain = {name: term.strip("“”") for name, term in names.terms.items()}
    return re.sub(r"(?<!\d )\b\w+", lambda match: plain.get(match.group(0), match.group(0)), text)


def _listed(match: re.Match[str], names: Names) -> str:
    return f"{match.group(1)} {names.terms.get(match.group(2), match.group(2))}"
