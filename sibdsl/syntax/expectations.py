"""What could have stood where a token does not fit, in the words of a contract.

In: the driver's stacks and the tokens read so far. Out: kinds of tokens, and a phrase that names them.
Relies on: the automaton. Guarantees: only what would really be accepted is named, never a term of the
grammar; at most six things, the most useful first.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING, Final, NamedTuple

from sibdsl.syntax import kinds
from sibdsl.syntax.automaton import load_automaton, original_kind
from sibdsl.syntax.lexer import Token
from sibdsl.syntax.tables import ACTIONS, FIRST_WORD, TERMINALS, WORDS

if TYPE_CHECKING:
    from sibdsl.syntax.driver import Driver

_MOST: Final = 6

_NAMES: Final = {
    kinds.NAME: "a name",
    kinds.NUMBER: "a number",
    kinds.PERCENT: "a percentage such as `8.5%`",
    kinds.MONEY: "an amount of money such as `GBP 500`",
    kinds.DATE: "a date such as `2016-08-31`",
    kinds.STRING: "a text in double quotes",
    kinds.LINE_END: "the end of the line",
    kinds.END: "the end of the line",
}


def _kinds(words: str) -> frozenset[int]:
    return frozenset(TERMINALS.index(word) for word in words.split(" | "))


class _Group(NamedTuple):
    """Kinds that are named together where all of `needed` could stand: every one of `members`, by `name`."""

    needed: frozenset[int]
    members: frozenset[int]
    name: str


_AMOUNTS: Final = frozenset((kinds.NUMBER, kinds.PERCENT, kinds.MONEY, kinds.NAME))

# In the order in which they are named. What has no name is only confusing where more could stand.
_GROUPS: Final = (
    _Group(
        _AMOUNTS | _kinds("not | all of"),
        _AMOUNTS
        | _kinds(
            "- | ( | not | nothing | lower of | higher of | reduction from | increase from | at | all of | any of"
            " | point reduction from | point increase from | elapsed months | elapsed days | sample of | p-value of"
        ),
        "a condition such as `reduction at least 10%`",
    ),
    _Group(
        _AMOUNTS,
        _AMOUNTS
        | _kinds(
            "- | ( | nothing | lower of | higher of | reduction from | increase from"
            " | point reduction from | point increase from | elapsed months | elapsed days | sample of | p-value of"
        ),
        "an amount such as `GBP 500`",
    ),
    _Group(
        _kinds("percentage") | {kinds.NAME},
        _kinds("percentage") | {kinds.NAME},
        "a unit such as `days`",
    ),
    _Group(
        _kinds("at | above | below"),
        _kinds("at | above | below | exactly | from"),
        "a comparison such as `at least`",
    ),
    _Group(
        _kinds("monthly | quarterly"),
        _kinds("monthly | quarterly | half-yearly | annually | every"),
        "`quarterly` or the like",
    ),
    _Group(_kinds("so | over"), _kinds("so | over | on | in | paid"), ""),
    _Group(_kinds("clause | note"), _kinds("note | source | id"), ""),
)
_OPERATORS: Final = _Group(
    _kinds("plus | times"),
    _kinds("plus | minus | less | times | divided | of | for | net | + | - | * | × | /"),
    "an operator such as `plus`",
)
_ENDS: Final = frozenset((kinds.LINE_END, kinds.END, kinds.CLOSING_BRACE))

# Where many words could stand, the ones that are written most often come first.
_OFTEN: Final = tuple(
    WORDS[word]
    for word in "otherwise when pays due cap unit of measured currency term given expect size from to is by".split()
)


def states_before(driver: "Driver", tokens: list[Token], index: int, height: int) -> list[int]:
    """The states as they were when the token before `tokens[index]` had just been taken.

    A token that does not fit may still have completed some nodes; what could have gone on in them
    would be missing from the expectations. So the statement is gone through once more, building nothing.
    """
    if len(driver.values) == height:
        return driver.states[:]
    first = index
    while tokens[first][1] > driver.starts[height] or tokens[first][0] == kinds.PASSED_OVER:
        first -= 1
    states = driver.states[: height + 1]
    for position in range(first, index):
        kind = tokens[position][0]
        if kind != kinds.PASSED_OVER and not driver.automaton.follow(states, kind) and kind != kinds.LINE_END:
            return driver.states[:]
    return states


def accepted_kinds(states: list[int]) -> list[int]:
    """The kinds of tokens that would be taken on top of `states`."""
    automaton = load_automaton()
    return [kind for kind in ACTIONS[states[-1]][::2] if automaton.advance(states[:], kind)]


def in_words(accepted: Collection[int], previous: int) -> str:
    """The kinds as one phrase: what they have in common, or the most useful of them."""
    left = list(dict.fromkeys([*(kind for kind in _OFTEN if kind in accepted), *accepted]))
    names: list[str] = []
    for group in _GROUPS:
        if group.needed <= set(left):
            left = [kind for kind in left if kind not in group.members]
            names += [group.name] if group.name else []
    continues = _OPERATORS.needed <= set(left)
    if continues:
        left = [kind for kind in left if kind not in _OPERATORS.members]
    names += [_name(kind, previous) for kind in left if kind not in _ENDS]
    # Where a statement begins, that the block could also end there helps nobody.
    if previous not in (kinds.LINE_END, kinds.OPENING_BRACE):
        ends = [kind for kind in left if kind in _ENDS]
        names += [_name(kind, previous) for kind in ends if kind != kinds.CLOSING_BRACE or len(ends) == 1]
    names += [_OPERATORS.name] if continues else []
    if len(names) > _MOST:
        names = [*names[: _MOST - 1], "something else that may stand here"]
    names = list(dict.fromkeys(names))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _name(kind: int, previous: int) -> str:
    if kind == kinds.NAME and previous == kinds.NUMBER:
        return "a unit such as `days`"
    if kind == kinds.LONG_STRING:
        return _NAMES[kinds.STRING]
    return _NAMES.get(kind) or f"`{TERMINALS[kind]}`"


def shown(text: str, token: Token) -> str:
    """A token in words: `the number `5``."""
    kind, start, _, written = token
    kind = original_kind(kind)
    if kind == kinds.END:
        return "the end of the line" if text[start:].strip() else "the end of the text"
    if kind == kinds.LINE_END:
        return "the end of the line"
    if kind in (kinds.STRING, kinds.LONG_STRING):
        return "this text in quotes"
    names = {
        kinds.NUMBER: "the number",
        kinds.PERCENT: "the percentage",
        kinds.MONEY: "the amount",
        kinds.DATE: "the date",
    }
    what = names.get(kind, "the word" if kind == kinds.NAME or kind >= FIRST_WORD else "")
    return f"{what} `{written}`".strip()
