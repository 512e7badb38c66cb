"""What metrics, facts and parameters are measured in, and what values they can take.

In: the known contract. Out: a meaning for each, worked out once. Circles of calculated metrics are
reported by ``dependencies``.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import msgspec

from sibdsl.diagnostics.rules import names as name_rules
from sibdsl.diagnostics.rules import types as rules
from sibdsl.runtime.exact import round_to
from sibdsl.semantics import amounts, conditions, every, literals, tables, timing
from sibdsl.semantics.dependencies import note_what_is_read, put_in_order
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.growth import goes_too_far
from sibdsl.semantics.meaning import UNKNOWN, Known, Meaning, Place
from sibdsl.semantics.ranges import interval_of
from sibdsl.semantics.require import check_per, fits
from sibdsl.semantics.scope import find_item
from sibdsl.surface import items
from sibdsl.surface import timing as surface_timing
from sibdsl.surface.declarations import Declaration, Fact, Metric, Parameter
from sibdsl.surface.expressions import Expression, Money, Number, Percent, UnitText
from sibdsl.surface.node import phrase
from sibdsl.surface.tables import Table
from sibdsl.values import interval as ranges
from sibdsl.values import units
from sibdsl.values.interval import Interval
from sibdsl.values.units import Unit


def measure(known: Known, declared: Declaration) -> None:
    """Work out a parameter, fact, metric or threshold; what it depends on was worked out before."""
    name = declared.name.text
    if _builds_on_too_much(known, declared):
        return
    if isinstance(declared, Parameter):
        known.parameters[name] = _parameter(known, name)
    elif isinstance(declared, Fact):
        known.facts[name] = _fact(known, name)
        known.fact_dates[name] = _fact_dates(known, name)
    elif isinstance(declared, Metric):
        known.metrics[name] = _metric(known, name)
    else:
        known.thresholds[name] = _threshold(known, name)


def _builds_on_too_much(known: Known, declared: Declaration) -> bool:
    """Whether what is worked out goes too far, before it is; then nothing more is known of it."""
    if isinstance(declared, Fact) or (
        isinstance(declared, Metric) and find_item(declared, items.CalculatedItem) is None
    ):
        return False
    return goes_too_far(known, declared)


def _threshold(known: Known, name: str) -> tuple[str, ...]:
    """The reported metrics that a threshold reads for the determination at hand."""
    return conditions.condition(known, known.scope.thresholds[name].condition, Place(f"threshold `{name}`"))


def _metric(known: Known, name: str) -> Meaning:
    declaration = known.scope.metrics[name]
    calculated = find_item(declaration, items.CalculatedItem)
    if calculated is None:
        return _reported(known, declaration)
    return _calculated(known, declaration, calculated)


def _reported(known: Known, declaration: Declaration) -> Meaning:
    item = find_item(declaration, items.UnitItem)
    if item is None:
        return UNKNOWN
    unit = _unit_of(known, item.unit)
    values = range_of(known, declaration, unit)
    name = declaration.name.text
    return Meaning(unit, values, step=step_of(known, item, unit), here=(name,))


def _unit_of(known: Known, node: UnitText) -> Unit:
    """The unit of a declaration; reported where it counts by something that is no whole number."""
    check_per(known, node, node.count)
    return literals.unit_of(node)


def _calculated(known: Known, declaration: Declaration, item: items.CalculatedItem) -> Meaning:
    unit_item = find_item(declaration, items.UnitItem)
    unit = None if unit_item is None else _unit_of(known, unit_item.unit)
    place = Place(f"metric `{declaration.name.text}`", want=unit, what=f"`{declaration.name.text}`")
    meaning = value_meaning(known, item.value, place)
    if meaning is UNKNOWN:
        return UNKNOWN
    if isinstance(item.value, Expression) and not fits(known, item.value, meaning, unit, place.what):
        return UNKNOWN
    step = None if unit_item is None or unit is None else step_of(known, unit_item, unit)
    if step is None or unit_item is None or unit_item.rounding is None:
        return msgspec.structs.replace(meaning, unit=unit or meaning.unit, step=None)
    mode = phrase(unit_item.rounding)
    return msgspec.structs.replace(meaning, unit=unit, step=step, interval=_rounded(meaning.interval, step, mode))


def value_meaning(known: Known, value: Expression | Table, place: Place) -> Meaning:
    """The meaning of an expression or a table."""
    if isinstance(value, Table):
        return tables.table_meaning(known, value, place)
    return amounts.amount(known, value, place)


def _rounded(interval: Interval, step: Fraction, mode: str) -> Interval:
    low = None if interval.low is None else round_to(interval.low, step, mode)
    high = None if interval.high is None else round_to(interval.high, step, mode)
    return Interval(low, low is not None, high, high is not None)


def range_of(known: Known, declaration: Declaration, unit: Unit) -> Interval:
    """The values a metric or fact can take: its ``range``, else any share or sum of money, else zero or more."""
    item = find_item(declaration, items.RangeItem)
    if item is not None:
        place = Place("the range", want=unit, what=f"`{declaration.name.text}`")
        written = interval_of(known, item.test, place) or ranges.EVERYTHING
        # `range at most 400` on a count does not mean that there may be fewer than none.
        return written if written.low is not None else ranges.intersect(written, _usual_range(unit))
    return _usual_range(unit)


def _usual_range(unit: Unit) -> Interval:
    if unit in (units.PERCENT, units.PERCENTAGE_POINT) or units.currencies_of(unit):
        return ranges.EVERYTHING
    return ranges.at_least(Fraction(0))


def step_of(known: Known, item: items.UnitItem, unit: Unit) -> Fraction | None:
    """The precision of ``unit percent to 0.1%`` in base measure; None where none is declared or it is wrong."""
    node = item.precision
    if node is None:
        return None
    if unit == units.PERCENTAGE_POINT and isinstance(node, (Number, Percent)) and getattr(node, "unit", None) is None:
        step = literals.number(node.text) * units.scale(unit)
    elif unit == units.PERCENT and not isinstance(node, Percent):
        amounts.amount(known, node, Place("the precision", want=unit, what="this precision"))
        return None
    elif isinstance(node, (Number, Money)):
        step = literals.number(node.text) * units.scale(unit)
        if isinstance(node, Money) and units.money(node.currency) != unit:
            fits(known, node, Meaning(units.money(node.currency), ranges.EVERYTHING), unit)
            return None
    else:
        meaning = amounts.amount(known, node, Place("the precision", want=unit))
        if meaning is UNKNOWN or not fits(known, node, meaning, unit) or meaning.interval.low is None:
            return None
        step = meaning.interval.low
    if step <= 0:
        known.sink.report(
            name_rules.UNKNOWN_WORD, node.span, found="0", what="a precision", choices="1, 0.1, 0.01 and so on",
            next_step="write the smallest difference that is measured",
        )  # fmt: skip
        return None
    return step


def _fact(known: Known, name: str) -> Meaning:
    declaration = known.scope.facts[name]
    item = find_item(declaration, items.UnitItem)
    if item is None:
        return UNKNOWN
    unit = _unit_of(known, item.unit)
    return Meaning(unit, _range_of_fact(known, declaration, unit), step=step_of(known, item, unit))


def _range_of_fact(known: Known, declaration: Declaration, unit: Unit) -> Interval:
    """As for a metric, but an index or a rate (an exchange rate, a price) is above zero, and a sum not below it."""
    if find_item(declaration, items.RangeItem) is None:
        if unit == units.NUMBER or unit.denominator:
            return ranges.above(Fraction(0))
        if units.is_money(unit):
            return ranges.at_least(Fraction(0))
    return range_of(known, declaration, unit)


def _fact_dates(known: Known, name: str) -> tuple[date, ...] | None:
    """The dates for which a fact is published: the starts of its periods; None: one undated value."""
    item = find_item(known.scope.facts[name], items.PublishedItem)
    if item is None or isinstance(item.timing, surface_timing.Once):
        return None
    frame = timing.frame_of(known, item.timing, f"fact `{name}`")
    return None if frame is None or frame.periods is None else tuple(period.start for period in frame.periods)


def _parameter(known: Known, name: str) -> Meaning:
    """Its value, or with none any value from zero up, supplied with the evidence."""
    declaration = known.scope.parameters[name]
    if declaration.value is None:
        unit = None if declaration.unit is None else _unit_of(known, declaration.unit)
        return Meaning(unit, ranges.at_least(Fraction(0)), constant=True, supplied=(name,))
    meaning = amounts.amount(known, declaration.value, Place(f"parameter `{name}`"))
    if meaning is not UNKNOWN and not meaning.constant:
        known.sink.report(rules.NOT_CONSTANT, declaration.value.span, what="a parameter", depends="evidence")
        return UNKNOWN
    return meaning


CHECKS: tuple[Check, ...] = (
    Each(every.metrics, timing.find_frame),
    Each(every.payments, timing.find_due),
    Each(every.parameters, note_what_is_read),
    Each(every.facts, note_what_is_read),
    Each(every.metrics, note_what_is_read),
    Each(every.thresholds, note_what_is_read),
    put_in_order,
    Each(every.measured, measure),
)
