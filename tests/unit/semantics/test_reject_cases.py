"""Each directory of tests/cases/reject holds a contract and every finding that checking it must make.

`expected.txt` is what `sib check --output-format concise` prints for the `contract.sib` beside it.
Set SIB_UPDATE_GOLDEN=1 to write them anew, and read the difference before committing it.
"""

import os
from pathlib import Path

import pytest

from sibdsl.diagnostics.render import render
from sibdsl.workspace.compilation import compile_bytes

CASES = Path(__file__).parents[2] / "cases" / "reject"


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_checking_finds_what_is_wrong_and_nothing_else(case: Path) -> None:
    compilation = compile_bytes((case / "contract.sib").read_bytes(), "contract.sib")
    found = render(compilation.diagnostics, "concise", False)
    golden = case / "expected.txt"
    if os.environ.get("SIB_UPDATE_GOLDEN") == "1":
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")
    if case.name.startswith("SIB"):
        assert case.name.partition("_")[0] in found
