"""A phrase that people write, as data; and the pieces that patterns of phrases are put together from.

In: nothing. Out: `Phrase`, and patterns for an amount of money, a count, a value and a day.
Relies on: nothing. Guarantees: in a pattern a blank stands for any white space within a line.
"""

from collections.abc import Callable
from re import Match
from typing import Final, NamedTuple

NUMBER: Final = r"[0-9][0-9,]*(?:\.[0-9]+)?"
MONEY: Final = rf"(?-i:[A-Z]{{3}}) {NUMBER}"
COUNT: Final = rf"{NUMBER}(?! ?%)"
VALUE: Final = rf"(?:{MONEY}|{NUMBER} ?%|{NUMBER}(?: percentage points)?)"
DAY: Final = (
    r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9}\.?,? [0-9]{4}"
    r"|[A-Za-z]{3,9}\.? [0-9]{1,2}(?:st|nd|rd|th)?, [0-9]{4}|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4})"
)


class Phrase(NamedTuple):
    """`pattern` is looked for in the line of a statement, whatever its letter case.

    `instead` is put in its place: a template, or a function that may also decline with None; a phrase without it
    only speaks. `among_rows` is asked instead of it: it also gets the lines above and below.
    The three sentences are templates of the same match.
    """

    pattern: str
    instead: str | Callable[[Match[str]], str | None] | None
    message: str
    expected: str
    help: str
    safe: bool = True
    among_rows: Callable[[Match[str], str, str], str | None] | None = None


def plain(words: str, instead: str, *, safe: bool = True, expected: str = "") -> Phrase:
    """A phrase for which another one is written here."""
    shown = instead.strip()
    message, wanted = rf"`\1` is written `{shown}` here", expected or f"`{shown}`"
    return Phrase(rf"\b({words})", instead, message, wanted, f"write `{shown}`", safe)


def only_said(words: str, message: str, expected: str, help: str) -> Phrase:
    """A phrase for which nothing can be put in unasked."""
    return Phrase(words, None, message, expected, help)
