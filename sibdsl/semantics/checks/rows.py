"""Rows by condition, by date, in brackets and in stages: each kind complete and in its order.

In: the known contract, whose tables were worked out with their owners. Out: findings in the sink.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise

from sibdsl.diagnostics.rules import tables as rules
from sibdsl.semantics import every
from sibdsl.semantics.conditions import described
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.meaning import UNKNOWN, Known
from sibdsl.semantics.require import shown
from sibdsl.semantics.tables import FoundTable, what_of
from sibdsl.semantics.written import line_after, text_of
from sibdsl.source.span import Span
from sibdsl.surface import tables as surface
from sibdsl.surface.node import Node
from sibdsl.values import interval as ranges
from sibdsl.values.interval import Interval

_WHOLE_SHARE = Interval(Fraction(0), True, Fraction(1), True)


def _check_found(known: Known, found: FoundTable) -> None:
    """Check a table of conditions, brackets or shares, and whether a table may stand where it does."""
    run = _KINDS.get(type(found.node))
    if run is not None:
        run(known, found, found.node)


def check_otherwise(known: Known, rows: Sequence[Node], is_otherwise: Sequence[bool]) -> bool:
    """Whether ``otherwise`` stands at most once and last; reported if not."""
    places = [index for index, found in enumerate(is_otherwise) if found]
    if not places or places == [len(rows) - 1]:
        return True
    if len(places) > 1:
        known.sink.report(
            rules.OTHERWISE_MISPLACED, rows[places[1]].span, others=[(rows[places[0]].span, "already here")],
            found="`otherwise` stands twice", next_step="keep the one that was agreed and delete the other",
        )  # fmt: skip
    else:
        known.sink.report(
            rules.OTHERWISE_MISPLACED, rows[places[0]].span, others=[(rows[places[0] + 1].span, "a row after it")],
            found="`otherwise` is not the last row", next_step="move it to the end of the table",
        )  # fmt: skip
    return False


def _check_cases(known: Known, found: FoundTable, node: surface.ConditionTable) -> None:
    well_placed = check_otherwise(known, node.rows, [row.condition is None for row in node.rows])
    if well_placed and node.rows and node.rows[-1].condition is not None and known.is_whole(node):
        known.sink.report(
            rules.OTHERWISE_MISSING, node.rows[-1].span, fix=line_after(known, node.rows[-1], "otherwise nothing")
        )
    seen: dict[str, surface.Case] = {}
    for row in node.rows:
        if row.condition is None:
            continue
        words = text_of(known, row.condition)
        first = seen.setdefault(words, row) if words else row
        if first is not row:
            known.sink.report(rules.SAME_CONDITION_TWICE, row.span, others=[(first.span, "the earlier row")])


def _check_dates(known: Known, found: FoundTable, node: surface.DateTable) -> None:
    _check_owner(known, found, "a table by date", node.span if not node.rows else node.rows[0].span)


def _check_owner(known: Known, found: FoundTable, table: str, span: Span) -> None:
    if not found.place.reader.startswith("payment "):
        known.sink.report(rules.TABLE_OUTSIDE_PAYMENT, span, table=table, owner=found.place.reader)


def _check_brackets(known: Known, found: FoundTable, node: surface.BracketTable) -> None:
    if known.is_whole(node):
        _check_bracket_order(known, node)
    for row, width in zip(node.rows, found.bounds, strict=True):
        if width is not None and width <= 0 and row.width is not None:
            value = shown(width, found.subject.unit)
            known.sink.report(rules.BRACKET_WITHOUT_WIDTH, row.width.span, found=value)
    subject = found.subject
    if subject is not UNKNOWN and (subject.interval.low is None or subject.interval.low < 0):
        known.sink.report(
            rules.BELOW_THE_BRACKETS, node.subject.span, what=what_of(subject),
            range=described(subject.interval, subject), subject=text_of(known, node.subject),
        )  # fmt: skip


def _check_bracket_order(known: Known, node: surface.BracketTable) -> None:
    last = len(node.rows) - 1
    for index, row in enumerate(node.rows):
        wanted = "first" if index == 0 else "rest" if index == last else "next"
        if row.kind == wanted:
            continue
        if index == last and row.kind != "rest" and (index == 0) == (row.kind == "first"):
            problem, next_step = "the last bracket is not `rest`", "add a row `rest` with an amount, if only `nothing`"
        elif row.kind == "first" or index == 0:
            problem, next_step = f"`{row.kind}` stands where `{wanted}` belongs", f"write `{wanted}`, or move the row"
        elif row.kind == "rest":
            problem, next_step = "`rest` is not the last bracket", "move it to the end of the table"
        else:
            problem, next_step = f"`{row.kind}` stands where `{wanted}` belongs", f"write `{wanted}`"
        known.sink.report(rules.BRACKETS_OUT_OF_ORDER, row.span, found=problem, next_step=next_step)
        return


def _check_stages(known: Known, found: FoundTable, node: surface.ShareTable) -> None:
    _check_owner(known, found, "a table of shares", node.base.span)
    if known.is_whole(node):
        _check_stage_kinds(known, node)
    money = found.subject.unit
    before = Fraction(0)
    for stage, until in zip(node.stages, found.bounds, strict=True):
        if until is None or stage.until is None:
            continue
        if until <= before:
            known.sink.report(
                rules.STAGES_NOT_ASCENDING, stage.until.span, found=shown(until, money), before=shown(before, money)
            )
        before = max(before, until)
    for stage, share in zip(node.stages, found.amounts, strict=True):
        if share is not UNKNOWN and not ranges.encloses(_WHOLE_SHARE, share.interval):
            low = share.interval.low
            exact = low is not None and ranges.is_point(share.interval)
            found_share = shown(low, share.unit) if low is not None and exact else described(share.interval, share)
            known.sink.report(rules.SHARE_OUT_OF_RANGE, stage.share.span, found=found_share)


def _check_stage_kinds(known: Known, node: surface.ShareTable) -> None:
    for stage, following in pairwise(node.stages):
        if stage.kind != "until":
            words = "of the rest" if stage.kind == "rest" else "from the next determination"
            known.sink.report(
                rules.STAGES_OUT_OF_ORDER, stage.span, others=[(following.span, "this share never applies")],
                found=f"the share `{words}` is not the last", next_step="move it to the end of the table",
            )  # fmt: skip
            return
    if node.stages and node.stages[-1].kind == "until":
        known.sink.report(
            rules.STAGES_OUT_OF_ORDER, node.stages[-1].span,
            found="nothing says which share applies after the last sum is paid",
            next_step="add a row such as `0% of the rest`",
        )  # fmt: skip


_KINDS: dict[type[surface.Table], Callable[..., None]] = {
    surface.ConditionTable: _check_cases,
    surface.DateTable: _check_dates,
    surface.BracketTable: _check_brackets,
    surface.ShareTable: _check_stages,
}


CHECKS: tuple[Check, ...] = (Each(every.tables, _check_found),)
