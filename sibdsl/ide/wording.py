"""What the words of the language mean, for people who write their first contract.

In: the tables of wording, one for each area of the language. Out: `Entry`s by block and by their first words, and
phrases by their words.
Relies on: nothing but the tables; a test holds them against the grammar.
Guarantees: every statement that the grammar knows has an entry, and every other word of the language a phrase; the
form of an entry can be read by the parser where the entry belongs.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

import msgspec

REQUIRED: Final = 0
OFTEN: Final = 1
SOMETIMES: Final = 2
SELDOM: Final = 3

_PLACEHOLDER: Final = re.compile(r"\$\{[0-9]+:([^}]*)\}")
_PIECE: Final = re.compile(r"\w+|[^\w\s]")
_FIRST_WORDS: Final = re.compile(r"(?:[^\W\d][\w-]*|,)(?: (?:[^\W\d][\w-]*))*")


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A statement or a declaration.

    Attributes:
        block: where it stands: `file` for declarations, else the kind of the block.
        form: how it is written, with `${1:placeholders}` for what the author fills in.
        says: what it means, in a sentence or two.
        need: how much a block wants it: `REQUIRED` to `SELDOM`.
        repeats: whether it may stand several times in a block.
    """

    block: str
    form: str
    says: str
    need: int = SOMETIMES
    repeats: bool = False

    @property
    def words(self) -> str:
        """The words that it begins with, up to the first that the author chooses; none if that is the first."""
        found = _FIRST_WORDS.match(self.form)
        return found[0] if found else ""

    @property
    def example(self) -> str:
        """The form as it could stand in a contract."""
        return example_of(self.form)


class Phrase(msgspec.Struct, frozen=True, gc=False):
    """Words inside of a statement. `form` is empty where nothing follows that belongs to them."""

    words: str
    says: str
    form: str = ""


def example_of(form: str) -> str:
    """A form with its placeholders filled by their own words."""
    return _PLACEHOLDER.sub(r"\1", form)


@cache
def entries() -> tuple[Entry, ...]:
    """Every entry, in the order in which statements are usually written."""
    from sibdsl.ide import wording_capital, wording_claims, wording_declarations, wording_measurement, wording_payments

    tables = (wording_declarations, wording_measurement, wording_payments, wording_claims, wording_capital)
    return tuple(entry for table in tables for entry in table.ENTRIES)


@cache
def entries_of(block: str) -> tuple[Entry, ...]:
    """The entries of one kind of block."""
    return tuple(entry for entry in entries() if entry.block == block)


@cache
def phrases() -> dict[str, Phrase]:
    """Every phrase by its words."""
    from sibdsl.ide.wording_phrases import PHRASES

    return {phrase.words: phrase for phrase in PHRASES}


@cache
def phrases_by_pieces() -> dict[tuple[str, ...], Phrase]:
    """Every phrase by its words and signs, each by itself."""
    return {pieces(words): phrase for words, phrase in phrases().items()}


def pieces(words: str) -> tuple[str, ...]:
    """Words and signs, each by itself: those of `p-value` are `p`, `-` and `value`."""
    return tuple(_PIECE.findall(words))


def find_entry(block: str, words: str) -> Entry | None:
    """The entry of a block whose first words are the longest beginning of `words`."""
    found = None
    read = pieces(words)
    for entry in entries_of(block):
        wanted = pieces(entry.words)
        fits = wanted and read[: len(wanted)] == wanted
        if fits and (found is None or len(entry.words) > len(found.words)):
            found = entry
    return found


def everywhere(blocks: Iterable[str], form: str, says: str, need: int = SELDOM) -> list[Entry]:
    """One statement that may stand several times in blocks of many kinds."""
    return [Entry(block, form, says, need, repeats=True) for block in blocks]
