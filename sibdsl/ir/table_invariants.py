"""Invariants about tables: steps, brackets, stages, dates and cases.

In: a program whose names resolve. Out: breaches.
Relies on: the ranges of reported metrics.
Guarantees: after these, exactly one row of a table applies to every value that its subject can take, and
every row has words that explain it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise

from sibdsl.ir.breach import Breach, all_nodes
from sibdsl.ir.expressions import Brackets, Cases, Dates, MetricValue, Stages, StepRow, Steps
from sibdsl.ir.program import Indexed, Minimum, Program, Rule
from sibdsl.ir.reads import rule_roots
from sibdsl.ir.walk import nodes
from sibdsl.runtime.plan import PaymentPlan, Range

_WHOLE_LINE = Range()


def steps_are_total(program: Program) -> Iterator[Breach]:
    """Rows of steps ascend without gap or overlap over the line, or over the range of the metric they read."""
    ranges = {metric.name: metric.range for metric in program.plan.metrics}
    for owner, node in all_nodes(program):
        if not isinstance(node, Steps):
            continue
        place = f"{owner}, steps {node.name}"
        if not node.rows:
            yield Breach(place, "a table without rows")
            continue
        declared = _WHOLE_LINE
        if isinstance(node.subject, MetricValue) and node.subject.over == "here":
            declared = ranges[node.subject.name]
        yield from (Breach(place, what) for what in _uncovered(node.rows, declared))


def rows_have_words(program: Program) -> Iterator[Breach]:
    """Every rule that can be explained has words, of its kind, for each of its rows."""
    words = {item.name: item for item in program.plan.words}
    for place, kinds, name, rows in _explained(program):
        found = words.get(name)
        if found is None:
            yield Breach(place, f"there are no words for {name!r}")
        elif found.kind not in kinds:
            yield Breach(place, f"expected words of the kind {' or '.join(kinds)}, found {found.kind!r}")
        elif any(not 0 <= row < len(found.rows) for row in rows):
            yield Breach(place, f"its {len(found.rows)} rows of words do not explain row {max(rows)}")


def brackets_end_open(program: Program) -> Iterator[Breach]:
    """Of the brackets of a table all but the last have a width, which is above zero."""
    for place, node in all_nodes(program):
        if not isinstance(node, Brackets):
            continue
        widths = [bracket.width for bracket in node.brackets]
        if not widths or widths[-1] is not None or any(width is None or width <= 0 for width in widths[:-1]):
            yield Breach(f"{place}, brackets {node.name}", f"widths {', '.join(map(str, widths)) or 'of nothing'}")


def stages_end_open(program: Program) -> Iterator[Breach]:
    """Of the stages of a share all but the last end at a sum, and those sums ascend from above zero."""
    for owner, node in all_nodes(program):
        if not isinstance(node, Stages):
            continue
        sums = [stage.until for stage in node.stages]
        place = f"{owner}, stages {node.name}"
        if not sums or sums[-1] is not None or None in sums[:-1]:
            yield Breach(place, "only the last stage goes on for good")
            continue
        ends = [end for end in sums if end is not None]
        if any(first >= second for first, second in pairwise([Fraction(0), *ends])):
            yield Breach(place, f"the sums {', '.join(map(str, ends))} do not ascend")


def dates_cover_determinations(program: Program) -> Iterator[Breach]:
    """A table of dates has one amount for each determination date of every payment that reads it."""
    payments = {payment.name: payment for payment in program.plan.payments}
    for place, node in all_nodes(program):
        if isinstance(node, Dates):
            days = [row.day for row in node.rows]
            if days != sorted(set(days)):
                yield Breach(f"{place}, dates {node.name}", "its days do not ascend")
    for rule in program.rules:
        for table in _dates_in(rule):
            payment = payments[rule.payment]
            missing = _determination_days(payment) - {row.day for row in table.rows}
            if missing or payment.timing.on_termination:
                found = min(missing) if missing else "a termination"
                yield Breach(f"rule {rule.payment}, dates {table.name}", f"no amount for {found}")


def _uncovered(rows: tuple[StepRow, ...], declared: Range) -> Iterator[str]:
    """Say where rows leave a gap, overlap, or end before the declared range does."""
    for row in rows:
        if row.low is not None and row.high is not None:
            both = row.low_closed and row.high_closed
            if row.low > row.high or (row.low == row.high and not both):
                yield f"no value lies between {row.low} and {row.high}"
    for first, second in pairwise(rows):
        if first.high is None or first.high != second.low or first.high_closed == second.low_closed:
            yield f"the row to {first.high} and the row from {second.low} do not meet"
    first, last = rows[0], rows[-1]
    if first.low is not None and (
        declared.low is None
        or declared.low < first.low
        or (declared.low == first.low and declared.low_closed and not first.low_closed)
    ):
        yield f"nothing is said below {first.low}"
    if last.high is not None and (
        declared.high is None
        or declared.high > last.high
        or (declared.high == last.high and declared.high_closed and not last.high_closed)
    ):
        yield f"nothing is said above {last.high}"


def _explained(program: Program) -> Iterator[tuple[str, tuple[str, ...], str, tuple[int, ...]]]:
    """Everything that needs words: its place, the kinds of words, their name, and the rows it refers to."""
    for place, node in all_nodes(program):
        match node:
            case Steps():
                yield place, ("steps",), node.name, node.order
                if len(node.order) != len(node.rows):
                    yield place, ("an order for each row",), node.name, ()
            case Brackets():
                yield place, ("brackets",), node.name, tuple(range(len(node.brackets)))
            case Stages():
                yield place, ("stages",), node.name, tuple(range(len(node.stages)))
            case Dates():
                yield place, ("dates",), node.name, tuple(range(len(node.rows)))
            case Cases():
                yield place, ("cases",), node.name, tuple(range(len(node.cases) + 1))
            case _:
                pass
    for calculation in program.calculations:
        yield f"calculation {calculation.name}", ("calculation",), calculation.name, ()
    for rule in program.rules:
        yield from _explained_of_rule(rule)


def _explained_of_rule(rule: Rule) -> Iterator[tuple[str, tuple[str, ...], str, tuple[int, ...]]]:
    place = f"rule {rule.payment}"
    part_kinds = ("formula", "card", "steps", "brackets", "cases", "dates", "stages")
    for gate in rule.gates:
        yield place, ("gate",), gate.name, ()
    for part in rule.parts:
        yield place, part_kinds, part.name, ()
    for adjustment in rule.adjustments:
        if isinstance(adjustment, Indexed):
            yield place, ("index",), adjustment.name, ()
        elif isinstance(adjustment, Minimum):
            yield place, ("minimum",), adjustment.name, ()


def _dates_in(rule: Rule) -> Iterator[Dates]:
    for root in rule_roots(rule):
        for node, _ in nodes(root):
            if isinstance(node, Dates):
                yield node


def _determination_days(payment: PaymentPlan) -> set[date]:
    timing = payment.timing
    if timing.periods is not None:
        return {period.end for period in timing.periods}
    if timing.cohort_dates is not None:
        return set(timing.cohort_dates)
    return {timing.day} if timing.day is not None else set()
