"""In which declarations the places of an edited contract stand.

In: the stretches of its files. Out: the declaration at an offset of a file, as `find_standing` tells it.
Relies on: stretches beginning with a line, and a declaration ending before a line that begins with a letter.
Guarantees: only what was edited is gone through again.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import msgspec

from sibdsl.diagnostics.standing import Standing, standings_in
from sibdsl.source.file import SourceFile
from sibdsl.workspace.view import Stretch

_STRETCHES: Final = 4096
_LETTER: Final = re.compile(r"[^\W\d]")


class LiveStandings:
    """Finds declarations by places in files."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self._stretches = stretches
        self._starts: dict[str, list[int]] = {}

    def find(self, source: SourceFile, offset: int) -> Standing | None:
        """The declaration that an offset of a file stands in; None between declarations."""
        starts = self._starts.get(source.path) or self._starts_in(source)
        index = max(bisect_right(starts, offset) - 1, 0)
        start, end = starts[index], starts[index + 1] if index + 1 < len(starts) else len(source.code)
        standings = _standings(source.code[start:end])
        index = bisect_right(standings, offset - start, key=_start_of) - 1
        if index < 0 or offset - start > standings[index].end:
            return None
        found = standings[index]
        return msgspec.structs.replace(found, start=found.start + start, end=found.end + start)

    def _starts_in(self, source: SourceFile) -> list[int]:
        """Where in a file stretches begin that still begin with a letter; the others go on with what is before them."""
        code = source.code
        found = [
            stretch.start
            for stretch in self._stretches
            if stretch.file.path == source.path and _LETTER.match(code, stretch.start)
        ]
        starts = self._starts[source.path] = found if found[:1] == [0] else [0, *found]
        return starts


@lru_cache(maxsize=_STRETCHES)
def _standings(text: str) -> tuple[Standing, ...]:
    return standings_in(text)


def _start_of(standing: Standing) -> int:
    return standing.start
