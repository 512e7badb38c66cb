"""Empty files of evidence for a contract, to be filled in.

In: a plan. Out: the texts of CSV files, by file name.
Relies on the columns that ``reading`` expects. Guarantees: one row for every value that the contract can
read, in the order of the contract; the files read back without an error.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from sibdsl.runtime.evidence_sheets import COLUMNS
from sibdsl.runtime.plan import MetricPlan, Plan


def evidence_template(plan: Plan) -> dict[str, str]:
    """Write the files that the contract's evidence goes into, with an empty cell for each value."""
    files = {"observations.csv": _file("observations", [row for metric in plan.metrics for row in _rows_of(metric)])}
    facts = [
        (fact.name, day.isoformat() if day else "", "", "")
        for fact in plan.facts
        for day in (fact.dates if fact.dates is not None else (None,))
    ]
    if facts:
        files["facts.csv"] = _file("facts", facts)
    if plan.termination is not None:
        files["events.csv"] = _file("events", [])
    return files


def _rows_of(metric: MetricPlan) -> list[tuple[str, ...]]:
    cohorts = [""] if metric.cohorts is None else list(metric.cohorts)
    ends = [""] if metric.periods is None else [period.end.isoformat() for period in metric.periods]
    return [(metric.name, cohort, end, "", "", "", "") for cohort in cohorts for end in ends]


def _file(kind: str, rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS[kind])
    writer.writerows(rows)
    return text.getvalue()
