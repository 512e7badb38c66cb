"""Contracts in prose: Markdown files whose blocks marked `sib` are the contract.

In: the text of a `.sib.md` file; later its tree. Out: a `SourceFile` that knows its blocks; findings about them.
Relies on: `source.fences` for where the blocks are.
Guarantees: an offset means the same in the file and in what is read of it; every declaration is wholly in one
block, or that is reported, so that prose never stands in the middle of one.
"""

import os
from bisect import bisect_right

import msgspec

from sibdsl.diagnostics.diagnostic import Edit, Fix
from sibdsl.diagnostics.rules import reading as rules
from sibdsl.diagnostics.sink import Sink
from sibdsl.source.fences import Fence, fences_of, hidden_fences
from sibdsl.source.file import SourceFile
from sibdsl.source.span import Span, end_of, make, start_of
from sibdsl.surface.declarations import Declaration, SourceTree


def read_blocks(path: str, text: str, sink: Sink) -> SourceFile | None:
    """The source file of a contract in prose; None, after a report, if nothing in it is contract language."""
    fences = fences_of(text)
    source = SourceFile(path, text, fences=fences)
    for start, end in hidden_fences(text):
        sink.report(rules.BLOCK_NOT_READ, _line(text, start, end), primary="not read", source=source)
    if not fences:
        sink.report(rules.NO_CONTRACT_LANGUAGE, source=source, name=os.path.basename(path) or path)
        return None
    last = fences[-1]
    if not last.closed:
        marks = text[last.opening :].lstrip(" ")
        marks = marks[: len(marks) - len(marks.lstrip(marks[0]))]
        closing = Edit(make(len(text), len(text)), ("" if text.endswith(("\n", "\r")) else "\n") + marks + "\n")
        sink.report(
            rules.ENDLESS_BLOCK,
            _line(text, last.opening, last.start),
            primary="it begins here",
            source=source,
            fix=Fix(f"add a line {marks} at the end of the file", "unsafe", (closing,)),
            marks=marks,
        )
    return source


class Passage(msgspec.Struct, frozen=True):
    """A passage of prose in Markdown, and the declarations in the block behind it, each by kind and name."""

    text: str
    declared: tuple[tuple[str, str], ...] = ()


def passages_of(source: SourceFile, tree: SourceTree) -> tuple[Passage, ...]:
    """The prose of a contract in prose, block by block; behind the last passage there is no block."""
    from sibdsl.semantics.scope import KINDS

    passages: list[Passage] = []
    done = 0
    for fence in source.fences:
        inside = (each for each in tree.declarations if fence.start <= start_of(each.span) < fence.end)
        named = [each for each in inside if isinstance(each, Declaration)]
        declared = tuple((KINDS.get(type(each), "scenario"), each.name.text) for each in named)
        passages.append(Passage(source.text[done : fence.opening], declared))
        lines = source.lines
        done = lines.line_start(lines.position(fence.end)[0] + 1)
    return (*passages, Passage(source.text[done:]))


def report_split(source: SourceFile, tree: SourceTree, sink: Sink) -> None:
    """Report every declaration that goes on in a block other than its own."""
    openings = [fence.opening for fence in source.fences]
    for declaration in tree.declarations:
        if not isinstance(declaration, Declaration):
            continue
        fence = source.fences[_index_of(openings, start_of(declaration.span))]
        if end_of(declaration.span) > fence.end:
            following = source.fences[_index_of(openings, end_of(declaration.span) - 1)]
            sink.report(
                rules.SPLIT_DECLARATION,
                declaration.name.span,
                primary="it begins here",
                others=[(_first_line(source, following), "and goes on in this block")],
                source=source,
                name=declaration.name.text,
            )


def _index_of(openings: list[int], offset: int) -> int:
    return max(bisect_right(openings, offset) - 1, 0)


def _first_line(source: SourceFile, fence: Fence) -> Span:
    return _line(source.text, fence.opening, fence.start)


def _line(text: str, start: int, end: int) -> Span:
    """The span of a line without its indentation and its end."""
    line = text[start:end]
    return make(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
