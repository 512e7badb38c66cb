"""Every example of the language reference is a contract, and says what the page says it says."""

import pytest

import sibdsl
from tests.docs.frames import framed
from tests.docs.markdown import DOCS, Block, blocks_of

# A fragment shows one thing, so it need not use, or pay on, all that it declares.
LEFT_OUT_OF_FRAGMENTS = {"SIB210", "SIB211"}

BLOCKS = blocks_of(DOCS / "reference" / "language.md")
EXAMPLES = [block for block in BLOCKS if block.language == "sib" and not block.settings]


def owner_of(block: Block) -> str | None:
    """The kind of declaration that the block shows the inside of: `sib in payment`."""
    return block.words[block.words.index("in") + 1] if "in" in block.words else None


@pytest.mark.parametrize("block", [pytest.param(block, id=block.place) for block in EXAMPLES])
def test_example(block: Block) -> None:
    contract = sibdsl.compile(framed(block.text, owner_of(block)), filename=block.place)
    findings = contract.diagnostics
    errors = [finding for finding in findings if finding.severity == "error"]
    found = {error.code for error in errors} - LEFT_OUT_OF_FRAGMENTS
    if "error" in block.words:
        wanted = block.words[block.words.index("error") + 1]
        assert found <= {wanted} <= {finding.code for finding in findings}, sibdsl.render(findings)
        return
    assert not found, sibdsl.render(errors)
    if not errors:
        for scenario in sibdsl.run_scenarios(contract):
            assert scenario.passed, scenario


def test_most_examples_prove_their_text() -> None:
    assert sum("scenario " in block.text for block in EXAMPLES) * 3 >= len(EXAMPLES)
