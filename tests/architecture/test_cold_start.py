"""What is loaded when: reading the IR needs no parser, and checking a contract needs no slow library."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTRACT = ROOT / "examples" / "nyc_able" / "contract.sib"

SLOW = {"babel", "hypothesis", "holidays", "jinja2", "lark", "pydantic", "rich"}
CHECK_PATH = ("source", "values", "diagnostics", "surface", "syntax", "semantics", "workspace", "cli")

MARK = "loaded modules: "
TELL = f"import sys, json; print('\\n{MARK}' + json.dumps(sorted(sys.modules)))"


def loaded_after(program: str) -> set[str]:
    """The names of all modules loaded once `program` has run in a fresh interpreter."""
    run = subprocess.run(
        [sys.executable, "-c", f"{program}\n{TELL}"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert run.returncode == 0, run.stdout + run.stderr
    names = json.loads(run.stdout.rsplit(MARK, 1)[1])
    assert isinstance(names, list)
    return set(names)


def test_importing_sibdsl_loads_nothing_else() -> None:
    loaded = loaded_after("import sibdsl")
    assert not loaded & SLOW
    assert not {name for name in loaded if name.startswith("sibdsl.")}


def test_importing_the_ir_loads_no_parser() -> None:
    loaded = loaded_after("import sibdsl.ir")
    assert "lark" not in loaded
    assert not {name for name in loaded if name.startswith("sibdsl.syntax")}


@pytest.mark.parametrize("package", CHECK_PATH)
def test_importing_a_package_of_the_check_path_loads_no_slow_library(package: str) -> None:
    assert not loaded_after(f"import sibdsl.{package}") & SLOW


def test_checking_a_contract_loads_no_slow_library() -> None:
    program = f"""
import sys
sys.argv = ["sib", "check", {str(CONTRACT)!r}]
from sibdsl.cli.main import main
try:
    status = main()
except SystemExit as finished:
    status = finished.code
assert not status, f"sib check ended with {{status}}"
"""
    assert not loaded_after(program) & SLOW
