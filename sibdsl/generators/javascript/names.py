"""Names of a contract as names of JavaScript.

In: names in any script. Out: identifiers.
Relies on every claimed name having a prefix with an underscore, which no word of JavaScript and no name of the support
code has.
Guarantees: identifiers of ASCII, each different from every other, that any version of a browser can read; the same
claims in the same order give the same names.
"""

from __future__ import annotations

import re
from itertools import count

_LONGEST = 60


class Names:
    """The names of a module."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def claim(self, prefix: str, wish: str) -> str:
        """A free name that says as much of the wish as it can; with a number behind it where that is taken."""
        slug = re.sub(r"[^A-Za-z0-9]+", "_", wish)[:_LONGEST].strip("_")
        first = f"{prefix}_{slug}"
        numbered = (f"{first}{'_' if slug else ''}{number}" for number in count(2 if slug else 1))
        name = first if slug and first not in self._taken else next(one for one in numbered if one not in self._taken)
        self._taken.add(name)
        return name
