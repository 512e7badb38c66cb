"""Published and derived results come out exactly: by the interpreter, by generated Python, and by it as a script."""

import json
import subprocess
import sys
import types
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import sibdsl
from tests.examples.expectations import assert_meets
from tests.examples.vectors import Example, Vector, read_examples

EXAMPLES = read_examples()
VECTORS = [
    pytest.param(example, vector, id=f"{example.name}: {vector.name}")
    for example in EXAMPLES
    for vector in example.vectors
]
NAMES = [example.name for example in EXAMPLES]


@cache
def compiled(contract: Path) -> sibdsl.Compilation:
    return sibdsl.compile(contract)


@cache
def generated_text(contract: Path) -> str:
    [artifact] = sibdsl.generate(compiled(contract), "python")
    assert isinstance(artifact.text, str)
    return artifact.text


@cache
def generated_module(contract: Path) -> Any:
    name = f"generated_{contract.parent.name}_{contract.stem}"
    module = types.ModuleType(name)
    # Dataclasses look their module up by name.
    sys.modules[name] = module
    exec(compile(generated_text(contract), f"{name}.py", "exec"), module.__dict__)
    return module


def interpreted(example: Example, evidence: Path) -> str:
    return sibdsl.settle(compiled(example.contract), evidence).to_json()


@pytest.mark.parametrize(("example", "vector"), VECTORS)
def test_interpreter(example: Example, vector: Vector) -> None:
    assert_meets(json.loads(interpreted(example, vector.evidence)), vector)


@pytest.mark.parametrize(("example", "vector"), VECTORS)
def test_generated_python(example: Example, vector: Vector) -> None:
    module = generated_module(example.contract)
    read = module.load_evidence(vector.evidence)
    # A contract with a rate card reads the tables about people as well.
    statement = (module.settle(*read) if isinstance(read, tuple) else module.settle(read)).to_json()
    assert_meets(json.loads(statement), vector)
    assert statement == interpreted(example, vector.evidence)


@pytest.mark.parametrize("example", EXAMPLES, ids=NAMES)
def test_generated_python_as_a_script(example: Example, tmp_path: Path) -> None:
    """It needs nothing but Python: no sibdsl, and none of what is installed beside it."""
    script = tmp_path / f"{example.contract.stem}.py"
    script.write_text(generated_text(example.contract), encoding="utf-8")
    vector = example.vectors[0]
    run = subprocess.run(
        [sys.executable, "-I", "-S", str(script), str(vector.evidence), "--output-format", "json"],
        capture_output=True,
        check=True,
        cwd=tmp_path,
    )
    assert_meets(json.loads(run.stdout), vector)
    assert run.stdout.decode("utf-8") == interpreted(example, vector.evidence)
