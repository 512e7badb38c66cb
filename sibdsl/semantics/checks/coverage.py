"""Step tables: one row for every value that can be measured, and a value for every row.

In: the known contract, whose tables were worked out with their owners. Out: findings in the sink, each with an example
value and marks at the neighbouring rows.
Guarantees: a table without an error here has exactly one row that applies, for every value of its subject that
lies in its range and on its grid. ``tests/properties/test_coverage.py`` tries that by brute force.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sibdsl.diagnostics.diagnostic import Edit, Fix
from sibdsl.diagnostics.rules import tables as rules
from sibdsl.semantics import every
from sibdsl.semantics.checks.rows import check_otherwise
from sibdsl.semantics.conditions import described
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.meaning import Known, Meaning
from sibdsl.semantics.require import check_measurable, shown
from sibdsl.semantics.tables import FoundTable, Resolved, ResolvedRow, what_of
from sibdsl.semantics.written import line_after
from sibdsl.source.span import Span, end_of, make, start_of
from sibdsl.surface import tables as surface
from sibdsl.surface.expressions import Test
from sibdsl.values import coverage
from sibdsl.values import interval as ranges
from sibdsl.values.interval import Interval

_ABOVE = "above"


def _check_found(known: Known, found: FoundTable) -> None:
    """Check the rows of a step table."""
    if isinstance(found.node, surface.StepTable) and found.resolved is not None:
        _check_table(known, found, found.node, found.resolved)


def _check_table(known: Known, found: FoundTable, node: surface.StepTable, resolved: Resolved) -> None:
    named = [row for row in resolved.rows if row.row.test is not None]
    reached = {piece.row for piece in found.pieces}
    well_placed = check_otherwise(known, node.rows, [row.test is None for row in node.rows])
    # Which rows meet, and which are reached, shows once all of them can be read.
    whole = known.is_whole(node)
    if well_placed and len(named) == len(resolved.rows) and whole:
        _check_gaps(known, node, resolved, named)
    if not resolved.ladder and whole:
        _check_overlaps(known, resolved.subject, named)
    hidden = [index for index in range(len(resolved.rows)) if index not in reached] if whole else []
    _check_order(known, resolved, [index for index in hidden if _is_out_of_order(resolved, index)])
    for index, row in enumerate(resolved.rows):
        if index in hidden and not _is_out_of_order(resolved, index):
            _report_unreached(known, resolved, index)
        elif index in reached and row.row.test is not None:
            test, written = row.row.test, row.written
            for bound, value in ((test.low, written.low), (test.high, written.high)):
                check_measurable(known, bound, value, resolved.subject)


def _check_gaps(known: Known, node: surface.StepTable, resolved: Resolved, named: Sequence[ResolvedRow]) -> None:
    subject = resolved.subject
    for gap in coverage.gaps([row.written for row in named], subject.interval, subject.step):
        below = next((row.row for row in named if row.written.high is not None and row.written.high == gap.low), None)
        above = next((row.row for row in named if row.written.low is not None and row.written.low == gap.high), None)
        others = [(row.span, words) for row, words in ((below, "ends here"), (above, "begins here")) if row is not None]
        words, example = described(gap, subject), shown(coverage.example(gap, subject.step), subject.unit)
        next_step, fix = "add `otherwise` and an amount as the last row, or extend a row", None
        if below is not None and above is not None:
            # In the middle of a table nobody means to pay nothing.
            next_step, fix = _joined(gap, above, subject)
        elif node.rows:
            fix = line_after(known, node.rows[-1], "otherwise nothing")
        known.sink.report(
            rules.GAP, _head(node), others=others, gap=words if example in words else f"{words}, for example {example}",
            what=what_of(subject), range=described(subject.interval, subject), next_step=next_step, fix=fix,
        )  # fmt: skip


def _joined(gap: Interval, above: surface.Row, subject: Meaning) -> tuple[str, Fix | None]:
    """How to let two rows meet that leave values out between them."""
    if gap.low is None or gap.low != gap.high or above.test is None:
        return "extend one of the two rows, or add a row between them", None
    value = _value(gap.low, subject)
    start = start_of(above.test.span)
    edit = Edit(make(start, start + len(_ABOVE)), "at least")
    fix = Fix(f"write `at least {value}`", "unsafe", (edit,)) if _is_above(above.test) else None
    return f"write `at least {value}` in the one row, or end the other one with `to {value}`", fix


def _is_above(test: Test) -> bool:
    """Whether a test is written `above` and a value, and no more."""
    return test.low is not None and not test.low_closed and test.high is None


def _head(node: surface.StepTable) -> Span:
    """What a table reads, which stands for the whole table in a message."""
    return node.subject.span


def _check_overlaps(known: Known, subject: Meaning, named: Sequence[ResolvedRow]) -> None:
    measured = [ranges.intersect(row.written, subject.interval) for row in named]
    blamed: set[int] = set()
    for first, second, shared in coverage.overlaps(measured, subject.step):
        # A row that meets many others is reported once; the rest follows from the same mistake.
        if second in blamed:
            continue
        blamed.add(second)
        example = _value(coverage.example(shared, subject.step), subject)
        known.sink.report(
            rules.OVERLAP, named[second].row.span, others=[(named[first].row.span, f"also covers {example}")],
            example=example, first=described(named[first].written, subject),
            second=described(named[second].written, subject), next_step=_parted(named[first], named[second], subject),
        )  # fmt: skip


def _value(value: Fraction, subject: Meaning) -> str:
    return shown(value, subject.unit)


def _parted(first: ResolvedRow, second: ResolvedRow, subject: Meaning) -> str:
    """How to write two rows that share values so that they meet without sharing any."""
    lower, upper = sorted((first.written, second.written), key=lambda row: (row.low is not None, row.low or 0))
    if lower.high is None and upper.high is None:
        return "say where each of the rows ends, or begin every row with `at least`: then the first one reached applies"
    if lower.high is None or lower.high != upper.low:
        return "let one of the two end where the other begins"
    open_end = Interval(lower.low, lower.low_closed, lower.high, False)
    return f"write `{described(open_end, subject)}` for the lower row, if the boundary belongs to the upper one"


def _report_unreached(known: Known, resolved: Resolved, index: int) -> None:
    row = resolved.rows[index]
    subject = resolved.subject
    what, values = what_of(subject), described(subject.interval, subject)
    if row.row.test is None:
        if index == len(resolved.rows) - 1:
            known.sink.report(rules.OTHERWISE_NEVER_REACHED, row.row.span, what=what, range=values)
        return
    words = described(row.written, subject)
    measurable = ranges.intersect(row.written, subject.interval)
    if ranges.is_empty(row.written):
        reason, next_step = "it ends before it begins", "put the lower boundary first"
    elif ranges.is_empty(measurable):
        reason = f"{what} is {values}"
        next_step = "correct the boundary, or the range of the metric"
    elif not coverage.has_value(measurable, subject.step):
        step = _value(subject.step or Fraction(1), subject)
        reason = f"{what} is measured to {step}, and no such value is in it"
        next_step = "move the boundary to a value that can be measured"
    else:
        _report_hidden(known, resolved, index)
        return
    known.sink.report(rules.ROW_NEVER_REACHED, row.row.span, words=words, reason=reason, next_step=next_step)


def _report_hidden(known: Known, resolved: Resolved, index: int) -> None:
    """Report a row of a ladder all of whose values that can be measured reach an earlier row."""
    row, hiding = resolved.rows[index], _hiding(resolved, index)
    words, other = described(row.written, resolved.subject), described(hiding.written, resolved.subject)
    reason = f"every value of it that can be measured reaches `{other}` first"
    next_step = "move the boundary to a value that can be measured"
    if words == other:
        reason, next_step = "an earlier row has the same words", "delete one of the two rows, or correct its boundary"
    known.sink.report(
        rules.ROW_NEVER_REACHED, row.row.span, others=[(hiding.row.span, "reached first")], words=words,
        reason=reason, next_step=next_step,
    )  # fmt: skip


def _hiding(resolved: Resolved, index: int) -> ResolvedRow:
    """The row above one that is never reached which is reached instead."""
    above = [other for other in resolved.rows[:index] if other.row.test is not None]
    row = resolved.rows[index]
    return next((other for other in above if ranges.encloses(other.written, row.written)), above[0])


def _is_out_of_order(resolved: Resolved, index: int) -> bool:
    """Whether a row is never reached because a row that is easier to reach stands above it."""
    row = resolved.rows[index]
    if not resolved.ladder or row.row.test is None or ranges.is_empty(row.written):
        return False
    if not any(other.row.test is not None for other in resolved.rows[:index]):
        return False
    measurable = ranges.intersect(row.written, resolved.subject.interval)
    if ranges.is_empty(measurable) or not coverage.has_value(measurable, resolved.subject.step):
        return False
    hiding = _hiding(resolved, index)
    same = described(row.written, resolved.subject) == described(hiding.written, resolved.subject)
    return not same and ranges.encloses(hiding.written, row.written)


def _check_order(known: Known, resolved: Resolved, hidden: Sequence[int]) -> None:
    """Report the rows that stand too low: once, because one change puts all of them right."""
    if not hidden:
        return
    row, hiding = resolved.rows[hidden[0]], _hiding(resolved, hidden[0])
    words, other = described(row.written, resolved.subject), described(hiding.written, resolved.subject)
    others = [(hiding.row.span, "reached first")]
    others += [(resolved.rows[index].row.span, "never reached either") for index in hidden[1:]]
    order = "the highest boundary first" if row.written.low is not None else "the lowest boundary first"
    known.sink.report(
        rules.ROWS_OUT_OF_ORDER, row.row.span, others=others, words=words, other=other, order=order,
        fix=_in_order(known, resolved),
    )  # fmt: skip


def _in_order(known: Known, resolved: Resolved) -> Fix | None:
    """A fix that puts the rows of a ladder in the order in which each can be reached."""
    source = known.sink.source_at(resolved.rows[0].row.span)
    named = [found for found in resolved.rows if found.row.test is not None]
    if source is None:
        return None
    texts = [source.text[start_of(found.row.span) : end_of(found.row.span)] for found in named]
    order = sorted(range(len(named)), key=lambda index: _reached_first(named[index].written))
    edits = [Edit(found.row.span, texts[index]) for found, index in zip(named, order, strict=True)]
    return Fix("put the rows in order", "unsafe", tuple(edits))


def _reached_first(written: Interval) -> tuple[Fraction, bool]:
    """Order by how hard a row is to reach: the narrowest range first."""
    if written.low is not None:
        return -written.low, written.low_closed
    return written.high or Fraction(0), written.high_closed


CHECKS: tuple[Check, ...] = (Each(every.tables, _check_found),)
