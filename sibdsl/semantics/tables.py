"""The meaning of tables: each row's exact range, and the amounts the table can give.

In: a surface table and its place. Out: its ``Meaning``, and for step tables the rows as intervals (``resolve_rows``).
Coverage (gaps, overlaps, rows that are never reached) is checked by ``sibdsl.semantics.checks.coverage``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

import msgspec

from sibdsl.diagnostics.rules import tables as rules
from sibdsl.semantics import amounts, conditions
from sibdsl.semantics.arithmetic import joined
from sibdsl.semantics.brackets import total_in_brackets
from sibdsl.semantics.meaning import UNKNOWN, Known, Meaning, Place
from sibdsl.semantics.ranges import interval_of
from sibdsl.semantics.require import fits, shown
from sibdsl.surface import tables as surface
from sibdsl.surface.expressions import Expression, Slope
from sibdsl.values import coverage, units
from sibdsl.values import interval as ranges
from sibdsl.values.interval import EMPTY, EVERYTHING, Interval

_ZERO = ranges.point(Fraction(0))


class ResolvedRow(msgspec.Struct, frozen=True):
    """A row of a step table: the values its words name, and those for which it is the row that applies."""

    row: surface.Row
    written: Interval
    reached: tuple[Interval, ...]


class Resolved(msgspec.Struct, frozen=True):
    """A step table, row by row in written order. In a ``ladder`` the highest row reached applies."""

    subject: Meaning
    ladder: bool
    rows: tuple[ResolvedRow, ...]


class Piece(msgspec.Struct, frozen=True, gc=False):
    """Where a row of a step table (by its place) applies to values that can be measured, and its amount there."""

    row: int
    part: Interval
    amount: Meaning


class FoundTable(msgspec.Struct, frozen=True):
    """What was found out about a table, once, for the checks.

    ``bounds`` are the fixed values of its rows in written order: points, widths, sums until which a share applies.
    ``amounts`` are the meanings of the rows' amounts in written order (in brackets: of the rates). A step table has
    ``resolved`` and ``pieces`` instead; a table without a subject has ``UNKNOWN`` for it.
    """

    node: surface.Table
    place: Place
    subject: Meaning
    bounds: tuple[Fraction | None, ...] = ()
    amounts: tuple[Meaning, ...] = ()
    resolved: Resolved | None = None
    pieces: tuple[Piece, ...] = ()


def table_meaning(known: Known, node: surface.Table, place: Place) -> Meaning:
    """The meaning of a table: the unit of its amounts and every value it can give."""
    return _KINDS[type(node)](known, node, place)


def subject_of(known: Known, node: Expression, place: Place) -> Meaning:
    """The meaning of what a table reads."""
    return amounts.amount(known, node, msgspec.structs.replace(place, want=None, subject=None))


def what_of(subject: Meaning) -> str:
    """What a table reads, in words for a message."""
    return f"`{subject.here[0]}`" if subject.here else "this table"


def resolve_rows(known: Known, node: surface.StepTable, place: Place) -> Resolved | None:
    """The rows of a step table as intervals; None where a boundary or the subject has an error."""
    subject = subject_of(known, node.subject, place)
    bound_place = msgspec.structs.replace(place, want=subject.unit, what=what_of(subject), subject=None)
    written = [None if row.test is None else interval_of(known, row.test, bound_place) for row in node.rows]
    broken = any(row.test is not None and found is None for row, found in zip(node.rows, written, strict=True))
    if subject is UNKNOWN or broken:
        return None
    ladder = _is_ladder([found for found in written if found is not None])
    return Resolved(subject, ladder, tuple(_reached(node.rows, written, ladder)))


def _is_ladder(tests: list[Interval]) -> bool:
    """Whether all rows are one-sided in the same direction, so that a value can pass several of them."""
    upward = all(test.low is not None and test.high is None for test in tests)
    downward = all(test.high is not None and test.low is None for test in tests)
    return bool(tests) and (upward or downward)


def _reached(rows: tuple[surface.Row, ...], written: list[Interval | None], ladder: bool) -> Iterable[ResolvedRow]:
    named = [found for found in written if found is not None]
    before: list[Interval] = []
    for row, found in zip(rows, written, strict=True):
        if found is None:
            yield ResolvedRow(row, EVERYTHING, tuple(coverage.gaps(named, EVERYTHING, None)))
            continue
        rest = tuple(coverage.gaps(before, found, None)) if ladder and before else (found,)
        yield ResolvedRow(row, found, rest)
        before.append(found)


def _steps(known: Known, node: surface.StepTable, place: Place) -> Meaning:
    resolved = resolve_rows(known, node, place)
    if resolved is None:
        for row in node.rows:
            amounts.amount(known, row.amount, msgspec.structs.replace(place, subject=UNKNOWN))
        return UNKNOWN
    result: Meaning | None = None
    pieces: list[Piece] = []
    for index, found in enumerate(resolved.rows):
        reachable = [ranges.intersect(part, resolved.subject.interval) for part in found.reached]
        reachable = [part for part in reachable if coverage.has_value(part, resolved.subject.step)]
        for part in reachable or [EMPTY]:
            subject = msgspec.structs.replace(resolved.subject, interval=_measured(part, resolved.subject))
            inner = msgspec.structs.replace(place, subject=subject)
            meaning = _row_amount(known, found.row.amount, inner, result)
            if part is not EMPTY:
                result = _either(result, meaning)
                pieces.append(Piece(index, part, meaning))
            if meaning is UNKNOWN:
                break
    known.tables[node.span] = FoundTable(node, place, resolved.subject, resolved=resolved, pieces=tuple(pieces))
    return _reading(result, resolved.subject)


def _measured(part: Interval, subject: Meaning) -> Interval:
    return part if subject.step is None else coverage.on_grid(part, subject.step)


def _row_amount(known: Known, node: Expression, place: Place, before: Meaning | None) -> Meaning:
    """The meaning of a row's amount, which has the unit wanted of the table, else that of the rows before."""
    wanted = place.want
    if wanted is None and before is not None and before is not UNKNOWN:
        wanted = before.unit
    meaning = amounts.amount(known, node, msgspec.structs.replace(place, want=wanted, what="this table"))
    if meaning is UNKNOWN or not fits(known, node, meaning, wanted, "this table"):
        return UNKNOWN
    return meaning


