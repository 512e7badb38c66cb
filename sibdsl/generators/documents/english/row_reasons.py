"""Why a table gives what it gives in an example: the row that applies, and the arithmetic along it.

In: steps of a derivation about tables, and the contract. Out: sentences.
Relies on the ranges that the checker worked out for each row, and on ``arithmetic``.
Guarantees: a row is named as the document's own table names it; where a step fits two tables of a payment,
only its result is told.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise

from sibdsl.generators.documents.english.arithmetic import line_arithmetic, slope_arithmetic
from sibdsl.generators.documents.english.caps import money_words
from sibdsl.generators.documents.english.conditions import clause_of
from sibdsl.generators.documents.english.dates import day_words
from sibdsl.generators.documents.english.expressions import amount_of
from sibdsl.generators.documents.english.lists import joined
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.english.quantities import amount_words, money_unit, range_words, value_words
from sibdsl.generators.documents.english.step_words import DAY, Step, as_written, in_titles, without_fractions
from sibdsl.generators.documents.english.straight_lines import is_apart, where_beyond
from sibdsl.model.declarations import Payment
from sibdsl.model.expressions import Constant, Expression, MetricReference, ParameterReference, Slope
from sibdsl.model.quantities import Range, Unit
from sibdsl.model.tables import ConditionTable, InterpolatedTable, ShareTable, StepTable, Value

_PLAIN = (Constant, MetricReference, ParameterReference)


def row_reason(step: Step, payment: Payment, valued: Names, names: Names) -> str:
    """Say which row of a table applies, and what it gives.

    ``valued`` are the names with the values of the example behind them.
    """
    metric = names.metrics.get(step["rule"].removesuffix(".table"))
    values: list[Value | None] = [part.value for part in payment.parts] if metric is None else [metric.calculation]
    unit = money_unit(names.currency) if metric is None else metric.unit
    gives = _amount(Fraction(step["amount"]), unit, names)
    if "value" in step:
        told = {_reached(step, value, unit, valued, names) for value in values} - {""}
        if len(told) == 1:
            return min(told)
        return in_titles(step["text"], names) if not told else f"“{step['subject']}” gives {gives}."
    for value in values:
        for case in value.cases if isinstance(value, ConditionTable) else ():
            if case.condition is not None and case.words in _row_names(step, names):
                worth = _worth(case.amount, gives, valued)
                return f"The condition is met that {clause_of(case.condition, valued)}, which gives {worth}."
    day = DAY.search(step["row"])
    if day is not None:
        return f"The amount for the determination on {day_words(date.fromisoformat(day.group(0)))} is {gives}."
    return f"None of the conditions of the table is met, which gives {gives}."


def stages_reason(step: Step, payment: Payment, names: Names) -> str:
    """Say which share applies to which part of the base, given what had been paid before."""
    before = Fraction(step["paid_before"])
    lead = f"{money_words(before, names)} had been paid before" if before else "Nothing had been paid before"
    shares: dict[str, Expression] = {
        stage.words: stage.share
        for part in payment.parts
        if isinstance(part.value, ShareTable)
        for stage in part.value.stages
    }
    told = []
    for stage in step["stages"]:
        share = shares.get(as_written(stage["row"], names))
        if share is None:
            return in_titles(step["text"], names)
        base, amount = (without_fractions(money_words(Fraction(stage[key]), names)) for key in ("base", "amount"))
        told.append(f"{amount_of(share, names)} of {base} is {amount}")
    together = f"; together {money_words(Fraction(step['amount']), names)}" if len(told) > 1 else ""
    return f"{lead}: {joined(told)}{together}." if told else f"{lead}."


def _row_names(step: Step, names: Names) -> tuple[str, str]:
    row = as_written(step["row"], names)
    return row, f"when {row}"


def _reached(step: Step, table: Value | None, unit: Unit, valued: Names, names: Names) -> str:
    """Say where in a table a value lies, if it is a step of that table, in the words of the document's own table."""
    if not isinstance(table, (StepTable, InterpolatedTable)) or not _is_about(step, table.subject, names):
        return ""
    read = table.subject.unit
    value, result = Fraction(step["value"]) * read.scale, Fraction(step["amount"])
    term = amount_of(table.subject, names)
    subject = f"{term} ({without_fractions(value_words(value, read, names.digits))})"
    if isinstance(table, InterpolatedTable):
        return _on_line(table, subject, value, (result, unit), names)
    for row in table.rows:
        named = step["row"] == "otherwise" if row.otherwise else as_written(step["row"], names) == row.range.words
        for reached in row.reached if named else ():
            if _lies_in(value, reached):
                gives = _worth(row.amount, _amount(result, unit, names), valued)
                if isinstance(row.amount, Slope):
                    shown = slope_arithmetic(row.amount, value, read, result, names)
                    amount = _amount(result, unit, names)
                    gives = f"{shown}, that is, {amount}" if shown else amount
                return f"{subject} is {range_words(reached, read, names.digits)}, which gives {gives}."
    return f"{subject} gives {_amount(result, unit, names)}."


def _on_line(
    table: InterpolatedTable, subject: str, value: Fraction, result: tuple[Fraction, Unit], names: Names
) -> str:
    """Say between which points a value lies, and how its result follows from theirs."""
    gives = _amount(*result, names)
    first, last = table.points[0], table.points[-1]
    if value < first.at or (value == first.at and not is_apart(table, first, names)):
        return f"{subject} is {where_beyond(table, names, lowest=True)}, which gives {gives}."
    if value > last.at or (value == last.at and not is_apart(table, last, names)):
        return f"{subject} is {where_beyond(table, names, lowest=False)}, which gives {gives}."
    for left, right in pairwise(table.points):
        if left.at < value < right.at:
            shown = line_arithmetic(left, right, value, table.subject.unit, result, names)
            return f"{subject} {shown}." if shown else f"{subject} gives {gives}."
    return f"{subject.replace(' (', ' is exactly ', 1).removesuffix(')')}, which gives {gives}."


def _is_about(step: Step, subject: Expression, names: Names) -> bool:
    """Say whether a step read what a table reads: a metric by its title, anything else by its words."""
    title = names.metrics[subject.name].title if isinstance(subject, MetricReference) else subject.words
    return step["subject"] in (title, subject.words)


def _lies_in(value: Fraction, interval: Range) -> bool:
    low, high = interval.low, interval.high
    if low is not None and (value < low or (value == low and not interval.low_closed)):
        return False
    return high is None or value < high or (value == high and interval.high_closed)


def _worth(amount: Expression, gives: str, valued: Names) -> str:
    """Write what a row gives, with the rule where that is more than a figure or a name."""
    if isinstance(amount, (*_PLAIN, Slope)):
        return gives
    return f"{without_fractions(amount_of(amount, valued))}, that is, {gives}"


def _amount(amount: Fraction, unit: Unit, names: Names) -> str:
    """Write what a table gives: an amount of money, or a value of the metric that it calculates."""
    return without_fractions(amount_words(amount, unit, names.digits))
