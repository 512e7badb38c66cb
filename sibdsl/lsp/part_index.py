"""Which contracts a file belongs to.

In: the folders that the editor has open, and the texts of files as they change.
Out: for a file, the contracts that it is a part of.
Relies on: the lines of files that import others; `workspace.contracts` finds them without parsing.
Guarantees: a file that declares a contract, and one that nothing imports, is a contract of its own; circles of
imports end; the order of contracts is that of their names.
"""

import os
from collections.abc import Iterator
from itertools import islice
from typing import Final

from sibdsl.lsp.addresses import key_of
from sibdsl.workspace.contracts import blocks_in, files_in, has_contract, imports_in, text_of

MOST_FILES: Final = 5_000
MOST_FOLDERS: Final = 2_000
"""So much of a folder is searched; one with more is no project of contracts, but somebody's whole disk."""


class FileLines:
    """What the lines of one file say of others."""

    __slots__ = ("has_contract", "imports", "path")

    def __init__(self, path: str, text: bytes) -> None:
        self.path = path
        self.has_contract = has_contract(text)
        self.imports = frozenset(key_of(imported) for imported in imports_in(text, path))


class PartIndex:
    """What every known file imports."""

    def __init__(self) -> None:
        self._files: dict[str, FileLines] = {}
        self._searched: set[str] = set()

    def searched(self, folder: str) -> bool:
        """Whether a folder, or one that it is in, was searched."""
        key = key_of(folder)
        return any(key == known or key.startswith(os.path.join(known, "")) for known in self._searched)

    def take_folder(self, folder: str, found: dict[str, FileLines]) -> None:
        """Add what was found in a folder; a file that is known already is known better."""
        self._searched.add(key_of(folder))
        for key, lines in found.items():
            self._files.setdefault(key, lines)

    def take_text(self, path: str, text: str) -> None:
        """A file has this text on the screen."""
        data = text.encode("utf-8", "surrogatepass")
        self._files[key_of(path)] = FileLines(path, blocks_in(data, path))

    def take_disk(self, path: str) -> None:
        """A file is as it is on the disk, or no longer there."""
        if os.path.isfile(path):
            self._files[key_of(path)] = FileLines(path, text_of(path))
        else:
            self._files.pop(key_of(path), None)

    def contracts_of(self, path: str) -> tuple[str, ...]:
        """The contracts that a file is a part of, or the file itself."""
        key = key_of(path)
        lines = self._files.get(key)
        if lines is not None and lines.has_contract:
            return (path,)
        return tuple(sorted(lines.path for lines in self._importers(key))) or (path,)

    def reach(self, path: str) -> set[str]:
        """The keys of a file and of all that it imports, directly or through others."""
        reached = {key_of(path)}
        waiting = list(reached)
        while waiting:
            lines = self._files.get(waiting.pop())
            more = lines.imports - reached if lines is not None else frozenset()
            reached |= more
            waiting += more
        return reached

    def paths(self) -> dict[str, str]:
        """The path of every known file by its key, in the order of their paths."""
        return dict(sorted(((key, lines.path) for key, lines in self._files.items()), key=lambda each: each[1]))

    def declares_contract(self, path: str) -> bool:
        """Whether a file has a contract of its own."""
        lines = self._files.get(key_of(path))
        return lines is not None and lines.has_contract

    def _importers(self, key: str) -> Iterator[FileLines]:
        """The files that import one, directly or through others, and that declare a contract."""
        reached = {key}
        waiting = [key]
        while waiting:
            part = waiting.pop()
            for other, lines in self._files.items():
                if part in lines.imports and other not in reached:
                    reached.add(other)
                    if lines.has_contract:
                        yield lines
                    else:
                        waiting.append(other)


def files_of_folder(folder: str) -> dict[str, FileLines]:
    """What the files of a folder say, at any depth."""
    return {key_of(path): FileLines(path, text_of(path)) for path in islice(files_in(folder, MOST_FOLDERS), MOST_FILES)}
