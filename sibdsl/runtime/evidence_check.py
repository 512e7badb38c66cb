"""The cells of one row of evidence: texts, dates and values, and a finding for each that is wrong.

In: the cells of a row, and the plan. Out: dates and exact values, or findings.
Relies on ``evidence_cells`` for numbers and dates.
Guarantees: each problem is found once, and says what was found, what was expected and one next step.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from sibdsl.runtime.determinations import Prepared
from sibdsl.runtime.evidence import Finding, Origin
from sibdsl.runtime.evidence_cells import Problem, is_in_range, range_text, read_date, read_value
from sibdsl.runtime.evidence_sheets import EvidenceRow, Sheet
from sibdsl.runtime.exact import round_to
from sibdsl.runtime.plan import FactPlan, MetricPlan
from sibdsl.runtime.wording import listed, quantity_text, quoted, with_title


class CellCheck:
    """The cells of one row while they are checked; ``failed`` once any of them has an error."""

    __slots__ = ("cells", "failed", "findings", "origin", "prepared")

    def __init__(self, prepared: Prepared, sheet: Sheet, row: EvidenceRow, findings: list[Finding]) -> None:
        self.prepared = prepared
        self.cells = row.cells
        self.origin = Origin(sheet.file, row.row)
        self.findings = findings
        self.failed = False

    def cell(self, column: str) -> str:
        """Give the text of a cell; empty where the file has no such column."""
        return self.cells.get(column, "").strip()

    def fail(self, column: str, problem: Problem) -> None:
        """Report an error; the row will not be used."""
        self.failed = True
        self.findings.append(
            Finding(
                problem.code,
                "error",
                problem.message,
                problem.expected,
                problem.help,
                self.origin.file,
                self.origin.row,
                column,
            )
        )

    def note(self, column: str, code: str, message: str) -> None:
        """Report something that does not keep the row from being used."""
        origin = self.origin
        self.findings.append(Finding(code, "note", message, file=origin.file, row=origin.row, column=column))

    def day_in(self, column: str, what: str) -> date | None:
        """Read the date in a cell that must hold one; None after an error."""
        text = self.cell(column)
        if not text:
            expected = "a date as year-month-day, such as 2016-08-31"
            self.fail(column, Problem("SIB946", f"{what} is missing", expected, "fill in the date"))
            return None
        day = read_date(text)
        if isinstance(day, Problem):
            self.fail(column, day)
            return None
        return day

    def is_filled_in(self, name: str) -> bool:
        """Say whether the row has a value; note it where it has none yet."""
        if self.cell("value"):
            return True
        self.note("value", "SIB930", f"the value of {name} is not filled in yet")
        return False

    def value_in(self, plan: MetricPlan | FactPlan) -> Fraction | None:
        """Read the value in its unit, to its precision and in its range; None after an error."""
        text = self.cell("value")
        value = read_value(text, plan.unit)
        if isinstance(value, Problem):
            self.fail("value", value)
            return None
        digits = self.prepared.plan.digits
        if plan.step is not None and (value / plan.step).denominator != 1:
            precision = quantity_text(plan.step, plan.unit, digits)
            if plan.rounding is None:
                message = f"{quoted(text)} has more digits than {plan.name} is reported with"
                help = f"round it as the contract says, and report it to {precision}"
                self.fail("value", Problem("SIB935", message, f"a value to {precision}", help))
                return None
            value = round_to(value, plan.step, plan.rounding)
            rounded = quantity_text(value, plan.unit, digits)
            self.note("value", "SIB936", f"{quoted(text)} is rounded ({plan.rounding}) to {rounded}")
        if not is_in_range(value, plan.range):
            message = f"{quoted(text)} is outside the range of {with_title(plan.name, plan.title)}"
            expected = f"a value {range_text(plan.range, plan.unit, digits)}"
            self.fail("value", Problem("SIB937", message, expected, "check the value"))
        return value


def date_not_among(code: str, message: str, day: date, days: Sequence[date]) -> Problem:
    """Say which dates would have been possible: all of a few, else those next to the one found."""
    ordered = sorted(days)
    place = bisect_left(ordered, day)
    near = ordered[max(place - 1, 0) : place + 1]
    if len(ordered) <= 4:
        expected = listed([str(possible) for possible in ordered], "or")
    else:
        expected = f"one of {len(ordered)} dates from {ordered[0]} to {ordered[-1]}"
    nearest = listed([str(possible) for possible in near], "or")
    return Problem(code, message, expected or "no date", f"write {nearest} if that is meant" if near else "")
