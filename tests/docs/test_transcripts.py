"""Every command that a page shows prints what the page says it prints."""

from pathlib import Path

import pytest

from tests.docs.markdown import ROOT, blocks_of, pages
from tests.docs.transcripts import changed, play

SESSIONS = [
    pytest.param(page, id=str(page.relative_to(ROOT)))
    for page in pages()
    if any(block.language == "console" for block in blocks_of(page))
]


@pytest.mark.parametrize("page", SESSIONS)
def test_session(page: Path, tmp_path: Path) -> None:
    for step in play(page, tmp_path):
        assert step.agrees, f"{step.place}: $ {step.command}\n{step.printed}"


def test_a_change_takes_the_place_of_the_declaration_of_that_name() -> None:
    contract = "party a is b\n\npayment one {\n  old\n}\n\npayment two {\n}\n"
    assert changed(contract, "payment one {\n  new\n}\n") == contract.replace("old", "new")
    assert changed(contract, "payment three {\n}\n").endswith("payment two {\n}\n\npayment three {\n}\n")
