"""What holds for the parser and the printer whatever the text or the tree."""

from __future__ import annotations

from hypothesis import given, settings

from sibdsl.diagnostics.sink import Sink
from sibdsl.formatter import print_tree
from sibdsl.source.file import SourceFile
from sibdsl.surface.compare import without_spans
from sibdsl.surface.declarations import SourceTree
from sibdsl.syntax.parse import parse_text
from tests.strategies.surface import source_trees


@given(source_trees())
@settings(max_examples=300)
def test_a_printed_tree_reads_as_the_same_tree(tree: SourceTree) -> None:
    text = print_tree(tree)
    sink = Sink()
    read = without_spans(parse_text(SourceFile("printed.sib", text), sink))
    assert not sink.diagnostics(), (sink.diagnostics(), text)
    assert read == tree, text
    assert print_tree(read) == text
