"""`sib check`."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

GOOD = "good.sib"
BAD = "bad.sib"


@pytest.fixture
def contracts(sib, place: Path) -> Path:
    """A directory with a contract that is fine, and one with an error, and what else is in directories."""
    sib("new", "one", "--dir", "start")
    (place / "contracts" / "deep").mkdir(parents=True)
    (place / "start" / "contract.sib").rename(place / "contracts" / GOOD)
    text = (place / "contracts" / GOOD).read_text(encoding="utf-8")
    (place / "contracts" / "deep" / BAD).write_text(text.replace("by in_work", "by in_wrok"), encoding="utf-8")
    (place / "contracts" / "notes.txt").write_text("not a contract", encoding="utf-8")
    return place / "contracts"


def test_a_clean_contract_is_fine(sib, contracts: Path) -> None:
    assert sib("check", contracts / GOOD) == (0, "no problems found in 1 contract\n", "")


def test_a_finding_is_shown_with_its_place(sib, contracts: Path) -> None:
    result = sib("check", "contracts/deep/bad.sib")
    assert result.status == 1
    assert "error[SIB201]" in result.out
    assert " --> contracts/deep/bad.sib:" in result.out
    assert "did you mean `in_work`?" in result.out
    assert result.err == ""


def test_a_directory_is_searched(sib, contracts: Path) -> None:
    named = sib("check", "contracts/good.sib", "contracts/deep/bad.sib")
    assert sib("check", "contracts") == named
    assert named.status == 1


def test_without_paths_it_is_the_current_directory(sib, contracts: Path, monkeypatch) -> None:
    monkeypatch.chdir(contracts / "deep")
    assert "--> bad.sib:" in sib("check").out


def test_a_directory_without_contracts_is_wrong_use(sib) -> None:
    assert sib("check").status == 2
    assert sib("check", ".").err.startswith("error: there is no .sib file in `.`\n")


def test_a_missing_file_is_a_finding_with_a_near_miss(sib, contracts: Path) -> None:
    result = sib("check", "contracts/god.sib")
    assert result.status == 1
    assert "did you mean `contracts/good.sib`?" in result.out


def test_standard_input_has_a_name_and_options_of_its_own(sib, contracts: Path) -> None:
    text = (contracts / "deep" / BAD).read_bytes()
    assert "--> <stdin>:" in sib("check", "-", stdin=text).out
    named = sib("check", "-", "--stdin-filename", "contracts/deep/bad.sib", stdin=text)
    assert named.out == sib("check", "contracts/deep/bad.sib").out
    (contracts / "sib.toml").write_text('output-format = "concise"')
    concise = sib("check", "-", "--stdin-filename", "contracts/new.sib", stdin=text)
    assert concise.out.startswith("contracts/new.sib:")


def test_json_of_several_files_is_one_array(sib, contracts: Path) -> None:
    (contracts / "also.sib").write_text("", encoding="utf-8")
    findings = json.loads(sib("check", "contracts", "--output-format", "json").out)
    assert {found["filename"] for found in findings} == {"contracts/also.sib", "contracts/deep/bad.sib"}
    assert json.loads(sib("check", "contracts/good.sib", "--output-format", "json").out) == []


def test_every_format_is_well_formed(sib, contracts: Path) -> None:
    sarif = json.loads(sib("check", "contracts", "--output-format", "sarif").out)
    assert sarif["version"] == "2.1.0"
    assert ElementTree.fromstring(sib("check", "contracts", "--output-format", "junit").out).tag == "testsuites"
    assert sib("check", "contracts", "--output-format", "github").out.startswith("::error ")
    assert sib("check", "contracts", "--output-format", "concise").out.startswith("contracts/deep/bad.sib:")


def test_the_format_may_come_from_the_environment(sib, contracts: Path, monkeypatch) -> None:
    monkeypatch.setenv("SIB_OUTPUT_FORMAT", "json")
    assert json.loads(sib("check", "contracts/good.sib").out) == []
    assert sib("check", "contracts/good.sib", "--output-format", "full").out.startswith("no problems")
    monkeypatch.setenv("SIB_OUTPUT_FORMAT", "table")
    assert sib("check", "contracts/good.sib").out.startswith("no problems")
    monkeypatch.setenv("SIB_OUTPUT_FORMAT", "jsno")
    result = sib("check", "contracts/good.sib")
    assert result.status == 2
    assert "SIB_OUTPUT_FORMAT is `jsno`, which is no output format; did you mean `json`?" in result.err


def test_exit_zero_shows_the_findings_all_the_same(sib, contracts: Path) -> None:
    result = sib("check", "contracts", "--exit-zero")
    assert result.status == 0
    assert "SIB201" in result.out


def test_errors_cannot_be_ignored(sib, contracts: Path) -> None:
    plain = sib("check", "contracts")
    for arguments in (["--ignore", "SIB2,SIB4"], ["--ignore", "unknown-name"], ["--select", "SIB7"]):
        result = sib("check", "contracts", *arguments)
        assert (result.status, result.out) == (plain.status, plain.out)
        assert "SIB201" in result.err
        assert "errors are always reported" in result.err


def test_a_warning_counts_until_it_is_ignored(sib, contracts: Path) -> None:
    text = (contracts / GOOD).read_text(encoding="utf-8")
    (contracts / GOOD).write_text(text.replace("GBP 200,000", "GBP 290,000"), encoding="utf-8")
    warned = sib("check", "contracts/good.sib")
    assert warned.status == 1
    assert "warning[" in warned.out
    code = warned.out.partition("warning[")[2][:6]
    assert sib("check", "contracts/good.sib", "--ignore", code).status == 0
    assert sib("check", "contracts/good.sib", "--select", "SIB0").status == 0
    assert sib("check", "contracts/good.sib", "--select", code) == warned
    (contracts / "sib.toml").write_text(f'ignore = ["{code}"]')
    assert sib("check", "contracts/good.sib").status == 0
    assert sib("check", "contracts/good.sib", "--ignore", "SIB001") == warned


def test_a_rule_that_does_not_exist_cannot_be_ignored(sib, contracts: Path) -> None:
    result = sib("check", "contracts", "--ignore", "SIB2,SBI3")
    assert result.status == 2
    assert "there is no rule `SBI3`" in result.err


def test_options_that_are_wrong_are_wrong_use(sib, contracts: Path) -> None:
    (contracts / "sib.toml").write_text('ingore = ["SIB7"]')
    result = sib("check", "contracts/good.sib")
    assert result.status == 2
    assert "sets `ingore`, which is no option of sib; did you mean `ignore`?" in result.err


def test_colours_when_asked_for(sib, contracts: Path) -> None:
    assert "\x1b[" not in sib("check", "contracts").out
    assert "\x1b[" in sib("check", "contracts", "--color", "always").out


def test_quiet_says_nothing_of_what_is_fine(sib, contracts: Path) -> None:
    assert sib("check", "contracts/good.sib", "-q") == (0, "", "")
    assert sib("check", "contracts", "-q").out == sib("check", "contracts").out


def test_verbose_says_how_much_was_checked(sib, contracts: Path) -> None:
    assert sib("check", "contracts", "-v").err.startswith("checked 2 contracts in ")


def test_a_file_that_another_imports_is_checked_as_part_of_it(sib, contracts: Path) -> None:
    text = (contracts / GOOD).read_text(encoding="utf-8").splitlines(keepends=True)
    (contracts / "deep" / BAD).unlink()
    (contracts / "deep" / "who.sib").write_text("".join(line for line in text if line.startswith("party ")))
    (contracts / GOOD).write_text(
        'import "deep/who.sib"\n' + "".join(line for line in text if not line.startswith("party "))
    )
    assert sib("check", "contracts") == (0, "no problems found in 1 contract\n", "")
    assert sib("test", "contracts").out.startswith("contracts/good.sib\nPASS")
    named = sib("check", "contracts", "contracts/deep/who.sib")
    assert named.status == 1
    assert "--> contracts/deep/who.sib" in named.out


def test_what_two_contracts_import_is_wrong_once(sib, contracts: Path) -> None:
    text = 'import "deep/bad.sib"\n'
    (contracts / "b.sib").write_text(text)
    (contracts / "c.sib").write_text(text)
    (contracts / GOOD).unlink()
    result = sib("check", "contracts", "--output-format", "concise")
    assert result.status == 1
    assert len(set(result.out.splitlines())) == len(result.out.splitlines())
    assert "contracts/deep/bad.sib:" in result.out
