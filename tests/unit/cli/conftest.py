"""Running `sib` inside the test process, in a directory of its own."""

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from sibdsl.cli.main import run


class Run(NamedTuple):
    """How a command ended and what it said."""

    status: int
    out: str
    err: str


Sib = Callable[..., Run]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory to work in, and an environment that asks for nothing."""
    monkeypatch.chdir(tmp_path)
    for name in ("SIB_OUTPUT_FORMAT", "SIB_DEBUG", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def sib(place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Sib:
    """Run `sib` with some arguments, and some bytes on standard input."""

    def run_sib(*arguments: str | os.PathLike[str], stdin: bytes = b"") -> Run:
        capsys.readouterr()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = run([os.fspath(argument) for argument in arguments])
        said = capsys.readouterr()
        return Run(status, said.out, said.err)

    return run_sib
