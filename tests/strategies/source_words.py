"""The words of drawn contracts: choices, names, quoted texts, numbers.

In: Hypothesis's `draw`. Out: `Author`, who makes every choice of one contract and remembers the names.
Relies on: nothing of the compiler. Guarantees: a name is given out once; choices shrink towards the first option.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, TypeVar

from hypothesis import strategies as st

Option = TypeVar("Option")
Draw = Callable[[st.SearchStrategy[Any]], Any]

# Keywords and builtins of Python and SQL, keywords of the language, names that generated code uses itself, other
# scripts, and two spellings that Python takes for one name.
ODD_NAMES = (
    "class", "import", "lambda", "None", "True", "print", "max", "sum", "self", "main", "settle", "Fraction", "case",
    "plan", "RULES", "amount", "evidence", "match", "type", "__init__", "_x", "select", "table", "order", "group",
    "where", "null", "user", "index", "size", "reduction", "sample", "cap", "payment", "scenario", "unit", "metric",
    "réduction", "日数", "ﬁeld", "field", "ß", "l", "x1", "GBP_total", "Total", "then", "until", "sys", "found",
)  # fmt: skip
ODD_TEXTS = (
    "a \"quoted\" title", "it's ours", "back\\slash", "two\nlines", "{braces} %s {0} {{ 7 * 7 }}", "{% raw %}",
    "<script>alert(1)</script>", "<b>bold</b> & more", "# not a comment", "'''", "*stars* _lines_ `ticks` [a](b)",
    "| a | b |", "Zürich — “наука” 日本 😀", "= 1 + 1", "ends with a backslash \\", "a very long title " * 9,
)  # fmt: skip
PLAIN_TEXTS = ("Schedule 2, 4.1", "Better lives", "Published tender, page 14", "People who joined the service")


class Author:
    """Makes the choices of one contract."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self._taken: set[str] = set()

    def one_of(self, options: Sequence[Option]) -> Option:
        """One of the options."""
        found: Option = self.draw(st.sampled_from(options))
        return found

    def chance(self, percent: int) -> bool:
        """Yes in about so many of a hundred cases; the simplest case is no."""
        return bool(self.draw(st.integers(0, 99)) >= 100 - percent)

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        return int(self.draw(st.integers(low, high)))

    def some(self, options: Sequence[Option], least: int, most: int) -> list[Option]:
        """Several different options, in the order in which they were offered."""
        found = self.draw(
            st.lists(st.integers(0, len(options) - 1), min_size=least, max_size=min(most, len(options)), unique=True)
        )
        return [options[index] for index in sorted(found)]

    def name(self, plain: str) -> str:
        """A name that nothing has yet, often an odd one."""
        found = self.one_of(ODD_NAMES) if self.chance(10) else plain
        name, number = found, 2
        while name in self._taken:
            name, number = f"{found}_{number}", number + 1
        self._taken.add(name)
        return name

    def title(self) -> str:
        """A space and a quoted title, or nothing."""
        return f" {self.text()}" if self.chance(50) else ""

    def text(self) -> str:
        """A quoted text."""
        words = self.one_of(ODD_TEXTS) if self.chance(15) else self.one_of(PLAIN_TEXTS)
        if "\\" not in words and '"' not in words and self.chance(10):
            return f'"""{words}"""'
        return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

    def annotations(self) -> list[str]:
        """Statements that change nothing."""
        if not self.chance(15):
            return []
        found = [f"clause {self.text()}", f"source {self.text()}", f"note {self.text()}", f"id IRIS {self.text()}"]
        return self.some(found, 1, 2)

    def number(self, value: Fraction) -> str:
        """A decimal as a contract writes it, often with commas between thousands."""
        digits = decimals(value)
        whole, _, part = f"{int(value * 10**digits):0{digits + 1}d}".partition(" ")
        if digits:
            whole, part = whole[:-digits], whole[-digits:]
        if len(whole) < 4 or not self.chance(20):
            whole = f"{int(whole):,}"
        return f"{whole}.{part}" if part else whole


def decimals(value: Fraction) -> int:
    """How many digits stand behind the point of a decimal."""
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
    return digits
