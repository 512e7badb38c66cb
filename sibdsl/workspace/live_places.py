"""Findings in a text with room between its lines, told in the files that it is made of.

In: findings whose places are offsets of the one text. Out: the same, each in the text of its own file.
Relies on: the stretches of `LiveText`, in the order of the text.
Guarantees: what is told is what the same passes report about the files themselves.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

import msgspec

from sibdsl.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label
from sibdsl.diagnostics.sink import Sink
from sibdsl.source.file import SourceFile
from sibdsl.source.span import NOWHERE, Span, end_of, make, start_of
from sibdsl.workspace.view import Stretch


class Telling:
    """Tells findings in their files. Most findings are told again after every edit, and only their file is new."""

    def __init__(self) -> None:
        self._told: dict[int, _Told] = {}

    def told(self, found: Iterable[Diagnostic], stretches: Sequence[Stretch], whole: Span) -> tuple[Diagnostic, ...]:
        """The findings, each once and in the order of files and places. `whole` is the span of the text as such."""
        places = _Places(stretches, whole)
        known, self._told = self._told, {}
        sink = Sink()
        for each in found:
            told = known.get(id(each))
            if told is None or told.found is not each or not places.are_still(told):
                told = places.told(each)
            self._told[id(each)] = told
            sink.add(msgspec.structs.replace(each, source=told.stretch.file, labels=told.labels, fix=told.fix))
        return sink.diagnostics()


class _Told(msgspec.Struct, frozen=True):
    """A finding, with its places as they are in its file.

    `stretch` is the one that it stands in; `alone` says that all of its places are there.
    """

    found: Diagnostic
    stretch: Stretch
    alone: bool
    labels: tuple[Label, ...]
    fix: Fix | None


class _Places:
    """Where the offsets of the one text are in the files."""

    def __init__(self, stretches: Sequence[Stretch], whole: Span) -> None:
        self._stretches = stretches
        self._starts = [stretch.whole_start for stretch in stretches]
        self._whole = whole

    def are_still(self, told: _Told) -> bool:
        """Whether a finding stands in its file where it stood before."""
        before = told.stretch
        now = self._stretch_at(before.whole_start)
        return (
            told.alone
            and now.whole_start == before.whole_start
            and now.start == before.start
            and now.length == before.length
            and now.file.path == before.file.path
        )

    def told(self, found: Diagnostic) -> _Told:
        """A finding, its places looked up."""
        stretch = self._stretch_at(start_of(found.span))
        fix = found.fix
        spans = [label.span for label in found.labels]
        if fix is not None:
            spans += [edit.span for edit in fix.edits]
            edits = tuple(Edit(self._own(edit.span), edit.text) for edit in fix.edits)
            fix = msgspec.structs.replace(fix, edits=edits)
        labels = tuple(self._label(label, stretch.file) for label in found.labels)
        begin, end = stretch.whole_start, stretch.whole_start + stretch.length
        alone = all(begin <= start_of(span) and end_of(span) <= end for span in spans)
        return _Told(found, stretch, alone, labels, fix)

    def _label(self, label: Label, main: SourceFile) -> Label:
        file = self._stretch_at(start_of(label.span)).file
        return Label(self._own(label.span), label.text, label.primary, None if file is main else file)

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

    def _stretch_at(self, offset: int) -> Stretch:
        return self._stretches[max(bisect_right(self._starts, offset) - 1, 0)]
