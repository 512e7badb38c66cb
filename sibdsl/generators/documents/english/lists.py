"""Joining phrases, and numbers in words.

In: phrases and whole numbers. Out: phrases.
Relies on nothing.
Guarantees: an empty list gives an empty phrase.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_IS_LIST = re.compile(r",(?!\d)|[;&]|\b(?:and|or)\b")


def joined(phrases: Sequence[str], last: str = "and") -> str:
    """Join phrases as a sentence does: ``a``, ``a and b``, ``a, b and c``."""
    if len(phrases) < 2:
        return "".join(phrases)
    return f"{', '.join(phrases[:-1])} {last} {phrases[-1]}"


def joined_names(names: Sequence[str], last: str = "and") -> str:
    """Join names of parties, or phrases that end in one: semicolons where a name is itself a list.

    ``A Fund and B Fund; and the Council`` are two, which commas would not show.
    """
    if len(names) > 1 and any(_IS_LIST.search(name) for name in names):
        return f"{'; '.join(names[:-1])}; {last} {names[-1]}"
    return joined(names, last)


def lettered(phrases: Sequence[str]) -> str:
    """Join phrases as the limbs of a clause: ``(a) this; (b) that``."""
    return "; ".join(f"({letter(position)}) {phrase}" for position, phrase in enumerate(phrases))


def letter(position: int) -> str:
    """Give the letter of a limb, counted from 0: a to z, then aa, ab and so on."""
    before, place = divmod(position, 26)
    return (letter(before - 1) if before else "") + chr(ord("a") + place)


def counted(count: int, noun: str, nouns: str | None = None) -> str:
    """Count things: ``one cohort``, ``20 periods``."""
    number = _SMALL[count] if 0 <= count < len(_SMALL) else f"{count:,}"
    return f"{number} {noun if count == 1 else nouns or noun + 's'}"
