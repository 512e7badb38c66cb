"""The files that an import may name, while its text is typed.

In: a view, a path and an offset inside quoted text. Out: `Completion`; without items where the text is no import's.
Relies on: the directory that the file is in.
Guarantees: never raises; only contracts are offered, never the file itself; at most a few hundred files are looked at.
"""

import os
import re
from itertools import islice
from typing import Final

from sibdsl.ide.completion_items import LIKELY, Completion, Item
from sibdsl.workspace.view import View

_IMPORT: Final = re.compile(r'^[ \t]*import[ \t]+"([^"\r\n]*)\Z')
_REST: Final = re.compile(r'[^"\r\n]*')
_ENDINGS: Final = (".sib", ".sib.md")
_MOST: Final = 500


def file_items(view: View, path: str, offset: int) -> Completion:
    """The contracts, and the directories, beside the file or in the directory that is typed already."""
    source = view.files.get(path)
    if source is None:
        return Completion(offset, offset)
    text = source.code
    line = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    match = _IMPORT.match(text[line:offset])
    rest = _REST.match(text, offset)
    if match is None or rest is None:
        return Completion(offset, offset)
    typed = match[1]
    folder = typed.rpartition("/")[0]
    start = offset - len(typed)
    return Completion(start, rest.end(), tuple(_items(path, folder)))


def _items(path: str, folder: str) -> list[Item]:
    home = os.path.dirname(path) or "."
    try:
        with os.scandir(os.path.join(home, folder) if folder else home) as entries:
            found = sorted((entry.name, entry.is_dir()) for entry in islice(entries, _MOST))
    except (OSError, ValueError):
        return []
    before = f"{folder}/" if folder else ""
    items: list[Item] = []
    for name, is_directory in found:
        if name.startswith("."):
            continue
        if is_directory:
            items.append(Item(f"{before}{name}/", "file", f"{before}{name}/", "directory"))
        elif name.endswith(_ENDINGS) and os.path.abspath(os.path.join(home, folder, name)) != os.path.abspath(path):
            items.append(Item(f"{before}{name}", "file", f"{before}{name}", "contract", rank=LIKELY))
    return items
