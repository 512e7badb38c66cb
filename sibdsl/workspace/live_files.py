"""The files of a contract, read and kept read while they are edited.

In: the texts of a contract and of what it imports, and edits of them.
Out: its declarations in one text, and everything that is wrong with how they are written.
Relies on: `LiveText` and `live_reading`.
Guarantees: what it says of the files is what reading them from the start would say; where that cannot be had
by reading the edited part again, it says so, and is to be thrown away.
"""

import os
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.sink import Sink
from sibdsl.semantics.scope import Unread
from sibdsl.source.file import SourceFile
from sibdsl.source.reading import decode
from sibdsl.source.span import end_of, make, start_of
from sibdsl.surface.declarations import Declaration, Import, SourceTree
from sibdsl.syntax.recovery import LIMIT
from sibdsl.workspace.compilation import compile_path
from sibdsl.workspace.live_reading import Passage, errors_of, read_again, read_passages
from sibdsl.workspace.live_text import LiveText
from sibdsl.workspace.loading import LITERATE_SUFFIX, Load, read_source

# One file more than the contract's own stands in the place of each import that is followed.
_MAIN: Final = 0


class LiveFiles:
    """Every file of a contract, the contract's own first. `text` has them in one.

    `edited` are the stretches of that which were edited since somebody cleared it.
    """

    __slots__ = ("_followed", "_numbers", "_passages", "edited", "text")

    def __init__(self, files: list[SourceFile], followed: dict[tuple[int, int], int]) -> None:
        """Read the files; `followed` gives the file in the place of each import, by its file and its number there."""
        self.text = LiveText(files)
        self.edited: list[tuple[int, int]] = []
        self._followed = followed
        self._numbers = {real_path(file.path): index for index, file in enumerate(files)}
        self._passages = [
            read_passages(file.path, self.text.whole, self.text.bounds(index)) for index, file in enumerate(files)
        ]

    @property
    def is_sound(self) -> bool:
        """Whether every file is read to its end, and no declaration goes on in another block of its prose."""
        return all(
            sum(passage.mistakes for passage in passages) < LIMIT and not self._is_any_split(index)
            for index, passages in enumerate(self._passages)
        )

    def edit(self, path: str, start: int, end: int, edited: str) -> bool:
        """Go on with a file that is `edited`: something else stands in the place of what stood from `start` to `end`.

        False where all is to be read from the start.
        """
        index = self._numbers.get(real_path(path))
        source = None if index is None else _read_quietly(self.text.files[index].path, edited)
        if index is None or source is None:
            return False
        before, passages = self.text.whole, self._passages[index]
        changed = self.text.edit(index, source, start, end)
        if changed is None:
            return False
        self.edited.append((changed.start, changed.end))
        again = self._passages[index] = read_again(
            source.path, self.text.whole, self.text.bounds(index), before, passages, (changed.start, changed.end)
        )
        return self.is_sound and _has_same_imports(passages, again)

    def tree(self) -> SourceTree:
        """The contract in one piece, with what is imported in the place of the imports."""
        broken = tuple(name for passages in self._passages for passage in passages for name in passage.broken)
        return SourceTree(make(0, len(self.text.whole)), tuple(self._declarations(_MAIN)), broken)

    def written(self) -> dict[str, tuple[Declaration | Import, ...]]:
        """The declarations of each file, as they are written there, by its path."""
        return {
            file.path: tuple(each for passage in passages for each in passage.declarations)
            for file, passages in zip(self.text.files, self._passages, strict=True)
        }

    def found(self) -> list[Diagnostic]:
        """Everything that is wrong with how the files are written, in the one text."""
        return [found for passages in self._passages for passage in passages for found in passage.found]

    def unread(self) -> Unread:
        """The offsets of what could not be read, in ascending order."""
        return Unread(errors_of(passage for passages in self._passages for passage in passages))

    def _is_any_split(self, index: int) -> bool:
        fences = self.text.files[index].fences
        if not fences:
            return False
        ends = [self.text.offset(index, fence.end) for fence in fences]
        spans = (each.span for passage in self._passages[index] for each in passage.declarations)
        return any(bisect_left(ends, end_of(span)) != bisect_right(ends, start_of(span)) for span in spans)

    def _declarations(self, index: int) -> Iterator[Declaration]:
        number = 0
        for passage in self._passages[index]:
            for declaration in passage.declarations:
                if isinstance(declaration, Declaration):
                    yield declaration
                    continue
                if (index, number) in self._followed:
                    yield from self._declarations(self._followed[index, number])
                number += 1


def _has_same_imports(before: list[Passage], now: list[Passage]) -> bool:
    """Whether what was read again imports what it imported before."""
    first, last = 0, 0
    shorter = min(len(before), len(now))
    while first < shorter and before[first] is now[first]:
        first += 1
    while last < shorter - first and before[-1 - last] is now[-1 - last]:
        last += 1
    return _imports_of(before[first : len(before) - last]) == _imports_of(now[first : len(now) - last])


def _imports_of(passages: list[Passage]) -> list[str]:
    return [each.path.value for passage in passages for each in passage.declarations if isinstance(each, Import)]


def _read_quietly(path: str, text: str) -> SourceFile | None:
    """The file with this text; None where reading it has something to say, or does not read all of it."""
    data = text.encode("utf-8", "surrogatepass")
    if not path.endswith(LITERATE_SUFFIX):
        return SourceFile(path, text) if decode(data) == text else None
    sink = Sink()
    source = read_source(data, path, sink)
    return None if source is None or sink.diagnostics() or source.text != text else source


def real_path(path: str) -> str:
    """What two spellings of the path of one file have in common."""
    return path if "\0" in path else os.path.realpath(path)


def open_files(path: str, load: Load) -> LiveFiles | None:
    """The files of the contract at `path`; None where they have to be read from the start after every edit."""
    compilation = compile_path(path, load)
    source, joined = compilation.source, compilation.joined
    if source is None:
        return None
    files = [source] if joined is None else [file for _, file in joined.source.parts]
    if joined is not None and (joined.circular or not joined.complete):
        return None
    if any(file.fences and _read_quietly(file.path, file.text) is None for file in files):
        return None
    followed: dict[tuple[int, int], int] = {}
    if joined is not None:
        numbers = {file.path: index for index, file in enumerate(files)}
        for (start, file), index in zip(joined.source.parts, numbers.values(), strict=True):
            imports = [each for each in joined.written[file.path] if isinstance(each, Import)]
            for number, each in enumerate(imports):
                target = joined.followed.get((file.path, start_of(each.span) - start))
                if target is not None:
                    followed[index, number] = numbers[target]
    live = LiveFiles(files, followed)
    return live if live.is_sound else None
