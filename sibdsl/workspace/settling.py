"""Settling a contract: evidence read, and what is owed on it.

In: a compilation without errors, and evidence as a path or already read.
Out: statements, the findings in the evidence, and empty evidence files to fill in.
Relies on: `evidence` for reading, the interpreter for the meaning.
Guarantees: what is wrong with the evidence never raises: it is in the findings of the statement, and what
depended on it is pending.
"""

import os
from datetime import date
from typing import TYPE_CHECKING

from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.sink import Sink
from sibdsl.workspace.compilation import Compilation

if TYPE_CHECKING:
    from sibdsl.runtime.evidence import Evidence
    from sibdsl.runtime.statement import Statement


def read_evidence(compilation: Compilation, path: str | os.PathLike[str]) -> tuple["Evidence", tuple[Diagnostic, ...]]:
    """Read evidence under a contract: a directory of CSV and JSON files, or one such file.

    Returns the evidence that can be used, and everything that is wrong with the rest, row by row.

    Raises:
        ContractHasErrors: when the contract has errors.
    """
    from pathlib import Path

    from sibdsl.evidence.reading import load_evidence

    sink = Sink()
    evidence = load_evidence(compilation.program.plan, Path(path), sink)
    return evidence, sink.diagnostics()


def findings_in(statement: "Statement", path: str | os.PathLike[str]) -> tuple[Diagnostic, ...]:
    """What a statement found in the evidence from `path`, while reading it and while settling."""
    from pathlib import Path

    from sibdsl.evidence.findings import report_findings

    sink = Sink()
    report_findings(statement.findings, Path(path), sink)
    return sink.diagnostics()


def settle(
    compilation: Compilation, evidence: "str | os.PathLike[str] | Evidence", as_of: date | None = None
) -> "Statement":
    """Compute what is owed under a contract on some evidence, given as a path or as read by `read_evidence`.

    With `as_of`, what was not known by that day does not count, and later determinations are pending.

    Raises:
        ContractHasErrors: when the contract has errors.
    """
    from sibdsl.interpreter.settle import settle as interpret

    if isinstance(evidence, str | os.PathLike):
        evidence, _ = read_evidence(compilation, evidence)
    return interpret(compilation.program, evidence, as_of)


def evidence_files(compilation: Compilation) -> dict[str, str]:
    """Empty evidence files for a contract: file names and texts, with a row for each value that is expected.

    Raises:
        ContractHasErrors: when the contract has errors.
    """
    from sibdsl.runtime.evidence_template import evidence_template

    return evidence_template(compilation.program.plan)
