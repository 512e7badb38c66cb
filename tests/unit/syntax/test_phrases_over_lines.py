"""A phrase is one wherever its statement goes on: over the ends of lines too, inside round brackets."""

import pytest

from sibdsl.diagnostics.sink import Sink
from sibdsl.source.file import SourceFile
from sibdsl.surface.compare import without_spans
from sibdsl.surface.declarations import SourceTree
from sibdsl.syntax.parse import parse_text

PAYMENT = "payment p from a to b {{\n  due once on 2027-09-30\n  pays GBP 1\n  provided {}\n}}\n"


def read(condition: str) -> tuple[SourceTree, bool]:
    sink = Sink()
    tree = parse_text(SourceFile("contract.sib", PAYMENT.format(condition)), sink)
    return without_spans(tree), sink.has_errors


@pytest.mark.parametrize("space", ["\n", "\n\n   ", "  # why\n  ", "\r\n", "\u00a0"])
def test_inside_brackets_it_may_be_broken(space: str) -> None:
    assert read(f"(sample{space}of m at least 1)") == read("(sample of m at least 1)")
    assert not read(f"(sample{space}of m at least 1)")[1]


def test_elsewhere_the_line_ends_the_statement() -> None:
    assert read("sample\n  of m at least 1")[1]
