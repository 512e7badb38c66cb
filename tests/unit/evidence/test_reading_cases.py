"""Each directory of tests/cases/evidence holds evidence and the findings that reading it must make.

`expected.txt` lists what was used, then one finding a line. The contract is `reporting_plan`.
Set SIB_UPDATE_GOLDEN=1 to write them anew, and read the difference before committing it.
"""

import os
from pathlib import Path

import pytest

from sibdsl.runtime.evidence import Evidence
from sibdsl.runtime.presentation import finding_text
from sibdsl.runtime.reading import read_evidence
from tests.strategies.contracts import reporting_plan

CASES = Path(__file__).parents[2] / "cases" / "evidence"


def evidence_of_case(case: Path) -> Path:
    return next(path for path in sorted(case.iterdir()) if path.name != "expected.txt")


def told(evidence: Evidence, path: Path) -> str:
    used = [
        *(" ".join(str(part) for part in (*key, row.value)) for key, row in evidence.observations.items()),
        *(" ".join(str(part) for part in (*key, value.value)) for key, value in evidence.facts.items()),
        *([f"termination {evidence.termination.day}"] if evidence.termination else []),
    ]
    findings = [finding_text(finding) for finding in evidence.findings]
    return "\n".join(["used:", *used, "", "found:", *findings]).replace(str(path), "PATH") + "\n"


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_reading_finds_what_is_wrong_and_uses_the_rest(case: Path) -> None:
    path = evidence_of_case(case)
    found = told(read_evidence(reporting_plan(), path), path)
    golden = case / "expected.txt"
    if os.environ.get("SIB_UPDATE_GOLDEN") == "1":
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")
