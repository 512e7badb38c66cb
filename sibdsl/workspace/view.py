"""A contract as an editor looks at it: one state of its files, checked, and places in both directions.

In: the files of a contract, as they are on the screen or else on the disk.
Out: `View`: the tree, what is known of it, the findings, and where in which file everything stands.
Relies on: the whole text of a view holding every file of the contract; the spans of its tree point into that.
Guarantees: immutable; offsets of a file are offsets into the very text that the author sees; a place that is
asked for is always inside of its file.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.source.file import SourceFile
from sibdsl.source.span import Span, end_of, start_of
from sibdsl.surface.declarations import Declaration, Import, SourceTree

if TYPE_CHECKING:
    from sibdsl.semantics.meaning import Known
    from sibdsl.workspace.compilation import Compilation


class Place(msgspec.Struct, frozen=True, gc=False, order=True):
    """A stretch of one file: offsets in code points, from 0, the end not included."""

    path: str
    start: int
    end: int


class Stretch(msgspec.Struct, frozen=True, gc=False):
    """A piece of a file and where it lies in the whole text: `length` code points from `start` on.

    `room` is how far the next piece is away in the whole text; between the two there is nothing but empty lines.
    """

    file: SourceFile
    start: int
    whole_start: int
    length: int
    room: int


class View:
    """One checked state of a contract.

    Attributes:
        path: the file that the contract is in.
        whole: the text into which the spans of `tree` point: of one file, or of several.
        tree: the declarations of all files, those that are imported in the place of their import.
        written: the declarations of each file, as they are written there, imports among them.
        known: what the checker knows; None when an imported file cannot be read.
        diagnostics: the findings, each told in the text of its own file.
    """

    def __init__(
        self,
        path: str,
        whole: SourceFile,
        tree: SourceTree,
        written: Mapping[str, tuple[Declaration | Import, ...]],
        known: "Known | None",
        diagnostics: tuple[Diagnostic, ...],
        stretches: Sequence[Stretch],
        compile: Callable[[], "Compilation"],
    ) -> None:
        self.path = path
        self.whole = whole
        self.tree = tree
        self.written = written
        self.known = known
        self.diagnostics = diagnostics
        self._compile = compile
        self._stretches = stretches

    @cached_property
    def compilation(self) -> "Compilation":
        """The contract from text to payment IR, begun when something of it is asked for."""
        return self._compile()

    @cached_property
    def files(self) -> dict[str, SourceFile]:
        """Every file of the contract by its path, the contract's own first."""
        return {stretch.file.path: stretch.file for stretch in self._stretches}

    def offset_of(self, path: str, offset: int) -> int | None:
        """Where an offset of a file lies in the whole text; None when the file is none of this contract."""
        found = None
        for stretch in self._stretches:
            if stretch.file.path == path and (found is None or stretch.start <= offset):
                found = stretch
        if found is None:
            return None
        return found.whole_start + min(max(offset - found.start, 0), found.length)

    def place_of(self, span: Span) -> Place:
        """Where a span of the whole text stands in its file."""
        stretch = self._stretch_at(start_of(span))
        start = _inside(stretch, start_of(span))
        last = self._stretch_at(end_of(span) - 1) if end_of(span) > start_of(span) else stretch
        end = _inside(last, end_of(span)) if last.file.path == stretch.file.path else len(stretch.file.text)
        return Place(stretch.file.path, start, max(start, end))

    def _stretch_at(self, offset: int) -> Stretch:
        index = bisect_right(self._stretches, offset, key=lambda stretch: stretch.whole_start)
        return self._stretches[max(index - 1, 0)]


def _inside(stretch: Stretch, offset: int) -> int:
    return stretch.start + min(max(offset - stretch.whole_start, 0), stretch.length)
