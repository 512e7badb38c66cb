"""Settling the claims of a contract: the tables read, an engine chosen and run, and files written on request.

In: a contract's program, the place of the three tables about people, and what is wanted of them.
Out: the evidence with its claims settled and findings; the files that are wanted: rejected rows, lines, the ledger.
Relies on: the readers of `evidence` and `runtime`, and on the engines, each loaded only when it is the one.
Guarantees: every engine gives the same result; small files need no library beyond the standard ones; what is wrong
with the evidence is a finding, and what cannot be done at all is a `ClaimsProblem` in plain words.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
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
    needing,
)

if TYPE_CHECKING:
    from sibdsl.evidence.claims_tables import ClaimsTables
    from sibdsl.ir.program import Program
    from sibdsl.runtime.claims import ClaimLine, ClaimsEvidence
    from sibdsl.runtime.claims_checks import StoryStep
    from sibdsl.runtime.claims_ledger import Ledger
    from sibdsl.runtime.claims_plan import ClaimsPlan
    from sibdsl.runtime.evidence import Evidence, Finding

SMALL_FILES: Final = 500_000
"""In bytes, about as many claims: files up to this size are read without a library too."""

FILE_CHANGED: Final = "SIB883"
"""The code of a file that changed while it was read, which ends the run."""


class ClaimsWanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted of claims.

    Attributes:
        place: where the three tables are, if not beside the other evidence: a directory, a DuckDB file or the URL of a
            PostgreSQL database.
        engine: one of `claims_engines.ENGINES`.
        rejects: where to write the rows that were rejected, `.csv` or `.parquet`.
        lines: where to write what became of each claim, `.csv` or `.parquet`.
        ledger: the file with the closed determinations, if there is one yet.
        record: close the determinations that this statement makes, and write them to the ledger.
        pseudonym_key: where the key is that gives people pseudonyms while they are read: a path or `env:NAME`.
        spark_master: which Spark settles, for the engine `spark`: `local[*]` is this machine.
        memory: how much memory a database may use, such as `1GB`; what does not fit goes to temporary files.
    """

    place: str | None = None
    engine: str = "auto"
    rejects: str | None = None
    lines: str | None = None
    ledger: str | None = None
    record: bool = False
    pseudonym_key: str | None = None
    spark_master: str = "local[*]"
    memory: str = "1GB"


