"""Evidence from disk for a compiled contract.

In: a program's plan, a path, and the sink that findings go to. Out: evidence, ready to settle.
Relies on `sibdsl.runtime.reading`. Guarantees: no exception for any path and any bytes; every finding is in
the evidence too, so that a statement repeats it.
"""

from pathlib import Path

from sibdsl.diagnostics.sink import Sink
from sibdsl.evidence.findings import report_findings
from sibdsl.runtime import reading
from sibdsl.runtime.evidence import Evidence
from sibdsl.runtime.plan import Plan


def load_evidence(plan: Plan, path: Path, sink: Sink) -> Evidence:
    """Read and check everything that is reported at a path: a directory, a CSV file or a JSON file."""
    evidence = reading.read_evidence(plan, path)
    report_findings(evidence.findings, path, sink)
    return evidence
