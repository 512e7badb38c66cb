"""A wheel carries all of sibdsl, and the grammar is found wherever the package was put."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTRACT = ROOT / "examples" / "nyc_able" / "contract.sib"
BYTE_CODE = shutil.ignore_patterns("__pycache__", "*.pyc")

READ_GRAMMAR = """
import json, sibdsl
from sibdsl.syntax.grammar import load_grammar, load_syntax_errors
print(json.dumps({"home": sibdsl.__file__, "grammar": load_grammar(), "errors": load_syntax_errors()}))
"""


def run_python(*arguments: str | Path, path: Path | None, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run Python elsewhere, with nothing but `path` put before the installed packages."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1"}
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    return subprocess.run(
        [sys.executable, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


def grammar_seen_from(path: Path | None, cwd: Path) -> dict[str, dict[str, str]]:
    run = run_python("-c", READ_GRAMMAR, path=path, cwd=cwd)
    assert run.returncode == 0, run.stderr
    seen = json.loads(run.stdout)
    if path is not None:
        assert Path(seen["home"]).is_relative_to(path)
    return {"grammar": seen["grammar"], "errors": seen["errors"]}


def texts(folder: Path, pattern: str) -> dict[str, str]:
    files = sorted(file for file in folder.glob(pattern) if file.is_file())
    return {file.name: file.read_text(encoding="utf-8") for file in files}


@pytest.fixture(scope="module")
def committed() -> dict[str, dict[str, str]]:
    grammar = ROOT / "grammar"
    return {"grammar": texts(grammar, "*.lark"), "errors": texts(grammar / "syntax_errors", "*")}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("wheel")
    run = run_python("-m", "build", "--wheel", "--no-isolation", "--outdir", directory, ROOT, path=None, cwd=directory)
    assert run.returncode == 0, run.stdout + run.stderr
    (built,) = directory.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("installed")
    options = ["--quiet", "--no-deps", "--no-index", "--no-compile", "--target", str(target)]
    run = run_python("-m", "pip", "install", *options, wheel, path=None, cwd=target)
    assert run.returncode == 0, run.stdout + run.stderr
    return target


def test_the_wheel_holds_every_file_of_the_package_the_grammar_and_the_pages(wheel: Path) -> None:
    expected = {
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "sibdsl").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    for home, carried_as in ((ROOT / "grammar", "_grammar"), (ROOT / "docs" / "diagnostics", "_diagnostics")):
        expected |= {
            f"sibdsl/{carried_as}/{file.relative_to(home).as_posix()}" for file in home.rglob("*") if file.is_file()
        }
    names = set(zipfile.ZipFile(wheel).namelist())
    carried = {name for name in names if name.startswith("sibdsl/")}
    assert carried == expected
    assert any(name.endswith("dist-info/licenses/LICENSE") for name in names)


def test_a_wheel_finds_its_grammar(installed: Path, tmp_path: Path, committed: dict[str, dict[str, str]]) -> None:
    assert grammar_seen_from(installed, tmp_path) == committed


def test_this_install_finds_the_grammar(tmp_path: Path, committed: dict[str, dict[str, str]]) -> None:
    assert grammar_seen_from(None, tmp_path) == committed


def test_a_bare_checkout_finds_its_grammar(tmp_path: Path, committed: dict[str, dict[str, str]]) -> None:
    for part in ("sibdsl", "grammar"):
        shutil.copytree(ROOT / part, tmp_path / "checkout" / part, ignore=BYTE_CODE)
    assert grammar_seen_from(tmp_path / "checkout", tmp_path) == committed


def test_grammar_is_given_in_the_order_of_the_names(tmp_path: Path) -> None:
    seen = grammar_seen_from(None, tmp_path)["grammar"]
    assert list(seen) == sorted(seen)
    assert seen


@pytest.mark.parametrize("empty_directory", [False, True], ids=["no directory", "empty directory"])
def test_a_missing_grammar_is_a_fault_of_ours_and_asks_for_a_report(tmp_path: Path, empty_directory: bool) -> None:
    shutil.copytree(ROOT / "sibdsl", tmp_path / "broken" / "sibdsl", ignore=BYTE_CODE)
    if empty_directory:
        (tmp_path / "broken" / "grammar").mkdir()
    run = run_python("-c", READ_GRAMMAR, path=tmp_path / "broken", cwd=tmp_path)
    assert run.returncode != 0
    assert "InternalError" in run.stderr
    assert "Please report it" in run.stderr


def test_an_installed_sib_has_the_pages_of_its_diagnostics(installed: Path, tmp_path: Path) -> None:
    (command,) = (installed / "bin").glob("sib*")
    run = run_python(command, "rule", "SIB201", path=installed, cwd=tmp_path)
    assert run.stdout == (ROOT / "docs" / "diagnostics" / "SIB201.md").read_text(encoding="utf-8")


def test_an_installed_sib_checks_a_contract(installed: Path, tmp_path: Path) -> None:
    (command,) = (installed / "bin").glob("sib*")
    run = run_python(command, "check", CONTRACT, path=installed, cwd=tmp_path)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Traceback" not in run.stderr
