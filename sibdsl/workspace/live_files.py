"""The files of a contract, read and kept read while they are edited.

In: the texts of a contract and of what it imports, and edits of them.
Out: its declarations in one text, and everything that is wrong with how they are written.
Relies on: `LiveText` and `live_reading`.
Guarantees: what it says of the files is what reading them from the start would say; where that cannot be had
by reading the edited part again, it says so, and is to be thrown away.
"""

import os
from collections.abc import Iterator
from typing import Final

from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.semantics.scope import Unread
from sibdsl.source.file import SourceFile
from sibdsl.source.reading import decode
from sibdsl.source.span import make, start_of
from sibdsl.surface.declarations import Declaration, Import, SourceTree
from sibdsl.syntax.recovery import LIMIT
from sibdsl.workspace.compilation import compile_path
from sibdsl.workspace.live_reading import Passage, errors_of, read_again, read_passages
from sibdsl.workspace.live_text import LiveText
from sibdsl.workspace.loading import Load

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
            read_passages(file.path, self.text.whole, *self.text.bounds(index)) for index, file in enumerate(files)
        ]

    @property
    def is_sound(self) -> bool:
        """Whether no file has so many mistakes that reading it would stop before its end."""
        return all(sum(passage.mistakes for passage in passages) < LIMIT for passages in self._passages)

    def edit(self, path: str, start: int, end: int, text: str, edited: str) -> bool:
        """Put `text` in the place of what stands from `start` to `end` of a file, so that the file is `edited`.

        False where all is to be read from the start.
        """
        index = self._numbers.get(real_path(path))
        if index is None or decode(edited.encode("utf-8", "surrogatepass")) != edited:
            return False
        before, passages = self.text.whole, self._passages[index]
        changed = self.text.edit(index, start, end, text)
        file = self.text.files[index]
        if changed is None or file.text != edited:
            return False
        self.edited.append((changed.start, changed.end))
        again = self._passages[index] = read_again(
            file.path, self.text.whole, self.text.bounds(index)[1], before, passages, (changed.start, changed.end)
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
    if any(file.fences for file in files) or (joined is not None and (joined.circular or not joined.complete)):
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
