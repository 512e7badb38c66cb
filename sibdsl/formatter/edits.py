"""Formatting as small edits, for editors.

In: a source file, and the stretch of it that is to be formatted. Out: edits of its text.
Relies on: `canonical` for what each declaration is to look like.
Guarantees: the edits do not overlap and are in the order of the text; made together they give the canonical form of
the file, or of the declarations that the stretch touches. Line ends of several kinds stay as they are. Lines that
stay are in no edit, and of a line that changes only the part that differs, so that a cursor stays where it is. A text
with a mistake of syntax gives no edits.
"""

from collections.abc import Iterator
from itertools import accumulate

from sibdsl.diagnostics.diagnostic import Edit
from sibdsl.formatter.canonical import NotFormatted, Stretch, line_end_of, stretches_of, with_line_ends
from sibdsl.source.file import LineIndex, SourceFile
from sibdsl.source.span import make

# Comparing lines takes time with the square of their number.
_MOST_LINES = 1_000

Replacement = tuple[int, int, str]
"""Where a stretch of text begins and ends, and what is to stand there."""


def format_edits(source: SourceFile) -> list[Edit]:
    """The edits that give `source` its canonical form; none if it has it, or has a mistake of syntax."""
    return format_range(source, 0, len(source.text))


def format_range(source: SourceFile, start: int, end: int) -> list[Edit]:
    """The edits that give the declarations between two offsets their canonical form."""
    stretches = stretches_of(source)
    if isinstance(stretches, NotFormatted):
        return []
    places = _Places(source.text)
    start, end = places.plain_offset(start), places.plain_offset(end)
    return [
        Edit(make(places.offset(first), places.offset(last)), with_line_ends(text, places.line_end))
        for stretch in stretches
        if stretch.start <= end and (start < stretch.end or start == stretch.end == len(places.plain))
        for first, last, text in _replacements(places.plain[stretch.start : stretch.end], stretch)
    ]


class _Places:
    """Offsets in a text, and in the same text with plain line ends."""

    def __init__(self, text: str) -> None:
        self.plain = with_line_ends(text, "\n")
        self.line_end = line_end_of(text)
        self._text = text
        self._are_the_same = self.plain == text
        self._lines = LineIndex(text)
        self._plain_lines = LineIndex(self.plain)

    def plain_offset(self, offset: int) -> int:
        """An offset of the text, in the one with plain line ends."""
        return offset if self._are_the_same else len(with_line_ends(self._text[:offset], "\n"))

    def offset(self, plain_offset: int) -> int:
        """An offset of the text with plain line ends, in the text."""
        return plain_offset if self._are_the_same else self._lines.offset_of(*self._plain_lines.position(plain_offset))


def _replacements(before: str, stretch: Stretch) -> Iterator[Replacement]:
    """What to replace to make the text of `stretch` out of what is `before` it, with offsets of the whole text."""
    if before == stretch.text:
        return
    old, new = _lines(before), _lines(stretch.text)
    offsets = list(accumulate(map(len, old), initial=stretch.start))
    for first, last, new_first, new_last in _changes(old, new):
        if last - first == new_last - new_first:
            for line, new_line in zip(range(first, last), new[new_first:new_last], strict=True):
                yield from _trimmed(offsets[line], old[line], new_line)
        else:
            yield from _trimmed(offsets[first], "".join(old[first:last]), "".join(new[new_first:new_last]))


def _changes(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Which lines become which; lines of the same words are found again whatever stands around them."""
    if len(old) > _MOST_LINES:
        yield 0, len(old), 0, len(new)
        return
    from difflib import SequenceMatcher

    words, new_words = (["".join(line.split()) for line in lines] for lines in (old, new))
    for _, first, last, new_first, new_last in SequenceMatcher(None, words, new_words, autojunk=False).get_opcodes():
        yield first, last, new_first, new_last


def _trimmed(start: int, old: str, new: str) -> Iterator[Replacement]:
    """The replacement of one text by another without what they have in common at both ends."""
    if old == new:
        return
    shorter = min(len(old), len(new))
    same = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - same
    ending = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    yield start + same, start + len(old) - ending, new[same : len(new) - ending]


def _lines(text: str) -> list[str]:
    # Unlike `splitlines`, at line feeds only: texts and comments may hold other signs that begin a line elsewhere.
    *lines, last = text.split("\n")
    return [*(line + "\n" for line in lines), *([last] if last else [])]
