"""The keywords that could come next, as phrases: one item for `at least`, one for `, payable within 30 days`.

In: a caret. Out: items.
Relies on: the parser's tables for what may follow, `wording` for what it means.
Guarantees: a word is offered exactly where the parser would take it; words that only one thing can follow bring it
along.
"""

import re
from collections.abc import Iterator
from typing import Final

from sibdsl.ide.completion_caret import Caret
from sibdsl.ide.completion_items import LIKELY, POSSIBLE, UNLIKELY, Item
from sibdsl.ide.wording import phrases
from sibdsl.syntax import kinds
from sibdsl.syntax.automaton import load_automaton
from sibdsl.syntax.expectations import accepted_kinds
from sibdsl.syntax.tables import PHRASES, TERMINALS

_LONGEST: Final = 4
_MOST_BRANCHES: Final = 8
_RARE: Final = frozenset(("nothing", "elapsed days", "elapsed months", "p-value of", "sample of", "net of deadweight"))
_OFTEN: Final = frozenset(
    ("once on", "quarterly", "annually", "for each cohort", "in total", "at least", "once", "otherwise", "per person",
     "so far", "is met", "plus", "minus", "times")
)  # fmt: skip
_PIECE: Final = re.compile(r"\w+|[^\w\s]")


def keyword_items(caret: Caret, accepted: list[int]) -> Iterator[Item]:
    """The keywords among the kinds that are accepted at the caret, each with the words that belong to it."""
    for kind in accepted:
        if kind >= kinds.FIRST_FREE:
            for words in _chains(caret.states, kind, 1):
                yield _item(words)


def phrase_items(caret: Caret) -> Iterator[Item]:
    """What is left of phrases of which the first words stand in front of the caret: `reduction from` behind `point`."""
    for count, states in enumerate(caret.tails, start=1):
        if count > len(caret.tokens):
            return
        written = [text for _, _, _, text in caret.tokens[-count:]]
        for _, phrase, _ in PHRASES:
            pieces = _PIECE.findall(TERMINALS[phrase])
            if len(pieces) > count and pieces[:count] == written and _may_come(states, phrase):
                whole = TERMINALS[phrase]
                yield _continued(whole, whole[_place_of_piece(whole, count) :])


def _place_of_piece(whole: str, count: int) -> int:
    return [match.start() for match in _PIECE.finditer(whole)][count]


def _continued(whole: str, rest: str) -> Item:
    phrase = phrases().get(whole)
    form = phrase.form if phrase is not None and phrase.form else whole
    insert = form[len(whole) - len(rest) :]
    return Item(rest, "keyword", insert, "", phrase.says if phrase else "", LIKELY)


def _may_come(states: list[int], kind: int) -> bool:
    return load_automaton().advance(states[:], kind)


def _chains(states: list[int], kind: int, length: int) -> Iterator[str]:
    """A keyword with the keywords that must follow it: all ways to go on, if there are few."""
    word = TERMINALS[kind]
    following = states[:]
    if length == _LONGEST or not load_automaton().advance(following, kind):
        yield word
        return
    accepted = accepted_kinds(following)
    goes_on = accepted and len(accepted) <= _MOST_BRANCHES and all(next_ >= kinds.FIRST_FREE for next_ in accepted)
    if not goes_on:
        yield word
        return
    for next_ in accepted:
        for rest in _chains(following, next_, length + 1):
            yield f"{word}{rest}" if rest.startswith(",") else f"{word} {rest}"


def _item(words: str) -> Item:
    phrase = phrases().get(words) or phrases().get(words.partition(" ")[0])
    exact = phrase is not None and phrase.words == words
    insert = phrase.form if phrase is not None and exact and phrase.form else words
    says = phrase.says if phrase is not None else ""
    label = words.removeprefix(", ")
    rank = UNLIKELY if words in _RARE else POSSIBLE
    if words in _OFTEN or words.startswith(", payable"):
        rank = LIKELY
    return Item(label, "keyword", insert, "", says, rank)
