"""Reading again what was edited, declaration by declaration.

In: a text in which only one stretch differs from the one before, and what was read of that.
Out: the passages of the text, each with what could be read of it and what is wrong with it.
Relies on: `LiveText`, in which nothing moves that was not edited; `Reader`, which carries one thing only from one
declaration to the next: whether it was outside of everything.
Guarantees: the declarations and findings are those of reading the whole text; a declaration that was read again and
says the same at the same place is the very object that it was before.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.severity import ERROR
from sibdsl.diagnostics.sink import Sink
from sibdsl.source.file import SourceFile
from sibdsl.source.span import start_of
from sibdsl.surface.declarations import Declaration, Import
from sibdsl.syntax.parse import Reader
from sibdsl.workspace.loading import report_direction_changes

_LONG_QUOTE: Final = '"""'


class Passage(msgspec.Struct, frozen=True):
    """What one call of the reader came to: usually one declaration and the comments behind it.

    It goes from `start` to `end` of the text. `outside` is the reader's state behind it; `mistakes` is how many
    were counted in it, `broken` has the names of declarations that could not be read.
    """

    start: int
    end: int
    declarations: tuple[Declaration | Import, ...]
    found: tuple[Diagnostic, ...]
    broken: tuple[str, ...]
    outside: bool
    mistakes: int


def read_passages(path: str, text: str, bounds: tuple[int, int]) -> list[Passage]:
    """Every passage of a file that lies in a text within these bounds."""
    return _read_on(_file(path, text, bounds), bounds[0], False, [], bounds[1])


def read_again(
    path: str, text: str, bounds: tuple[int, int], before: str, passages: list[Passage], edited: tuple[int, int]
) -> list[Passage]:
    """Every passage of a file, all of whose text but the stretch `edited` is as it was in the text `before`."""
    source = _file(path, text, bounds)
    for start, behind in [edited, *_to_look_at_again(before, passages, edited)]:
        passages = _read_stretch(source, passages, start, behind)
    return passages


def _file(path: str, text: str, bounds: tuple[int, int]) -> SourceFile:
    """The file by itself: nothing stands before it, and nothing behind."""
    return SourceFile(path, "\n" * bounds[0] + text[bounds[0] : bounds[1]])


def errors_of(passages: Iterable[Passage]) -> list[int]:
    """The offsets of all errors, in ascending order."""
    return sorted(start_of(found.span) for passage in passages for found in passage.found if found.severity == ERROR)


def _to_look_at_again(text: str, passages: Sequence[Passage], edited: tuple[int, int]) -> list[tuple[int, int]]:
    """Where something was wrong: what is said of that may depend on what stands elsewhere.

    Quotes that were left open may be closed by now, and something quoted may be the title of something.
    """
    return [
        (passage.start + 1, passage.end)
        for passage in passages
        if (passage.end <= edited[0] or passage.start >= edited[1])
        and (passage.found or (not passage.declarations and text.find(_LONG_QUOTE, passage.start, passage.end) >= 0))
    ]


def _read_stretch(source: SourceFile, passages: list[Passage], start: int, end: int) -> list[Passage]:
    """The passages after reading again from `start`, until all is as it was behind `end`."""
    # Where a declaration ends is told by the first character behind it: if that is another one, it is read as well.
    first = max(bisect_left(passages, start, key=_start_of) - 1, 0)
    outside = passages[first - 1].outside if first else False
    position = passages[first].start
    again = _read_on(source, position, outside, passages, end)
    behind = again[-1].end if again else position
    last = bisect_left(passages, behind, key=_start_of) if behind < len(source.text) else len(passages)
    return [*passages[:first], *_recognised(passages[first:last], again), *passages[last:]]


def _start_of(passage: Passage) -> int:
    return passage.start


def _read_on(source: SourceFile, position: int, outside: bool, known: Sequence[Passage], end: int) -> list[Passage]:
    """The passages from a position on, up to one behind `end` that is known and would be read in the same way."""
    passages: list[Passage] = []
    while position < len(source.text) and not _goes_on_as_before(known, position, outside, end):
        sink = Sink(source)
        reader = Reader(source, sink, position, outside=outside)
        declarations = tuple(reader.next_declarations() or ())
        report_direction_changes(source, sink, position, reader.position)
        outside = reader.outside
        # What is kept for long must not keep the text of its time.
        found = tuple(msgspec.structs.replace(each, source=None) for each in sink.diagnostics())
        passages.append(
            Passage(position, reader.position, declarations, found, tuple(reader.broken), outside, reader.mistakes)
        )
        position = reader.position
    return passages


def _goes_on_as_before(known: Sequence[Passage], position: int, outside: bool, end: int) -> bool:
    if position < end:
        return False
    index = bisect_left(known, position, key=_start_of)
    return 0 < index < len(known) and known[index].start == position and known[index - 1].outside == outside


def _recognised(replaced: Sequence[Passage], again: Sequence[Passage]) -> list[Passage]:
    """The passages, with the declarations of those that they replace where these are still the same."""
    known = {declaration.span: declaration for passage in replaced for declaration in passage.declarations}

    def recognised(declaration: Declaration | Import) -> Declaration | Import:
        old = known.get(declaration.span)
        return old if old is not None and type(old) is type(declaration) and old == declaration else declaration

    return [
        msgspec.structs.replace(passage, declarations=tuple(recognised(each) for each in passage.declarations))
        for passage in again
    ]
