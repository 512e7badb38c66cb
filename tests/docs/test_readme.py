"""What the README tells newcomers to run can be run."""

import subprocess
import sys
from pathlib import Path

from tests.docs.markdown import ROOT, Block, blocks_of

SHELL = [block for block in blocks_of(ROOT / "README.md") if block.language == "sh"]


def commands_of(block: Block) -> list[str]:
    return [line.partition("#")[0].strip() for line in block.text.splitlines() if line.strip()]


def run(command: list[str | Path]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)


def test_the_readme_runs_make_demo_make_test_and_pip_install() -> None:
    assert [commands_of(block) for block in SHELL] == [["make demo", "make test"], ["pip install ."]]


def test_make_demo() -> None:
    demo = run(["make", "demo"])
    assert demo.returncode == 0, demo.stdout + demo.stderr
    assert "no problems found in 1 contract" in demo.stdout
    assert "USD 9,600,000" in demo.stdout


def test_make_test_runs_the_tests() -> None:
    # Run for good it would run this test again, so make only says what it would do.
    plan = run(["make", "--dry-run", "test"])
    assert plan.returncode == 0, plan.stderr
    assert "python -m pytest" in plan.stdout


def test_pip_install() -> None:
    # The packaging test installs a wheel; here it is enough that pip accepts the directory.
    options = ["--dry-run", "--quiet", "--no-deps", "--no-build-isolation", "--ignore-installed"]
    install = run([sys.executable, "-m", "pip", "install", *options, "."])
    assert install.returncode == 0, install.stderr
