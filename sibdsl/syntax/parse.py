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
from sibdsl.syntax.automaton import Automaton, load_automaton
from sibdsl.syntax.driver import Driver
from sibdsl.syntax.lexer import Lexer, scan_for_comments
from sibdsl.syntax.recovery import Recovery, next_declaration


def parse_text(source: SourceFile, sink: Sink) -> SourceTree:
    """The surface tree of `source`; what is wrong with the text goes to the sink, whose file this becomes."""
    sink.source = source
    reader = Reader(source, sink)
    declarations = tuple(reader.declarations())
    return SourceTree(make(0, len(source.code)), declarations, tuple(reader.broken))


class Reader:
    """Reads the declarations of a file one by one, from `position` on: its start, or that of a declaration.

    `broken` collects the names of declarations that were begun and could not be read. `automaton` is that
    of the language unless something else than the surface tree is to be built. `outside` says whether what
    stands before `position` was no declaration.
    """

    __slots__ = ("_driver", "_lexer", "_recovery", "_sink", "broken")

    # One call says where to read from, and to whom.
    def __init__(
        self,
        source: SourceFile,
        sink: Sink,
        position: int = 0,
        automaton: Automaton | None = None,
        *,
        outside: bool = False,
    ) -> None:
        self.broken: list[str] = []
        self._sink = sink
        self._recovery = Recovery(source, sink, self.broken)
        self._recovery.outside = outside
        self._driver = Driver(automaton or load_automaton(), self._recovery, source.code)
        self._lexer = Lexer(source, Sink(source), position)

    @property
    def position(self) -> int:
        """Where reading will go on: at the first token of a declaration, or at the end of the text."""
        return self._lexer.position

    @property
    def outside(self) -> bool:
        """Whether the last thing read was no declaration, which changes how the next such thing is told."""
        return self._recovery.outside

    @property
    def mistakes(self) -> int:
        """How many mistakes were counted towards the number at which reading stops."""
        return max(self._recovery.reports, self._lexer.misprints)

    def declarations(self) -> Iterator[Any]:
        """The declarations that can be read, each as soon as it has been."""
        while (found := self.next_declarations()) is not None:
            yield from found

    def next_declarations(self) -> list[Any] | None:
        """The declarations up to the next line end that ends one: usually one; None at the end of the text."""
        recovery, driver, lexer = self._recovery, self._driver, self._lexer
        if recovery.exhausted:
            return None
        tokens = lexer.next_declaration()
        found: list[Any] | None = None if tokens is None else []
        if tokens is not None and found is not None:
            index = next_declaration(tokens, 0)
            while index < len(tokens):
                declaration, index = driver.read_declaration(tokens, index)
                if declaration is not None:
                    recovery.outside = False
                    found.append(declaration)
                index = next_declaration(tokens, index)
        if lexer.sink.has_errors:
            lexer.sink = _report_misprints(lexer.sink, self._sink, recovery.passed_over)
        return found


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
    return scan_for_comments(source.code)
