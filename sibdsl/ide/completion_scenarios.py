"""Worked examples that write themselves: values that make a difference, and the days that they are for.

In: a view, a metric or a payment by name. Out: forms and items for `given` and `expect`.
Relies on: what the checker found out about tables, schedules and units.
Guarantees: a value is one that a table tells apart from others, in the metric's own unit; where none is known, a
round one. Days are those for which a value is reported, or a payment determined.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Final

from sibdsl.ide.completion_items import FITTING, LIKELY, Item
from sibdsl.semantics.meaning import Known, Meaning
from sibdsl.semantics.require import shown
from sibdsl.semantics.tables import FoundTable
from sibdsl.values import units
from sibdsl.values.interval import Interval
from sibdsl.workspace.view import View

_MOST_VALUES: Final = 12
_MOST_DAYS: Final = 60
_HUNDRED: Final = Fraction(100)


def given_form(view: View, name: str) -> str:
    """`reduction = ${1:10%}`, with the cohort and the day where the metric has several values."""
    known = view.known
    if known is None:
        return f"{name} = ${{1:value}}"
    form, count = name, 1
    frame = known.metric_frames.get(name)
    if frame is not None and frame.cohorts:
        form, count = f"{form} for ${{{count}:{frame.cohorts[0]}}}", count + 1
    days = days_of(known, name)
    if days:
        form, count = f"{form} on ${{{count}:{days[0].isoformat()}}}", count + 1
    values = values_of(known, name)
    return f"{form} = ${{{count}:{values[0] if values else '100'}}}"


def expect_form(view: View, name: str) -> str:
    """`success = ${1:GBP 100,000}`, with the cohort and the day where it is determined several times."""
    known = view.known
    currency = known.terms.currency if known is not None else ""
    form, count = name, 1
    due = known.dues.get(name) if known is not None else None
    if due is not None and due.frame.cohorts:
        form, count = f"{form} for ${{{count}:{due.frame.cohorts[0]}}}", count + 1
    if due is not None and due.frame.periods and due.dates:
        form, count = f"{form} on ${{{count}:{due.dates[0].isoformat()}}}", count + 1
    return f"{form} = ${{{count}:{currency or 'GBP'} 100,000}}"


def value_items(view: View, name: str) -> Iterator[Item]:
    """The values of a metric, fact or parameter that make a difference."""
    for value in values_of(view.known, name) if view.known is not None else ():
        yield Item(value, "value", value, "a boundary in this contract", rank=FITTING)


def day_items(view: View, name: str) -> Iterator[Item]:
    """The days for which something is reported or determined."""
    known = view.known
    if known is None:
        return
    due = known.dues.get(name)
    days = due.dates if due is not None else days_of(known, name)
    for day in tuple(dict.fromkeys(days))[:_MOST_DAYS]:
        what = "determination date" if due is not None else "end of a period"
        yield Item(day.isoformat(), "value", day.isoformat(), what, rank=LIKELY)


def days_of(known: Known, name: str) -> tuple[date, ...]:
    """The days for which a metric or a fact is reported; none where it has one value."""
    frame = known.metric_frames.get(name)
    if frame is not None and frame.periods:
        return tuple(period.end for period in frame.periods)
    return known.fact_dates.get(name) or ()


def values_of(known: Known, name: str) -> tuple[str, ...]:
    """Boundaries of the tables and conditions that read a metric, in its unit; else one round value."""
    meaning = _meaning_of(known, name)
    if meaning is None or meaning.unit is None:
        return ()
    found = {bound for bound in _boundaries(known, name) if _holds(meaning.interval, bound)}
    values = sorted(found, reverse=True)[:_MOST_VALUES] or [round_amount(meaning)]
    return tuple(as_written(value, meaning) for value in values)


def round_value(known: Known, name: str) -> str:
    """A round value of a metric, fact or parameter in its unit; empty where nothing is known of it."""
    meaning = _meaning_of(known, name)
    return as_written(round_amount(meaning), meaning) if meaning is not None and meaning.unit is not None else ""


def _meaning_of(known: Known, name: str) -> Meaning | None:
    return known.metrics.get(name) or known.facts.get(name) or known.parameters.get(name)


def as_written(value: Fraction, meaning: Meaning) -> str:
    """A value as an author would write it behind `=`: nouns as a contract spells them."""
    unit = meaning.unit
    if unit is None or not unit.numerator or unit in (units.PERCENT, units.NUMBER) or units.is_money(unit):
        return shown(value, unit)
    if unit.denominator and units.currencies_of(unit):
        amount = shown(value / units.scale(unit), units.money(units.currencies_of(unit)[0]))
        return f"{amount} {units.spell(unit).partition(' ')[2]}"
    return f"{shown(value / units.scale(unit), units.NUMBER)} {units.spell(unit)}"


def _boundaries(known: Known, name: str) -> Iterator[Fraction]:
    for table in known.tables.values():
        if table.subject.here == (name,):
            yield from _bounds_of(table)
    for interval, subject in known.comparisons.values():
        if subject.here == (name,):
            yield from (bound for bound in (interval.low, interval.high) if bound is not None)


def _bounds_of(table: FoundTable) -> Iterator[Fraction]:
    if table.resolved is not None:
        for row in table.resolved.rows:
            if row.row.test is not None:
                yield from (bound for bound in (row.written.low, row.written.high) if bound is not None)
        return
    yield from (bound for bound in table.bounds if bound is not None)


def _holds(interval: Interval, value: Fraction) -> bool:
    above = interval.low is None or value >= interval.low
    return above and (interval.high is None or value <= interval.high)


def round_amount(meaning: Meaning) -> Fraction:
    """A round amount of what is measured, within its range."""
    unit = meaning.unit or units.NUMBER
    value = (Fraction(10) if unit in (units.PERCENT, units.PERCENTAGE_POINT) else _HUNDRED) * units.scale(unit)
    if _holds(meaning.interval, value):
        return value
    interval = meaning.interval
    return interval.high if interval.high is not None else interval.low or Fraction(0)
