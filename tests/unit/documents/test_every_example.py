"""Every contract of the examples as a summary: complete, linked, in plain words."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

import sibdsl
from sibdsl.workspace.contracts import find_contracts

EXAMPLES = [Path(path) for path in find_contracts([str(Path(__file__).parents[3] / "examples")])]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_summary_of_every_example(path: Path) -> None:
    compilation = sibdsl.compile(path)
    model = compilation.model
    (summary,) = sibdsl.generate(compilation, "summary")
    (page,) = sibdsl.generate(compilation, "html")
    for artifact in (summary, page):
        text = artifact.text
        assert isinstance(text, str)
        assert "None" not in text
        # No name of the contract's own stands where a title belongs, and no day is written as a number.
        prose = re.sub(r"<[^>]+>|\]\(#[^)]*\)|Made by sib.*", "", text)
        names = {item.name for item in (*model.metrics, *model.payments, *model.thresholds, *model.parameters)}
        assert not {name for name in names if "_" in name and re.search(rf"\b{name}\b", prose)}
        assert not re.search(r"\b\d{4}-\d{2}-\d{2}\b", prose)
        for party in model.parties:
            assert party.title in html.unescape(text)
    assert isinstance(page.text, str)
    ids = re.findall(r'id="([^"]+)"', page.text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page.text)) <= set(ids)
