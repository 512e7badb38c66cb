"""Loading: every file on a disk gives a source or a sentence, never an exception."""

import os
from pathlib import Path

import pytest

from sibdsl.diagnostics.diagnostic import Label
from sibdsl.diagnostics.editing import edited
from sibdsl.diagnostics.render import render
from sibdsl.diagnostics.sink import Sink
from sibdsl.source.file import SourceFile
from sibdsl.source.span import make
from sibdsl.workspace.loading import LARGEST_CONTRACT, _report_access, load_path, read_source


def codes(sink: Sink) -> list[str]:
    return [found.code for found in sink.diagnostics()]


def test_a_file_becomes_the_current_source(tmp_path: Path) -> None:
    path = tmp_path / "contract.sib"
    path.write_bytes("contract x «»".encode())
    sink = Sink()
    source = load_path(str(path), sink)
    assert source is not None
    assert source.text == "contract x «»"
    assert sink.source is source
    assert not sink.has_errors


def test_a_missing_file_suggests_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "contract.sib").write_text("contract")
    sink = Sink()
    assert load_path(str(tmp_path / "contrct.sib"), sink) is None
    [found] = sink.diagnostics()
    assert found.code == "SIB010"
    assert found.help == f"did you mean `{tmp_path / 'contract.sib'}`?"


def test_a_missing_file_without_neighbours_says_what_to_check(tmp_path: Path) -> None:
    sink = Sink()
    assert load_path(str(tmp_path / "nowhere" / "contract.sib"), sink) is None
    [found] = sink.diagnostics()
    assert found.help == "check the spelling, and the directory you are in"


def test_a_missing_import_is_reported_where_it_is_written(tmp_path: Path) -> None:
    importing = SourceFile("main.sib", 'import "rates.sib"')
    sink = Sink(importing)
    missing = str(tmp_path / "rates.sib")
    assert load_path(missing, sink, asked=Label(make(7, 18), "imported here")) is None
    [found] = sink.diagnostics()
    assert (found.path, found.span) == ("main.sib", make(7, 18))
    assert found.message == f"there is no file `{missing}`"


def test_a_directory_suggests_a_contract_inside(tmp_path: Path) -> None:
    (tmp_path / "b.sib").write_text("x")
    (tmp_path / "a.sib").write_text("x")
    sink = Sink()
    assert load_path(str(tmp_path), sink) is None
    [found] = sink.diagnostics()
    assert found.code == "SIB011"
    assert found.help == f"name a file inside it, such as `{tmp_path / 'a.sib'}`"


def test_a_file_below_a_file_is_missing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    sink = Sink()
    assert load_path(str(tmp_path / "file" / "contract.sib"), sink) is None
    assert codes(sink) == ["SIB010"]


def test_a_refused_file_is_a_sentence() -> None:
    # No permission stops the user that runs tests in a container, so the system's answer is given here.
    sink = Sink()
    _report_access("contract.sib", PermissionError(13, "Permission denied"), sink, None)
    [found] = sink.diagnostics()
    assert (found.code, found.message) == ("SIB012", "you do not have permission to read `contract.sib`")


@pytest.mark.parametrize("path", ["x" * 400, "con\0tract.sib"])
def test_a_name_that_no_file_can_have_is_a_sentence(path: str) -> None:
    sink = Sink()
    assert load_path(path, sink) is None
    assert codes(sink) == ["SIB013"]
    assert "\0" not in render(sink.diagnostics())


def test_a_file_without_end_is_not_read_to_the_end(tmp_path: Path) -> None:
    path = tmp_path / "large.sib"
    with path.open("wb") as file:
        file.truncate(LARGEST_CONTRACT + 1)
    sink = Sink()
    assert load_path(os.fspath(path), sink) is None
    [found] = sink.diagnostics()
    assert found.code == "SIB014"
    assert found.message == f"`{path}` is larger than 64 megabytes"


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (b"", "SIB001", "there is nothing in `c.sib`"),
        ("contract x".encode("utf-16"), "SIB002", "`c.sib` is saved as UTF-16"),
        (b"%PDF-1.7", "SIB004", "`c.sib` is a PDF document, not a plain text"),
        (
            b"contract\nx \x93y\x94",
            "SIB003",
            "`c.sib` is not saved as UTF-8: line 2, column 3 holds the byte 0x93, which would be `“` in Windows-1252",
        ),
        (
            b"contract \x81",
            "SIB003",
            "`c.sib` is not saved as UTF-8: line 1, column 10 holds the byte 0x81",
        ),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, code: str, message: str) -> None:
    sink = Sink()
    assert read_source(data, "folder/c.sib", sink) is None
    [found] = sink.diagnostics()
    assert (found.code, found.message, found.path) == (code, message, "folder/c.sib")
    assert sink.has_errors


def test_hidden_changes_of_direction_are_found_and_can_be_deleted() -> None:
    sink = Sink()
    source = read_source("pays \u202e%02\u202c x".encode(), "c.sib", sink)
    assert source is not None
    found = sink.diagnostics()
    assert [one.code for one in found] == ["SIB005", "SIB005"]
    assert "U+202E, right-to-left override" in found[0].message
    edits = [edit for one in found if one.fix for edit in one.fix.edits]
    assert edited(source.text, edits) == "pays %02 x"


def test_arabic_and_hebrew_need_no_hidden_characters() -> None:
    sink = Sink()
    assert read_source('contract x "عقد חוזה\u200f"'.encode(), "c.sib", sink) is not None
    assert sink.diagnostics() == ()
