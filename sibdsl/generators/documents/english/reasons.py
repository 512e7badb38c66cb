"""Why an example pays what it pays, in words.

In: the lines of a settled statement and the contract. Out: short sentences.
Relies on the data of derivations, whose rules are those of the model.
Guarantees: every amount is one of the statement; a step that changed nothing is not told; what a step's data
does not let us say in the document's own words is said in the words of the derivation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from sibdsl.generators.documents.english.author_text import capitalised
from sibdsl.generators.documents.english.caps import money_words, scope_words
from sibdsl.generators.documents.english.conditions import clause_of
from sibdsl.generators.documents.english.expressions import amount_of
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.english.row_reasons import row_reason, stages_reason
from sibdsl.generators.documents.english.step_words import Step, as_written, in_titles, value_of, without_fractions
from sibdsl.generators.documents.english.values import TABLES
from sibdsl.model.declarations import Payment
from sibdsl.model.expressions import Bounded, Change, Constant, Expression

_TOLD = frozenset(
    (
        "row", "brackets", "stages", "formula", "calculation", "index", "minimum", "count", "cap", "payer cap",
        "condition",
    )
)  # fmt: skip


def reason_words(lines: Sequence[Mapping[str, Any]], names: Names) -> str:
    """Give the reason of an amount: the steps of its derivation that decided it.

    ``lines`` are those of one determination; its payers share the steps, but for what limits only one of them.
    """
    if not lines:
        return ""
    payment = next(payment for payment in names.contract.payments if payment.name == lines[0]["payment"])
    steps: list[Step] = list(lines[0]["derivation"])
    steps += [step for line in lines[1:] for step in line["derivation"] if step["kind"] == "payer cap"]
    valued = with_values(steps, payment, names)
    sentences: dict[str, None] = {}
    for step in steps:
        if step["kind"] in _TOLD:
            sentences[_sentence(step, payment, valued, names)] = None
    return " ".join(sentence for sentence in sentences if sentence)


def with_values(steps: Sequence[Step], payment: Payment, names: Names) -> Names:
    """Give names under which each quantity is followed by its value in the example, and the values themselves."""
    values: dict[str, set[str]] = {}
    for step in steps:
        if step["kind"] in ("evidence", "fact", "calculation"):
            values.setdefault(step["name"], set()).add(value_of(step["name"], step["value"], names))
        elif step["kind"] == "count":
            metric = _counted_metric(step, payment)
            if metric is not None:
                values[metric] = {value_of(metric, step["counted"], names)}
    terms = dict(names.terms)
    figures = {
        parameter.name: value_of(parameter.name, str(parameter.value / parameter.unit.scale), names)
        for parameter in names.contract.parameters
        if parameter.value is not None
    }
    for step in steps:
        if step["kind"] == "time passed":
            figures[f"elapsed {step['unit']}"] = f"{step['value']} {step['unit']}"
    for name, texts in values.items():
        # A metric that is read in two ways has two values, and a term stands for one.
        if len(texts) == 1 and name in terms:
            figures[name] = min(texts)
            terms[name] = f"{terms[name]} ({min(texts)})"
    return replace(names, terms=terms, known=figures)


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
        case "calculation":
            return _calculation(step, valued, names)
        case "row":
            return row_reason(step, payment, valued, names)
        case "stages":
            return stages_reason(step, payment, names)
    return in_titles(step["text"], names)


def _gate(step: Step, payment: Payment, valued: Names, names: Names) -> str:
    condition = next((item for item in payment.provided if item.words == as_written(step["rule"], names)), None)
    if condition is None:
        return in_titles(step["text"], names)
    return f"Nothing is paid, because the condition is not met that {clause_of(condition, valued)}."


def _formula(step: Step, payment: Payment, valued: Names, names: Names) -> str:
    amount = without_fractions(money_words(Fraction(step["amount"]), names))
    rule = as_written(step["rule"], names)
    for part in payment.parts:
        if isinstance(part.value, Constant) and part.value.words == rule:
            return f"The amount is fixed at {amount}."
        if not isinstance(part.value, TABLES) and part.value.words == rule:
            return f"{capitalised(amount_of(part.value, valued))}{_pause(part.value)} gives {amount}."
    return in_titles(step["text"], names)


def _calculation(step: Step, valued: Names, names: Names) -> str:
    """Show how the value of a metric follows from others; a table tells it by its row."""
    metric = names.metrics[step["name"]]
    rule, rounded = metric.calculation, metric.precision is not None and metric.precision.rounding is not None
    if rule is None or isinstance(rule, TABLES):
        return ""
    value = value_of(step["name"], step["value"], names) + (" (rounded)" if rounded else "")
    figures = replace(names, figures=valued.known)
    term = names.term(step["name"])
    if isinstance(rule, Change):
        return f"{term} is {value}: from {amount_of(rule.base, figures)} to {amount_of(rule.result, figures)}."
    return f"{term} is {value}: {amount_of(rule, figures)}."


def _pause(expression: Expression) -> str:
    """Close the clause in which the limits of an amount stand."""
    return "," if isinstance(expression, Bounded) else ""


def _count(step: Step, payment: Payment, names: Names) -> str:
    metric = _counted_metric(step, payment)
    if metric is None or step["counted"] == step["value"]:
        return ""
    counted, value, before = (value_of(metric, step[key], names) for key in ("counted", "value", "counted_before"))
    why = f", because {before} had counted before" if Fraction(step["counted_before"]) else ""
    return f"Of {value}, {counted} count{why}."


def _cap(step: Step, payment: Payment, names: Names) -> str:
    if step["before"] == step["after"]:
        return ""
    cap = next((cap for cap in [*payment.caps, *names.contract.caps] if cap.words == step["cap"]), None)
    if cap is None:
        return in_titles(step["text"], names)
    limit = f"The limit of {money_words(cap.limit, names, cap.currency)} {scope_words(cap.scope, names)}"
    before, after, used = (step[key] for key in ("before", "after", "counted_before"))
    if step["kind"] == "payer cap":
        # What one payer pays is rounded already, and stands there with its currency.
        why = "" if used.endswith(" 0") else f", because {used} had counted towards it before"
        payer = "" if cap.payer is None else f" on what is paid by {names.party(cap.payer)}"
        return f"{limit}{payer} cuts {before} to {after}{why}."
    had = Fraction(used)
    why = f", because {money_words(had, names)} had counted towards it before" if had else ""
    before, after = (without_fractions(money_words(Fraction(amount), names)) for amount in (before, after))
    return f"{limit} cuts {before} to {after}{why}."


def _counted_metric(step: Step, payment: Payment) -> str | None:
    return next((count.metric for count in payment.counts if count.words == step["limit"]), None)
