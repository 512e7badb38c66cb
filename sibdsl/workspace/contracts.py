"""Finding contracts: the .sib and .sib.md files that paths stand for.

In: paths of files and directories, as somebody wrote them.
Out: paths of files, in a fixed order, each once.
Relies on: the names of files, and in directories on the lines that import others.
Guarantees: a path that names a file, or nothing at all, is handed on as written, so that what is wrong
with it is said where it is read; directories are searched to any depth, hidden ones and
environments are not; a file found there that another one imports, and that has no contract of its own, is
a part of that one and is left out.
"""

import os
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from sibdsl.workspace.loading import LARGEST_CONTRACT, LITERATE_SUFFIX

SUFFIXES: Final = (".sib", LITERATE_SUFFIX)
"""What the names of contracts end with."""

_NOT_SEARCHED: Final = frozenset({"__pycache__", "build", "dist", "node_modules", "venv"})

_IMPORT: Final = re.compile(rb'^[ \t]*import[ \t]+"([^"\r\n]+)"', re.MULTILINE)
_CONTRACT: Final = re.compile(rb"^[ \t]*contract[ \t]", re.MULTILINE)


def find_contracts(paths: Iterable[str]) -> list[str]:
    """The files that the paths stand for: in written order, those of a directory by name."""
    found: dict[str, None] = {}
    for path in paths:
        for file in _whole_contracts(list(files_in(path))) if os.path.isdir(path) else (path,):
            found.setdefault(file)
    return list(found)


def _whole_contracts(files: list[str]) -> list[str]:
    """The files that are not mere parts of others."""
    imported: set[str] = set()
    whole: set[str] = set()
    for file in files:
        text = text_of(file)
        imported.update(imports_in(text, file))
        if has_contract(text):
            whole.add(file)
    return [file for file in files if file in whole or file not in imported]


def imports_in(text: bytes, file: str) -> list[str]:
    """The paths of the files that a file seems to import, told from its lines alone."""
    beside = os.path.dirname(file)
    paths = (path.decode("utf-8", "replace") for path in _IMPORT.findall(text))
    return [os.path.normpath(os.path.join(beside, path)) for path in paths]


def has_contract(text: bytes) -> bool:
    """Whether a file seems to declare a contract of its own, told from its lines alone."""
    return _CONTRACT.search(text) is not None


def text_of(file: str) -> bytes:
    """The bytes of a file; none if it cannot be read, which is said where it is checked."""
    if not os.path.isfile(file):  # reading from a pipe could wait for ever
        return b""
    try:
        with open(file, "rb") as opened:
            data = opened.read(LARGEST_CONTRACT)
    except OSError:
        return b""
    return blocks_in(data, file)


def blocks_in(data: bytes, file: str) -> bytes:
    """The contract language in a file: all of it, or what a contract in prose has in its blocks."""
    return _blocks_of(data) if file.endswith(LITERATE_SUFFIX) else data


def _blocks_of(data: bytes) -> bytes:
    """The contract language in a contract in prose."""
    from sibdsl.source.fences import blanked, fences_of

    text = data.decode("utf-8", "replace")
    return blanked(text, fences_of(text)).encode()


def files_in(directory: str, most_folders: int | None = None) -> Iterator[str]:
    """Every file of contracts in a directory, at any depth, by name; of so many folders, if that is limited."""
    for folder, folders, files in islice(os.walk(directory), most_folders):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _NOT_SEARCHED)
        for name in sorted(files):
            if name.endswith(SUFFIXES):
                yield os.path.normpath(os.path.join(folder, name))
