"""`sib test`: scenarios run like tests."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest


@pytest.fixture
def deals(sib, place: Path) -> Path:
    """A contract whose scenarios pass, one with a scenario that fails, one with an error, one without any."""
    sib("new", "good", "--dir", ".")
    text = (place / "contract.sib").read_text(encoding="utf-8")
    failing = '\nscenario "too good <&>" {\n  given in_work = 35%\n  expect success = GBP 500,000\n}\n'
    (place / "deals").mkdir()
    for name, content in {
        "a_good.sib": text,
        "b_failing.sib": text + failing,
        "c_broken.sib": text.replace("by in_work", "by in_wrok"),
        "d_none.sib": text.partition("# Worked examples")[0],
    }.items():
        (place / "deals" / name).write_text(content, encoding="utf-8")
    return place / "deals"


def test_what_passes_is_one_line(sib, deals: Path) -> None:
    assert sib("test", "deals/a_good.sib") == (
        0,
        "deals/a_good.sib\nPASS  a good result\nPASS  just below the first step\n\n2 passed\n",
        "",
    )


def test_what_fails_says_how_it_came_about(sib, deals: Path) -> None:
    result = sib("test", "deals/b_failing.sib")
    assert result.status == 1
    text = (deals / "b_failing.sib").read_text(encoding="utf-8")
    line = text[: text.index('scenario "too good')].count("\n") + 1
    assert f"FAIL  too good <&>  deals/b_failing.sib:{line}\n" in result.out
    assert f"line {line + 2}: expect success = GBP 500,000, but it is GBP 300,000\n" in result.out
    assert "        35% reaches the row `at least 35%`, which pays GBP 300,000.\n" in result.out
    assert result.out.endswith("\n1 failed, 2 passed\n")


def test_every_contract_is_run(sib, deals: Path) -> None:
    result = sib("test", "deals")
    assert result.status == 1
    assert result.err.count("error[") == 1
    assert "ERROR not run: the contract has 1 error\n" in result.out
    assert "there are no scenarios\n" in result.out
    assert result.out.endswith("\n1 failed, 4 passed, 1 contract with errors\n")
    assert "error[SIB201]" in result.err


def test_no_scenarios_are_no_failure(sib, deals: Path) -> None:
    result = sib("test", "deals/d_none.sib")
    assert result.status == 0
    assert result.out.endswith("no scenarios were run\n")


def test_scenarios_are_chosen_by_their_titles(sib, deals: Path) -> None:
    result = sib("test", "deals/b_failing.sib", "-k", "GOOD res")
    assert result.status == 0
    assert result.out == "deals/b_failing.sib\nPASS  a good result\n\n1 passed\n"


def test_choosing_nothing_is_wrong_use(sib, deals: Path) -> None:
    result = sib("test", "deals/a_good.sib", "-k", "xyz")
    assert result.status == 2
    assert "no scenario has `xyz` in its title" in result.err


def test_json_has_every_expectation(sib, deals: Path) -> None:
    good, failing, broken, none = json.loads(sib("test", "deals", "--output-format", "json").out)
    assert (good["filename"], good["passed"]) == ("deals/a_good.sib", True)
    assert [scenario["passed"] for scenario in failing["scenarios"]] == [True, True, False]
    (wrong,) = failing["scenarios"][2]["expectations"]
    assert (wrong["expected"], wrong["got"], wrong["passed"]) == ("GBP 500,000", "GBP 300,000", False)
    assert wrong["explanation"]
    assert (broken["passed"], broken["errors"] > 0, broken["scenarios"]) == (False, True, [])
    assert (none["passed"], none["scenarios"]) == (True, [])


def test_junit_is_well_formed(sib, deals: Path) -> None:
    root = ElementTree.fromstring(sib("test", "deals", "--output-format", "junit").out)
    good, failing, broken, none = root
    assert [suite.get("tests") for suite in root] == ["2", "3", "1", "0"]
    assert failing.get("failures") == "1"
    assert failing[2].get("name") == "too good <&>"
    failure = failing[2].find("failure")
    assert failure is not None
    assert "but it is GBP 300,000" in str(failure.get("message"))
    assert broken.get("errors") == "1"
    assert good.find("testcase/failure") is None
    assert len(none) == 0


def test_colours_when_asked_for(sib, deals: Path) -> None:
    assert "\x1b[32mPASS\x1b[0m" in sib("test", "deals/a_good.sib", "--color", "always").out


def test_standard_input_can_be_tested(sib, deals: Path) -> None:
    result = sib("test", "-", stdin=(deals / "a_good.sib").read_bytes())
    assert result.status == 0
    assert result.out.startswith("<stdin>\nPASS")
