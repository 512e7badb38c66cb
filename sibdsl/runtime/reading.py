"""Reading evidence from disk for one contract.

In: a plan, and the path of a directory, a CSV file or a JSON file. Out: ``Evidence`` with every finding.
Relies on ``evidence_files`` for rows and on ``evidence_rows`` for what they mean.
Guarantees: no exception for any path and any bytes; nothing is dropped in silence; findings come in the
order of files and rows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import TypeVar

from sibdsl.runtime.determinations import Prepared, prepare
from sibdsl.runtime.evidence import (
    Evidence,
    FactKey,
    FactValue,
    Finding,
    Observation,
    ObservationKey,
    Origin,
    TerminationEvent,
)
from sibdsl.runtime.evidence_files import load_sheets
from sibdsl.runtime.evidence_rows import RowCheck
from sibdsl.runtime.plan import Plan

Reported = TypeVar("Reported", Observation, FactValue, TerminationEvent)
Key = TypeVar("Key", bound=Hashable)


def read_evidence(plan: Plan, path: str | PathLike[str], others: Collection[str] = ()) -> Evidence:
    """Read and check everything that is reported at a path, but files that somebody else reads, by name."""
    prepared = prepare(plan)
    findings: list[Finding] = []
    observations: list[Observation] = []
    facts: list[FactValue] = []
    events: list[TerminationEvent] = []
    for sheet in load_sheets(Path(path), findings, others):
        for row in sheet.rows:
            check = RowCheck(prepared, sheet, row, findings)
            if sheet.kind == "observations":
                observations.extend(_found(check.observation()))
            elif sheet.kind == "facts":
                facts.extend(_found(check.fact_value()))
            else:
                events.extend(_found(check.termination()))
    by_observation: dict[ObservationKey, Observation] = _once(
        observations, lambda row: row.key, lambda row: row.value, _observation_in_words, findings
    )
    by_fact: dict[FactKey, FactValue] = _once(
        facts, lambda row: row.key, lambda row: row.value, _fact_in_words, findings
    )
    termination: dict[str, TerminationEvent] = _once(
        events, lambda row: "", lambda row: row.day, lambda row: "the termination", findings
    )
    _note_unread(prepared, by_observation, findings)
    in_order = sorted(findings, key=lambda finding: (finding.file or "", finding.row or 0))
    return Evidence(by_observation, by_fact, termination.get(""), tuple(in_order))


def _found(row: Reported | None) -> list[Reported]:
    return [] if row is None else [row]


def _once(
    rows: list[Reported],
    key: Callable[[Reported], Key],
    value: Callable[[Reported], object],
    words: Callable[[Reported], str],
    findings: list[Finding],
) -> dict[Key, Reported]:
    """Keep one row for each key; rows that contradict each other are all left out."""
    first: dict[Key, Reported] = {}
    contradicted: set[Key] = set()
    for row in rows:
        earlier = first.setdefault(key(row), row)
        if earlier is row:
            continue
        where = _place(earlier.origin)
        if value(earlier) == value(row):
            message = f"{words(row)} is reported again, with the same value as in {where}"
            finding = Finding("SIB950", "warning", message, "one row for each value", "delete one of the two rows")
        else:
            contradicted.add(key(row))
            message = f"{words(row)} is reported again, with another value than in {where}; neither is used"
            finding = Finding("SIB951", "error", message, "one row for each value", "keep the row that is right")
        origin = row.origin
        findings.append(replace(finding, file=origin.file, row=origin.row) if origin else finding)
    return {found: row for found, row in first.items() if found not in contradicted}


def _note_unread(prepared: Prepared, observations: dict[ObservationKey, Observation], findings: list[Finding]) -> None:
    """Note the metrics that are reported although no payment reads them."""
    read = {read.name for payment in prepared.plan.payments for read in payment.reads if read.kind == "metric"}
    unread: dict[str, list[Observation]] = {}
    for observation in observations.values():
        if observation.metric not in read:
            unread.setdefault(observation.metric, []).append(observation)
    for metric, rows in unread.items():
        origin = rows[0].origin
        message = (
            f"no payment reads {metric}, so its {len(rows)} reported value{'s' if len(rows) > 1 else ''} change nothing"
        )
        file, row = (origin.file, origin.row) if origin else (None, None)
        findings.append(Finding("SIB956", "note", message, file=file, row=row, column="metric"))


def _place(origin: Origin | None) -> str:
    return f"row {origin.row} of {origin.file}" if origin else "an earlier row"


def _observation_in_words(row: Observation) -> str:
    cohort = f" for {row.cohort}" if row.cohort else ""
    return f"{row.metric}{cohort}{f' in the period to {row.period_end}' if row.period_end else ''}"


def _fact_in_words(row: FactValue) -> str:
    return f"{row.fact}{f' on {row.day}' if row.day else ''}"
