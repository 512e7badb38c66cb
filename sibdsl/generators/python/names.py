"""Names of a contract as names of Python.

In: names in any script, some of them Python's own, and the names that are taken.
Out: identifiers.
Relies on: Unicode's compatibility form, in which Python compares identifiers.
Guarantees: every claimed name is a valid identifier, no keyword or builtin, and different from every other
name of its scope and of the scopes around it; the same claims in the same order give the same names.
"""

from __future__ import annotations

import builtins
import keyword
import unicodedata
from itertools import chain, count

# Builtins and keywords, and single letters that are easily taken for digits.
_PYTHON = frozenset({*dir(builtins), *keyword.kwlist, *keyword.softkwlist, "l", "O", "I"})
_LONGEST = 60


def slug(text: str) -> str:
    """The text as an identifier, or as much of it as can be one; empty when nothing can."""
    normal = unicodedata.normalize("NFKC", text)
    parts = "".join(character if f"_{character}".isidentifier() else " " for character in normal).split()
    joined = unicodedata.normalize("NFKC", "_".join(parts))[:_LONGEST].rstrip("_") if parts else ""
    # Not everything that can stand inside an identifier can begin one.
    return joined if joined.isidentifier() or not joined else f"_{joined}"


def constant_slug(text: str) -> str:
    """The text as the name of a constant, in capitals where its script has them."""
    return slug(slug(text).upper())


class Names:
    """The names of one scope; `scope()` opens one inside it."""

    def __init__(self, taken: frozenset[str] | set[str] = frozenset(), around: Names | None = None) -> None:
        self._taken = set(taken)
        self._around = around
        # Names of scopes inside: taking one here would hide this one's from there.
        self._inside: set[str] = set()

    def claim(self, *wishes: str) -> str:
        """The first wish that is free; else the first that can be a name, with a number behind it."""
        possible = [name for name in map(slug, wishes) if name] or ["item"]
        numbered = (f"{possible[0]}_{number}" for number in count(2))
        name = next(name for name in chain(possible, numbered) if not self._is_taken(name))
        self._taken.add(name)
        if self._around is not None:
            self._around._inside.add(name)
        return name

    def scope(self) -> Names:
        """A scope inside this one. What is claimed there is free in its neighbours, but no longer here."""
        return Names(around=self)

    def _is_taken(self, name: str) -> bool:
        return name in self._inside or self._is_taken_around(name)

    def _is_taken_around(self, name: str) -> bool:
        if name in _PYTHON or name in self._taken:
            return True
        return self._around is not None and self._around._is_taken_around(name)
