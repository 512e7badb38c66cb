"""Words that stand for what is not agreed yet: `TBC`, `XX`, `____`, `[insert date]`, `[●]`.

In: a word, or a text and an offset. Out: whether it is such a word; the stretch in square brackets.
Relies on: nothing. Guarantees: a name that somebody would declare is no placeholder.
"""

import re
from typing import Final

_WORDS: Final = frozenset("tbc tbd tba tbn tbconfirmed xx xxx xxxx yyyy dd mm nn n_a todo".split())
_IN_BRACKETS: Final = re.compile(r"\[[^\]\r\n\"]{0,60}\]")
_MARK: Final = re.compile(r"\[[0-9*\u2020]{1,3}\]")


def is_placeholder(word: str) -> bool:
    """Whether a word stands for something that is still to be filled in."""
    return word.lower() in _WORDS or not word.strip("_")


def bracketed_at(text: str, position: int) -> str:
    """What stands in square brackets at `position`, with them; empty when they are not closed in the line."""
    match = _IN_BRACKETS.match(text, position)
    return match[0] if match else ""


def is_mark(bracketed: str) -> bool:
    """Whether the brackets hold the mark of a footnote: `[2]`."""
    return _MARK.fullmatch(bracketed) is not None
