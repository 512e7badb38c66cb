"""Finding contracts: the .sib files that paths stand for.

In: paths of files and directories, as somebody wrote them.
Out: paths of files, in a fixed order, each once.
Relies on: the names of files only; nothing is opened.
Guarantees: a path that names a file, or nothing at all, is handed on as written, so that what is wrong
with it is said where it is read; directories are searched to any depth, hidden ones and
environments are not.
"""

import os
from collections.abc import Iterable, Iterator
from typing import Final

SUFFIX: Final = ".sib"

_NOT_SEARCHED: Final = frozenset({"__pycache__", "build", "dist", "node_modules", "venv"})


def find_contracts(paths: Iterable[str]) -> list[str]:
    """The files that the paths stand for: in written order, those of a directory by name."""
    found: dict[str, None] = {}
    for path in paths:
        for file in _contracts_in(path) if os.path.isdir(path) else (path,):
            found.setdefault(file)
    return list(found)


def _contracts_in(directory: str) -> Iterator[str]:
    for folder, folders, files in os.walk(directory):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _NOT_SEARCHED)
        for name in sorted(files):
            if name.endswith(SUFFIX):
                yield os.path.normpath(os.path.join(folder, name))
