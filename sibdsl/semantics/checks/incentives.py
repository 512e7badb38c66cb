"""Payments that fall as the result gets better.

In: the known contract, with the meanings of payments and tables. Out: warnings in the sink, each with two amounts that
the contract's own words give. Payments that flow back to an outcome payer are left out: they should fall.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

import msgspec

from sibdsl.diagnostics.rules import risk as rules
from sibdsl.semantics import every
from sibdsl.semantics.checks.closed_sets import PAYING_ROLES
from sibdsl.semantics.checks.direction import direction, falls_with
from sibdsl.semantics.checks.parties import roles_of
from sibdsl.semantics.dependencies import names_read
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.meaning import UNKNOWN, Known, Meaning
from sibdsl.semantics.require import shown
from sibdsl.semantics.scope import find_item, items_of
from sibdsl.semantics.tables import FoundTable, Piece
from sibdsl.source.span import Span
from sibdsl.surface import items, tables
from sibdsl.surface.declarations import Payment
from sibdsl.surface.expressions import Expression, Slope
from sibdsl.surface.node import Node
from sibdsl.values import interval as ranges
from sibdsl.values import units

_UP = {"higher": 1, "lower": -1}


class _Step(msgspec.Struct, frozen=True):
    """The amount of a table at one value of what it reads, and the row that says so."""

    span: Span
    amount: Fraction


def _check_payment(known: Known, payment: Payment) -> None:
    """Report a payment that falls as a metric that it reads gets better."""
    parts = items_of(payment, items.PaysItem)
    better = _better_directions(known, parts)
    if not better or _flows_back(known, payment):
        return
    for part, meaning in zip(parts, known.payments[payment.name.text].parts, strict=True):
        if meaning is not UNKNOWN:
            _check_part(known, payment, part.value, better)


def _better_directions(known: Known, parts: list[items.PaysItem]) -> dict[str, int]:
    """Which way is better, for every metric read here that says so."""
    names = {name.text for part in parts for name in names_read(part)}
    metrics = ((name, known.scope.metrics.get(name)) for name in sorted(names))
    directions = ((name, None if metric is None else _better(metric)) for name, metric in metrics)
    return {name: way for name, way in directions if way is not None}


def _better(metric: Node) -> int | None:
    for item in getattr(metric, "items", ()):
        if isinstance(item, items.WordsItem) and item.keyword == "better":
            return _UP.get(item.words[0].text)
    return None


def _flows_back(known: Known, payment: Payment) -> bool:
    payers = set().union(*(roles_of(known, payer.text) for payer in payment.payers))
    return bool(roles_of(known, payment.payee.text) & set(PAYING_ROLES)) and not payers & set(PAYING_ROLES)


def _check_part(known: Known, payment: Payment, value: Expression | tables.Table, better: dict[str, int]) -> None:
    if isinstance(value, Expression):
        for name in _read(value, better):
            if direction(known, value, name) not in (better[name], 0):
                fall = falls_with(known, value, name, better[name])
                if fall is not None:
                    _report(known, payment, name, better[name], value.span, *fall)
        return
    found = known.tables.get(value.span)
    if found is None or not isinstance(value, (tables.StepTable, tables.InterpolatedTable)):
        return
    steps = steps_of(found)
    for name in _read(value.subject, better):
        way = direction(known, value.subject, name)
        if way in (1, -1):
            _check_steps(known, payment, name, better[name], steps[:: way * better[name]])


def _read(node: Node, better: dict[str, int]) -> list[str]:
    """The metrics below a node that have a better direction, each once and in a fixed order."""
    return sorted({name.text for name in names_read(node)} & better.keys())


def _check_steps(known: Known, payment: Payment, name: str, better: int, steps: Sequence[_Step]) -> None:
    """Report the first fall of amounts that are in the order in which the result gets better."""
    for before, step in pairwise(steps):
        if step.amount < before.amount:
            _report(known, payment, name, better, step.span, before.amount, step.amount)
            return


def _report(known: Known, payment: Payment, name: str, better: int, span: Span, more: Fraction, less: Fraction) -> None:
    money = units.money(known.terms.currency)
    word = "higher" if better > 0 else "lower"
    declared = find_item(known.scope.metrics[name], items.WordsItem, "better")
    known.sink.report(
        rules.PAYS_MORE_FOR_WORSE, span, others=[] if declared is None else [(declared.span, "said here")],
        payment=payment.name.text, metric=name, more=shown(more, money), less=shown(less, money),
        direction=f"{word} is better", better=word,
    )  # fmt: skip


def steps_of(found: FoundTable) -> list[_Step]:
    """The amounts of a table from the lowest value that it reads to the highest, where they depend on nothing else."""
    if isinstance(found.node, tables.InterpolatedTable):
        return _steps_of_points(found, found.node)
    return [step for piece in _ascending(found.pieces) for step in _steps_of_piece(found, piece)]


def _ascending(pieces: Sequence[Piece]) -> list[Piece]:
    return sorted(pieces, key=lambda piece: (piece.part.low is not None, piece.part.low or Fraction(0)))


def _steps_of_piece(found: FoundTable, piece: Piece) -> Iterator[_Step]:
    """The amounts at the lower and the upper end of where a row applies."""
    if found.resolved is None or not _depends_on_subject_only(piece.amount, found.subject):
        return
    node = found.resolved.rows[piece.row].row.amount
    low, high = piece.amount.interval.low, piece.amount.interval.high
    if isinstance(node, Slope):
        ends = (low, high) if node.direction == "above" else (high, low)
    elif ranges.is_point(piece.amount.interval):
        ends = (low, low)
    else:
        return
    for amount in ends:
        if amount is not None:
            yield _Step(node.span, amount)


def _depends_on_subject_only(amount: Meaning, subject: Meaning) -> bool:
    return amount.constant or set(amount.here) <= set(subject.here)


def _steps_of_points(found: FoundTable, node: tables.InterpolatedTable) -> list[_Step]:
    rows = [row for row in node.rows if not isinstance(row, tables.FlatBeyond)]
    placed: list[tuple[Fraction, int, _Step]] = []
    for row, bound, amount in zip(rows, found.bounds, found.amounts, strict=True):
        if bound is None or not amount.constant or amount.interval.low is None or not ranges.is_point(amount.interval):
            continue
        side = 0 if isinstance(row, tables.Point) else 1 if row.direction == "above" else -1
        placed.append((bound, side, _Step(row.amount.span, amount.interval.low)))
    return [step for _, _, step in sorted(placed, key=lambda found: found[:2])]


CHECKS: tuple[Check, ...] = (Each(every.payments, _check_payment),)
