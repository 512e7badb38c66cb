"""Findings of the runtime, reported as diagnostics.

In: findings about evidence or about a settlement, and the path the evidence came from. Out: diagnostics.
Relies on the codes of `diagnostics.rules`, of evidence and of claims. Guarantees: one diagnostic for each finding, in
words that name the file as the caller named it, the row as a spreadsheet numbers it, and the column.
"""

from collections.abc import Iterable
from pathlib import Path

from sibdsl.diagnostics.internal import InternalError
from sibdsl.diagnostics.registry import RULES
from sibdsl.diagnostics.rules import claims as claims_rules
from sibdsl.diagnostics.rules import evidence as evidence_rules
from sibdsl.diagnostics.sink import Sink
from sibdsl.runtime.evidence import Finding
from sibdsl.runtime.wording import encodable
from sibdsl.source.file import SourceFile


def report_findings(findings: Iterable[Finding], path: Path, sink: Sink) -> None:
    """Report each finding to the sink.

    Raises:
        InternalError: a finding has a code that no rule declares.
    """
    for finding in findings:
        rule = RULES.get(finding.code)
        if rule is None:
            areas = f"{evidence_rules.__name__} and {claims_rules.__name__}"
            raise InternalError(f"{areas} declare no rule {finding.code}")
        sink.report(
            rule,
            source=_source(finding, path),
            row=finding.row,
            found=f"{finding.column}: {finding.message}" if finding.column else finding.message,
            expectation=finding.expected,
            next_step=finding.help,
        )


def _source(finding: Finding, path: Path) -> SourceFile | None:
    """Name the file; its text is not kept, because a row says where to look."""
    if finding.file is None:
        return None
    shown = encodable(str(path))
    beside = finding.file not in (path.name, shown)
    return SourceFile(encodable(str(path / finding.file)) if beside else shown, "")
