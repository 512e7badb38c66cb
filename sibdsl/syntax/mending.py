"""A statement with a small change: whether it fits then, so that reading can go on as if it had been written so.

In: the driver with its stacks, the tokens, the index of the one that does not fit, and the change.
Out: `Mending`: the tokens of the statement after the change; None when the statement fits no better.
Relies on: the automaton alone; nothing is built and the driver's stacks are left as they are.
Guarantees: a change that is not `whole` lets at least three more tokens fit than before, so that one mistake
does not turn into another one; tokens of the change stand where the author wrote what they replace.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from sibdsl.diagnostics.diagnostic import Edit
from sibdsl.source.span import end_of, start_of
from sibdsl.syntax import kinds
from sibdsl.syntax.automaton import PLAIN_KINDS, START_STATE, load_automaton, original_kind
from sibdsl.syntax.lexer import Token, tokens_of
from sibdsl.syntax.tables import FIRST_WORD, PHRASES

if TYPE_CHECKING:
    from sibdsl.syntax.driver import Driver

_ENDS: Final = frozenset((kinds.END, kinds.LINE_END, kinds.OPENING_BRACE, kinds.CLOSING_BRACE))
# So many tokens behind a change fit by chance only when the change is right.
_ENOUGH: Final = 3
_LONGEST_PHRASE: Final = 4
# In tokens: what nobody has written by hand is not put right either.
_LONGEST: Final = 400


class Mending(NamedTuple):
    """`tokens` in place of those from index `first` up to `stop`; `whole` when nothing else is wrong there."""

    first: int
    stop: int
    tokens: list[Token]
    whole: bool
    edit: Edit


def first_of_statement(driver: "Driver", tokens: Sequence[Token], index: int, height: int) -> int:
    """The index of the first token of the statement, or the declaration, that `tokens[index]` is in."""
    if not driver.values:
        return index
    if not height:
        return driver.first
    if len(driver.values) == height:
        return index
    first = index
    while first and tokens[first][1] > driver.starts[height]:
        first -= 1
    return first


def end_of_statement_head(tokens: Sequence[Token], index: int) -> int:
    """The index of the token that ends the line of a statement, or opens its block."""
    while tokens[index][0] not in _ENDS:
        index += 1
    return index


def mend(driver: "Driver", tokens: Sequence[Token], index: int, height: int, edit: Edit) -> Mending | None:
    """What the statement is after `edit`, if it fits better than it does; the edit stays within its first line."""
    first = first_of_statement(driver, tokens, index, height)
    stop = end_of_statement_head(tokens, index)
    if stop - first > _LONGEST:
        return None
    start, end = start_of(edit.span), end_of(edit.span)
    before = [token for token in tokens[first:stop] if token[2] <= start]
    after = [token for token in tokens[first:stop] if token[1] >= end]
    put_in = _tokens_at(driver.text, edit.text, start, end)
    changed = [*before, *put_in, *after]
    if not changed:
        dropped = tokens[stop][0] == kinds.LINE_END and len(driver.values) == height
        return Mending(first, stop + 1, [], True, edit) if dropped and height else None
    states = driver.states[: height + 1] if height else [START_STATE]
    taken = _take(states, [*changed, tokens[stop]])
    whole = len(taken) == len(changed) + 1
    if not whole and len(taken) < len(before) + len(put_in) + _ENOUGH:
        return None
    taken = taken[: len(changed)]
    return Mending(first, stop, [*taken, *changed[len(taken) :]], whole, edit)


def fits(states: list[int], tokens: list[Token]) -> bool:
    """Whether all the tokens fit on top of `states`, which are left as they are."""
    return len(_take(states[:], tokens)) == len(tokens)


def _tokens_at(text: str, written: str, start: int, end: int) -> list[Token]:
    """The tokens of what is put in, each where the author wrote it, or else where the change is made."""
    found: list[Token] = []
    reached = start
    # A remark is no token.
    for kind, _, _, word in tokens_of(written, 0, len(written.partition("#")[0])):
        at = text.find(word, reached, end)
        if at < 0:
            found.append((kind, reached, end, word))
        else:
            reached = at
            found.append((kind, at, at + len(word), word))
    return found


def _take(states: list[int], tokens: list[Token]) -> list[Token]:
    """The tokens that fit, one after the other, phrases made of their words."""
    automaton = load_automaton()
    taken: list[Token] = []
    while len(taken) < len(tokens):
        token = tokens[len(taken)]
        if token[0] == kinds.PASSED_OVER:
            taken.append(token)
            continue
        phrase = _phrase_at(states, tokens, len(taken))
        if phrase:
            taken += phrase
            continue
        if not automaton.follow(states, token[0]):
            break
        kind = PLAIN_KINDS.get(token[0], token[0])
        taken.append((kind, *token[1:]))
    return taken


def _phrase_at(states: list[int], tokens: list[Token], index: int) -> list[Token]:
    """The tokens of the phrase that begins here, if one does, and the states after it."""
    kind, start, _, written = tokens[index]
    if kind not in PLAIN_KINDS:
        return []
    words = tokens[index : index + _LONGEST_PHRASE]
    for begins_with, phrase, pattern in PHRASES:
        if begins_with != kind:
            continue
        count = _words_matched(pattern, words)
        after = states[:]
        if count and load_automaton().advance(after, phrase):
            states[:] = after
            end = words[count - 1][2]
            return [(phrase, start, end, written), *((kinds.PASSED_OVER, end, end, "") for _ in range(count - 1))]
    return []


def _words_matched(pattern: str, words: Sequence[Token]) -> int:
    """How many of the words a phrase is made of; 0 when they do not begin with it."""
    line = ""
    ends: list[int] = []
    previous = kinds.HYPHEN
    for kind, _, _, written in words:
        line += written if kinds.HYPHEN in (kind, previous) else f" {written}"
        ends.append(len(line))
        previous = original_kind(kind)
    match = _compiled(pattern).match(line)
    return ends.index(match.end()) + 1 if match and match.end() in ends else 0


def is_word(kind: int) -> bool:
    """Whether a token of this kind is a word: a name or a keyword."""
    return kind == kinds.NAME or original_kind(kind) >= FIRST_WORD


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
