"""`sib format`."""

import os
import stat
from pathlib import Path

import pytest

UNTIDY = 'party city "The city" is outcome_payer# who pays\nparty provider   is service_provider\n'
TIDY = 'party city     "The city" is outcome_payer  # who pays\nparty provider            is service_provider\n'
BROKEN = "party city\n"


@pytest.fixture
def contracts(place: Path) -> Path:
    """A directory with a file in its form, one in another, one that imports it, and one with a mistake."""
    directory = place / "contracts"
    directory.mkdir()
    (directory / "part.sib").write_text(UNTIDY, encoding="utf-8")
    (directory / "tidy.sib").write_text(f'import "part.sib"\n\n{TIDY}', encoding="utf-8")
    return directory


def test_a_file_is_rewritten(sib, contracts: Path) -> None:
    assert sib("format", "contracts/part.sib") == (0, "", "1 file reformatted\n")
    assert (contracts / "part.sib").read_text(encoding="utf-8") == TIDY
    assert sib("format", "contracts/part.sib") == (0, "", "1 file left unchanged\n")


def test_a_directory_is_searched_for_files_that_others_import_too(sib, contracts: Path, monkeypatch) -> None:
    assert sib("format", "contracts") == (0, "", "1 file reformatted, 1 file left unchanged\n")
    monkeypatch.chdir(contracts)
    assert sib("format") == (0, "", "2 files left unchanged\n")


def test_a_file_that_is_in_its_form_is_not_touched(sib, contracts: Path) -> None:
    before = (contracts / "tidy.sib").stat()
    sib("format", "contracts")
    after = (contracts / "tidy.sib").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_check_lists_what_would_change(sib, contracts: Path) -> None:
    assert sib("format", "--check", "contracts") == (
        1,
        "would reformat contracts/part.sib\n",
        "1 file would be reformatted, 1 file already formatted\n",
    )
    assert (contracts / "part.sib").read_text(encoding="utf-8") == UNTIDY
    assert sib("format", "--check", "contracts/tidy.sib").status == 0


def test_diff_shows_what_would_change(sib, contracts: Path) -> None:
    for options in (["--diff"], ["--diff", "--check"]):
        result = sib("format", *options, "--quiet", "contracts")
        assert result.status == 1
        assert result.err == ""
        assert result.out == (
            "--- contracts/part.sib\n+++ contracts/part.sib\n@@ -1,2 +1,2 @@\n"
            + "".join(f"-{line}\n" for line in UNTIDY.splitlines())
            + "".join(f"+{line}\n" for line in TIDY.splitlines())
        )
    assert sib("format", "--diff", "contracts/tidy.sib") == (0, "", "1 file already formatted\n")


def test_a_difference_is_coloured_when_asked_for(sib, contracts: Path) -> None:
    out = sib("format", "--diff", "--color", "always", "contracts/part.sib").out
    assert "\x1b[31m-party" in out
    assert "\x1b[32m+party" in out


def test_a_last_line_without_an_end_is_marked_in_a_difference(sib, place: Path) -> None:
    (place / "a.sib").write_text("party city is outcome_payer", encoding="utf-8")
    assert "\\ No newline at end of file\n" in sib("format", "--diff", "a.sib").out


def test_standard_input_goes_to_standard_output(sib) -> None:
    assert sib("format", "-", stdin=UNTIDY.encode()) == (0, TIDY, "1 file reformatted\n")
    assert sib("format", "-", "--quiet", stdin=TIDY.encode()) == (0, TIDY, "")
    checked = sib("format", "-", "--check", "--stdin-filename", "new.sib", stdin=UNTIDY.encode())
    assert (checked.status, checked.out) == (1, "would reformat new.sib\n")


def test_a_file_with_a_mistake_is_left_alone_and_the_others_are_not(sib, contracts: Path) -> None:
    (contracts / "broken.sib").write_text(BROKEN, encoding="utf-8")
    result = sib("format", "contracts")
    assert result.status == 1
    assert result.out == ""
    assert " --> contracts/broken.sib:1:11" in result.err
    assert "not formatted: contracts/broken.sib\n" in result.err
    assert result.err.endswith("1 file reformatted, 1 file left unchanged, 1 file not formatted\n")
    assert (contracts / "broken.sib").read_text(encoding="utf-8") == BROKEN


def test_nothing_is_written_for_standard_input_with_a_mistake(sib) -> None:
    result = sib("format", "-", stdin=BROKEN.encode())
    assert (result.status, result.out) == (1, "")
    assert "<stdin>:1:11" in result.err


def test_what_cannot_be_read_is_a_finding(sib, place: Path) -> None:
    assert "there is no file `missing.sib`" in sib("format", "missing.sib").err
    (place / "other.sib").write_bytes(b"\xff\xfea\x00")
    result = sib("format", "other.sib")
    assert result.status == 1
    assert "UTF-16" in result.err


def test_a_directory_without_contracts_is_wrong_use(sib) -> None:
    assert sib("format").err.startswith("error: there is no .sib file in this directory\n")
    assert sib("format", ".").status == 2


def test_line_ends_and_the_byte_order_mark_stay(sib, place: Path) -> None:
    file = place / "windows.sib"
    file.write_bytes(b"\xef\xbb\xbf" + UNTIDY.replace("\n", "\r\n").encode())
    sib("format", "windows.sib")
    assert file.read_bytes() == b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode()


def test_permissions_stay_and_links_are_followed(sib, place: Path) -> None:
    file = place / "contract.sib"
    file.write_text(UNTIDY, encoding="utf-8")
    file.chmod(0o640)
    link = place / "link.sib"
    link.symlink_to(file)
    sib("format", "link.sib")
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == TIDY
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert sorted(os.listdir(place)) == ["contract.sib", "link.sib"]


def test_a_contract_in_prose_keeps_its_prose(sib, place: Path) -> None:
    file = place / "contract.sib.md"
    prose = "# A  contract\n\nSome   prose.\n\n\n```sib\n{}```\n\n    more   prose\n\n```sib\n{}```\n"
    file.write_text(prose.format("\n" + UNTIDY + "\n", "#b\nparty x  is y\n"), encoding="utf-8")
    assert sib("format", ".").err == "1 file reformatted\n"
    assert file.read_text(encoding="utf-8") == prose.format(TIDY, "# b\nparty x is y\n")
    assert sib("format", "--check", ".").status == 0
