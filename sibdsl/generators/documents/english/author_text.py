"""Texts that the contract's author wrote, made fit to stand inside a sentence.

In: a title, a definition or a note as written. Out: the same words on one line.
Relies on the Unicode database alone.
Guarantees: no control characters, and no direction that reaches beyond the text itself: a right-to-left
title cannot reorder the amount that stands beside it.
"""

from __future__ import annotations

import unicodedata

_FIRST_STRONG_ISOLATE = "\u2068"
_POP_DIRECTIONAL_ISOLATE = "\u2069"
# Embeddings, overrides and isolates, which a text could open and leave open.
_DIRECTION_CHANGES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_RIGHT_TO_LEFT = frozenset(("R", "AL", "AN", "RLE", "RLO", "RLI"))


def one_line(text: str) -> str:
    """Give the text on one line, without control characters; right-to-left text keeps to itself."""
    kept = "".join(_kept(character) for character in text)
    line = " ".join(kept.split())
    if any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in line):
        return f"{_FIRST_STRONG_ISOLATE}{line}{_POP_DIRECTIONAL_ISOLATE}"
    return line


def quoted(text: str) -> str:
    """Give the text between quotation marks, as a defined term stands in a contract."""
    return f"“{one_line(text)}”"


def sentence(text: str) -> str:
    """Give the text with a capital at the start and a full stop at the end, unless it has its own mark."""
    line = one_line(text)
    if not line:
        return ""
    started = capitalised(line)
    return started if started[-1] in ".!?:…" else started + "."


def capitalised(text: str) -> str:
    """Give the text with its first letter in capitals, the rest untouched."""
    return text[:1].upper() + text[1:]


def _kept(character: str) -> str:
    if character in _DIRECTION_CHANGES:
        return ""
    category = unicodedata.category(character)
    if category == "Cs":
        return "\N{REPLACEMENT CHARACTER}"
    return " " if category in ("Cc", "Zl", "Zp") else character
