"""The page to try a contract out, in an editor."""

from pathlib import Path

import sibdsl
from sibdsl.ide.edits import Refusal
from sibdsl.ide.trying import preview
from sibdsl.workspace.viewing import open_view
from tests.unit.ide.carets import FRAME, frame_with, view_of

EXAMPLE = Path(__file__).parents[3] / "examples" / "nyc_able" / "contract.sib"


def test_it_is_the_page_that_is_built() -> None:
    [artifact] = sibdsl.generate(sibdsl.compile(EXAMPLE), "preview")
    assert preview(open_view(str(EXAMPLE), {})) == artifact.text


def test_a_contract_with_an_error_has_none() -> None:
    broken = view_of(frame_with("is outcome_payer", "is outcome_payr"))
    wanted = Refusal("The contract has an error. It can be tried out once it is corrected.")
    assert preview(broken) == wanted


def test_a_contract_in_prose_has_its_prose() -> None:
    text = f"# Why\n\nBecause we agreed.\n\n```sib\n{FRAME}```\n"
    shown = preview(open_view("contract.sib.md", {"contract.sib.md": text}))
    assert isinstance(shown, str) and "Because we agreed." in shown
