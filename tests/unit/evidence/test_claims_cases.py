"""Each directory of tests/cases/claims holds files about people, and what must become of every row.

`expected.txt` counts the rows, then says what became of each claim, which other rows were rejected, and what was found
in the files. The contract is tests/cases/claims/contract.sib.
Set SIB_UPDATE_GOLDEN=1 to write them anew, and read the difference before committing it.
"""

import os
import re
from pathlib import Path

import pytest

import sibdsl
from sibdsl.evidence.claims_tables import load_claims_tables
from sibdsl.ir.program import Program
from sibdsl.runtime.claims import ClaimsEvidence
from sibdsl.runtime.claims_people import know_people
from sibdsl.runtime.claims_reading import read_claims_evidence
from sibdsl.runtime.claims_reasons import reason_of
from sibdsl.runtime.claims_settlement import settle_claims
from sibdsl.runtime.evidence import Finding
from sibdsl.runtime.presentation import finding_text

CASES = Path(__file__).parents[2] / "cases" / "claims"
PEOPLE = re.compile(r"\bP\d|Zo|Ann Smith")


@pytest.fixture(scope="module")
def program() -> Program:
    compilation = sibdsl.compile((CASES / "contract.sib").read_text(encoding="utf-8"))
    assert compilation.ok, sibdsl.render(compilation.diagnostics)
    return compilation.program


def told(program: Program, evidence: ClaimsEvidence, findings: tuple[Finding, ...]) -> str:
    assert program.claims is not None
    lines, settled = settle_claims(program.plan, program.claims, evidence)
    rejected, pending = sum(settled.rejected.values()), sum(settled.pending.values())
    assert settled.read == settled.paid + settled.cut + settled.recovered + rejected + pending
    assert evidence.read == settled.read
    claims = {row.row: (row.claim, reason(row.table, row.code, row.column)) for row in of_claims(evidence, True)}
    for line in lines:
        assert line.row not in claims
        why = reason("claims", line.reason, "") if line.status == "rejected" else line.reason
        claims[line.row] = (line.claim, f"{line.status} {why}" if line.status != "rejected" else why)
    others = [(row.table, row.row, row.code, row.column) for row in of_claims(evidence, False)]
    others += [
        (table, row, code, "") for table, row, code in know_people(program.claims, program.plan.term, evidence).rejected
    ]
    assert len({(table, row) for table, row, _, _ in others}) == len(others)
    counts = (
        f"paid {settled.paid}, cut {settled.cut}, recovered {settled.recovered}, rejected {rejected}, pending {pending}"
    )
    return "\n".join(
        [
            f"read {settled.read}: {counts}",
            *(
                f"claims {row} ({claim or 'no number'}): {what.strip()}"
                for row, (claim, what) in sorted(claims.items())
            ),
            *(f"{table} {row}: {reason(table, code, column)}" for table, row, code, column in sorted(others)),
            *(finding_text(finding) for finding in findings),
            "",
        ]
    )


def of_claims(evidence: ClaimsEvidence, wanted: bool) -> list:  # type: ignore[type-arg]
    return [row for row in evidence.refused if (row.table == "claims") is wanted]


def reason(table: str, code: str, column: str) -> str:
    return f"{code} {reason_of(code, table, column)}"


@pytest.mark.parametrize("case", sorted(path for path in CASES.iterdir() if path.is_dir()), ids=lambda case: case.name)
def test_every_row_is_used_or_rejected_for_one_reason(case: Path, program: Program) -> None:
    assert program.claims is not None
    evidence, findings = read_claims_evidence(program.claims, case / "evidence")
    found = told(program, evidence, findings)
    golden = case / "expected.txt"
    if os.environ.get("SIB_UPDATE_GOLDEN") == "1":
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")
    assert not PEOPLE.search(found), "a message names somebody"


@pytest.mark.parametrize("case", sorted(path for path in CASES.iterdir() if path.is_dir()), ids=lambda case: case.name)
def test_reading_set_wise_finds_the_same(case: Path, program: Program) -> None:
    assert program.claims is not None
    evidence, findings = read_claims_evidence(program.claims, case / "evidence")
    with load_claims_tables(program.claims, case / "evidence") as tables:
        assert tables.evidence() == evidence
        assert tables.findings == findings
