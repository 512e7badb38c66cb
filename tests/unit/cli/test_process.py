"""The process as a whole: exit codes, broken pipes, interruptions, our own faults."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import sibdsl
from sibdsl.cli import main
from sibdsl.diagnostics.internal import InternalError

SIB = [sys.executable, "-m", "sibdsl"]


def test_no_arguments_print_the_help(sib) -> None:
    result = sib()
    assert result.status == main.FINE
    assert result.out == sib("--help").out
    assert "Commands:" in result.out


def test_the_version_is_told(sib) -> None:
    assert sib("--version").out == f"sib {sibdsl.__version__}\n"


def test_an_unknown_command_gets_the_nearest_one(sib) -> None:
    result = sib("chekc", "contract.sib")
    assert result.status == main.WRONG_USE
    assert result.err == "error: there is no command `chekc`; did you mean `sib check`?\ntry `sib --help`\n"


def test_an_unknown_option_gets_the_nearest_one(sib) -> None:
    result = sib("check", "--output-fromat", "json")
    assert result.status == main.WRONG_USE
    assert "--output-format" in result.err
    assert result.err.endswith("try `sib check --help`\n")


@pytest.mark.parametrize(
    "command",
    ["new", "check", "build", "settle", "explain", "test", "evidence-template", "schema", "rule"],
)
def test_every_command_has_help_with_an_example(sib, command: str) -> None:
    result = sib(command, "--help")
    assert result.status == main.FINE
    assert f"Example:\n    sib {command}" in result.out
    assert result.out == sib(command, "-h").out


def fail(fault: Exception) -> None:
    raise fault


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch, place: Path) -> pytest.MonkeyPatch:
    monkeypatch.setenv("TMPDIR", str(place))
    monkeypatch.setattr("tempfile.tempdir", None)
    return monkeypatch


def test_a_fault_of_ours_asks_for_a_report_and_keeps_the_details(sib, failing, place: Path) -> None:
    failing.setattr(main, "_invoke", lambda _: fail(InternalError("a table without a row")))
    result = sib("check", "private-name.sib")
    assert result.status == main.INTERNAL_ERROR
    assert "internal error: a table without a row\n" in result.err
    assert f"sib {sibdsl.__version__}" in result.err
    assert "Traceback" not in result.err
    (report,) = place.glob("sib-report-*.txt")
    text = report.read_text(encoding="utf-8")
    assert "in fail\n" in text
    assert "private-name" not in text


def test_an_unexpected_exception_says_nothing_of_the_data(sib, failing, place: Path) -> None:
    failing.setattr(main, "_invoke", lambda _: fail(KeyError("Jane Doe")))
    result = sib("settle")
    (report,) = place.glob("sib-report-*.txt")
    assert "unexpected KeyError" in result.err
    assert "Jane Doe" not in result.err + report.read_text(encoding="utf-8")


def test_the_traceback_can_be_asked_for(sib, failing) -> None:
    failing.setenv("SIB_DEBUG", "1")
    failing.setattr(main, "_invoke", lambda _: fail(KeyError("x")))
    assert "Traceback (most recent call last)" in sib("check").err


def test_a_report_that_cannot_be_kept_is_no_second_fault(sib, failing) -> None:
    failing.setattr("tempfile.tempdir", "/nowhere/at/all")
    failing.setattr(main, "_invoke", lambda _: fail(KeyError("x")))
    result = sib("check")
    assert result.status == main.INTERNAL_ERROR
    assert "SIB_DEBUG=1" in result.err


def test_a_full_disk_is_told_in_one_line(sib, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "_invoke", lambda _: fail(OSError(28, "No space left on device")))
    result = sib("check")
    assert result.status == main.WRONG_USE
    assert result.err == "error: the system refused: [Errno 28] No space left on device\n"


def test_a_reader_that_stops_reading_ends_it_quietly() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = subprocess.run([*SIB, "rule", "--all"], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert process.returncode == main.PIPE_CLOSED
    assert process.stderr == b""


def test_ctrl_c_ends_it_quietly(tmp_path: Path) -> None:
    contract = tmp_path / "endless.sib"
    os.mkfifo(contract)
    process = subprocess.Popen([*SIB, "check", contract], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    # Opening the other end waits until sib has opened the contract; it then waits for its text.
    with contract.open("wb"):
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert process.returncode == main.INTERRUPTED
    assert (out, err) == (b"", b"\ninterrupted\n")


def test_closed_streams_are_no_fault() -> None:
    process = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m sibdsl rule SIB001 >&- 2>&-; echo $?'],
        capture_output=True,
        check=False,
    )
    assert process.stdout == b"0\n"


def test_output_is_utf8_whatever_the_locale() -> None:
    process = subprocess.run(
        [*SIB, "check", "Straße-\udcff.sib"],
        env={**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        stdout=subprocess.PIPE,
        check=False,
    )
    assert process.returncode == main.FINDINGS
    assert "SIB010" in process.stdout.decode("utf-8")
