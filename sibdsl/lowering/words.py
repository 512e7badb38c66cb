"""The words that explain each rule, for statements and derivations.

In: the checked model. Out: ``RuleWords`` by the names of ``lowering.names``; the rows of a table's words stand in
the order that the IR's tables refer to. Guarantees: an agreed figure is followed by its value, because the IR has
the value alone and no evidence tells it: ``historical_share (55%)``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from sibdsl.lowering import plan as plans
from sibdsl.lowering.names import adjustment_name, gate_name, part_name, table_name
from sibdsl.model import declarations as model
from sibdsl.model import tables
from sibdsl.model.contract import Contract
from sibdsl.model.expressions import Expression, MetricReference
from sibdsl.model.quantities import Range, Unit
from sibdsl.runtime.plan import Range as PlanRange
from sibdsl.runtime.plan import RowWords, RuleWords
from sibdsl.runtime.plan import Unit as PlanUnit
from sibdsl.runtime.wording import quantity_text

_TABLES = (
    tables.StepTable,
    tables.InterpolatedTable,
    tables.BracketTable,
    tables.DateTable,
    tables.ConditionTable,
    tables.ShareTable,
)


def rule_words(contract: Contract) -> tuple[RuleWords, ...]:
    """The words of every calculation, threshold and payment."""
    better: dict[str, str] = {metric.name: metric.better or "" for metric in contract.metrics}
    titles = {metric.name: metric.title for metric in contract.metrics}
    found: list[RuleWords] = []
    for metric in contract.metrics:
        if metric.calculation is not None:
            found.extend(_calculation(metric, metric.calculation, better, titles))
    found.extend(
        RuleWords(
            threshold.name, "threshold", threshold.condition.words, threshold.clause, _money(contract), threshold.title
        )
        for threshold in contract.thresholds
    )
    for payment in contract.payments:
        found.extend(_payment(contract, payment, better, titles))
    values = agreed_values(contract)
    return tuple(_with_values(words, values) for words in found)


def agreed_values(contract: Contract) -> dict[str, str]:
    """The value of each parameter that has one, in words, by its name."""
    return {
        parameter.name: quantity_text(parameter.value, plans.unit(parameter.unit), contract.currency_digits)
        for parameter in contract.parameters
        if parameter.value is not None
    }


def _with_values(words: RuleWords, values: dict[str, str]) -> RuleWords:
    rows = tuple(
        replace(row, words=with_values_said(row.words, values), amount=with_values_said(row.amount, values))
        for row in words.rows
    )
    return replace(words, text=with_values_said(words.text, values), rows=rows)


def with_values_said(text: str, values: dict[str, str]) -> str:
    """A text with values behind names; a word behind a number or behind ``per`` is a unit, not a name."""
    if not values:
        return text
    names = "|".join(re.escape(name) for name in sorted(values, key=len, reverse=True))
    pattern = rf"(?<![\w.])(?<!\d )(?<!\bper )({names})(?![\w.])"
    return re.sub(pattern, lambda match: f"{match.group(1)} ({values[match.group(1)]})", text)


def _money(contract: Contract) -> PlanUnit:
    return PlanUnit("money", contract.currency)


def _calculation(
    metric: model.Metric, value: tables.Value, better: dict[str, str], titles: dict[str, str]
) -> list[RuleWords]:
    result = plans.unit(metric.unit)
    own = RuleWords(metric.name, "calculation", _head(value.words), metric.clause, result, metric.title, result)
    if not isinstance(value, _TABLES):
        return [own]
    return [own, _value(table_name(metric.name), value, metric.clause, metric.unit, better, titles)]


def _payment(
    contract: Contract, payment: model.Payment, better: dict[str, str], titles: dict[str, str]
) -> list[RuleWords]:
    money = Unit(kind="money", text=contract.currency, currency=contract.currency)
    found = [
        _value(part_name(payment.name, index, len(payment.parts)), part.value, payment.clause, money, better, titles)
        for index, part in enumerate(payment.parts)
    ]
    if payment.card is not None:
        text = f"rate card {payment.card.title}"
        found.append(RuleWords(payment.name, "card", text, payment.clause, plans.unit(money), payment.card.title))
    found.extend(
        RuleWords(gate_name(payment.name, index), "gate", condition.words, payment.clause, plans.unit(money))
        for index, condition in enumerate(payment.provided)
    )
    for index, adjustment in enumerate(payment.adjustments):
        if not isinstance(adjustment, model.PaymentCap):
            kind = "index" if isinstance(adjustment, model.Indexation) else "minimum"
            name = adjustment_name(payment.name, index)
            found.append(RuleWords(name, kind, adjustment.words, payment.clause, plans.unit(money)))
    return found


def _value(
    name: str, value: tables.Value, clause: str | None, result: Unit, better: dict[str, str], titles: dict[str, str]
) -> RuleWords:
    match value:
        case tables.StepTable():
            kind, subject, rows = "steps", value.subject, tuple(_step_row(row) for row in value.rows)
        case tables.InterpolatedTable():
            kind, subject, rows = "steps", value.subject, _line_rows(value)
        case tables.BracketTable():
            rows = tuple(RowWords(row.words, row.rate.words) for row in value.brackets)
            kind, subject = "brackets", value.subject
        case tables.DateTable():
            rows = tuple(RowWords(f"on {row.day.isoformat()}", row.amount.words) for row in value.rows)
            return RuleWords(name, "dates", _head(value.words), clause, plans.unit(result), rows=rows)
        case tables.ConditionTable():
            rows = tuple(RowWords(case.words, case.amount.words) for case in value.cases)
            return RuleWords(name, "cases", _head(value.words), clause, plans.unit(result), rows=rows)
        case tables.ShareTable():
            rows = tuple(RowWords(stage.words, stage.share.words) for stage in value.stages)
            kind, subject = "stages", value.base
        case _:
            unit = plans.unit(value.unit)
            return RuleWords(name, "formula", value.words, clause, plans.unit(result), unit=unit)
    return RuleWords(
        name, kind, _head(value.words), clause, plans.unit(result), _subject(subject, titles), plans.unit(subject.unit),
        rows, _better(subject, better),
    )  # fmt: skip


def _head(words: str) -> str:
    """What a table goes by, without its rows: ``by reduction``; of an expression, all of it."""
    head = words.partition(" {")[0]
    return "by the first condition that holds" if head.startswith("{") else head


def _subject(subject: Expression, titles: dict[str, str]) -> str:
    """What a table reads: a metric's title, else the expression's words."""
    if isinstance(subject, MetricReference) and not subject.reported and subject.over == "here":
        return titles[subject.name]
    return str(subject.words)


def _better(subject: Expression, better: dict[str, str]) -> str:
    return better[subject.name] if isinstance(subject, MetricReference) and not subject.reported else ""


def _step_row(row: tables.StepRow) -> RowWords:
    return RowWords(row.range.words, _amount_words(row.amount), None if row.otherwise else _range(row.range))


def _range(node: Range) -> PlanRange:
    return plans.range_of(node)


def _amount_words(amount: Expression) -> str:
    return str(amount.words)


def _line_rows(table: tables.InterpolatedTable) -> tuple[RowWords, ...]:
    """One row below the points, one for each straight line between two, one above."""
    points = table.points
    first, last = points[0], points[-1]
    below = first.amount if table.below is None else table.below
    above = last.amount if table.above is None else table.above
    # An end that is flat begins at its point, where it is first paid: 80% is enough for what is paid above 80%.
    flat = table.below is None
    words = f"{_at(first)} or less" if flat else f"below {_at(first)}"
    rows = [RowWords(words, _amount_words(below), PlanRange(high=first.at, high_closed=flat))]
    for start, end in pairwise(points):
        words = f"from {_at(start)} to {_at(end)}"
        amount = f"in a straight line from {_amount_words(start.amount)} to {_amount_words(end.amount)}"
        # A line that rises from a flat one pays more only beyond its own start, and so for its end.
        rows.append(RowWords(words, amount, PlanRange(start.at, not flat, end.at, not _flat_after(table, end))))
        flat = _amount_words(start.amount) == _amount_words(end.amount)
    flat = table.above is None
    words = f"{_at(last)} or more" if flat else f"above {_at(last)}"
    rows.append(RowWords(words, _amount_words(above), PlanRange(low=last.at, low_closed=flat)))
    return tuple(rows)


def _flat_after(table: tables.InterpolatedTable, point: tables.Point) -> bool:
    """Say whether nothing changes beyond a point."""
    place = table.points.index(point)
    if place == len(table.points) - 1:
        return table.above is None
    return _amount_words(point.amount) == _amount_words(table.points[place + 1].amount)


def _at(point: tables.Point) -> str:
    return point.words.removeprefix("at ")
