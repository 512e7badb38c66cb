"""The real command line on files made to be wrong: in the test process, and in a process of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from sibdsl.cli.main import run as run_command
from tests.bad_input.deal import CONTRACT


class Run(NamedTuple):
    """How a command ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Everything that it said."""
        return self.out + self.err

    def is_orderly(self) -> bool:
        """Whether it ended as commands end: no traceback, no fault of ours, nothing that steers a terminal."""
        words = ("Traceback", "internal error", "\x1b", "\x00")
        return self.status in (0, 1, 2) and not any(word in self.said for word in words)


Sib = Callable[..., Run]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory to work in, with a contract that has no mistake."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(("SIB_", "FORCE_COLOR"))]:
        monkeypatch.delenv(name)
    (tmp_path / "contract.sib").write_text(CONTRACT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def sib(place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Sib:
    """Run `sib` with some bytes on standard input."""

    def run_sib(*arguments: str, stdin: bytes = b"") -> Run:
        capsys.readouterr()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = run_command(arguments)
        said = capsys.readouterr()
        return Run(status, said.out, said.err)

    return run_sib


@pytest.fixture
def sib_process(place: Path) -> Sib:
    """Run `sib` as a shell does."""

    def run_sib(*arguments: str, stdin: bytes = b"") -> Run:
        command = [sys.executable, "-m", "sibdsl", *arguments]
        done = subprocess.run(command, cwd=place, input=stdin, capture_output=True, timeout=60, check=False)
        return Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return run_sib
