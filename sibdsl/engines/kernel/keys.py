"""Texts as keys of fixed size: people and claim numbers.

In: texts as they lie in a column, one after another: bytes from one place up to another. Out: integers.
Relies on `compiling`. Guarantees: a text of at most 11 bytes has a key of its own. Two longer texts have the same key
with a chance of less than one in 2 to the 88, and which ones do differs from process to process.
Keys of order sort as the texts do, character by character; equal keys say nothing.
"""

from __future__ import annotations

import os
from typing import Any

import numpy as np

from sibdsl.engines.kernel.compiling import inlined

SHORT = 11
"""How many bytes of a text fit into its key."""

SEEDS = np.frombuffer(os.urandom(16), dtype=np.uint64) | np.uint64(1)
"""Numbers that nobody can know who makes up ids in order to have them confused."""


@inlined
def _whole_word(content: Any, start: Any) -> Any:
    """Read eight bytes as one number, the first byte lowest; written out, because it compiles to one instruction."""
    # Places are unsigned, since a signed one might count from the end.
    return (
        np.uint64(content[start])
        | np.uint64(content[start + np.uint64(1)]) << np.uint64(8)
        | np.uint64(content[start + np.uint64(2)]) << np.uint64(16)
        | np.uint64(content[start + np.uint64(3)]) << np.uint64(24)
        | np.uint64(content[start + np.uint64(4)]) << np.uint64(32)
        | np.uint64(content[start + np.uint64(5)]) << np.uint64(40)
        | np.uint64(content[start + np.uint64(6)]) << np.uint64(48)
        | np.uint64(content[start + np.uint64(7)]) << np.uint64(56)
    )


@inlined
def _last_bytes(content: Any, end: Any, length: Any) -> Any:
    """Read the last bytes of a text, one to seven, as one number."""
    word = np.uint64(0)
    if end >= np.uint64(8):
        word = _whole_word(content, end - np.uint64(8)) >> (np.uint64(64) - np.uint64(8) * length)
    else:
        for place in range(length):
            word |= np.uint64(content[end - length + place]) << (np.uint64(8) * np.uint64(place))
    return word


@inlined
def scattered(word: Any) -> Any:
    """Spread a number over all bits of another, so that neighbours do not stay neighbours."""
    word ^= word >> np.uint64(32)
    word *= np.uint64(0xD6E8FEB86659FD93)
    word ^= word >> np.uint64(32)
    word *= np.uint64(0xD6E8FEB86659FD93)
    word ^= word >> np.uint64(32)
    return word


@inlined
def text_key(content: Any, start: Any, end: Any, seeds: Any) -> Any:
    """Give the key of a text: 64 bits, and 32 more."""
    start, end = np.uint64(start), np.uint64(end)
    length = end - start
    eight = np.uint64(8)
    low, high = np.uint64(0), np.uint32(length << np.uint64(24))
    if np.uint64(0) < length < eight:
        low = _last_bytes(content, end, length)
    elif eight <= length <= np.uint64(SHORT):
        low = _whole_word(content, start)
        if length > eight:
            high |= np.uint32(_last_bytes(content, end, length - eight))
    elif length > np.uint64(SHORT):
        first, second = seeds[0] + length, seeds[1]
        place = start
        while place + eight <= end:
            word = _whole_word(content, place)
            first = scattered(first ^ word)
            second = (second ^ scattered(word + seeds[0])) * np.uint64(0x9FB21C651E98DF25)
            second ^= second >> np.uint64(29)
            place += eight
        # The last eight bytes once more: what is left of them has not been read yet.
        word = _whole_word(content, end - eight)
        low = scattered(first ^ word)
        second = scattered(second ^ scattered(word + seeds[0]))
        high = np.uint32((second & np.uint64(0xFFFFFF)) | np.uint64(0xFF000000))
    return low, high


@inlined
def text_hash(content: Any, start: Any, end: Any, seeds: Any) -> Any:
    """Give 64 bits that look random and are the same for equal texts."""
    low, high = text_key(content, start, end, seeds)
    return scattered(low ^ scattered(np.uint64(high) + seeds[1]))


@inlined
def order_key(content: Any, start: Any, end: Any, prefix: Any) -> Any:
    """Give a number that is smaller for earlier texts, and whether it says all: eight bytes behind a prefix.

    A text without the prefix is before or behind all those that have it, and its number does not say more.
    """
    skipped = len(prefix)
    for place in range(skipped):
        byte = np.int64(content[start + place]) if start + place < end else np.int64(-1)
        if byte != prefix[place]:
            return (np.uint64(0) if byte < prefix[place] else ~np.uint64(0)), False
    first, last = np.uint64(start + skipped), np.uint64(end)
    word = np.uint64(0)
    if first + np.uint64(8) <= last:
        word = _turned(_whole_word(content, first))
    elif first < last:
        word = _turned(_last_bytes(content, last, last - first))
    return word, last <= first + np.uint64(8)


@inlined
def _turned(word: Any) -> Any:
    """Turn the bytes of a number round."""
    word = (word & np.uint64(0x00FF00FF00FF00FF)) << np.uint64(8) | (word >> np.uint64(8)) & np.uint64(
        0x00FF00FF00FF00FF
    )
    word = (word & np.uint64(0x0000FFFF0000FFFF)) << np.uint64(16) | (word >> np.uint64(16)) & np.uint64(
        0x0000FFFF0000FFFF
    )
    return word << np.uint64(32) | word >> np.uint64(32)
