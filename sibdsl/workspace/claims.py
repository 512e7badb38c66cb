"""Settling the claims of a contract: the tables read, an engine chosen and run, and files written on request.

In: a contract's program, the place of the three tables about people, and what is wanted of them.
Out: the evidence with its claims settled and findings; the files that are wanted: rejected rows, lines, the ledger.
Relies on: the readers of `evidence` and `runtime`, and on the engines, each loaded only when it is the one.
Guarantees: every engine gives the same result; small files need no library beyond the standard ones; what is wrong
with the evidence is a finding, and what cannot be done at all is a `ClaimsProblem` in plain words.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

import msgspec

from sibdsl.workspace.claims_engines import (
    ClaimsProblem,
    EngineRun,
    Progress,
    Task,
    choose_engine,
    in_bulk,
    in_python,
)
from sibdsl.workspace.claims_opening import is_small, open_tables, watched
from sibdsl.workspace.claims_output import earlier_ledger, write_files
from sibdsl.workspace.claims_wanted import NOTHING_WANTED, ClaimsWanted, refuse_contradictions

if TYPE_CHECKING:
    from sibdsl.evidence.claims_tables import ClaimsTables
    from sibdsl.ir.program import Program
    from sibdsl.runtime.claims import ClaimLine, ClaimsEvidence
    from sibdsl.runtime.claims_checks import StoryStep
    from sibdsl.runtime.claims_ledger import Ledger
    from sibdsl.runtime.claims_plan import ClaimsPlan
    from sibdsl.runtime.evidence import Evidence, Finding

FILE_CHANGED: Final = "SIB883"
"""The code of a file that changed while it was read, which ends the run."""


class ClaimsRun(msgspec.Struct, frozen=True):
    """What came of the claims: the evidence with them, what was found in the files, and which engine it was."""

    evidence: "Evidence"
    engine: str


def settle_claims(
    program: "Program",
    evidence: "Evidence",
    place: str,
    wanted: ClaimsWanted = NOTHING_WANTED,
    as_of: date | None = None,
    progress: Progress | None = None,
) -> ClaimsRun:
    """Settle the claims of a program and add them to the evidence; write the files that are wanted.

    `place` is where the other evidence is; `evidence` is what was read there.

    Raises:
        ClaimsProblem: something that is wanted cannot be done.
    """
    return _Settling(program, place, wanted, as_of, progress or _silent).run(evidence)


def tell_claim(
    program: "Program",
    evidence: "Evidence",
    place: str,
    claim: str,
    wanted: ClaimsWanted = NOTHING_WANTED,
    as_of: date | None = None,
    progress: Progress | None = None,
) -> "list[list[StoryStep]]":
    """Tell the life of each claim of a number, in steps that name nobody; no claim: there is none of this number.

    Raises:
        ClaimsProblem: something that is wanted cannot be done.
    """
    return _Settling(program, place, wanted, as_of, progress or _silent).tell(evidence, claim)


class _Settling:
    """One settlement of claims, step by step."""

    def __init__(
        self, program: "Program", place: str, wanted: ClaimsWanted, as_of: date | None, progress: Progress
    ) -> None:
        assert program.claims is not None, "the contract has no rate card"
        self._program = program
        self._claims: ClaimsPlan = program.claims
        self._place = wanted.place or place
        self._wanted = wanted
        self._as_of = as_of
        self._progress = progress
        self._findings: tuple[Finding, ...] = ()
        self._telling = False
        self._stack = ExitStack()

    def run(self, evidence: "Evidence") -> ClaimsRun:
        from sibdsl.runtime.claims_cards import with_settled_claims
        from sibdsl.runtime.determinations import prepare

        refuse_contradictions(self._wanted)
        task = self._task(evidence)
        with self._opened() as tables:
            name, run = self._settle(tables, task)
            fault = self._unreadable()
            if fault is not None and self._wanted.record:
                raise ClaimsProblem(fault.message, _nothing_closed(fault))
            write_files(task, self._wanted, tables, run)
        prepared = prepare(self._program.plan)
        with_claims = with_settled_claims(evidence, prepared, self._claims, run.settled)
        with_findings = _with_findings(with_claims, self._findings)
        return ClaimsRun(with_findings, name)

    def tell(self, evidence: "Evidence", claim: str) -> "list[list[StoryStep]]":
        from sibdsl.runtime.claims_story import claim_story, refused_story

        self._telling = True
        plan, claims, task = self._program.plan, self._claims, self._task(evidence)
        with self._opened() as tables:
            _, run = self._settle(tables, task)
            fault = self._unreadable()
            if fault is not None:
                raise ClaimsProblem(fault.message, fault)
            people = self._people if tables is None else tables.evidence_of(claim)
            lines = list(run.lines_of(claim))
            lines = [*_closed_before(run, task.ledger, claim, lines), *lines]
            told = [claim_story(plan, claims, people, line, self._as_of) for line in lines]
            return [*told, *(refused_story(row) for row in people.refused if row.claim == claim)]

    @contextmanager
    def _opened(self) -> "Iterator[ClaimsTables | None]":
        """Read the tables; None where the claims are so few that they are read one by one."""
        if is_small(self._claims, self._place, self._wanted):
            yield None
            return
        tables = open_tables(self._claims, self._place, self._wanted, self._progress)
        self._findings = tables.findings
        with tables, watched(tables), ExitStack() as self._stack:
            yield tables

    def _task(self, evidence: "Evidence") -> Task:
        from sibdsl.runtime.evidence import day_of_termination

        plan, claims = self._program.plan, self._claims
        ended = day_of_termination(evidence, plan, self._as_of)
        return Task(plan, claims, self._as_of, ended, earlier_ledger(plan, claims, self._wanted), self._progress)

    def _settle(self, tables: "ClaimsTables | None", task: Task) -> tuple[str, EngineRun]:
        wanted = self._wanted
        engine = wanted.engine
        if self._unreadable() is not None:
            from sibdsl.runtime.claims import NOTHING_READ

            return "python", in_python(task, NOTHING_READ)
        if engine == "auto":
            needs_lines = wanted.lines is not None or wanted.record or wanted.ledger is not None or self._telling
            engine = choose_engine(None if tables is None else tables.read["claims"], needs_lines=needs_lines)
        self._progress(f"settling with {engine}")
        if engine == "python":
            return engine, in_python(task, self._people if tables is None else tables.evidence())
        assert tables is not None, "only small files are settled without tables"
        return engine, self._stack.enter_context(in_bulk(engine, task, tables, self._place, wanted.spark_master))

    @cached_property
    def _people(self) -> "ClaimsEvidence":
        """What the files say, read one by one and once."""
        from sibdsl.runtime.claims_reading import read_claims_evidence

        people, self._findings = read_claims_evidence(self._claims, self._place)
        changed = next((finding for finding in self._findings if finding.code == FILE_CHANGED), None)
        if changed is not None:
            raise ClaimsProblem(changed.message, changed)
        return people

    def _unreadable(self) -> "Finding | None":
        """What is wrong with a table as a whole, so that nothing can be settled."""
        return next((finding for finding in self._findings if finding.severity == "error"), None)


def _closed_before(run: EngineRun, ledger: "Ledger", claim: str, now: "list[ClaimLine]") -> "list[ClaimLine]":
    """What closed determinations paid for a number that stands otherwise in the claims file now, or not at all."""
    from sibdsl.runtime.claims_ledger import TAKEN

    if not any(line.claim == claim and line.status in TAKEN for line in ledger.lines):
        return []
    shown = {(line.determination, line.recovered_on) for line in now}
    return [
        line
        for line in run.closed(ledger).lines
        if line.claim == claim and line.status in TAKEN and (line.determination, line.recovered_on) not in shown
    ]


def _nothing_closed(fault: "Finding") -> "Finding":
    """Say of a fault that it kept the ledger as it was."""
    from dataclasses import replace

    return replace(fault, message=f"{fault.message}; so no determination is closed, and the ledger stays as it was")


def _with_findings(evidence: "Evidence", findings: "tuple[Finding, ...]") -> "Evidence":
    from dataclasses import replace

    return replace(evidence, findings=(*evidence.findings, *findings)) if findings else evidence


def _silent(_: str) -> None:
    """Tell nobody."""
