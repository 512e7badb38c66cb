"""A source file -> its tree, whether it is contract language throughout or a contract in prose.

In: a source file and the sink. Out: its tree.
Relies on: `syntax` for reading, `literate` for blocks in prose.
Guarantees: plain files are read without anything that only prose needs.
"""

from sibdsl.diagnostics.sink import Sink
from sibdsl.source.file import SourceFile
from sibdsl.surface.declarations import SourceTree


def read_tree(source: SourceFile, sink: Sink) -> SourceTree:
    """The tree of a file; what is wrong with it goes to the sink."""
    from sibdsl.syntax.parse import parse_text

    tree = parse_text(source, sink)
    if source.fences:
        from sibdsl.workspace.literate import report_split

        report_split(source, tree, sink)
    return tree
