"""Findings in a text with room between its lines, told in the files that it is made of.

In: findings whose places are offsets of the one text. Out: the same, each in the text of its own file.
Relies on: the stretches of `LiveText`, in the order of the text.
Guarantees: what is told is what the same passes report about the files themselves.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

import msgspec

from sibdsl.diagnostics.diagnostic import Diagnostic, Edit, Label
from sibdsl.diagnostics.sink import Sink
from sibdsl.source.file import SourceFile
from sibdsl.source.span import NOWHERE, Span, end_of, make, start_of
from sibdsl.workspace.view import Stretch


def told_in_files(found: Iterable[Diagnostic], stretches: Sequence[Stretch], whole: Span) -> tuple[Diagnostic, ...]:
    """The findings, each once and in the order of files and places. `whole` is the span of the text as such."""
    places = _Places(stretches, whole)
    sink = Sink()
    for each in found:
        sink.add(places.told(each))
    return sink.diagnostics()


class _Places:
    """Where the offsets of the one text are in the files."""

    def __init__(self, stretches: Sequence[Stretch], whole: Span) -> None:
        self._stretches = stretches
        self._starts = [stretch.whole_start for stretch in stretches]
        self._whole = whole

    def told(self, found: Diagnostic) -> Diagnostic:
        file = self._file_at(start_of(found.span))
        fix = found.fix
        if fix is not None:
            edits = tuple(Edit(self._own(edit.span), edit.text) for edit in fix.edits)
            fix = msgspec.structs.replace(fix, edits=edits)
        labels = tuple(self._label(label, file) for label in found.labels)
        return msgspec.structs.replace(found, source=file, labels=labels, fix=fix)

    def _label(self, label: Label, main: SourceFile) -> Label:
        file = self._file_at(start_of(label.span))
        source = None if file is main else file
        return msgspec.structs.replace(label, span=self._own(label.span), source=source)

    def _own(self, span: Span) -> Span:
        if span == NOWHERE:
            return span
        if span == self._whole:
            return make(0, self._length())
        start, end = start_of(span), end_of(span)
        first = self._offset(start)
        return make(first, first if end == start else self._offset(end - 1, end))

    def _offset(self, offset: int, end: int | None = None) -> int:
        """An offset in its file; or else an `end`, which belongs to what stands before it."""
        stretch = self._stretch_at(offset)
        return stretch.start + min((offset if end is None else end) - stretch.whole_start, stretch.length)

    def _length(self) -> int:
        """The length of all files, a line end between each and the next."""
        files = {stretch.file.path: len(stretch.file.text) for stretch in self._stretches}
        return sum(files.values()) + len(files) - 1

    def _file_at(self, offset: int) -> SourceFile:
        return self._stretch_at(offset).file

    def _stretch_at(self, offset: int) -> Stretch:
        return self._stretches[max(bisect_right(self._starts, offset) - 1, 0)]
