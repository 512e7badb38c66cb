"""What is loaded when: reading the IR needs no parser, and checking a contract needs no slow library."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTRACT = ROOT / "examples" / "nyc_able" / "contract.sib"

SLOW = {"babel", "hypothesis", "holidays", "jinja2", "lark", "pydantic", "rich"}
# Parts of the standard library and of sib that a check has no use for, each of which takes a while to load.
NOT_FOR_CHECKING = {
    "argparse",
    "asyncio",
    "csv",
    "dataclasses",
    "difflib",
    "email",
    "json",
    "logging",
    "pathlib",
    "shutil",
    "subprocess",
    "tempfile",
    "tomllib",
    "unittest",
    "xml",
    "sibdsl.analysis",
    "sibdsl.evidence",
    "sibdsl.generators",
    "sibdsl.interpreter",
    "sibdsl.ir",
    "sibdsl.lowering",
    "sibdsl.model",
}
CHECK_PATH = ("source", "values", "diagnostics", "surface", "syntax", "semantics", "workspace", "cli")

MARK = "loaded modules: "
TELL = f"import sys; print('\\n{MARK}' + ' '.join(sorted(sys.modules)))"


def loaded_after(program: str) -> set[str]:
    """The names of all modules loaded once `program` has run in a fresh interpreter."""
    run = subprocess.run(
        [sys.executable, "-c", f"{program}\n{TELL}"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return set(run.stdout.rsplit(MARK, 1)[1].split())


def loaded_after_sib(*arguments: str) -> set[str]:
    """The names of all modules loaded once `sib` has run with some arguments."""
    return loaded_after(
        "from sibdsl.cli.main import run\n"
        f"status = run({list(arguments)!r})\n"
        "assert status == 0, f'sib ended with {status}'"
    )


def test_importing_sibdsl_loads_nothing_else() -> None:
    loaded = loaded_after("import sibdsl")
    assert not loaded & SLOW
    assert not {name for name in loaded if name.startswith("sibdsl.")}


def test_importing_the_ir_loads_no_parser() -> None:
    loaded = loaded_after("import sibdsl.ir.program, sibdsl.ir.codec, sibdsl.ir.text")
    assert "lark" not in loaded
    assert not {name for name in loaded if name.startswith("sibdsl.syntax")}


@pytest.mark.parametrize("package", CHECK_PATH)
def test_importing_a_package_of_the_check_path_loads_no_slow_library(package: str) -> None:
    assert not loaded_after(f"import sibdsl.{package}") & SLOW


def test_checking_a_contract_loads_only_what_it_needs() -> None:
    loaded = loaded_after_sib("check", str(CONTRACT))
    assert not loaded & SLOW
    assert not loaded & NOT_FOR_CHECKING


def test_checking_a_contract_loads_no_other_command() -> None:
    loaded = loaded_after_sib("check", str(CONTRACT))
    commands = {name.rpartition(".")[2] for name in loaded if name.startswith("sibdsl.cli.")}
    assert commands == {"check", "console", "contract", "group", "main"}


def test_help_loads_no_command() -> None:
    loaded = loaded_after_sib("--help")
    assert {name for name in loaded if name.startswith("sibdsl.")} <= {
        "sibdsl.cli",
        "sibdsl.cli.group",
        "sibdsl.cli.main",
    }


def test_the_entry_point_ends_the_process_with_the_status() -> None:
    for arguments, status in ((["rule", "SIB001"], 0), (["check", "nowhere.sib"], 1), (["chekc"], 2)):
        program = f"import sys; sys.argv = ['sib', *{arguments!r}]; from sibdsl.cli.main import main; main()"
        run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, cwd=ROOT)
        assert run.returncode == status


def test_asking_for_the_model_is_what_loads_pydantic() -> None:
    program = (
        "import sys, sibdsl\nfrom pathlib import Path\n"
        f"compilation = sibdsl.compile(Path({str(CONTRACT)!r}))\n"
        "assert compilation.ok and 'pydantic' not in sys.modules\n"
        "assert compilation.model.name == 'nyc_able' and 'pydantic' in sys.modules"
    )
    assert "jinja2" not in loaded_after(program)
