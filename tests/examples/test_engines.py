"""Every engine that runs on this machine gives the interpreter's statement and lines of the examples, byte for byte."""

from functools import cache
from pathlib import Path

import pytest

import sibdsl
from sibdsl.workspace.claims import ClaimsWanted
from sibdsl.workspace.settling import settle
from tests.examples.vectors import Example, Vector, read_examples

ENGINES = ("duckdb",)
CLAIMS = [
    pytest.param(example, vector, id=f"{example.name}: {vector.name}")
    for example in read_examples()
    for vector in example.vectors
    if (vector.evidence / "claims.csv").is_file()
]


@cache
def compiled(contract: Path) -> sibdsl.Compilation:
    return sibdsl.compile(contract)


def settled_by(engine: str, example: Example, vector: Vector, directory: Path) -> tuple[str, bytes]:
    lines = directory / f"{engine}.csv"
    wanted = ClaimsWanted(engine=engine, lines=str(lines))
    statement = settle(compiled(example.contract), vector.evidence, claims=wanted).to_json()
    return statement, lines.read_bytes()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("example", "vector"), CLAIMS)
def test_an_engine_agrees_with_the_interpreter(engine: str, example: Example, vector: Vector, tmp_path: Path) -> None:
    assert settled_by(engine, example, vector, tmp_path) == settled_by("python", example, vector, tmp_path)
