"""The canonical form of a text: what `sib format` makes of it.

In: a source file. Out: its canonical text, or what is wrong with its syntax.
Relies on: `printer` for the layout; `comments` and `page` for what is not in the tree.
Guarantees: no text is returned that says anything else than the one that was handed in (`sameness`), else it is an
`InternalError`; formatting what was formatted changes nothing; a text with a mistake of syntax is not formatted.
Line ends stay of the kind that the file has.

The one form of a .sib text:

Indentation: two spaces a block. A statement that goes on in the next line goes on four spaces further in.
Long lines: a line of more than 120 characters is broken behind commas and operators; a long quoted text goes between
three quotation marks, over several lines. A block of one statement stays on one line if its author wrote it so and it
fits there.
Spaces: one between words, none inside round brackets or before a comma, two before a comment at the end of a line.
Words: `plus`, `minus`, `times` and `divided by` stand for their signs. Numbers stay as they are written.
Empty lines: one between declarations, save neighbours of one kind and one line each, which stay together as their
author put them. Within a block, and between comments, one where the author left some; none at the beginning or the
end of a block or of the file.
Terms: in the blocks of `contract`, `party`, `finance`, `population`, `cohort`, `group`, `metric`, `fact`,
`parameter`, `threshold`, `outcome` and `scenario` the values stand one below the other, behind the longest keyword.
In the others statements read as sentences.
Tables: the amounts of the rows stand one below the other, and so do the prices and the terms of a rate card, with two
spaces between columns. Amounts begin at the same place.
Neighbours: declarations of one kind and one line each have their titles one below the other, and what follows them,
until an empty line begins a new group, and as far as no line becomes longer than 120 characters for it. So do payments
with labels.
Comments: a comment on a line of its own stands above what it stood above, as far in as that. One at the end of a line
stays there; those of neighbouring rows, terms and declarations stand one below the other where they fit in 120
characters. A comment in
the middle of a statement ends its line. A comment is never changed, save for spaces at its end and the one behind `#`.
"""

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.internal import InternalError
from sibdsl.diagnostics.sink import Sink
from sibdsl.formatter.comments import Mark, marks_of
from sibdsl.formatter.page import Page
from sibdsl.formatter.printer import print_declarations
from sibdsl.formatter.sameness import says_the_same
from sibdsl.source.fences import fences_of
from sibdsl.source.file import SourceFile
from sibdsl.source.span import end_of, start_of
from sibdsl.surface.node import Node
from sibdsl.syntax.parse import parse_text


class Stretch(msgspec.Struct, frozen=True, gc=False):
    """A declaration with the lines above it, as it was from `start` to `end`, and as it is to be."""

    start: int
    end: int
    text: str


class Formatted(msgspec.Struct, frozen=True, gc=False):
    """A text in its canonical form; whether that `changed` it."""

    text: str
    changed: bool


class NotFormatted(msgspec.Struct, frozen=True, gc=False):
    """Why a text was left as it is: the mistakes of syntax in it."""

    diagnostics: tuple[Diagnostic, ...]


def format_source(source: SourceFile) -> Formatted | NotFormatted:
    """The canonical form of the text of `source`.

    Raises:
        InternalError: when the canonical form would not say the same.
    """
    stretches = stretches_of(source)
    if isinstance(stretches, NotFormatted):
        return stretches
    text = with_line_ends("".join(stretch.text for stretch in stretches), line_end_of(source.text))
    return Formatted(text, text != source.text)


def stretches_of(source: SourceFile) -> list[Stretch] | NotFormatted:
    """The text of `source`, with plain line ends, in stretches: its declarations, and what is not contract language."""
    plain = _with_plain_line_ends(source)
    sink = Sink()
    tree = parse_text(plain, sink)
    if sink.has_errors:
        if plain is not source:
            # The places of the mistakes are those in the file as it is.
            sink = Sink()
            parse_text(source, sink)
        return NotFormatted(sink.diagnostics())
    if not plain.fences:
        return _laid_out(plain.text, marks_of(plain.text), tree.declarations, 0, len(plain.text))
    return _blocks_laid_out(plain, tree.declarations)


def _blocks_laid_out(source: SourceFile, declarations: Sequence[Node]) -> list[Stretch]:
    """The stretches of a contract in prose: each of its blocks is laid out for itself, and prose is left alone."""
    marks = marks_of(source.code)
    stretches: list[Stretch] = []
    done = 0
    for fence in source.fences:
        touched = [each for each in declarations if start_of(each.span) < fence.end and end_of(each.span) > fence.start]
        stretches.append(_kept(source.text, done, fence.start))
        if all(fence.start <= start_of(each.span) and end_of(each.span) <= fence.end for each in touched):
            first, last = (bisect_left(marks, offset, key=lambda mark: mark[0]) for offset in (fence.start, fence.end))
            laid_out = _laid_out(source.code, marks[first:last], touched, fence.start, fence.end)
            stretches += [_moved_in(stretch, " " * fence.indent) for stretch in laid_out]
        else:
            stretches.append(_kept(source.text, fence.start, fence.end))
        done = fence.end
    return [*stretches, _kept(source.text, done, len(source.text))]


def _laid_out(text: str, marks: list[Mark], declarations: Sequence[Node], start: int, end: int) -> list[Stretch]:
    """The stretches of `text` from `start` to `end`, where these are its declarations and marks."""
    page = Page(text, marks)
    ends = print_declarations(declarations, page)
    page.approach(end, "")
    lines = page.finish()
    stretches: list[Stretch] = []
    done = 0
    for at, count in ends:
        stop = text.find("\n", at, end) + 1 or end
        stretches.append(_stretch(text, start, stop, lines[done:count]))
        start, done = stop, count
    if start < end:
        stretches.append(_stretch(text, start, end, lines[done:]))
    return stretches


def _stretch(text: str, start: int, end: int, lines: list[str]) -> Stretch:
    before, after = text[start:end], "".join([line + "\n" for line in lines])
    if not says_the_same(before, after):
        raise InternalError(f"laying out {before!r} would have changed what it says, to {after!r}")
    return Stretch(start, end, after)


def _kept(text: str, start: int, end: int) -> Stretch:
    return Stretch(start, end, text[start:end])


def _moved_in(stretch: Stretch, indent: str) -> Stretch:
    if not indent:
        return stretch
    lines = stretch.text.split("\n")
    return Stretch(stretch.start, stretch.end, "\n".join(indent + line if line else line for line in lines))


def line_end_of(text: str) -> str:
    """How most lines of a text end."""
    together = text.count("\r\n")
    count = {"\n": text.count("\n") - together, "\r\n": together, "\r": text.count("\r") - together}
    return max(count, key=lambda line_end: count[line_end])


def with_line_ends(text: str, line_end: str) -> str:
    """The text with all its lines ended alike."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if line_end == "\n" else text.replace("\n", line_end)


def _with_plain_line_ends(source: SourceFile) -> SourceFile:
    if "\r" not in source.text:
        return source
    text = with_line_ends(source.text, "\n")
    return SourceFile(source.path, text, fences=fences_of(text) if source.fences else ())
