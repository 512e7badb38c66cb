"""Fences: where in a Markdown text the blocks of contract language are.

In: the text of a `.sib.md` file. Out: its fences, and the text with everything outside of them blank.
Relies on: the rules of CommonMark for fenced code at the margin, for HTML comments and for raw HTML blocks.
Guarantees: the blanked text has the same length and the same lines, so that every offset means the same in both;
the fences are in the order of the text and do not overlap.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
# A fence of backticks has none behind it in its line: that would be code within a sentence.
_OPENING: Final = re.compile(r"( {0,3})(`{3,}(?=[^`\r\n]*(?:[\r\n]|\Z))|~{3,})[ \t]*([^\r\n]*)")
_NOT_AT_MARGIN: Final = re.compile(
    r"[ \t]*(?:>|[-*+][ \t]|[0-9]{1,9}[.)][ \t]| {4,}|\t)[ \t>]*(?:`{3,}|~{3,})[ \t]*sib(?![^\r\n]*\bignore\b)\b"
)
_NO_LINE_END: Final = re.compile(r"[^\r\n]")
# What begins an HTML block that blank lines do not end, and what ends it.
_HTML_BLOCKS: Final = (
    (re.compile(r" {0,3}<!--"), re.compile(r"-->")),
    (
        re.compile(r" {0,3}<(?:pre|script|style|textarea)(?=[ \t>\r\n]|\Z)", re.IGNORECASE),
        re.compile(r"</(?:pre|script|style|textarea)>", re.IGNORECASE),
    ),
)
_LANGUAGE: Final = "sib"
_IGNORED: Final = "ignore"


class Fence(msgspec.Struct, frozen=True, gc=False):
    """A block of contract language: `start` to `end` is its text, without the two lines that fence it.

    `opening` is the offset of the line that opens it; `closed` whether a line closes it.
    `indent` is by how many spaces it stands in.
    """

    opening: int
    start: int
    end: int
    indent: int
    closed: bool


def fences_of(text: str) -> tuple[Fence, ...]:
    """The blocks of contract language in a Markdown text.

    They are the fenced blocks at the margin whose first word is `sib`, save those marked `ignore`.
    """
    return tuple(fence for is_contract, fence in _blocks(text) if is_contract)


def hidden_fences(text: str) -> tuple[tuple[int, int], ...]:
    """The opening lines of blocks inside lists and quotations, which are not read: their offsets, start and end."""
    inside = [(fence.opening, fence.end) for _, fence in _blocks(text)]
    return tuple(
        (line.start(), line.end())
        for line in _LINE.finditer(text)
        if _NOT_AT_MARGIN.match(line[0]) and not any(start <= line.start() < end for start, end in inside)
    )


def blanked(text: str, fences: Sequence[Fence]) -> str:
    """The text with a space for every character outside of `fences`; line ends stay."""
    pieces: list[str] = []
    done = 0
    for fence in fences:
        pieces += (_NO_LINE_END.sub(" ", text[done : fence.start]), text[fence.start : fence.end])
        done = fence.end
    pieces.append(_NO_LINE_END.sub(" ", text[done:]))
    return "".join(pieces)


def _blocks(text: str) -> Iterator[tuple[bool, Fence]]:
    """Every fenced block, and whether it is contract language."""
    lines = (line for line in _LINE.finditer(text) if line.end() > line.start())
    for line in lines:
        opened = _OPENING.match(line[0])
        if opened:
            yield _block(opened, line, lines, len(text))
        else:
            _pass_html(line[0], lines)


def _block(
    opened: re.Match[str], line: re.Match[str], lines: Iterator[re.Match[str]], length: int
) -> tuple[bool, Fence]:
    indent, marks, information = opened[1], opened[2], opened[3].split()
    closing = re.compile(rf" {{0,3}}{re.escape(marks[0])}{{{len(marks)},}}[ \t]*(?:[\r\n]|\Z)")
    closed_by = next((inner for inner in lines if closing.match(inner[0])), None)
    end = length if closed_by is None else closed_by.start()
    is_contract = information[:1] == [_LANGUAGE] and _IGNORED not in information
    return is_contract, Fence(line.start(), line.end(), end, len(indent), closed_by is not None)


def _pass_html(line: str, lines: Iterator[re.Match[str]]) -> None:
    """Pass over an HTML block: code fences in a comment are no code."""
    for begins, ends in _HTML_BLOCKS:
        if begins.match(line):
            while not ends.search(line):
                following = next(lines, None)
                if following is None:
                    return
                line = following[0]
            return
