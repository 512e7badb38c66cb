"""What can be folded away: blocks, runs of comments and of imports, long texts.

In: a view and a path. Out: `Fold`s, in the order of the file.
Relies on: the lexer alone, so that half-typed text folds too.
Guarantees: every fold goes over two lines or more, and begins and ends within the file.
"""

from collections.abc import Iterator
from typing import Literal

import msgspec

from sibdsl.diagnostics.sink import Sink
from sibdsl.source.file import SourceFile
from sibdsl.source.span import end_of, start_of
from sibdsl.surface.declarations import Import
from sibdsl.syntax import kinds
from sibdsl.syntax.lexer import Lexer, scan_for_comments
from sibdsl.workspace.view import View


class Fold(msgspec.Struct, frozen=True, gc=False, order=True):
    """A stretch of a file (offsets in code points): what begins and ends it may stay in sight."""

    start: int
    end: int
    kind: Literal["block", "comment", "imports", "text"]


def folds(view: View, path: str) -> tuple[Fold, ...]:
    """What can be folded away in a file."""
    source = view.files.get(path)
    if source is None:
        return ()
    found = (*_blocks_and_texts(source), *_comments(source), *_imports(view, path))
    return tuple(sorted(fold for fold in found if _line(source, fold.start) < _line(source, fold.end)))


def _line(source: SourceFile, offset: int) -> int:
    return source.position(offset)[0]


def _blocks_and_texts(source: SourceFile) -> Iterator[Fold]:
    lexer = Lexer(source, Sink(source))
    while (tokens := lexer.next_declaration()) is not None:
        opened: list[int] = []
        for kind, start, end, _ in tokens:
            if kind == kinds.OPENING_BRACE:
                opened.append(start)
            elif kind == kinds.CLOSING_BRACE and opened and end > start:
                yield Fold(opened.pop(), end, "block")
            elif kind == kinds.LONG_STRING:
                yield Fold(start, end, "text")


def _comments(source: SourceFile) -> Iterator[Fold]:
    """Runs of lines that hold nothing but a comment."""
    first = last = previous = None
    for span in scan_for_comments(source.code):
        line = _line(source, start_of(span))
        if not source.line_text(line).lstrip().startswith("#"):
            continue
        if first is not None and last is not None and line != (previous or 0) + 1:
            yield Fold(first, last, "comment")
            first = None
        first = start_of(span) if first is None else first
        last, previous = end_of(span), line
    if first is not None and last is not None:
        yield Fold(first, last, "comment")


def _imports(view: View, path: str) -> Iterator[Fold]:
    """Runs of imports with nothing declared between them."""
    first = last = None
    for node in (*view.written.get(path, ()), None):
        if isinstance(node, Import):
            place = view.place_of(node.span)
            first, last = (place.start if first is None else first), place.end
        elif first is not None and last is not None:
            yield Fold(first, last, "imports")
            first = None