def _either(before: Meaning | None, meaning: Meaning) -> Meaning:
    """The meaning of one amount or another."""
    if before is None or before is UNKNOWN or meaning is UNKNOWN:
        return meaning if before is None else UNKNOWN
    unit = before.unit if before.unit is not None else meaning.unit
    return joined(unit, ranges.hull(before.interval, meaning.interval), before, meaning)


def _reading(result: Meaning | None, subject: Meaning) -> Meaning:
    """The result of a table that reads ``subject``."""
    if result is None or result is UNKNOWN or subject is UNKNOWN:
        return UNKNOWN
    return msgspec.structs.replace(joined(result.unit, result.interval, result, subject), constant=False)


def _amounts_of(known: Known, nodes: Iterable[Expression], place: Place) -> tuple[Meaning | None, tuple[Meaning, ...]]:
    """The meaning of one of several amounts, and that of each."""
    result: Meaning | None = None
    amounts_found: list[Meaning] = []
    for node in nodes:
        meaning = _row_amount(known, node, place, result)
        amounts_found.append(meaning)
        result = _either(result, meaning)
    return result, tuple(amounts_found)


def _constants(known: Known, nodes: Iterable[Expression | None], place: Place) -> tuple[Fraction | None, ...]:
    """The fixed values of rows; None where there is none, or after a report."""
    return tuple(None if node is None else amounts.constant(known, node, place) for node in nodes)


def _found(
    known: Known, node: surface.Table, place: Place, subject: Meaning,
    bounds: Sequence[Fraction | None], rows: Sequence[Meaning],
) -> None:  # fmt: skip
    known.tables[node.span] = FoundTable(node, place, subject, tuple(bounds), tuple(rows))


def _interpolated(known: Known, node: surface.InterpolatedTable, place: Place) -> Meaning:
    subject = subject_of(known, node.subject, place)
    bounds = msgspec.structs.replace(place, want=subject.unit, what=what_of(subject), subject=None)
    rows = [row for row in node.rows if not isinstance(row, surface.FlatBeyond)]
    values = _constants(known, (row.bound for row in rows), bounds)
    result: Meaning | None = None
    found: list[Meaning] = []
    for row, value in zip(rows, values, strict=True):
        here = _where_row_applies(subject, row, value)
        found.append(_row_amount(known, row.amount, msgspec.structs.replace(place, subject=here), result))
        if not ranges.is_empty(here.interval):
            result = _either(result, found[-1])
    _found(known, node, place, subject, values, found)
    sloped = [row for row in rows if isinstance(row, surface.Point) and isinstance(row.amount, Slope)]
    for row, value in zip(rows, values, strict=True):
        if row in sloped and value is not None:
            point = shown(value, subject.unit)
            known.sink.report(rules.SLOPE_AT_A_POINT, row.amount.span, what=what_of(subject), point=point)
    return UNKNOWN if sloped else _reading(result, subject)


