"""Generated modules: one file, the same bytes each time, readable, safe inside a page."""

import re
import subprocess
from pathlib import Path

import pytest

from sibdsl.generators.javascript.generator import JavaScriptGenerator
from sibdsl.generators.javascript.module import generate_javascript
from sibdsl.ir.program import Program
from sibdsl.ir.text import from_text
from sibdsl.workspace.compilation import compile
from sibdsl.workspace.contracts import find_contracts
from tests.strategies.bridge import PROGRAM

EXAMPLES = Path(__file__).parents[4] / "examples"
CONTRACT = EXAMPLES / "nyc_able" / "contract.sib"
BRIDGE = from_text(PROGRAM)


class CompiledToProgram:
    """A contract of which only the payment IR exists."""

    def __init__(self, text: str) -> None:
        self.program: Program = from_text(text)


def test_the_file_is_named_after_the_contract() -> None:
    compiled = compile(CONTRACT)
    (artifact,) = JavaScriptGenerator().generate(compiled)
    assert artifact.path == "nyc_able.mjs"
    assert artifact.text == generate_javascript(compiled.program, "nyc_able.mjs")


@pytest.mark.parametrize(
    ("name", "path"), [("bridge", "bridge.mjs"), ("../etc", "etc.mjs"), ("日本", "日本.mjs"), ("..", "contract.mjs")]
)
def test_the_file_stays_in_its_directory(name: str, path: str) -> None:
    (artifact,) = JavaScriptGenerator().generate(CompiledToProgram(PROGRAM.replace("(plan bridge", f'(plan "{name}"')))
    assert artifact.path == path
    assert f'from "./{path}"' in str(artifact.text)


def test_the_same_contract_gives_the_same_bytes() -> None:
    assert generate_javascript(BRIDGE) == generate_javascript(from_text(PROGRAM))


def test_the_rules_read_like_the_contract() -> None:
    text = generate_javascript(compile(CONTRACT).program)
    assert "  // at least 8.5%: USD 4,800,000\n" in text
    assert "  if (value.atLeast(n_0_085) && value.below(n_0_1)) {\n    return n_4800000;\n  }\n" in text


def test_a_contract_with_rate_cards_says_what_it_does_not_do() -> None:
    text = generate_javascript(compile(EXAMPLES / "denver_sib" / "housing_days.sib").program)
    assert "this module reads no claims of people" in text.replace("\n// ", " ")
    assert "reads no claims" not in generate_javascript(BRIDGE)


def test_every_module_can_stand_in_a_page_and_computes_without_floats() -> None:
    text = generate_javascript(BRIDGE)
    assert not re.search(r"</|<!--|import\(|\bimport \{[^}]*\} from \"[^.]", text)
    assert not re.search(r"\b(eval|Function|document|window|fetch|parseFloat|toFixed|Math\.round)\b", text)


def test_every_example_is_valid_javascript(node: str, tmp_path: Path) -> None:
    paths = []
    for index, contract in enumerate(find_contracts([str(EXAMPLES)])):
        path = tmp_path / f"contract_{index}.mjs"
        path.write_text(generate_javascript(compile(Path(contract)).program), encoding="utf-8")
        paths.append(path.as_uri())
    imports = "".join(f"import {{ settle as s{index} }} from {path!r};\n" for index, path in enumerate(paths))
    calls = ", ".join(f"s{index}({{}}).problems.length" for index in range(len(paths)))
    run = subprocess.run(
        [node, "--input-type=module"],
        input=f"{imports}console.log([{calls}].join(''))",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr, run.stdout) == (0, "", "0" * len(paths) + "\n")
