"""Writing files: whole, inside the directory, and never over somebody's work unasked."""

import os
import stat
from pathlib import Path

import click
import pytest

from sibdsl.cli.console import Console
from sibdsl.cli.files import write_files, write_new_files
from sibdsl.diagnostics.internal import InternalError

CONSOLE = Console(quiet=True)


def test_files_are_written_below_the_directory(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    write_files(str(out), [("a.txt", "é\n"), ("deep/b.bin", b"\x00")], Console())
    assert (out / "a.txt").read_bytes() == "é\n".encode()
    assert (out / "deep" / "b.bin").read_bytes() == b"\x00"
    assert capsys.readouterr().err == f"wrote {out / 'a.txt'}\nwrote {out / 'deep' / 'b.bin'}\n"


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    write_files(str(tmp_path), [("a.txt", "new")], CONSOLE)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["new"]


def test_a_written_file_is_as_readable_as_any(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    write_files(str(tmp_path), [("a.txt", "x")], CONSOLE)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == stat.S_IMODE((tmp_path / "other").stat().st_mode)


def test_new_files_are_not_written_when_one_of_them_is_there(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("mine")
    with pytest.raises(click.UsageError, match=r"b.txt` is there already and nothing was written"):
        write_new_files(str(tmp_path), [("a.txt", "x"), ("b.txt", "y")], CONSOLE)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]


def test_a_link_to_nowhere_is_there_too(tmp_path: Path) -> None:
    os.symlink("/nowhere", tmp_path / "a.txt")
    with pytest.raises(click.UsageError, match="is there already"):
        write_new_files(str(tmp_path), [("a.txt", "x")], CONSOLE)


@pytest.mark.parametrize("path", ["../a", "/a", "a/../../b", "", "C:\\a", "C:a", "\\\\host\\share"])
def test_a_path_that_leads_out_is_a_fault_of_the_generator(tmp_path: Path, path: str) -> None:
    for write in (write_files, write_new_files):
        with pytest.raises(InternalError, match="not inside the output directory"):
            write(str(tmp_path / "out"), [(path, "x")], CONSOLE)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for write in (write_files, write_new_files):
        with pytest.raises(click.UsageError, match=r"a.txt` could not be written: (file exists|not a directory)"):
            write(str(tmp_path / "file"), [("a.txt", "x")], CONSOLE)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_file_that_cannot_replace_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a.txt" / "inside").mkdir(parents=True)
    with pytest.raises(click.UsageError, match=r"a.txt` could not be written: is a directory"):
        write_files(str(tmp_path), [("a.txt", "x")], CONSOLE)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
