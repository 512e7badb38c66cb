"""A source file -> its surface tree.

In: the text of a file, and the sink. Out: the tree of every declaration that could be read.
Relies on: `lexer`, `driver`, `recovery`.
Guarantees: never raises, whatever the text; one run reports every mistake of syntax once; the same text
gives the same tree and the same reports.
"""

from collections.abc import Iterator
from typing import Any

from sibdsl.diagnostics.sink import Sink
from sibdsl.source.file import SourceFile
from sibdsl.source.span import Span, make, start_of
from sibdsl.surface.declarations import SourceTree
from sibdsl.syntax.automaton import load_automaton
from sibdsl.syntax.driver import Driver
from sibdsl.syntax.lexer import Lexer, Token, scan_for_comments
from sibdsl.syntax.recovery import Recovery, next_declaration


def parse_text(source: SourceFile, sink: Sink) -> SourceTree:
    """The surface tree of `source`; what is wrong with the text goes to the sink, whose file this becomes."""
    sink.source = source
    broken: list[str] = []
    declarations = tuple(read_declarations(source, sink, broken))
    return SourceTree(make(0, len(source.text)), declarations, tuple(broken))


def read_declarations(source: SourceFile, sink: Sink, broken: list[str], position: int = 0) -> Iterator[Any]:
    """The declarations of `source` from `position` on, one by one, as soon as each is read.

    `position` is the start of the file or of a declaration. Names of declarations that could not be read
    are added to `broken`.
    """
    recovery = Recovery(source, sink, broken)
    misprints = Sink(source)
    lexer = Lexer(source, misprints, position)
    driver = Driver(load_automaton(), recovery, source.text)
    tokens: list[Token] | None = []
    while tokens is not None and not recovery.exhausted:
        tokens = lexer.next_declaration()
        index = next_declaration(tokens, 0) if tokens else 0
        while tokens and index < len(tokens):
            declaration, index = driver.read_declaration(tokens, index)
            if declaration is not None:
                recovery.outside = False
                yield declaration
            index = next_declaration(tokens, index)
        if misprints.has_errors:
            misprints = lexer.sink = _report_misprints(misprints, sink, recovery.passed_over)


def _report_misprints(misprints: Sink, sink: Sink, passed_over: list[tuple[int, int]]) -> Sink:
    """Report the misprints of a declaration, save those in statements that were passed over; a new sink."""
    for misprint in misprints.diagnostics():
        start = start_of(misprint.span)
        if not any(first < start < end for first, end in passed_over):
            sink.add(misprint)
    passed_over.clear()
    return Sink(misprints.source)


def scan_comments(source: SourceFile) -> list[Span]:
    """Where the comments of `source` are, in the order of the text, each without its line end."""
    return scan_for_comments(source.text)
