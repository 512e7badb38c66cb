"""The kept statement and summary of each example.

In: an example. Out: the texts that `expected/` should hold.
Guarantees: paths in texts do not depend on where the checkout lies.
"""

import sibdsl
from tests.examples.vectors import Example


def expected_files(example: Example) -> dict[str, str]:
    """File names below `expected/` with the texts they should hold today."""
    compilation = sibdsl.compile(example.contract)
    [summary] = sibdsl.generate(compilation, "summary")
    assert isinstance(summary.text, str)
    statement = sibdsl.settle(compilation, example.statement)
    texts = {"summary.md": summary.text, "statement.json": statement.to_json()}
    if example.contract.suffix == ".md":
        [woven] = sibdsl.generate(compilation, "summary", with_prose=True)
        assert isinstance(woven.text, str)
        texts["summary_with_prose.md"] = woven.text
    return texts
