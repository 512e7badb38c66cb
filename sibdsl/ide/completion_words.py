"""The keywords that could come next, as phrases: one item for `at least`, one for `, payable within 30 days`.

In: a caret. Out: items.
Relies on: the parser's tables for what may follow, `wording` for what it means.
Guarantees: a word is offered exactly where the parser would take it; words that only one thing can follow bring it
along.
"""

import re
from collections.abc import Container, Iterator
from typing import Final

from sibdsl.ide.completion_caret import Caret
from sibdsl.ide.completion_items import FITTING, LIKELY, POSSIBLE, UNLIKELY, Item
from sibdsl.ide.completion_reading import NAME
from sibdsl.ide.wording import phrases
from sibdsl.syntax import kinds
from sibdsl.syntax.automaton import load_automaton
from sibdsl.syntax.expectations import accepted_kinds
from sibdsl.syntax.tables import FIRST_WORD, PHRASES, TERMINALS

_LONGEST: Final = 4
_MOST_BRANCHES: Final = 8
_RARE: Final = frozenset(("nothing", "elapsed days", "elapsed months", "p-value of", "sample of", "net of deadweight"))
_OFTEN: Final = frozenset(
    ("once on", "quarterly", "annually", "for each cohort", "in total", "at least", "once", "otherwise",
     "so far", "is met", "plus", "minus", "times")
)  # fmt: skip
_BEHIND: Final = {"$": "per", "per N": "for"}
"""What most often follows an amount of money, and a rate."""

_BEFORE_A_CONDITION: Final = frozenset(("provided", "when", "and", "or", "(", ","))
"""Where a condition begins: rather with the name of what is compared than with `at least 2 of`."""

_PIECE: Final = re.compile(r"\w+|[^\w\s]")


def keyword_items(caret: Caret, accepted: list[int]) -> Iterator[Item]:
    """The keywords among the kinds that are accepted at the caret, each with the words that belong to it."""
    for kind in accepted:
        if kind >= kinds.FIRST_FREE:
            for words in _chains(caret.states, kind, 1):
                yield _item(words, caret)


def phrase_items(caret: Caret, declared: Container[str]) -> Iterator[Item]:
    """What is left of phrases of which the first words stand in front of the caret: `reduction from` behind `point`.

    Where those words are a name that is `declared`, that is rather what is meant.
    """
    for count, states in enumerate(caret.tails, start=1):
        if count > len(caret.tokens):
            return
        tokens = caret.tokens[-count:]
        if any(kinds.FIRST_FREE <= kind < FIRST_WORD for kind, _, _, _ in tokens):
            # A whole phrase is one token, of which the first word is kept.
            return
        written = [text for _, _, _, text in tokens]
        for _, phrase, _ in PHRASES:
            pieces = _PIECE.findall(TERMINALS[phrase])
            if len(pieces) > count and pieces[:count] == written and _may_come(states, phrase):
                whole = TERMINALS[phrase]
                rank = UNLIKELY if caret.words[-1] == NAME and written[-1] in declared else LIKELY
                yield _continued(whole, whole[_place_of_piece(whole, count) :], rank)


def _place_of_piece(whole: str, count: int) -> int:
    return [match.start() for match in _PIECE.finditer(whole)][count]


def _continued(whole: str, rest: str, rank: int) -> Item:
    phrase = phrases().get(whole)
    form = phrase.form if phrase is not None and phrase.form else whole
    insert = form[len(whole) - len(rest) :]
    return Item(rest, "keyword", insert, whole.removeprefix(", "), phrase.says if phrase else "", rank)


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


def _item(words: str, caret: Caret) -> Item:
    phrase = phrases().get(words) or phrases().get(words.partition(" ")[0])
    exact = phrase is not None and phrase.words == words
    insert = phrase.form if phrase is not None and exact and phrase.form else words
    says = phrase.says if phrase is not None else ""
    label = words.removeprefix(", ")
    rank = UNLIKELY if words in _RARE else POSSIBLE
    expected = _BEHIND.get(caret.words[-1] if caret.words[-2:-1] != ("per",) else "per N")
    if words in _OFTEN or words == expected or words.startswith(", payable"):
        rank = LIKELY
    if words == "at least" and (caret.block == "rate card" or caret.words[-1] in _BEFORE_A_CONDITION):
        rank = POSSIBLE
    if words == "person" and _caps_a_rate_card(caret):
        rank = FITTING
    if words == "percentage point" and caret.block == "rate card":
        rank = UNLIKELY
    if words == "nothing" and caret.words[-1] == "otherwise":
        rank = FITTING
    if words == "to" and caret.words[0] in ("unit", "quantity"):
        rank = LIKELY
    if words == "times" and caret.block == "rate card":
        rank = FITTING
    return Item(label, "keyword", insert, "", says, rank)


def _caps_a_rate_card(caret: Caret) -> bool:
    """Whether a cap is being written in a payment that has a rate card: mostly it is one for each person."""
    above = caret.blocks[-1].written if caret.blocks else ()
    return caret.words[0] == "cap" and any(" ".join(words).startswith("rate card") for words in above)
