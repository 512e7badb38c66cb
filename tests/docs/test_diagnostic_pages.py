"""The page of every diagnostic tells the truth: the bad example gives its code, the good one does not.

A page shows `sib bad` and `sib good` fragments, which are checked inside the frame of the language reference
(`whole`: as they stand), or rows of evidence (`csv`, `json`) under the fragment marked `sib contract`. Rows about
people have the other tables in blocks marked `beside`.
"""

from datetime import date
from pathlib import Path

import pytest

import sibdsl
from sibdsl.diagnostics.registry import all_rules
from sibdsl.diagnostics.rule import Rule
from tests.docs.frames import framed
from tests.docs.markdown import DOCS, ROOT, Block, blocks_of

# A fragment shows one thing, so it need not use, or pay on, all that it declares.
LEFT_OUT_OF_FRAGMENTS = {"SIB210", "SIB211"}

# What no page can show: bytes that are no text, disks and permissions, enormous files, our own faults.
TOLD_ONLY = {
    *("SIB002", "SIB003", "SIB004", "SIB010", "SIB011", "SIB012", "SIB013", "SIB014", "SIB015", "SIB016"),
    *("SIB017", "SIB018", "SIB019", "SIB020"),
    *("SIB140", "SIB199"),
    *("SIB901", "SIB902", "SIB903", "SIB904", "SIB905", "SIB906", "SIB907", "SIB915", "SIB916"),
    *("SIB980", "SIB981", "SIB982"),
    # A ledger of earlier settlements, and a file that changes while it is read.
    *("SIB881", "SIB882", "SIB883"),
}

# Where a code is emitted that no directory of tests/cases can hold.
EMITTED_ELSEWHERE = {
    **dict.fromkeys(("SIB010", "SIB011", "SIB012", "SIB013", "SIB014"), "unit/workspace/test_loading.py"),
    **dict.fromkeys(("SIB015", "SIB016"), "unit/workspace/test_imports.py"),
    **dict.fromkeys(("SIB017", "SIB018", "SIB019", "SIB020"), "unit/workspace/test_literate.py"),
    "SIB901": "unit/evidence/test_diagnostics.py",
    **dict.fromkeys(("SIB956", "SIB971"), "docs/diagnostics"),
    **dict.fromkeys(("SIB980", "SIB981"), "unit/interpreter/test_conditions.py"),
    "SIB982": "unit/runtime/test_explanations.py",
    # Claims are rejected one by one in the cases of tests/cases/claims; what needs two settlements is beside them.
    **dict.fromkeys(("SIB881", "SIB882"), "unit/runtime/claims/test_reading_claims.py"),
    "SIB883": "unit/evidence/test_claims_files.py",
}

_FILES = {"metric": "observations.csv", "fact": "facts.csv", "event": "events.csv"}
RULES = [pytest.param(rule, id=rule.code) for rule in all_rules()]


def page_of(rule: Rule) -> Path:
    return DOCS / "diagnostics" / f"{rule.code}.md"


def block_of(rule: Rule, word: str) -> Block:
    found = [block for block in blocks_of(page_of(rule)) if word in block.words]
    assert len(found) == 1, f"{page_of(rule).name} shows one `{word}` example"
    return found[0]


@pytest.mark.parametrize("rule", RULES)
def test_a_page_has_the_title_and_the_name_of_its_rule(rule: Rule) -> None:
    text = page_of(rule).read_text(encoding="utf-8")
    assert text.startswith(f"# {rule.code}: {rule.title}\n\n`{rule.name}`. ")
    assert "\n\nWhy it matters: " in text


@pytest.mark.parametrize("rule", [param for param in RULES if param.id not in TOLD_ONLY])
def test_the_examples_of_a_page(rule: Rule, tmp_path: Path) -> None:
    bad, good = block_of(rule, "bad"), block_of(rule, "good")
    if bad.language != "sib":
        contract = block_of(rule, "contract")
        beside = [block for block in blocks_of(page_of(rule)) if "beside" in block.words]
        if beside:
            assert codes_in_claims(contract, [bad, *beside], tmp_path / "bad") == {rule.code}
            assert codes_in_claims(contract, [good, *beside], tmp_path / "good") == set()
            return
        assert codes_in_evidence(contract, bad, tmp_path / "bad") == {rule.code}
        assert rule.code not in codes_in_evidence(contract, good, tmp_path / "good")
        return
    found, errors = codes_in_contract(bad)
    assert rule.code in found
    assert errors <= {rule.code}
    found, errors = codes_in_contract(good)
    assert not errors
    assert rule.code not in found or rule.code in LEFT_OUT_OF_FRAGMENTS


def codes_in_contract(block: Block) -> tuple[set[str], set[str]]:
    """All codes, and those of errors, that checking an example gives."""
    text = block.text if "whole" in block.words else framed(block.text)
    findings = sibdsl.compile(text, filename=block.place).diagnostics
    errors = {finding.code for finding in findings if finding.severity == "error"}
    return {finding.code for finding in findings}, errors - (LEFT_OUT_OF_FRAGMENTS - {block.file.stem})


def codes_in_evidence(contract: Block, evidence: Block, directory: Path) -> set[str]:
    """The codes that settling on the rows of an example gives."""
    compilation = sibdsl.compile(framed(contract.text), filename=contract.place)
    assert compilation.ok, sibdsl.render(compilation.diagnostics)
    directory.mkdir()
    heading = evidence.text.split("\n")[0].replace(";", ",").partition(",")[0]
    path = directory / ("evidence.json" if evidence.language == "json" else _FILES[heading])
    path.write_text(evidence.text, encoding="utf-8")
    as_of = evidence.settings.get("as_of")
    statement = sibdsl.settle(compilation, path, date.fromisoformat(as_of) if as_of else None)
    return {finding.code for finding in statement.findings}


def codes_in_claims(contract: Block, tables: list[Block], directory: Path) -> set[str]:
    """The codes with which rows about people are rejected."""
    compilation = sibdsl.compile(framed(contract.text), filename=contract.place)
    assert compilation.ok, sibdsl.render(compilation.diagnostics)
    directory.mkdir()
    for table in tables:
        heading = table.text.split("\n")[0].split(",")
        kind = "claims" if "claim" in heading else "spells" if "state" in heading else "enrolment"
        (directory / f"{kind}.csv").write_text(table.text, encoding="utf-8")
    statement = sibdsl.settle(compilation, directory)
    assert statement.cards is not None
    settled = statement.cards.settled
    rejected = {*settled.rejected, *(code for _, code in settled.refused)}
    return rejected | {finding.code for finding in statement.findings}


def test_what_is_only_told_is_still_a_rule() -> None:
    assert {param.id for param in RULES} >= TOLD_ONLY


@pytest.mark.parametrize("rule", RULES)
def test_every_code_is_emitted_by_a_case(rule: Rule) -> None:
    if rule.code in EMITTED_ELSEWHERE:
        place = ROOT / EMITTED_ELSEWHERE[rule.code]
        place = place if place.exists() else ROOT / "tests" / EMITTED_ELSEWHERE[rule.code]
        assert place.is_dir() or rule.code in place.read_text(encoding="utf-8")
        return
    cases = (ROOT / "tests" / "cases").glob("*/*/expected.txt")
    assert any(rule.code in case.read_text(encoding="utf-8") for case in cases)
