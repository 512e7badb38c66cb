"""Laying out lines of code."""

import pytest

from sibdsl.generators.writer import Writer


def test_blocks_indent_and_close() -> None:
    writer = Writer()
    with writer.block("if x:"):
        writer.lines(["y = (", ")"])
        with writer.block("f(", ")"):
            writer.line("1,")
        writer.line()
    writer.line("z")
    assert writer.text() == "if x:\n    y = (\n    )\n    f(\n        1,\n    )\n\nz\n"


def test_the_indent_ends_with_the_block_whatever_happens() -> None:
    writer = Writer()
    with pytest.raises(KeyError), writer.block("if x:"):
        raise KeyError
    writer.line("z")
    assert writer.text() == "if x:\nz\n"


@pytest.mark.parametrize("text", ["a\nb", "a\rb"])
def test_a_line_is_one_line(text: str) -> None:
    with pytest.raises(ValueError, match="line end"):
        Writer().line(text)
