"""Generated JavaScript, run by one Node for all tests, and evidence for it."""

from __future__ import annotations

import json
import random
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


class JavaScript:
    """A Node that imports modules and calls what they export. `load` comes before the calls of a module."""

    def __init__(self, program: str) -> None:
        self._process = subprocess.Popen(
            [program, str(_DRIVER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def __enter__(self) -> JavaScript:
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

    def milliseconds(self, calls: list[tuple[object, ...]]) -> list[float]:
        """How long each of several calls takes."""
        found: list[float] = self._ask({"timed": calls})
        return found

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


KINDS = ("metrics", "facts", "calculations", "cards")


def chosen_values(contract: Mapping[str, Any], chance: random.Random) -> dict[str, str]:
    """Values that can be, for some of what can be chosen: at edges and beside them, or anywhere on the grid."""
    return {
        item["name"]: str(_chosen(item, chance))
        for kind in KINDS
        for item in contract[kind]
        # Any value of a calculated metric can be asked for, but its tables need not have a row for it.
        if chance.random() < (0.2 if kind == "calculations" else 0.8)
    }


def _chosen(item: Mapping[str, Any], chance: random.Random) -> Fraction:
    step = Fraction(item["step"] or "1/7")
    low = None if item["low"] is None else Fraction(item["low"])
    high = None if item["high"] is None else Fraction(item["high"])
    edges = [Fraction(edge) for edge in item["breakpoints"]] + [end for end in (low, high) if end is not None]
    top = max([*edges, Fraction(item["start"] or 0)]) * 2 + 10 * step
    wished = chance.choice(edges) if edges and chance.random() < 0.5 else top * chance.randrange(1000) / 1000
    value = (wished // step + chance.choice([0, 0, 1, -1])) * step
    if low is not None and (value < low or (value == low and not item["low_closed"])):
        value = -(-low // step) * step + (0 if item["low_closed"] else step)
    if high is not None and (value > high or (value == high and not item["high_closed"])):
        value = high // step * step - (0 if item["high_closed"] else step)
    return value


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _written(value: Fraction) -> str:
    return str(value)
