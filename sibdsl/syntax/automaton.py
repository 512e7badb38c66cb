"""The prepared tables, unfolded as far as a parse has needed them.

In: `tables`. Out: for each state a row of actions by kind of token, and its gotos; for each rule how
its children are picked and what builds its node.
Relies on: the tables being those of the grammar (a test says so).
Guarantees: a row is unfolded when a parse first comes to its state, because a contract visits a third
of them. A word that is no keyword in a state stands for a name there, if a name can stand there.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, Final

from sibdsl.source.span import Span
from sibdsl.surface.node import Name
from sibdsl.syntax import kinds
from sibdsl.syntax.actions import ACCEPT, PASS_ON, PHRASE, SPLIT, VALUED
from sibdsl.syntax.build import BUILDERS
from sibdsl.syntax.build.words import LEAVES
from sibdsl.syntax.tables import ACTIONS, FIRST_WORD, GOTOS, PHRASES, RULES, TERMINALS

Pick = Callable[[list[Any]], Any]
Builder = Callable[..., object]
Leaf = Callable[[Span, str], object]
Recipe = tuple[int, int, Pick, Builder | None]
"""Nonterminal, length, what picks the children, what builds the node (None: the picked list itself)."""

START_STATE: Final = 1
KIND_COUNT: Final = len(TERMINALS)

PLAIN_KINDS: Final = {
    first: KIND_COUNT + index for index, first in enumerate(dict.fromkeys(first for first, _, _ in PHRASES))
}
"""The kinds of tokens that could have begun a phrase and do not, by the kind that they had before."""

ALL_KINDS: Final = KIND_COUNT + len(PLAIN_KINDS)
"""How many kinds there are."""

_ORIGINAL_KINDS: Final = {plain: first for first, plain in PLAIN_KINDS.items()}


class Automaton:
    """The states and rules of the grammar. Unfolding only ever adds, so one automaton serves all parses.

    `builders` make the node of each rule from its span and children, `leaves` that of each kind of token.
    """

    __slots__ = ("_builders", "gotos", "leaves", "recipes", "rows")

    def __init__(self, builders: Mapping[str, Builder], leaves: Sequence[Leaf]) -> None:
        self.rows: list[list[int] | None] = [None] * len(ACTIONS)
        self.gotos: list[dict[int, int] | None] = [None] * len(GOTOS)
        self.recipes: list[Recipe | None] = [None] * len(RULES)
        self.leaves = list(leaves)
        self._builders = builders

    def row(self, state: int) -> list[int]:
        """The actions of a state by kind of token; 0 where the token does not fit."""
        row = self.rows[state]
        if row is None:
            row = self.rows[state] = _unfold_row(state)
        return row

    def goto(self, state: int) -> dict[int, int]:
        """Where each nonterminal leads from a state."""
        goto = self.gotos[state]
        if goto is None:
            folded = GOTOS[state]
            goto = self.gotos[state] = dict(zip(folded[::2], folded[1::2], strict=True))
        return goto

    def recipe(self, rule: int) -> Recipe:
        """How the node of a rule is made."""
        recipe = self.recipes[rule]
        if recipe is None:
            nonterminal, length, name, picks = RULES[rule]
            builder = None if name == "*" else self._builders.get(name, _only_child)
            recipe = self.recipes[rule] = (nonterminal, length, _picker(length, picks, name), builder)
        return recipe

    def advance(self, states: list[int], kind: int) -> bool:
        """Take a token of exactly `kind` on top of `states`; False, with `states` worn off, if none fits.

        Nothing is built. A declaration that is complete takes END, and stays as it is.
        """
        action = own_action(states[-1], kind)
        while action < 0:
            if action <= -PASS_ON:
                nonterminal, length = -action - PASS_ON, 1
            else:
                nonterminal, length = RULES[-action][:2]
            del states[len(states) - length :]
            states.append(self.goto(states[-1])[nonterminal])
            action = own_action(states[-1], kind)
        if action and action != ACCEPT:
            states.append(action - VALUED if action > VALUED else action)
        return action != 0

    def follow(self, states: list[int], kind: int) -> bool:
        """Take a token as the driver would: like `advance`, but a keyword may serve as a name."""
        before = states[:]
        if self.advance(states, original_kind(kind)):
            return True
        states[:] = before
        return (kind == kinds.MONEY or original_kind(kind) >= FIRST_WORD) and self.advance(states, kinds.NAME)


@cache
def load_automaton() -> Automaton:
    """The automaton of this process."""
    return Automaton(BUILDERS, [LEAVES.get(kind, Name) for kind in range(ALL_KINDS)])


def own_action(state: int, kind: int) -> int:
    """The action for a token taken for exactly that kind: no phrase, no keyword that serves as a name."""
    folded = ACTIONS[state]
    for index in range(0, len(folded), 2):
        if folded[index] == kind:
            return folded[index + 1]
    return 0


def original_kind(kind: int) -> int:
    """The kind that a token had before it was found to begin no phrase."""
    return _ORIGINAL_KINDS.get(kind, kind)


def _unfold_row(state: int) -> list[int]:
    folded = ACTIONS[state]
    own = dict(zip(folded[::2], folded[1::2], strict=True))
    name_action = own.get(kinds.NAME, 0)
    row = [0] * FIRST_WORD + [name_action] * (KIND_COUNT - FIRST_WORD)
    for kind, action in own.items():
        row[kind] = action
    row += [row[first] for first in PLAIN_KINDS]
    for first, phrase, _ in PHRASES:
        if phrase in own:
            row[first] = PHRASE
    if name_action and not row[kinds.MONEY]:
        row[kinds.MONEY] = SPLIT
    return row


def _only_child(_span: Span, child: object) -> object:
    return child


def _picker(length: int, picks: tuple[int | None, ...], name: str) -> Pick:
    if name == "*":
        return _list_picker(picks)
    if any(pick is not None and pick < 0 for pick in picks):
        return _flattening_picker(picks)
    if picks == tuple(range(length)):
        return _all_children
    if not picks:
        return _no_children
    if len(picks) == 1:
        only = picks[0]
        return _no_child if only is None else lambda children: (children[only],)
    if None not in picks:
        return itemgetter(*picks)
    # A missing child is taken from the end, where a None is put for it.
    get = itemgetter(*(-1 if pick is None else pick for pick in picks))

    def pick_with_missing(children: list[Any]) -> Any:
        children.append(None)
        return get(children)

    return pick_with_missing


def _all_children(children: list[Any]) -> Any:
    return children


def _no_children(_children: list[Any]) -> Any:
    return ()


def _no_child(_children: list[Any]) -> Any:
    return (None,)


def _flattening_picker(picks: tuple[int | None, ...]) -> Pick:
    def pick_flat(children: list[Any]) -> Any:
        picked: list[Any] = []
        for pick in picks:
            if pick is None:
                picked.append(None)
            elif pick < 0:
                picked += children[-1 - pick]
            else:
                picked.append(children[pick])
        return picked

    return pick_flat


def _list_picker(picks: tuple[int | None, ...]) -> Pick:
    """For the rules that only collect: the list of the first child is continued, not copied."""
    flat = _flattening_picker(picks)
    if len(picks) < 2 or picks[0] is None or picks[0] >= 0:
        return flat
    collected, rest = -1 - picks[0], _flattening_picker(picks[1:])

    def pick_more(children: list[Any]) -> Any:
        items = children[collected]
        items += rest(children)
        return items

    return pick_more
