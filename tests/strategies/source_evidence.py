"""Hypothesis strategies for the evidence of a contract: complete, partial, and with rows that are wrong.

In: a plan. Out: `Sheets`, rows of text as people fill them in, which can be shuffled, thinned and written to files.
Relies on the plan alone. Guarantees: rows of `right_evidence` can all be used; values often lie at the boundaries of
tables, where contracts are litigated.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from sibdsl.runtime.plan import FactPlan, MetricPlan, Plan, Range, Unit

Row = tuple[str, ...]
OBSERVATIONS = ("metric", "cohort", "period_end", "value", "verified_by", "verified_on", "reference")
FACTS = ("fact", "date", "value", "reference")
EVENTS = ("event", "date", "reference")
WRONG_CELLS = (
    "", "n/a", "12.5", "12,5%", "1.234,50", "9 240", "EUR 5", "£5", "5%", "-1", "1e9", "31/03/2029", "2029-02-29",
    "9" * 60, "0.00001", "=1+1", "tba", "somebody", "unknown_metric", "TRUE", "½",
)  # fmt: skip


@dataclass(frozen=True)
class Sheets:
    """Evidence, a list of rows of text for each kind of file."""

    observations: tuple[Row, ...] = ()
    facts: tuple[Row, ...] = ()
    events: tuple[Row, ...] = ()

    def texts(self) -> dict[str, str]:
        """The files, by name."""
        sheets = {"observations": (OBSERVATIONS, self.observations), "facts": (FACTS, self.facts),
                  "events": (EVENTS, self.events)}  # fmt: skip
        return {f"{kind}.csv": _file(columns, rows) for kind, (columns, rows) in sheets.items() if rows}

    def write(self, directory: Path) -> Path:
        """Write the files into a directory in place of those of earlier evidence."""
        directory.mkdir(exist_ok=True)
        for path in directory.iterdir():
            path.unlink()
        for name, text in (self.texts() or {"observations.csv": _file(OBSERVATIONS, ())}).items():
            (directory / name).write_text(text, encoding="utf-8", newline="")
        return directory


def _file(columns: Row, rows: Sequence[Row]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([columns, *rows])
    return text.getvalue()


@st.composite
def right_evidence(draw: st.DrawFn, plan: Plan) -> Sheets:
    """Evidence without a wrong row: all of it, or some."""
    share = draw(st.sampled_from([100, 100, 80, 30]))
    keep = lambda: share == 100 or draw(st.integers(0, 99)) < share  # noqa: E731
    observations = [
        _observation(draw, plan, metric, cohort, end)
        for metric in plan.metrics
        for cohort in metric.cohorts or ("",)
        for end in _ends(metric)
        if keep()
    ]
    facts = [
        (fact.name, day, draw(_values(plan, fact, None)), "")
        for fact in plan.facts
        for day in (("",) if fact.dates is None else [day.isoformat() for day in fact.dates])
        if keep()
    ]
    return Sheets(tuple(observations), tuple(facts), draw(_events(plan)))


@st.composite
def any_evidence(draw: st.DrawFn, plan: Plan) -> Sheets:
    """Evidence that people hand in: cells are wrong, rows are there twice or belong to another contract."""
    sheets = draw(right_evidence(plan))
    rows = list(sheets.observations)
    for _ in range(draw(st.integers(0, 4)) if rows else 0):
        index = draw(st.integers(0, len(rows) - 1))
        row = list(rows[index])
        row[draw(st.integers(0, len(row) - 1))] = draw(st.sampled_from(WRONG_CELLS))
        if draw(st.booleans()):
            rows.append(tuple(row))
        else:
            rows[index] = tuple(row)
    facts = [
        tuple(draw(st.sampled_from(WRONG_CELLS)) if not draw(st.integers(0, 9)) else cell for cell in row)
        for row in sheets.facts
    ]
    events = list(sheets.events)
    if not draw(st.integers(0, 5)):
        events.append(("termination", draw(st.sampled_from([str(plan.term.end), "soon", "1999-01-01"])), ""))
    return Sheets(tuple(rows), tuple(facts), tuple(events))


def _ends(metric: MetricPlan) -> list[str]:
    return [""] if metric.periods is None else [period.end.isoformat() for period in metric.periods]


def _observation(
    draw: Callable[[st.SearchStrategy[Any]], Any], plan: Plan, metric: MetricPlan, cohort: str, end: str
) -> Row:
    measured = date.fromisoformat(end) if end else plan.term.end
    verified_on = measured + timedelta(days=draw(st.sampled_from([0, 30, 200, -20])))
    dated = bool(draw(st.integers(0, 3))) or any(
        payment.payable is not None and payment.payable.of_validation for payment in plan.payments
    )
    verifier = draw(st.sampled_from(metric.verifiers)) if metric.verifiers else ""
    reference = draw(st.sampled_from(["", "Report 1, page 3", '"quoted", 日本']))
    value = draw(_values(plan, metric, metric.name))
    return (metric.name, cohort, end, value, verifier, verified_on.isoformat() if dated else "", reference)


@st.composite
def _values(draw: st.DrawFn, plan: Plan, measured: MetricPlan | FactPlan, subject: str | None) -> str:
    """A value as people write it: on the grid, in the range, often at a boundary of a table."""
    step = measured.step or measured.unit.scale / draw(st.sampled_from([1, 1000]))
    low, high = _grid(measured.range, step)
    near = [
        int(end / step) + draw(st.integers(-1, 1))
        for words in plan.words
        if subject is not None and subject in words.subject
        for row in words.rows
        if row.range is not None
        for end in (row.range.low, row.range.high)
        if end is not None
    ]
    near = [count for count in near if low <= count <= high]
    if near and draw(st.integers(0, 9)) < 6:
        return draw(_written(measured.unit, plan, draw(st.sampled_from(near)) * step))
    return draw(_written(measured.unit, plan, draw(st.integers(low, high)) * step))


def _grid(range: Range, step: Fraction) -> tuple[int, int]:
    """The first and last multiple of the step in a range; a range without an end goes a long way."""
    high = None if range.high is None else int(range.high // step)
    if high is not None and not range.high_closed and high * step == range.high:
        high -= 1
    low = None if range.low is None else -int(-range.low // step)
    if low is not None and not range.low_closed and low * step == range.low:
        low += 1
    if low is None:
        low = (high if high is not None else 0) - 2000
    return low, high if high is not None else low + 4000


@st.composite
def _written(draw: st.DrawFn, unit: Unit, plan: Plan, value: Fraction) -> str:
    number = value / unit.scale
    digits = 0
    while (number * 10**digits).denominator != 1:
        digits += 1
    digits += draw(st.sampled_from([0, 0, 0, 1]))
    scaled = abs(number * 10**digits)
    text = f"{int(scaled):0{digits + 1}d}"
    whole, part = (text[:-digits], f".{text[-digits:]}") if digits else (text, "")
    if draw(st.booleans()):
        whole = f"{int(whole):,}"
    text = f"{'-' if number < 0 else ''}{whole}{part}"
    if unit.kind == "percent":
        return f"{text}%"
    if unit.kind == "points":
        return draw(st.sampled_from([text, f"{text} points"]))
    if unit.kind == "money":
        return draw(st.sampled_from([text, f"{plan.currency} {text}"]))
    return draw(st.sampled_from([text, f"{text} {unit.text}"] if unit.text not in ("", "number") else [text]))


@st.composite
def _events(draw: st.DrawFn, plan: Plan) -> tuple[Row, ...]:
    if plan.termination is None or draw(st.integers(0, 2)):
        return ()
    first, last = plan.termination.first, plan.termination.last
    day = first + timedelta(days=draw(st.integers(0, (last - first).days)))
    return (("termination", day.isoformat(), ""),)
