"""Tokens that only the place where they stand makes clear: first words of phrases, and `CPI 5`.

In: the tokens, the index of an unclear one, the state of the parser.
Out: the same list, in which the token is now a phrase, a plain word or sign, or two tokens.
Relies on: being asked only where the state takes the phrase, or a name and no amount of money.
Guarantees: the reading is the grammar's own: a phrase wherever one is possible, else separate words.
"""

import re
from functools import cache
from typing import Final

from sibdsl.syntax import kinds
from sibdsl.syntax.actions import PHRASE
from sibdsl.syntax.automaton import PLAIN_KINDS, load_automaton, own_action
from sibdsl.syntax.lexer import Token, tokens_of
from sibdsl.syntax.tables import PHRASES

SPACE_IN_A_PHRASE: Final = "[ \t\x0c\xa0\u202f]+"
"""What stands between the words of a phrase in the patterns of the grammar."""

_SPACE_OR_LINE_ENDS: Final = "(?:[ \t\x0c\xa0\u202f\r\n]|#[^\r\n]*[\r\n])+"


def settle(text: str, tokens: list[Token], index: int, state: int) -> None:
    """Decide what `tokens[index]` is in `state`, and rewrite it."""
    if load_automaton().row(state)[tokens[index][0]] == PHRASE:
        _settle_phrase(text, tokens, index, state)
    else:
        _, start, end, money = tokens[index]
        rest = start + 3
        tokens[index : index + 1] = [(kinds.NAME, start, rest, money[:3]), *tokens_of(text, rest, end)]


def _settle_phrase(text: str, tokens: list[Token], index: int, state: int) -> None:
    first, start, end, written = tokens[index]
    for begins_with, phrase, pattern in PHRASES:
        if begins_with != first or not own_action(state, phrase):
            continue
        match = _compiled(pattern).match(text, start)
        if match and _goes_on(tokens, index + 1, match.end()):
            tokens[index] = (phrase, start, match.end(), written)
            _pass_over(tokens, index + 1, match.end())
            return
    tokens[index] = (PLAIN_KINDS[first], start, end, written)


def _pass_over(tokens: list[Token], index: int, end: int) -> None:
    while tokens[index][2] <= end and tokens[index][0] != kinds.END:
        tokens[index] = (kinds.PASSED_OVER, end, end, "")
        index += 1


def _goes_on(tokens: list[Token], index: int, end: int) -> bool:
    """Whether the statement goes on up to `end`, as it does over the ends of lines inside round brackets."""
    while tokens[index][1] < end and tokens[index][0] != kinds.END:
        if tokens[index][0] == kinds.LINE_END:
            return False
        index += 1
    return True


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(SPACE_IN_A_PHRASE, _SPACE_OR_LINE_ENDS))
