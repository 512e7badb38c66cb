"""Whole statements and declarations, where one may begin: those that are still needed first.

In: a view, a caret at the beginning of a statement, what the parser would take there. Out: items with snippets.
Relies on: the tables of wording; the statements that the block has already.
Guarantees: only statements that the block may have; what stands there already and stands once is not offered. The
placeholders are names of this contract where it has fitting ones.
"""

import re
from collections.abc import Iterator
from typing import Final

from sibdsl.diagnostics.sink import Sink
from sibdsl.ide.completion_caret import Caret
from sibdsl.ide.completion_items import FITTING, LIKELY, MISSING, POSSIBLE, UNLIKELY, Item
from sibdsl.ide.completion_placeholders import Placeholders
from sibdsl.ide.names import names_of
from sibdsl.ide.wording import OFTEN, REQUIRED, SOMETIMES, Entry, entries_of, example_of
from sibdsl.syntax import kinds
from sibdsl.syntax.lexer import Lexer
from sibdsl.syntax.tables import FIRST_WORD, TERMINALS
from sibdsl.workspace.view import View

_RANKS: Final = {REQUIRED: MISSING, OFTEN: LIKELY, SOMETIMES: POSSIBLE}
_LEADS_FURTHER: Final = re.compile(r"\$\{[0-9]+:[^}]* ")
"""A rest of a statement that is more than one word, which completion would find without it."""

_INVENTS: Final = re.compile(r"(?:given person|sustains|cohort|group|category|records|reserve)$")
"""The first words of statements behind which a name of the author's own stands, which nothing else would offer."""

_LINE_END: Final = re.compile(r"[\r\n]")
_EITHER: Final = {"pays": ("pays", "rate"), "rate": ("pays", "rate"), "verified": ("verified", "calculated")}
"""The first words of statements that a block needs, and of those that it can have instead."""

_OF_PEOPLE: Final = ("rate card per person", "given person", "given claim of")
"""How statements begin that contracts need which pay for what single people reach."""

_OF_A_METRIC: Final = re.compile(r"\$\{[0-9]+:metric\b")


def statement_items(view: View, caret: Caret, accepted: list[int]) -> Iterator[Item]:
    """The statements that may begin at the caret."""
    written = _written(view, caret)
    firsts = {TERMINALS[kind] for kind in accepted if kind >= kinds.FIRST_FREE}
    placeholders = Placeholders(view, caret)
    offered: set[str] = set()
    for entry in entries_of(caret.block):
        first = _first_word(entry)
        fits = any(word == first or word.startswith(f"{first} ") for word in firsts) if first else True
        if not fits:
            continue
        offered.add(first)
        if not entry.repeats and _is_written(entry, written):
            continue
        yield Item(
            _label(entry, placeholders), "declaration" if caret.block == "file" else "statement",
            placeholders.fill(entry.form), "",
            f"{entry.says}\n\n```sib\n{placeholders.suit(entry.example)}\n```",
            _rank(entry, written, about_people=placeholders.about_people),
        )  # fmt: skip
    for word in sorted(firsts):
        if word.partition(" ")[0] not in offered:
            yield Item(word, "keyword", word, rank=UNLIKELY)


def remainder_items(view: View, caret: Caret) -> Iterator[Item]:
    """What is left of statements of which the first words stand in front of the caret: a table behind `pays`."""
    placeholders = Placeholders(view, caret)
    for entry in entries_of(caret.block):
        if not entry.form.startswith(f"{caret.statement} "):
            continue
        rest = entry.form[len(caret.statement) + 1 :]
        leads_further = _LEADS_FURTHER.match(rest) or _INVENTS.match(caret.statement)
        if not (leads_further or "\n" in rest or caret.block == "file"):
            continue
        line, _, more = placeholders.suit(example_of(rest)).partition("\n")
        label = f"{line} … }}" if more else line
        yield Item(
            label, "statement", placeholders.fill(rest), "", entry.says, max(_RANKS.get(entry.need, UNLIKELY), FITTING)
        )


def _first_word(entry: Entry) -> str:
    return entry.words.partition(" ")[0]


def _label(entry: Entry, placeholders: Placeholders) -> str:
    """What tells the statement from others: its first words for a declaration, else its first line."""
    if entry.block == "file":
        return entry.words
    line, _, rest = placeholders.suit(entry.example).partition("\n")
    line = f"{line} … }}" if rest else line
    return line if len(line) <= 48 else f"{line[:47].rstrip()}…"


def _is_written(entry: Entry, written: tuple[str, ...]) -> bool:
    return bool(entry.words) and any(f"{line} ".startswith(f"{entry.words} ") for line in written)


def _rank(entry: Entry, written: tuple[str, ...], *, about_people: bool) -> int:
    rank = _RANKS.get(entry.need, UNLIKELY)
    if about_people and entry.block != "file" and _OF_A_METRIC.search(entry.form):
        return UNLIKELY
    if about_people and entry.form.startswith(_OF_PEOPLE):
        rank = MISSING
    first = _first_word(entry)
    fulfilled = _EITHER.get(first, (first,))
    stands_there = any(line.partition(" ")[0] in fulfilled for line in written)
    return FITTING if rank == MISSING and stands_there else rank


def _written(view: View, caret: Caret) -> tuple[str, ...]:
    """The statements of the block, those above the line of the caret and those below it, by their words."""
    if not caret.blocks:
        return _declared(view, caret)
    above = [" ".join(words) for words in caret.blocks[-1].written]
    return (*above, *_below(view, caret))


def _declared(view: View, caret: Caret) -> tuple[str, ...]:
    """What is declared, by kind, save in the line of the caret: what stands there is being written."""
    source = view.files.get(caret.path)
    line = source.position(caret.start)[0] if source is not None else 0
    found: list[str] = []
    for mention in names_of(view).declared():
        place = view.place_of(mention.span)
        here = place.path == caret.path and source is not None and source.position(place.start)[0] == line
        if mention.wanted and not here:
            found.append(mention.wanted[0])
    return tuple(found)


def _below(view: View, caret: Caret) -> Iterator[str]:
    """The first words of the statements below the caret, up to the end of the block."""
    source = view.files.get(caret.path)
    if source is None:
        return
    line_end = _LINE_END.search(source.code, caret.end)
    lexer = Lexer(source, Sink(source), line_end.start() if line_end else len(source.code))
    while (tokens := lexer.next_declaration()) is not None:
        words = [text for kind, _, _, text in tokens[:3] if kind >= FIRST_WORD or kind == kinds.NAME]
        if tokens[0][0] == kinds.CLOSING_BRACE:
            return
        yield " ".join(words)
