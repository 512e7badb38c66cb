"""Each directory of tests/cases/format holds a text and its canonical form.

The text must become that form, the form must stay as it is, and the edits that an editor makes must lead there.
"""

from pathlib import Path

import pytest

from sibdsl.diagnostics.editing import edited
from sibdsl.formatter import Formatted, format_edits, format_source
from sibdsl.source.file import SourceFile

CASES = Path(__file__).parents[2] / "cases" / "format"
EXAMPLES = Path(__file__).parents[3] / "examples"


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_the_form_is_reached_and_kept(case: Path) -> None:
    before, form = text_of(case / "in.sib"), text_of(case / "out.sib")
    source = SourceFile("in.sib", before)
    assert format_source(source) == Formatted(form, True)
    assert format_source(SourceFile("out.sib", form)) == Formatted(form, False)
    assert edited(before, format_edits(source)) == form
    assert not format_edits(SourceFile("out.sib", form))


def test_examples_are_in_their_form() -> None:
    paths = sorted(EXAMPLES.rglob("*.sib"))
    assert paths
    assert not [path for path in paths if format_source(SourceFile(str(path), text_of(path))).changed]  # type: ignore[union-attr]
