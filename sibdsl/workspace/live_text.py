"""A text that does not move: the files of a contract, each line of which keeps its offset while others grow.

In: the files, and edits of them. Of a contract in prose only the contract language counts: all else is blank.
Out: one whole text, and how its offsets and those of the files go together.
Relies on: empty lines between the lines of a contract meaning nothing.
Guarantees: an edit moves nothing but what stands in the same stretch of text; the whole text reads as the files do,
one after the other, since it differs from them in empty lines alone; a text that was handed out never changes.

Every span of a tree is a pair of offsets, so that a character more at the top would make all declarations below it
other declarations. Hence each stretch of a file, from one line that may begin a declaration to the next, lies in the
whole text with room behind it, filled with empty lines. As long as an edit fits, all else stays where it was.
"""

import re
from bisect import bisect_right
from itertools import pairwise
from typing import Final

import msgspec

from sibdsl.source.file import SourceFile
from sibdsl.workspace.view import Stretch

_BEGINS_SOMETHING: Final = re.compile(r"^(?=[^\W\d])", re.MULTILINE)
_LINE_ENDS: Final = frozenset("\n\r")
# Some sentences more fit behind each stretch, and a declaration may grow by half of itself.
_SPARE: Final = 256


class Changed(msgspec.Struct, frozen=True, gc=False):
    """Where a whole text differs from the one before: from `start` to `end`, behind which nothing moved."""

    start: int
    end: int


class LiveText:
    """The files of a contract in one text. `files` are as their authors see them, `whole` is the one text."""

    __slots__ = ("_stretches", "files", "whole")

    def __init__(self, files: list[SourceFile]) -> None:
        self.files = files
        self.whole = ""
        self._stretches: list[list[Stretch]] = []
        pieces: list[str] = []
        begin = 0
        for file in files:
            laid = _laid_out(file, begin)
            self._stretches.append(laid)
            for stretch in laid:
                pieces += (_text_of(stretch), "\n" * (stretch.room - stretch.length))
            begin = laid[-1].whole_start + laid[-1].room
        self.whole = "".join(pieces)

    def bounds(self, index: int) -> tuple[int, int]:
        """Where the file of this index begins in the whole text, and where it ends there."""
        stretches = self._stretches[index]
        return stretches[0].whole_start, stretches[-1].whole_start + stretches[-1].length

    def stretches(self) -> tuple[Stretch, ...]:
        """Every stretch of every file, in the order of the whole text."""
        return tuple(stretch for stretches in self._stretches for stretch in stretches)

    def offset(self, index: int, offset: int) -> int:
        """Where an offset of a file lies in the whole text."""
        stretch = self._stretches[index][_index_at(self._stretches[index], offset)]
        return stretch.whole_start + min(offset - stretch.start, stretch.length)

    def edit(self, index: int, edited: SourceFile, start: int, end: int) -> Changed | None:
        """Go on with a file of which another text stands in the place of what stood from `start` to `end`.

        None where that does not fit, or what is contract language elsewhere in the file is another.
        """
        file, stretches = self.files[index], self._stretches[index]
        grown = len(edited.code) - len(file.code)
        if file.fences and not _is_same_around(file.code, edited.code, start, end):
            return None
        first = _index_at(stretches, start)
        last = _index_at(stretches, end)
        while last + 1 < len(stretches) and not _holds(edited, stretches, first, last, grown):
            last += 1
        if not _holds(edited, stretches, first, last, grown):
            return None
        merged = _merged(edited, stretches, first, last, grown)
        moved = [
            Stretch(edited, each.start + grown, each.whole_start, each.length, each.room)
            for each in stretches[last + 1 :]
        ]
        kept = [Stretch(edited, each.start, each.whole_start, each.length, each.room) for each in stretches[:first]]
        self.files[index] = edited
        self._stretches[index] = [*kept, merged, *moved]
        after = merged.whole_start + merged.room
        self.whole = "".join(
            (
                self.whole[: merged.whole_start],
                _text_of(merged),
                "\n" * (merged.room - merged.length),
                self.whole[after:],
            )
        )
        return Changed(merged.whole_start + start - merged.start, after)


def _is_same_around(before: str, now: str, start: int, end: int) -> bool:
    """Whether two texts are the same but for what stands from `start` to `end` of the first."""
    return now.startswith(before[:start]) and now.endswith(before[end:]) and len(now) >= start + len(before) - end


def _laid_out(file: SourceFile, begin: int) -> list[Stretch]:
    """The stretches of a file whose text begins at an offset of the whole text."""
    starts = [found.start() for found in _BEGINS_SOMETHING.finditer(file.code)]
    starts = [0, *(start for start in starts if start), len(file.code)]
    stretches: list[Stretch] = []
    for start, end in pairwise(starts):
        length = end - start
        stretches.append(Stretch(file, start, begin, length, length + length // 2 + _SPARE))
        begin += stretches[-1].room
    return stretches


def _text_of(stretch: Stretch) -> str:
    return stretch.file.code[stretch.start : stretch.start + stretch.length]


def _index_at(stretches: list[Stretch], offset: int) -> int:
    return max(bisect_right(stretches, offset, key=lambda stretch: stretch.start) - 1, 0)


def _holds(edited: SourceFile, stretches: list[Stretch], first: int, last: int, grown: int) -> bool:
    """Whether the edited text fits into these stretches, and the padding behind it stands between lines."""
    merged = _merged(edited, stretches, first, last, grown)
    if merged.length > merged.room:
        return False
    end = merged.start + merged.length
    return last + 1 == len(stretches) or edited.code[end - 1 : end] in _LINE_ENDS


def _merged(edited: SourceFile, stretches: list[Stretch], first: int, last: int, grown: int) -> Stretch:
    """The stretches from one to another as one, after an edit in them."""
    before, after = stretches[first], stretches[last]
    return Stretch(
        edited,
        before.start,
        before.whole_start,
        after.start + after.length + grown - before.start,
        after.whole_start + after.room - before.whole_start,
    )
