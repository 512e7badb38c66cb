"""Tables: from the model to the IR. Every step table covers the whole line of numbers.

In: model tables. Out: IR expressions that name the words which explain them.
"""

from __future__ import annotations

from fractions import Fraction

import msgspec

from sibdsl.ir import expressions as ir
from sibdsl.lowering.amounts import Lowering, lower_condition, lower_expression
from sibdsl.model import tables as model
from sibdsl.model.expressions import Expression


def lower_value(known: Lowering, node: model.Value, name: str) -> ir.Expression:
    """An expression or a table; a table goes by ``name``."""
    match node:
        case model.StepTable():
            return _steps(known, node, name)
        case model.InterpolatedTable():
            return _interpolated(known, node, name)
        case model.BracketTable():
            brackets = tuple(ir.Bracket(row.width, lower_expression(known, row.rate)) for row in node.brackets)
            return ir.Brackets(name, lower_expression(known, node.subject), brackets)
        case model.DateTable():
            rows = tuple(ir.DatedAmount(row.day, lower_expression(known, row.amount)) for row in node.rows)
            return ir.Dates(name, rows)
        case model.ConditionTable():
            return _cases(known, node, name)
        case model.ShareTable():
            stages = tuple(ir.Stage(lower_expression(known, stage.share), stage.until) for stage in node.stages)
            return ir.Stages(name, lower_expression(known, node.base), stages, node.within)
        case _:
            return lower_expression(known, node)


def _cases(known: Lowering, node: model.ConditionTable, name: str) -> ir.Expression:
    cases = tuple(
        ir.Case(lower_condition(known, case.condition), lower_expression(known, case.amount))
        for case in node.cases
        if case.condition is not None
    )
    return ir.Cases(name, cases, lower_expression(known, node.cases[-1].amount))


def _steps(known: Lowering, node: model.StepTable, name: str) -> ir.Expression:
    pieces: list[tuple[ir.StepRow, int]] = []
    for index, row in enumerate(node.rows):
        amount = lower_expression(known, row.amount)
        for part in row.reached:
            piece = ir.StepRow(part.low, part.low_closed, part.high, part.high_closed, amount)
            pieces.append((piece, index))
    pieces.sort(key=lambda found: _start(found[0]))
    rows = close_gaps([piece for piece, _ in pieces])
    return ir.Steps(name, lower_expression(known, node.subject), rows, tuple(index for _, index in pieces))


def _start(row: ir.StepRow) -> tuple[bool, Fraction, bool]:
    """Order by lower end: no end first, a closed end before an open one."""
    low = Fraction(0) if row.low is None else row.low
    return (row.low is not None, low, not row.low_closed)


def close_gaps(rows: list[ir.StepRow]) -> tuple[ir.StepRow, ...]:
    """Stretch ascending rows until they cover every number.

    The checker has shown that no value that can be measured lies in what is added: before the first row, after the
    last, or between two multiples of the metric's precision.
    """
    closed = []
    for index, row in enumerate(rows):
        changes: dict[str, object] = {}
        if index == 0:
            changes |= {"low": None, "low_closed": False}
        if index == len(rows) - 1:
            changes |= {"high": None, "high_closed": False}
        else:
            following = rows[index + 1]
            changes |= {"high": following.low, "high_closed": not following.low_closed}
        closed.append(msgspec.structs.replace(row, **changes))
    return tuple(closed)


def _interpolated(known: Lowering, node: model.InterpolatedTable, name: str) -> ir.Expression:
    ats = [point.at for point in node.points]
    amounts = [lower_expression(known, point.amount) for point in node.points]
    below = _beyond(known, node.below, amounts[0])
    above = _beyond(known, node.above, amounts[-1])
    rows = [ir.StepRow(None, False, ats[0], False, below)]
    last = len(ats) - 2
    for index in range(len(ats) - 1):
        value = straight_line(ats[index], amounts[index], ats[index + 1], amounts[index + 1])
        rows.append(ir.StepRow(ats[index], True, ats[index + 1], index == last, value))
    rows.append(ir.StepRow(ats[-1], False, None, False, above))
    return ir.Steps(name, lower_expression(known, node.subject), tuple(rows), tuple(range(len(rows))))


def _beyond(known: Lowering, amount: Expression | None, nearest: ir.Expression) -> ir.Expression:
    return nearest if amount is None else lower_expression(known, amount)


def straight_line(at: Fraction, amount: ir.Expression, to: Fraction, other: ir.Expression) -> ir.Expression:
    """The value at the subject on the straight line through two points."""
    share = ir.Quotient(ir.Difference(ir.Subject(), ir.Number(at)), ir.Number(to - at))
    if isinstance(amount, ir.Number) and isinstance(other, ir.Number):
        rise = ir.Number((other.value - amount.value) / (to - at))
        sloped = ir.Product((rise, ir.Difference(ir.Subject(), ir.Number(at))))
        return sloped if not amount.value else ir.Sum((amount, sloped))
    return ir.Sum((amount, ir.Product((share, ir.Difference(other, amount)))))
