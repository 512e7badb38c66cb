"""Metrics, facts, parameters and thresholds of the model.

In: surface declarations of a contract without errors. Out: model declarations.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.model import declarations as model
from sibdsl.model.quantities import Precision
from sibdsl.model.tables import Value
from sibdsl.semantics import literals
from sibdsl.semantics.building.amounts import condition
from sibdsl.semantics.building.context import Context, declared, range_model, text_of, unit_model, word
from sibdsl.semantics.building.tables import value
from sibdsl.semantics.building.timing import schedule_model
from sibdsl.semantics.meaning import ONCE, Place
from sibdsl.semantics.measures import step_of
from sibdsl.semantics.scope import find_item, items_of
from sibdsl.semantics.timing import metric_frame
from sibdsl.surface import declarations as surface
from sibdsl.surface import items
from sibdsl.surface.node import Node, phrase


def metric(context: Context, node: surface.Metric) -> model.Metric:
    """A metric, reported or calculated."""
    name = node.name.text
    meaning = context.known.metrics[name]
    comparison = find_item(node, items.ComparisonItem)
    better = find_item(node, items.WordsItem, "better")
    verified = find_item(node, items.WordsItem, "verified by")
    people = find_item(node, items.WordsItem, "of")
    calculated = find_item(node, items.CalculatedItem)
    frame = (None if calculated is not None else metric_frame(context.known, name)) or ONCE
    return model.Metric(
        **declared(context, node),
        unit=unit_model(meaning.unit, context.known.terms.currency),
        precision=_precision(context, node),
        range=range_model(meaning.interval, meaning, _range_words(context, node)),
        population=None if people is None else people.words[0].text,
        definition=text_of(node, "definition"),
        comparison=None if comparison is None else phrase(comparison.method),
        comparison_details=None if comparison is None or comparison.text is None else comparison.text.value,
        window=_window(node),
        better=word(None if better is None else better.words[0].text),
        verified_by=() if verified is None else tuple(word.text for word in verified.words),
        evidence=text_of(node, "evidence"),
        schedule=schedule_model(frame),
        cohorts=frame.cohorts,
        reports=tuple(_reported(one) for item in items_of(node, items.ReportsItem) for one in item.reported),
        not_payable=text_of(node, "not payable"),
        calculation=None if calculated is None else _calculation(context, node, calculated),
    )


def _calculation(context: Context, node: surface.Metric, item: items.CalculatedItem) -> Value:
    unit = find_item(node, items.UnitItem)
    want = None if unit is None else literals.unit_of(unit.unit)
    return value(context, item.value, Place(f"metric `{node.name.text}`", want=want))


def _precision(context: Context, node: surface.Declaration) -> Precision | None:
    item = find_item(node, items.UnitItem)
    if item is None or item.precision is None:
        return None
    step = step_of(context.known, item, literals.unit_of(item.unit))
    rounding = None if item.rounding is None else phrase(item.rounding)
    return None if step is None else Precision(step=step, rounding=rounding, words=context.words(item.precision))


def _range_words(context: Context, node: surface.Declaration) -> str | None:
    item = find_item(node, items.RangeItem)
    return None if item is None else context.words(item.test)


def _window(node: surface.Metric) -> str | None:
    item = find_item(node, items.WindowItem)
    return None if item is None else f"{item.count} {item.unit.text} after {item.after.value}"


def _reported(node: items.Reported) -> model.Reported:
    step: Fraction | None = None
    if node.precision is not None:
        step = literals.number(getattr(node.precision, "text", "1"))
    return model.Reported(name="p-value" if node.name.text == "p_value" else "sample", step=step)


def fact(context: Context, node: surface.Fact) -> model.Fact:
    """A dated outside number."""
    name = node.name.text
    meaning = context.known.facts[name]
    published = find_item(node, items.PublishedItem)
    return model.Fact(
        **declared(context, node),
        unit=unit_model(meaning.unit, context.known.terms.currency),
        precision=_precision(context, node),
        range=range_model(meaning.interval, meaning, _range_words(context, node)),
        dates=context.known.fact_dates.get(name),
        published="once" if published is None else context.words(published.timing),
    )


def parameter(context: Context, node: surface.Parameter) -> model.Parameter:
    """A named number."""
    meaning = context.known.parameters[node.name.text]
    shown: Node | None = node.unit if node.value is None else node.value
    return model.Parameter(
        **declared(context, node),
        unit=unit_model(meaning.unit, context.known.terms.currency),
        value=None if meaning.supplied and node.value is None else meaning.interval.low,
        words="" if shown is None else context.words(shown),
    )


def threshold(context: Context, node: surface.Threshold) -> model.Threshold:
    """A named condition."""
    place = Place(f"threshold `{node.name.text}`")
    return model.Threshold(**declared(context, node), condition=condition(context, node.condition, place))
