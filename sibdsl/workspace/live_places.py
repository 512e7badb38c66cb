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
            stretch = places.stretch_at(start_of(each.span))
            told = known.get(id(each))
            told = None if told is None or told.found is not each else told.moved_to(stretch)
            if told is None:
                told = places.told(each, stretch)
            self._told[id(each)] = told
            sink.add(msgspec.structs.replace(each, source=stretch.file, labels=told.labels, fix=told.fix))
        return sink.diagnostics()


class _Told(msgspec.Struct, frozen=True):
    """A finding, with its places as they are in its file.

    `stretch` is the one that it stands in, `end` the last of its places; None when some are elsewhere.
    """

    found: Diagnostic
    stretch: Stretch
    end: int | None
    labels: tuple[Label, ...]
    fix: Fix | None

    def moved_to(self, stretch: Stretch) -> "_Told | None":
        """The finding where its stretch of text is now; None when its places are to be looked up."""
        before = self.stretch
        if (
            self.end is None
            or stretch.whole_start != before.whole_start
            or stretch.whole_start + stretch.length < self.end
            or stretch.file.path != before.file.path
        ):
            return None
        by = stretch.start - before.start
        if not by:
            return self
        labels = tuple(Label(_moved(label.span, by), label.text, label.primary) for label in self.labels)
        fix = self.fix
        if fix is not None:
            edits = tuple(Edit(_moved(edit.span, by), edit.text) for edit in fix.edits)
            fix = msgspec.structs.replace(fix, edits=edits)
        return _Told(self.found, stretch, self.end, labels, fix)


def _moved(span: Span, by: int) -> Span:
    return make(start_of(span) + by, end_of(span) + by)


class _Places:
    """Where the offsets of the one text are in the files."""

    def __init__(self, stretches: Sequence[Stretch], whole: Span) -> None:
        self._stretches = stretches
        self._starts = [stretch.whole_start for stretch in stretches]
        self._whole = whole

    def told(self, found: Diagnostic, stretch: Stretch) -> _Told:
        """A finding that stands in a stretch, its places looked up."""
        fix = found.fix
        spans = [label.span for label in found.labels]
        if fix is not None:
            spans += [edit.span for edit in fix.edits]
            edits = tuple(Edit(self._own(edit.span), edit.text) for edit in fix.edits)
            fix = msgspec.structs.replace(fix, edits=edits)
        labels = tuple(self._label(label, stretch.file) for label in found.labels)
        first, last = min(spans, default=NOWHERE), max((end_of(span) for span in spans), default=0)
        alone = stretch.whole_start <= start_of(first) and last <= stretch.whole_start + stretch.length
        return _Told(found, stretch, last if alone else None, labels, fix)

    def _label(self, label: Label, main: SourceFile) -> Label:
        file = self.stretch_at(start_of(label.span)).file
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
        stretch = self.stretch_at(offset)
        return stretch.start + min((offset if end is None else end) - stretch.whole_start, stretch.length)

    def _length(self) -> int:
        """The length of all files, a line end between each and the next."""
        files = {stretch.file.path: len(stretch.file.text) for stretch in self._stretches}
        return sum(files.values()) + len(files) - 1

    def stretch_at(self, offset: int) -> Stretch:
        """The stretch that an offset of the one text is in."""
        return self._stretches[max(bisect_right(self._starts, offset) - 1, 0)]
