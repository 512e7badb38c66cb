"""Every fix that a finding about a contract offers removes that finding, and breaks nothing.

The contracts are those of tests/cases/reject.
"""

from collections import Counter
from pathlib import Path

import pytest

from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.editing import edited
from sibdsl.workspace.compilation import compile_bytes

CASES = Path(__file__).parents[2] / "cases" / "reject"
# Files that are no text, or have mistakes by the hundred, offer nothing new.
CONTRACTS = [case for case in sorted(CASES.iterdir()) if not case.name.startswith(("SIB0", "SIB199"))]


def findings_in(text: str) -> tuple[Diagnostic, ...]:
    return compile_bytes(text.encode(), "contract.sib").diagnostics


@pytest.mark.parametrize("case", CONTRACTS, ids=lambda case: case.name)
def test_fixes_remove_what_they_fix(case: Path) -> None:
    text = (case / "contract.sib").read_text(encoding="utf-8")
    before = findings_in(text)
    unreadable = sum(finding.code.startswith("SIB1") for finding in before)
    for finding in before:
        if finding.fix is None or finding.fix.applicability == "display":
            continue
        fixed = edited(text, finding.fix.edits)
        after = Counter(found.code for found in findings_in(fixed))
        counted = sum(found.code == finding.code for found in before)
        assert after[finding.code] < counted, f"{finding.code}: {finding.fix.message}\n{fixed}"
        assert sum(count for code, count in after.items() if code.startswith("SIB1")) <= unreadable, fixed


def test_many_findings_have_a_fix() -> None:
    texts = [(case / "contract.sib").read_text(encoding="utf-8") for case in CONTRACTS]
    codes = {finding.code for text in texts for finding in findings_in(text) if finding.fix is not None}
    assert {"SIB201", "SIB204", "SIB208", "SIB303", "SIB402", "SIB405", "SIB408", "SIB413", "SIB504"} <= codes
