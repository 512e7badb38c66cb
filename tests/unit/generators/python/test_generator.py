"""The Python generator as callers use it."""

from pathlib import Path

import pytest

from sibdsl.generators.python.generator import PythonGenerator
from sibdsl.generators.python.module import generate_python
from sibdsl.ir.program import Program
from sibdsl.ir.text import from_text
from sibdsl.workspace.compilation import compile
from tests.strategies.bridge import PROGRAM

CONTRACT = Path(__file__).parents[4] / "examples" / "nyc_able" / "contract.sib"


class CompiledToProgram:
    """A contract of which only the payment IR exists."""

    def __init__(self, text: str) -> None:
        self.program: Program = from_text(text)


def test_the_file_is_named_after_the_contract() -> None:
    compiled = compile(CONTRACT)
    (artifact,) = PythonGenerator().generate(compiled)
    assert artifact.path == "nyc_able.py"
    assert artifact.text == generate_python(compiled.program, "nyc_able.py")


@pytest.mark.parametrize(
    ("name", "path"), [("bridge", "bridge.py"), ("class", "class_2.py"), ("../etc", "etc.py"), ("日本", "日本.py")]
)
def test_the_file_can_be_imported_and_stays_in_its_directory(name: str, path: str) -> None:
    compiled = CompiledToProgram(PROGRAM.replace("(plan bridge", f'(plan "{name}"'))
    (artifact,) = PythonGenerator().generate(compiled)
    assert artifact.path == path
    assert f"python {path} EVIDENCE" in str(artifact.text)
