"""Every example checks as it should, its scenarios pass, and its documents are the ones that were read and kept."""

from pathlib import Path

import pytest

import sibdsl
from tests.examples.snapshots import expected_files
from tests.examples.vectors import EXAMPLES, Example, read_examples, sketches, without_vectors

DIRECTORIES = read_examples()
NAMES = [example.name for example in DIRECTORIES]
SKETCHES = sketches()
SKETCH_NAMES = [path.stem for path in SKETCHES]
OTHERS = without_vectors()
OTHER_NAMES = [f"{path.parent.name}/{path.stem}" for path in OTHERS]
CONTRACTS = [*(example.contract for example in DIRECTORIES), *OTHERS, *SKETCHES]

# No deadline for claims is published under the Life Chances Fund.
OTHER_NOTES = {"life_chances_topups": [("SIB713", "worth")]}

# What the facts leave open in these sketches is a finding about the contract, not about its text.
SKETCH_WARNINGS = {
    "birmingham_step_down": [("SIB705", "weekly"), ("SIB705", "weekly_top_up")],
    "educate_girls": [("SIB705", "success")],
}


def findings(contract: Path) -> list[tuple[str, str, str]]:
    """Severity, code and message of all that the checker finds."""
    return [(found.severity, found.code, found.message) for found in sibdsl.compile(contract).diagnostics]


def assert_only(found: list[tuple[str, str, str]], expected: list[tuple[str, str]]) -> None:
    """Nothing but warnings and notes, each one of those expected and each of those there once."""
    assert {severity for severity, _, _ in found} <= {"warning", "note"}, found
    left = [(code, message) for _, code, message in found]
    for code, about in expected:
        matching = [entry for entry in left if entry[0] == code and f"`{about}`" in entry[1]]
        assert len(matching) == 1, f"{code} about `{about}` is expected once: {found}"
        left.remove(matching[0])
    assert left == []


@pytest.mark.parametrize("example", DIRECTORIES, ids=NAMES)
def test_checks_with_the_expected_warnings_only(example: Example) -> None:
    expected = [(warned.code, warned.about) for warned in example.warnings]
    assert_only(findings(example.contract), expected)


@pytest.mark.parametrize("contract", OTHERS, ids=OTHER_NAMES)
def test_the_others_check_without_warnings(contract: Path) -> None:
    assert_only(findings(contract), OTHER_NOTES.get(contract.parent.name, []))


@pytest.mark.parametrize("contract", SKETCHES, ids=SKETCH_NAMES)
def test_sketches_check_with_the_expected_warnings_only(contract: Path) -> None:
    assert_only(findings(contract), SKETCH_WARNINGS.get(contract.stem, []))


@pytest.mark.parametrize("contract", CONTRACTS, ids=[*NAMES, *OTHER_NAMES, *SKETCH_NAMES])
def test_scenarios_pass(contract: Path) -> None:
    results = sibdsl.run_scenarios(sibdsl.compile(contract))
    assert [result for result in results if not result.passed] == []


@pytest.mark.parametrize("example", DIRECTORIES, ids=NAMES)
def test_expected_files_are_fresh(example: Example) -> None:
    """After a wanted change: python -m tests.examples.regenerate, and read the difference."""
    for name, text in expected_files(example).items():
        kept = (example.expected / name).read_text(encoding="utf-8")
        assert text == kept, name


@pytest.mark.parametrize("contract", SKETCHES, ids=SKETCH_NAMES)
def test_documents_of_sketches_render(contract: Path) -> None:
    compilation = sibdsl.compile(contract)
    for target in ("summary", "html"):
        for artifact in sibdsl.generate(compilation, target):
            assert compilation.model.title in str(artifact.text)


def test_every_directory_is_an_example() -> None:
    directories = {path for path in EXAMPLES.iterdir() if path.is_dir() and path.name != "__pycache__"}
    others = {EXAMPLES / "structures", EXAMPLES / "ci"}
    assert directories == {*(example.contract.parent for example in DIRECTORIES), *others}


def test_every_evidence_directory_is_used() -> None:
    used = {vector.evidence for example in DIRECTORIES for vector in example.vectors}
    assert set(EXAMPLES.glob("*/evidence/*")) == used


@pytest.mark.parametrize("example", DIRECTORIES, ids=NAMES)
def test_an_example_keeps_a_statement_and_explains_itself(example: Example) -> None:
    assert example.statement in {vector.evidence for vector in example.vectors}
    assert (example.contract.parent / "README.md").is_file()
