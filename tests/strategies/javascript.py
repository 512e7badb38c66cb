"""Generated JavaScript, run by one Node for all tests, and evidence for it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any

from sibdsl.generators.javascript.module import generate_javascript
from sibdsl.ir.program import Program
from sibdsl.runtime.evidence import Evidence
from sibdsl.runtime.statement import Statement

_DRIVER = Path(__file__).with_name("javascript_driver.mjs")


class Node:
    """A Node that imports modules and calls what they export. `load` comes before the calls of a module."""

    def __init__(self, program: str) -> None:
        self._process = subprocess.Popen(
            [program, str(_DRIVER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def __enter__(self) -> Node:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)
        self._process.stdout.close()

    def load(self, text: str) -> None:
        """Import a module; later calls are of what it exports."""
        self._ask({"module": text})

    def load_program(self, program: Program) -> None:
        self.load(generate_javascript(program))

    def call(self, function: str, *arguments: object) -> Any:
        """What a function gives."""
        return self.calls([(function, *arguments)])[0]

    def calls(self, calls: list[tuple[object, ...]]) -> list[Any]:
        """What several calls give."""
        return self._ask({"calls": calls})

    def value(self, name: str) -> Any:
        """A constant that the module exports."""
        return self._ask({"value": name})

    def _ask(self, question: object) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "Node ended without an answer"
        answer = json.loads(line)
        assert "error" not in answer, answer["error"]
        return answer["found"]


def expected_of(statement: Statement) -> dict[str, object]:
    """A statement as plain data without what JavaScript does not tell: derivations, and counts of claims."""
    data = statement.to_data()
    lines: Any = data["payments"]
    for line in lines:
        del line["derivation"]
        line.pop("claims", None)
    data.pop("claims", None)
    return data


def statement_in(found: Mapping[str, object], names: Mapping[str, object]) -> dict[str, object]:
    """What JavaScript gives under the names of a statement."""
    return {name: found[name] for name in found if name in names}


def evidence_rows(program: Program, evidence: Evidence) -> dict[str, object]:
    """The evidence as `settleEvidence` takes it, with where each row was written."""
    plan = program.plan
    scales = {item.name: item.unit.scale for item in (*plan.metrics, *plan.facts)}
    observations = [
        {
            "metric": row.metric,
            "cohort": row.cohort,
            "period_end": _day(row.period_end),
            "value": _written(row.value / scales[row.metric]),
            "verified_on": _day(row.verified_on),
            **({} if row.origin is None else {"file": row.origin.file, "row": row.origin.row}),
        }
        for row in evidence.observations.values()
    ]
    facts = [
        {"fact": row.fact, "date": _day(row.day), "value": _written(row.value / scales[row.fact])}
        for row in evidence.facts.values()
    ]
    ended = evidence.termination
    events = [] if ended is None else [{"event": "termination", "date": _day(ended.day)}]
    return {"observations": observations, "facts": facts, "events": events}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _written(value: Fraction) -> str:
    return str(value)
