"""Examples for messages: a value of a metric for which an amount is less than nothing.

In: an amount that can be negative, and its meaning. Out: where that is, and an example in words.
Relies on being called only when there is something to report: it works the amount out again for chosen values.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import msgspec

from sibdsl.semantics.amounts import amount
from sibdsl.semantics.conditions import described
from sibdsl.semantics.dependencies import names_read
from sibdsl.semantics.meaning import UNKNOWN, Known, Meaning, Place
from sibdsl.semantics.require import shown
from sibdsl.source.span import Span
from sibdsl.surface import tables
from sibdsl.surface.expressions import Expression
from sibdsl.values import coverage, units
from sibdsl.values import interval as ranges

_FACTORS = (0, -1, 1, -10, 10, -100, 100, -10_000, 10_000)


def negative_example(known: Known, value: Expression | tables.Table, meaning: Meaning) -> tuple[Span, str]:
    """Where ``value`` can be negative, and how: ``when `reduction` is -5%, this comes to USD -800,000``."""
    if isinstance(value, tables.Table):
        return _in_table(known, value, meaning)
    return value.span, _tried(known, value) or _lowest(meaning)


def _lowest(meaning: Meaning) -> str:
    if meaning.interval.low is None:
        return "nothing keeps it above a lowest value"
    return f"it is {described(meaning.interval, meaning)}"


def _in_table(known: Known, table: tables.Table, meaning: Meaning) -> tuple[Span, str]:
    found = known.tables.get(table.span)
    if found is None:
        return table.span, _lowest(meaning)
    for piece in found.pieces:
        low = piece.amount.interval.low
        if found.resolved is not None and (low is None or low < 0):
            row = found.resolved.rows[piece.row].row
            where = shown(coverage.example(piece.part, found.subject.step), found.subject.unit)
            lowest = "without limit" if low is None else f"as low as {shown(low, piece.amount.unit)}"
            return row.amount.span, f"this row applies, for example, at {where}, and can be {lowest}"
    rows: tuple[Any, ...] = getattr(table, "rows", ()) or getattr(table, "stages", ())
    for row, row_meaning in zip(rows, found.amounts, strict=False):
        low = row_meaning.interval.low
        if low is None or low < 0:
            node = getattr(row, "amount", None) or row.share
            return node.span, _tried(known, node) or _lowest(row_meaning)
    return table.span, _lowest(meaning)


def _tried(known: Known, value: Expression) -> str | None:
    """An example found by trying: one metric at a time takes a few values, the others their lowest or nothing."""
    names = [name for name in dict.fromkeys(n.text for n in names_read(value)) if name in known.metrics]
    for name in names:
        for tried in ordinary_values(known.metrics[name]):
            values = {other: resting(known.metrics[other]) for other in names} | {name: tried}
            result = amount_at(known, value, values)
            if result is not None and result.interval.low is not None and result.interval.low < 0:
                cases = " and ".join(f"`{n}` is {shown(v, known.metrics[n].unit)}" for n, v in values.items())
                return f"when {cases}, this comes to {shown(result.interval.low, result.unit)}"
    return None


def ordinary_values(meaning: Meaning) -> Iterator[Fraction]:
    """A few values that a metric can take, the simplest first."""
    scale = Fraction(1) if meaning.unit is None else units.scale(meaning.unit)
    values = [factor * scale for factor in _FACTORS]
    values += [end for end in (meaning.interval.low, meaning.interval.high) if end is not None]
    for value in values:
        measurable = meaning.step is None or not value % meaning.step
        if measurable and ranges.contains(meaning.interval, value):
            yield value


def resting(meaning: Meaning) -> Fraction:
    """An ordinary value of a metric: nothing where that is possible."""
    return next(ordinary_values(meaning), meaning.interval.low or meaning.interval.high or Fraction(1))


def amount_at(known: Known, value: Expression, values: dict[str, Fraction]) -> Meaning | None:
    """What an amount comes to when metrics have these values; None where that is not one value."""
    # Whatever else it reads by name is not among the metrics, and keeps what it is.
    metrics = {
        name: msgspec.structs.replace(known.metrics[name], interval=ranges.point(chosen))
        for name, chosen in values.items()
    }
    trial = known.quiet(metrics=metrics)
    result = amount(trial, value, Place("a trial", want=units.money(known.terms.currency)))
    return result if result is not UNKNOWN and ranges.is_point(result.interval) else None