NOTHING_WANTED: Final = ClaimsWanted()
"""Claims beside the other evidence, no files, and whichever engine suits."""


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
        from sibdsl.runtime.evidence import day_of_termination

        _check(self._wanted)
        termination = day_of_termination(evidence, self._program.plan, self._as_of)
        ledger = self._earlier()
        with self._opened() as tables:
            name, run = self._settle(tables, termination, ledger)
            fault = self._unreadable()
            if fault is not None and self._wanted.record:
                raise ClaimsProblem(fault.message, _nothing_closed(fault))
            self._write(tables, run, ledger)
        prepared = prepare(self._program.plan)
        with_claims = with_settled_claims(evidence, prepared, self._claims, run.settled)
        with_findings = _with_findings(with_claims, self._findings)
        return ClaimsRun(with_findings, name)

    def tell(self, evidence: "Evidence", claim: str) -> "list[list[StoryStep]]":
        from sibdsl.runtime.claims_story import claim_story, refused_story
        from sibdsl.runtime.evidence import day_of_termination

        self._telling = True
        plan, claims = self._program.plan, self._claims
        termination = day_of_termination(evidence, plan, self._as_of)
        ledger = self._earlier()
        with self._opened() as tables:
            _, run = self._settle(tables, termination, ledger)
            fault = self._unreadable()
            if fault is not None:
                raise ClaimsProblem(fault.message, fault)
            people = self._people() if tables is None else tables.evidence_of(claim)
            lines = list(run.lines_of(claim))
            lines = [*_closed_before(run, ledger, claim, lines), *lines]
            told = [claim_story(plan, claims, people, line, self._as_of) for line in lines]
            return [*told, *(refused_story(row) for row in people.refused if row.claim == claim)]

    @contextmanager
    def _opened(self) -> "Iterator[ClaimsTables | None]":
        """Read the tables; None where the claims are so few that they are read one by one."""
        if self._is_small():
            yield None
            return
        with self._tables() as tables, _watched(tables), ExitStack() as self._stack:
            yield tables

    def _is_small(self) -> bool:
        """Whether the standard library can read everything, and nothing is wanted that it cannot do."""
        wanted, claims = self._wanted, self._claims
        if wanted.engine not in ("auto", "python") or wanted.rejects is not None or wanted.pseudonym_key is not None:
            return False
        from sibdsl.runtime.claims_files import find_claims_files
        from sibdsl.runtime.claims_sheets import tables_of_claims

        path = Path(self._place)
        if not path.is_dir():
            return False
        files = find_claims_files(path, tables_of_claims(claims), []).values()
        sizes = [os.path.getsize(file) for file in files]
        return all(file.suffix != ".parquet" for file in files) and sum(sizes) <= SMALL_FILES

    def _tables(self) -> "ClaimsTables":
        with needing("claims", "reading claims in bulk"):
            from sibdsl.evidence.claims_tables import (
                EvidenceChangedError,
                EvidenceUnreadableError,
                load_claims_tables,
            )
        from sibdsl.runtime.claims_pseudonyms import KeyRefusedError, read_key

        try:
            key = read_key(self._wanted.pseudonym_key) if self._wanted.pseudonym_key is not None else None
        except KeyRefusedError as refused:
            raise ClaimsProblem(str(refused)) from None
        try:
            tables = load_claims_tables(
                self._claims,
                self._place,
                key=key,
                memory_limit=self._wanted.memory,
                progress=lambda table, rows: self._progress(f"{rows:,} rows of {table} read"),
            )
        except (EvidenceChangedError, EvidenceUnreadableError) as problem:
            raise ClaimsProblem(problem.finding.message, problem.finding) from None
        except ValueError as problem:
            raise ClaimsProblem(str(problem)) from None
        self._findings = tables.findings
        return tables

    def _settle(self, tables: "ClaimsTables | None", ended: date | None, ledger: "Ledger") -> tuple[str, EngineRun]:
        wanted, task = self._wanted, Task(self._program.plan, self._claims, self._as_of, ended, ledger, self._progress)
        engine = wanted.engine
        if self._unreadable() is not None:
            from sibdsl.runtime.claims import NOTHING_READ

            return "python", in_python(task, NOTHING_READ)
        if engine == "auto":
            needs_lines = wanted.lines is not None or wanted.record or wanted.ledger is not None or self._telling
            engine = choose_engine(None if tables is None else tables.read["claims"], needs_lines=needs_lines)
        self._progress(f"settling with {engine}")
        if engine == "python":
            return engine, in_python(task, self._people() if tables is None else tables.evidence())
        assert tables is not None, "only small files are settled without tables"
        return engine, self._stack.enter_context(in_bulk(engine, task, tables, self._place, wanted.spark_master))

    def _people(self) -> "ClaimsEvidence":
        from sibdsl.runtime.claims_reading import read_claims_evidence

        people, self._findings = read_claims_evidence(self._claims, self._place)
        changed = next((finding for finding in self._findings if finding.code == FILE_CHANGED), None)
        if changed is not None:
            raise ClaimsProblem(changed.message, changed)
        return people

    def _unreadable(self) -> "Finding | None":
        """What is wrong with a table as a whole, so that nothing can be settled."""
        return next((finding for finding in self._findings if finding.severity == "error"), None)

    # ------------------------------------------------------------ files

    def _earlier(self) -> "Ledger":
        """The closed determinations; none where the ledger is to be begun."""
        from sibdsl.runtime.claims_ledger import NO_LEDGER

        path, wanted = self._wanted.ledger, self._wanted
        if path is None or (wanted.record and not os.path.exists(path)):
            return NO_LEDGER
        from sibdsl.runtime.claims_ledger_file import LedgerProblemError, read_ledger

        try:
            return read_ledger(path, self._program.plan, self._claims)
        except LedgerProblemError as problem:
            raise ClaimsProblem(str(problem)) from None

    def _write(self, tables: "ClaimsTables | None", run: EngineRun, earlier: "Ledger") -> None:
        """Write what is wanted: the ledger last, so that it says nothing that the other files do not."""
        plan, wanted = self._program.plan, self._wanted
        if wanted.rejects is not None:
            assert tables is not None, "rejected rows are written from tables"
            self._progress("writing the rejected rows")
            from sibdsl.evidence.claims_rejects import write_rejects

            with _writing(wanted.rejects):
                write_rejects(tables, run.rejected(), Path(wanted.rejects))
        if wanted.lines is not None:
            self._progress("writing what became of each claim")
            from sibdsl.engines.line_files import write_lines

            with _writing(wanted.lines):
                write_lines(plan, self._claims, run.lines(), Path(wanted.lines))
        if wanted.record and wanted.ledger is not None:
            self._progress("closing the determinations")
            from sibdsl.runtime.claims_ledger_file import write_ledger

            with _writing(wanted.ledger):
                write_ledger(wanted.ledger, plan, run.closed(earlier))


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


def _check(wanted: ClaimsWanted) -> None:
    """Refuse what contradicts itself before anything is read."""
    if wanted.record and wanted.ledger is None:
        raise ClaimsProblem("which ledger shall be written? name it with --ledger FILE")
    for path, what in ((wanted.rejects, "rejected rows"), (wanted.lines, "lines")):
        if path is not None and Path(path).suffix.lower() not in (".csv", ".parquet"):
            raise ClaimsProblem(f"the file of {what}, `{path}`, must end in .csv or .parquet")
        if path is not None and not os.path.isdir(os.path.dirname(path) or "."):
            raise ClaimsProblem(
                f"there is no directory `{os.path.dirname(path)}` to write `{os.path.basename(path)}` in"
            )


def _nothing_closed(fault: "Finding") -> "Finding":
    """Say of a fault that it kept the ledger as it was."""
    from dataclasses import replace

    return replace(fault, message=f"{fault.message}; so no determination is closed, and the ledger stays as it was")


def _with_findings(evidence: "Evidence", findings: "tuple[Finding, ...]") -> "Evidence":
    from dataclasses import replace

    return replace(evidence, findings=(*evidence.findings, *findings)) if findings else evidence


@contextmanager
def _watched(tables: "ClaimsTables") -> Iterator[None]:
    """Say which file is damaged, or changed before the end."""
    from sibdsl.evidence.claims_tables import EvidenceChangedError, EvidenceUnreadableError

    try:
        with tables.guarded():
            yield
        tables.check_unchanged()
    except (EvidenceChangedError, EvidenceUnreadableError) as problem:
        raise ClaimsProblem(problem.finding.message, problem.finding) from None


@contextmanager
def _writing(path: str) -> Iterator[None]:
    """Say in words why a file cannot be written."""
    try:
        yield
    except OSError as fault:
        reason = (fault.strerror or "the system gave no reason").lower()
        raise ClaimsProblem(f"`{path}` could not be written: {reason}") from None


def _silent(_: str) -> None:
    """Tell nobody."""
