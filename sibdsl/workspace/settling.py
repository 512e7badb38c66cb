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
    from collections.abc import Callable, Iterable

    from sibdsl.runtime.claims_checks import StoryStep
    from sibdsl.runtime.evidence import Evidence, Finding
    from sibdsl.runtime.statement import Statement
    from sibdsl.workspace.claims_wanted import ClaimsWanted


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
    return findings_of(statement.findings, path)


def findings_of(findings: "Iterable[Finding]", path: str | os.PathLike[str]) -> tuple[Diagnostic, ...]:
    """Findings in the evidence from `path`, as diagnostics."""
    from pathlib import Path

    from sibdsl.evidence.findings import report_findings

    sink = Sink()
    report_findings(findings, Path(path), sink)
    return sink.diagnostics()


def settle(
    compilation: Compilation,
    evidence: "str | os.PathLike[str] | Evidence",
    as_of: date | None = None,
    *,
    claims: "ClaimsWanted | None" = None,
    progress: "Callable[[str], None] | None" = None,
) -> "Statement":
    """Compute what is owed under a contract on some evidence, given as a path or as read by `read_evidence`.

    With `as_of`, what was not known by that day does not count, and later determinations are pending. The claims of
    a contract with rate cards are read from the same path, or from `claims.place`.

    Raises:
        ContractHasErrors: when the contract has errors.
        ClaimsProblem: when something that is wanted of claims cannot be done.
    """
    from sibdsl.interpreter.settle import settle as interpret

    program = compilation.program
    place = None
    if isinstance(evidence, str | os.PathLike):
        place = os.fspath(evidence)
        evidence = _read_core(compilation, place)
    if program.claims is not None and evidence.claims is None and (place is not None or claims is not None):
        from sibdsl.workspace.claims import settle_claims
        from sibdsl.workspace.claims_wanted import NOTHING_WANTED

        evidence = settle_claims(program, evidence, place or "", claims or NOTHING_WANTED, as_of, progress).evidence
    return interpret(program, evidence, as_of)


def tell_claim(
    compilation: Compilation,
    path: str | os.PathLike[str],
    claim: str,
    as_of: date | None = None,
    claims: "ClaimsWanted | None" = None,
    progress: "Callable[[str], None] | None" = None,
) -> "list[list[StoryStep]]":
    """Tell the life of each claim of a number, in steps that name nobody; empty where there is no such claim.

    Raises:
        ContractHasErrors: when the contract has errors.
        ClaimsProblem: when something that is wanted of claims cannot be done.
    """
    from sibdsl.workspace.claims import tell_claim as tell
    from sibdsl.workspace.claims_wanted import NOTHING_WANTED

    place = os.fspath(path)
    evidence = _read_core(compilation, place)
    return tell(compilation.program, evidence, place, claim, claims or NOTHING_WANTED, as_of, progress)


def _read_core(compilation: Compilation, place: str) -> "Evidence":
    """Read everything but claims; a database holds nothing else."""
    from sibdsl.runtime.evidence import evidence_of

    program = compilation.program
    if program.claims is None:
        return read_evidence(compilation, place)[0]
    if not os.path.isdir(place):
        return evidence_of()
    from sibdsl.runtime.claims_sheets import tables_of_claims
    from sibdsl.runtime.reading import read_evidence as read

    return read(program.plan, place, tables_of_claims(program.claims))


def evidence_files(compilation: Compilation) -> dict[str, str]:
    """Empty evidence files for a contract: file names and texts, with a row for each value that is expected.

    The files about people hold a heading, and no rows.

    Raises:
        ContractHasErrors: when the contract has errors.
    """
    from sibdsl.runtime.evidence_template import evidence_template

    program = compilation.program
    files = evidence_template(program.plan)
    if program.claims is None:
        return files
    from sibdsl.runtime.claims_template import claims_template

    if not program.plan.metrics:
        del files["observations.csv"]
    return files | claims_template(program.claims)
