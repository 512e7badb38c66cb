"""What is said to whom: colours, quiet, verbose, and progress on a terminal."""

import os
import pty
import subprocess
import sys

import pytest

from sibdsl.cli.console import Console


@pytest.mark.parametrize(
    ("color", "environment", "expected"),
    [
        ("auto", {}, False),
        ("always", {}, True),
        ("never", {}, False),
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("auto", {"FORCE_COLOR": "0"}, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colours_of_a_pipe(
    place, monkeypatch: pytest.MonkeyPatch, color: str, environment: dict[str, str], expected: bool
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert Console(color).colors_results is expected
    assert Console(color).colors_findings is expected


def on_a_terminal(program: str, **environment: str) -> str:
    """What a program shows when all of its streams are a terminal."""
    leader, follower = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**clean, "TERM": "xterm", **environment},
    )
    os.close(follower)
    shown = b""
    while True:
        try:
            piece = os.read(leader, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(leader)
    assert process.wait() == 0
    return shown.decode("utf-8")


TELL_COLOR = "from sibdsl.cli.console import Console; print(Console().colors_results)"


def test_a_terminal_is_coloured() -> None:
    assert on_a_terminal(TELL_COLOR) == "True\r\n"


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_that_asks_for_none_is_not(environment: dict[str, str]) -> None:
    assert on_a_terminal(TELL_COLOR, **environment) == "False\r\n"


# Whoever waits for the line to be written need not wait for a clock: the timer fires on its own.
LONG_WORK = """
import sys, threading
from sibdsl.cli import console
shown = threading.Event()
class Watched:
    def __init__(self, stream): self.stream = stream
    def write(self, text): self.stream.write(text); shown.set()
    def flush(self): self.stream.flush()
    def isatty(self): return self.stream.isatty()
sys.stderr = Watched(sys.stderr)
with console.Console({arguments}).progress("settling") as report:
    {work}
"""


def test_long_work_shows_what_it_is_and_wipes_it_away() -> None:
    shown = on_a_terminal(LONG_WORK.format(arguments="", work="shown.wait(30); report('2 of 3')"))
    assert shown == "\r\x1b[Ksettling ...\r\x1b[Ksettling: 2 of 3\r\x1b[K"


def test_short_work_shows_nothing() -> None:
    assert on_a_terminal(LONG_WORK.format(arguments="", work="report('1 of 3')")) == ""


def test_quiet_work_shows_nothing() -> None:
    assert on_a_terminal(LONG_WORK.format(arguments="quiet=True", work="shown.wait(1.2)")) == ""


def test_work_beside_a_pipe_shows_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with Console().progress("settling") as report:
        report("1 of 3")
    assert capsys.readouterr() == ("", "")


def test_logs_go_beside_the_result(capsys: pytest.CaptureFixture[str]) -> None:
    for console in (Console(), Console(quiet=True), Console(verbose=True)):
        console.result("result\n")
        console.log("log")
        console.detail("detail")
    assert capsys.readouterr() == ("result\n" * 3, "log\nlog\ndetail\n")
