"""`sib new`: what a newcomer gets works from the first command on."""

import re
from pathlib import Path

import pytest


@pytest.mark.parametrize("name", ["my_contract", "a", "été_2030", "contract", "payment", "class"])
def test_a_new_contract_checks_clean_and_its_scenarios_pass(sib, place: Path, name: str) -> None:
    made = sib("new", name)
    assert made.status == 0
    assert sib("check", name) == (0, "no problems found in 1 contract\n", "")
    assert sib("test", name).status == 0
    assert f'contract {name} "' in (place / name / "contract.sib").read_text(encoding="utf-8")


def test_it_says_what_it_wrote_and_what_comes_next(sib, place: Path) -> None:
    made = sib("new", "deal", "--dir", "here/there")
    assert made.out == ""
    assert made.err.splitlines() == [
        "wrote here/there/contract.sib",
        "wrote here/there/README.md",
        "wrote here/there/sib.toml",
        "wrote here/there/evidence/observations.csv",
        "next: cd here/there && sib check contract.sib",
    ]


def test_the_commands_of_the_readme_work(sib, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sib("new", "my_contract")
    monkeypatch.chdir(place / "my_contract")
    commands = re.findall(r"^    sib (.+?) *#", Path("README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(commands) == 5
    for command in commands:
        assert sib(*command.split()).status == 0, command


def test_the_title_is_the_name_in_words(sib, place: Path) -> None:
    sib("new", "north_star")
    assert (place / "north_star" / "README.md").read_text(encoding="utf-8").startswith("# North star\n")


def test_nothing_is_overwritten(sib, place: Path) -> None:
    (place / "mine").mkdir()
    (place / "mine" / "README.md").write_text("mine")
    result = sib("new", "mine")
    assert result.status == 2
    assert "`mine/README.md` is there already and nothing was written" in result.err
    assert [path.name for path in (place / "mine").iterdir()] == ["README.md"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("my-contract", "did you mean `my_contract`?"),
        ("my contract", "did you mean `my_contract`?"),
        ("contracts/mine", "is a path, not a name; name the directory with --dir"),
        ("3", "cannot be the name of a contract"),
        ("", "cannot be the name of a contract"),
        ("a\n", "cannot be the name of a contract"),
    ],
)
def test_a_name_that_cannot_be_one_is_refused(sib, place: Path, name: str, said: str) -> None:
    result = sib("new", name)
    assert result.status == 2
    assert said in result.err
    assert list(place.iterdir()) == []
