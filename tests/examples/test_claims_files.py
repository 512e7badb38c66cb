"""The claims that are made up for the examples have the published counts, whatever settles them."""

import csv
import runpy
import sys
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from tests.examples.vectors import EXAMPLES, Example, Vector, read_examples

COUNTED = [
    pytest.param(example, vector, id=f"{example.name}: {vector.name}")
    for example in read_examples()
    for vector in example.vectors
    if vector.outcome
]
SCRIPTS = sorted(EXAMPLES.glob("*/make_claims.py"))


@pytest.mark.parametrize(("example", "vector"), COUNTED)
def test_claims_and_people_are_as_many_as_published(example: Example, vector: Vector) -> None:
    people = defaultdict(set)
    claims: Counter[str] = Counter()
    with (vector.evidence / "claims.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            claims[row["outcome"]] += 1
            people[row["outcome"]].add(row["person"])
    assert set(claims) == {claimed.name for claimed in vector.outcome}
    for claimed in vector.outcome:
        assert claimed.claims in (None, claims[claimed.name]), claimed.name
        assert claimed.people in (None, len(people[claimed.name])), claimed.name


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.parent.name)
def test_the_script_gives_the_committed_files(script: Path) -> None:
    """Without --write, so that a test never changes what it tests."""
    made = runpy.run_path(str(script))["files"]()
    assert made
    for path, text in made.items():
        assert path.read_text(encoding="utf-8") == text, path


def test_a_script_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    names = runpy.run_path(str(SCRIPTS[0]))
    claim_files = sys.modules["claim_files"]
    assert claim_files.run(names["files"], []) == 2
    assert "--write | --check" in capsys.readouterr().err


def test_a_stale_file_is_named_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(SCRIPTS[0]))
    claim_files = sys.modules["claim_files"]
    made = claim_files.Evidence("A")
    made.enrol("P1", date(2020, 1, 1))
    files = made.files(tmp_path / "evidence")
    assert claim_files.run(lambda: files, ["--check"]) == 1
    assert "enrolment.csv is out of date" in capsys.readouterr().err
    assert claim_files.run(lambda: files, ["--write"]) == 0
    assert claim_files.run(lambda: files, ["--check"]) == 0
