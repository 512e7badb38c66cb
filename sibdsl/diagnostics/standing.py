"""Where a place stands in a contract: in which declaration, and under which clause of the signed agreement.

In: a source file and an offset.
Out: `Standing`: the kind and the name of the declaration, its clause, and how far it reaches.
Relies on: the text alone, so that a place in a declaration that cannot be read has a standing too; on declarations
beginning at the very start of a line, and on people indenting what is in them.
Guarantees: linear in the length of the text, which is gone through once for each file; a line that belongs to no
declaration has no standing.
"""

import re
from bisect import bisect_right
from functools import lru_cache
from typing import Final

import msgspec

from sibdsl.source.file import SourceFile

DECLARATIONS: Final = (
    "cap",
    "contract",
    "fact",
    "finance",
    "metric",
    "outcome",
    "parameter",
    "party",
    "payment",
    "population",
    "rate card",
    "report",
    "scenario",
    "threshold",
    "waterfall",
)
"""The words that declarations with a name begin with."""

# Python's own `^` knows line feeds alone; a text may have carriage returns.
_AT_START: Final = r"(?:(?<=[\r\n])|\A)"
_HEAD: Final = re.compile(rf'{_AT_START}({"|".join(DECLARATIONS).replace(" ", "[ ]+")})[ \t]+([^\W\d]\w*|"[^"\r\n]*"?)')
_CLAUSE: Final = re.compile(_AT_START + r'[ \t]*clause[ \t]+"((?:[^"\\\r\n]|\\.)*)"')
# A declaration goes on in lines that are empty, are indented, or close it; one that closes it is its last.
_GOES_ON: Final = re.compile(r"[^\r\n]*(?:(?:\r\n?|\n)(?:[ \t]+[^\r\n]*|[ \t]*(?=[\r\n])))*(?:(?:\r\n?|\n)[}])?")
_FILES: Final = 16


class Standing(msgspec.Struct, frozen=True, gc=False):
    """A declaration: `kind` and `name` as they are written, its `clause` or nothing, its extent as offsets.

    The name of a scenario is its title in quotes.
    """

    kind: str
    name: str
    clause: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """The declaration and its clause as they are told: ``payment `success`, Schedule 2, 4.1``."""
        named = self.name if self.name.startswith('"') else f"`{self.name}`"
        return f"{self.kind} {named}" + (f", {self.clause}" if self.clause else "")


def find_standing(source: SourceFile, offset: int) -> Standing | None:
    """The declaration that an offset of a file stands in; None between declarations."""
    standings = _standings(source)
    index = bisect_right(standings, offset, key=lambda standing: standing.start) - 1
    if index < 0 or offset > standings[index].end:
        return None
    return standings[index]


@lru_cache(maxsize=_FILES)
def _standings(source: SourceFile) -> tuple[Standing, ...]:
    return standings_in(source.code)


def standings_in(text: str) -> tuple[Standing, ...]:
    """The declarations in a text, or in a part of one that begins with a line, in written order."""
    found: list[Standing] = []
    for match in _HEAD.finditer(text):
        rest = _GOES_ON.match(text, match.start())
        end = rest.end() if rest else match.end()
        clause = _CLAUSE.search(text, match.end(), end)
        written = clause[1].replace('\\"', '"') if clause else ""
        found.append(Standing(" ".join(match[1].split()), match[2], written, match.start(), end))
    return tuple(found)
