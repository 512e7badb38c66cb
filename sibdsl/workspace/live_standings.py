"""In which declarations the places of an edited contract stand.

In: the stretches of its files. Out: the declaration at an offset of a file, as `find_standing` tells it.
Relies on: a stretch beginning where a line begins with a letter, and a declaration ending before such a line.
Guarantees: only what was edited is gone through again.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import msgspec

from sibdsl.diagnostics.standing import Standing, standings_in
from sibdsl.source.file import SourceFile
from sibdsl.workspace.view import Stretch

_STRETCHES: Final = 4096


class LiveStandings:
    """Finds declarations by places in files."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self._stretches: dict[str, list[Stretch]] = {}
        for stretch in stretches:
            self._stretches.setdefault(stretch.file.path, []).append(stretch)

    def find(self, source: SourceFile, offset: int) -> Standing | None:
        """The declaration that an offset of a file stands in; None between declarations."""
        stretches = self._stretches[source.path]
        stretch = stretches[max(bisect_right(stretches, offset, key=_start_of) - 1, 0)]
        standings = _standings(source.text[stretch.start : stretch.start + stretch.length])
        index = bisect_right(standings, offset - stretch.start, key=_start_of_standing) - 1
        if index < 0 or offset - stretch.start > standings[index].end:
            return None
        found = standings[index]
        return msgspec.structs.replace(found, start=found.start + stretch.start, end=found.end + stretch.start)


@lru_cache(maxsize=_STRETCHES)
def _standings(text: str) -> tuple[Standing, ...]:
    return standings_in(text)


def _start_of(stretch: Stretch) -> int:
    return stretch.start


def _start_of_standing(standing: Standing) -> int:
    return standing.start
