"""The corpus: contracts as lawyers and contract managers break them, and what they are told.

Each `NNN_name.sib` of tests/cases/corpus is a small whole contract; the first digit of its number is its kind:

1 typing slips, 2 lawyers' phrasing, 3 wrong units, 4 copied from Word, 5 numbers and dates of other countries,
6 tables pasted from Excel or Word, 7 half-finished, 8 tables and limits that do not add up, 9 rate cards, capital,
scenarios and imports.

The `.txt` beside it is what `sib check` prints. Set SIB_UPDATE_GOLDEN=1 to write them anew, and read the difference
as the author of the contract would before committing it.
"""

import os
from pathlib import Path

import pytest

from sibdsl.diagnostics.render import render
from sibdsl.workspace.compilation import compile_path

CORPUS = Path(__file__).parents[2] / "cases" / "corpus"
CONTRACTS = sorted(CORPUS.glob("*.sib"))


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.stem)
def test_what_the_author_is_told(contract: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CORPUS)
    found = render(compile_path(contract.name).diagnostics, "full", False)
    golden = contract.with_suffix(".txt")
    if os.environ.get("SIB_UPDATE_GOLDEN") == "1":
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_the_corpus_covers_every_kind() -> None:
    assert len(CONTRACTS) >= 150
    assert {contract.name[0] for contract in CONTRACTS} == set("123456789")


def test_every_contract_is_told_something() -> None:
    told = [contract.stem for contract in CONTRACTS if not contract.with_suffix(".txt").read_text(encoding="utf-8")]
    assert told == []
