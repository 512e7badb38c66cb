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
def _word(content: Any, start: Any, length: Any) -> Any:
    """Read up to eight bytes as one number, the first byte lowest."""
    word = np.uint64(0)
    for place in range(length):
        word |= np.uint64(content[start + place]) << np.uint64(8 * place)
    return word


@inlined
def _whole_word(content: Any, start: Any) -> Any:
    """Read eight bytes as one number; written out, because it compiles to one instruction."""
    return (
        np.uint64(content[start])
        | np.uint64(content[start + 1]) << np.uint64(8)
        | np.uint64(content[start + 2]) << np.uint64(16)
        | np.uint64(content[start + 3]) << np.uint64(24)
        | np.uint64(content[start + 4]) << np.uint64(32)
        | np.uint64(content[start + 5]) << np.uint64(40)
        | np.uint64(content[start + 6]) << np.uint64(48)
        | np.uint64(content[start + 7]) << np.uint64(56)
    )


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
    length = end - start
    if length <= 8:
        low = _whole_word(content, start) if length == 8 else _word(content, start, length)
        return low, np.uint32(length << 24)
    if length <= SHORT:
        rest = _word(content, start + 8, length - 8)
        return _whole_word(content, start), np.uint32(rest | np.uint64(length << 24))
    first, second = seeds[0] + np.uint64(length), seeds[1]
    place = start
    while place + 8 <= end:
        word = _whole_word(content, place)
        first = scattered(first ^ word)
        second = (second ^ scattered(word + seeds[0])) * np.uint64(0x9FB21C651E98DF25)
        second ^= second >> np.uint64(29)
        place += 8
    word = _word(content, place, end - place)
    first = scattered(first ^ word)
    second = scattered(second ^ scattered(word + seeds[0]))
    return first, np.uint32((second & np.uint64(0xFFFFFF)) | np.uint64(0xFF000000))


@inlined
def text_hash(content: Any, start: Any, end: Any, seeds: Any) -> Any:
    """Give 64 bits that look random and are the same for equal texts."""
    low, high = text_key(content, start, end, seeds)
    return scattered(low ^ scattered(np.uint64(high) + seeds[1]))


@inlined
def order_key(content: Any, start: Any, end: Any, skipped: Any) -> Any:
    """Give the eight bytes behind the first ``skipped`` ones, so that smaller numbers are earlier texts."""
    word = np.uint64(0)
    for place in range(8):
        word <<= np.uint64(8)
        if start + skipped + place < end:
            word |= np.uint64(content[start + skipped + place])
    return word
