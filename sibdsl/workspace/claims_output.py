"""The files of a settlement of claims: rejected rows, lines, and the ledger of closed determinations.

In: what an engine settled, and what is wanted. Out: the files, or the ledger that was there before.
Relies on: the writers of `evidence`, `engines` and `runtime`, loaded only for what is wanted.
Guarantees: a file is there whole or not at all; why it is not is a `ClaimsProblem`.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sibdsl.workspace.claims_engines import ClaimsProblem, EngineRun, Task
from sibdsl.workspace.claims_wanted import ClaimsWanted

if TYPE_CHECKING:
    from sibdsl.evidence.claims_tables import ClaimsTables
    from sibdsl.runtime.claims_ledger import Ledger
    from sibdsl.runtime.claims_plan import ClaimsPlan
    from sibdsl.runtime.plan import Plan


def earlier_ledger(plan: "Plan", claims: "ClaimsPlan", wanted: ClaimsWanted) -> "Ledger":
    """The closed determinations; none where the ledger is to be begun.

    Raises:
        ClaimsProblem: the ledger cannot be read, or is that of another contract.
    """
    from sibdsl.runtime.claims_ledger import NO_LEDGER

    path = wanted.ledger
    if path is None or (wanted.record and not os.path.exists(path)):
        return NO_LEDGER
    from sibdsl.runtime.claims_ledger_file import LedgerProblemError, read_ledger

    try:
        return read_ledger(path, plan, claims)
    except LedgerProblemError as problem:
        raise ClaimsProblem(str(problem)) from None


def write_files(task: Task, wanted: ClaimsWanted, tables: "ClaimsTables | None", run: EngineRun) -> None:
    """Write what is wanted: the ledger last, so that it says nothing that the other files do not.

    Raises:
        ClaimsProblem: a file cannot be written.
    """
    if wanted.rejects is not None:
        assert tables is not None, "rejected rows are written from tables"
        task.progress("writing the rejected rows")
        from sibdsl.evidence.claims_rejects import write_rejects

        with _writing(wanted.rejects):
            write_rejects(tables, run.rejected(), Path(wanted.rejects))
    if wanted.lines is not None:
        task.progress("writing what became of each claim")
        from sibdsl.engines.closed_lines import lines_with_closed
        from sibdsl.engines.line_files import write_lines

        with _writing(wanted.lines):
            write_lines(task.plan, task.claims, lines_with_closed(run, task.ledger), Path(wanted.lines))
    if wanted.record and wanted.ledger is not None:
        task.progress("closing the determinations")
        from sibdsl.runtime.claims_ledger_file import write_ledger

        with _writing(wanted.ledger):
            write_ledger(wanted.ledger, task.plan, run.closed(task.ledger))


@contextmanager
def _writing(path: str) -> Iterator[None]:
    """Say in words why a file cannot be written."""
    try:
        yield
    except OSError as fault:
        reason = (fault.strerror or "the system gave no reason").lower()
        raise ClaimsProblem(f"`{path}` could not be written: {reason}") from None