def _where_row_applies(subject: Meaning, row: surface.Point | surface.Beyond, bound: Fraction | None) -> Meaning:
    """The subject of a table of points, with the values for which a row beyond the points applies."""
    if subject is UNKNOWN or bound is None or not isinstance(row, surface.Beyond):
        return subject
    beyond = ranges.above(bound) if row.direction == "above" else ranges.below(bound)
    return msgspec.structs.replace(subject, interval=ranges.intersect(subject.interval, beyond))


def _brackets(known: Known, node: surface.BracketTable, place: Place) -> Meaning:
    subject = subject_of(known, node.subject, place)
    widths = msgspec.structs.replace(place, want=subject.unit, what=what_of(subject), subject=None)
    result: Meaning | None = None
    values = _constants(known, (row.width for row in node.rows), widths)
    rates: list[Meaning] = []
    # That brackets start at zero is checked elsewhere, and what is below it is priced by none of them.
    counted = msgspec.structs.replace(subject, interval=ranges.greatest(subject.interval, _ZERO))
    for row in node.rows:
        rates.append(amounts.amount(known, row.amount, msgspec.structs.replace(place, want=None)))
        result = _either(result, _priced(known, row, rates[-1], counted, place))
    _found(known, node, place, subject, values, rates)
    exact = total_in_brackets(values, rates, counted.interval)
    if result is not None and result is not UNKNOWN and exact is not None:
        result = msgspec.structs.replace(result, interval=exact)
    return _reading(result, subject)


def _priced(known: Known, row: surface.Bracket, rate: Meaning, subject: Meaning, place: Place) -> Meaning:
    """What a bracket can come to: its rate times up to all of the subject."""
    if rate is UNKNOWN or subject is UNKNOWN:
        return UNKNOWN
    unit = None if rate.unit is None or subject.unit is None else units.multiply(rate.unit, subject.unit)
    priced = ranges.hull(ranges.point(amounts.ZERO), ranges.multiply(rate.interval, subject.interval))
    meaning = joined(unit, priced, rate)
    return meaning if fits(known, row.amount, meaning, place.want, "this bracket") else UNKNOWN


def _dates(known: Known, node: surface.DateTable, place: Place) -> Meaning:
    result, found = _amounts_of(known, (row.amount for row in node.rows), place)
    _found(known, node, place, UNKNOWN, (), found)
    return UNKNOWN if result is None or result is UNKNOWN else msgspec.structs.replace(result, constant=False)


def _cases(known: Known, node: surface.ConditionTable, place: Place) -> Meaning:
    here: tuple[str, ...] = ()
    for row in node.rows:
        if row.condition is not None:
            here += conditions.condition(known, row.condition, msgspec.structs.replace(place, want=None))
    result, found = _amounts_of(known, (row.amount for row in node.rows), place)
    _found(known, node, place, UNKNOWN, (), found)
    if result is None or result is UNKNOWN:
        return UNKNOWN
    return msgspec.structs.replace(result, constant=False, here=tuple(dict.fromkeys(result.here + here)))


def _shares(known: Known, node: surface.ShareTable, place: Place) -> Meaning:
    base = subject_of(known, node.base, place)
    shares = msgspec.structs.replace(place, want=units.PERCENT, what="a share", subject=None)
    result: Meaning | None = None
    found: list[Meaning] = []
    sums = msgspec.structs.replace(place, want=base.unit, what=what_of(base), subject=None)
    untils = _constants(known, (stage.until for stage in node.stages), sums)
    for stage in node.stages:
        share = amounts.amount(known, stage.share, shares)
        if share is not UNKNOWN and not fits(known, stage.share, share, units.PERCENT, "a share"):
            share = UNKNOWN
        found.append(share)
        result = _either(result, share)
    _found(known, node, place, base, untils, found)
    if result is None or result is UNKNOWN or base is UNKNOWN:
        return UNKNOWN
    return _reading(joined(base.unit, ranges.multiply(result.interval, base.interval), result), base)


_KINDS: dict[type[surface.Table], Callable[..., Meaning]] = {
    surface.StepTable: _steps,
    surface.InterpolatedTable: _interpolated,
    surface.BracketTable: _brackets,
    surface.DateTable: _dates,
    surface.ConditionTable: _cases,
    surface.ShareTable: _shares,
}
