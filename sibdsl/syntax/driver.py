"""The LALR automaton at work: tokens of one declaration -> its node.

In: tokens, and the index of the declaration's first. Out: the declaration, or None when it could not be
read, and the index of the first token behind it.
Relies on: `automaton` for what to do, `recovery` for what to do when a token does not fit.
Guarantees: iterative, one step a token; a node's span goes from its first to its last token; every token
that does not fit is reported once, and a declaration whose head could be read is kept.
"""

from typing import Any

from sibdsl.syntax.actions import ACCEPT, PASS_ON, PHRASE, SPLIT, VALUED
from sibdsl.syntax.ambiguity import settle
from sibdsl.syntax.automaton import START_STATE, Automaton, own_action
from sibdsl.syntax.lexer import Token
from sibdsl.syntax.recovery import Recovery
from sibdsl.syntax.tables import FIRST_WORD

_SHIFTED = 2 * VALUED


class Driver:
    """Reads declarations. The stacks are those of the declaration being read, for `recovery` to mend.

    A token whose value is not kept lies on the stack of values as its kind.
    """

    __slots__ = ("automaton", "first", "last_end", "recovery", "starts", "states", "text", "values")

    def __init__(self, automaton: Automaton, recovery: Recovery, text: str) -> None:
        self.automaton = automaton
        self.recovery = recovery
        self.text = text
        self.states: list[int] = []
        self.values: list[Any] = []
        self.starts: list[int] = []
        self.first = 0
        self.last_end = 0

    # One loop without calls: most of the time of a parse goes here. The steps are commented instead.
    def read_declaration(self, tokens: list[Token], index: int) -> tuple[Any, int]:
        """The declaration that begins at `tokens[index]`, None if it is broken; and where the next begins."""
        states, values, starts, automaton = self.states, self.values, self.starts, self.automaton
        rows, gotos, recipes, leaves = automaton.rows, automaton.gotos, automaton.recipes, automaton.leaves
        self._begin(index)
        last_end = 0
        while True:
            kind, start, end, text = tokens[index]
            before = state = states[-1]
            action = (rows[state] or automaton.row(state))[kind]
            # Build every node that this token shows to be complete.
            while action < 0:
                if action <= -PASS_ON:
                    state = states[-2]
                    state = (gotos[state] or automaton.goto(state))[-action - PASS_ON]
                    states[-1] = state
                else:
                    nonterminal, length, pick, build = recipes[-action] or automaton.recipe(-action)
                    children = values[-length:]
                    del values[-length:]
                    del states[-length:]
                    if length > 1:
                        del starts[1 - length :]
                    if build is None:
                        values.append(pick(children))
                    else:
                        values.append(build(starts[-1] << 32 | last_end, *pick(children)))
                    state = states[-1]
                    state = (gotos[state] or automaton.goto(state))[nonterminal]
                    states.append(state)
                action = (rows[state] or automaton.row(state))[kind]
            # Take the token.
            if 0 < action < VALUED:
                states.append(action)
                values.append(kind)
            elif VALUED < action < _SHIFTED and (kind < FIRST_WORD or _may_be_name(kind, before, states[-1])):
                states.append(action - VALUED)
                values.append(leaves[kind](start << 32 | end, text))  # type: ignore[arg-type]
            elif action == ACCEPT:
                return values[0], index + 1
            elif action in (PHRASE, SPLIT):
                settle(self.text, tokens, index, states[-1])
                continue
            else:
                self.last_end = last_end
                index = self.recovery.recover(self, tokens, index)
                if index < 0:
                    return None, ~index
                continue
            starts.append(start)
            last_end = end
            index += 1

    def _begin(self, index: int) -> None:
        self.states[:] = [START_STATE]
        self.values.clear()
        self.starts.clear()
        self.first = index


def _may_be_name(kind: int, before: int, state: int) -> bool:
    """Whether a keyword may be taken as a name in `state`, which some reductions have led to from `before`.

    A word that was a keyword when it came up is one, or else a missing word would turn the keyword
    behind it into somebody's name.
    """
    return before == state or own_action(state, kind) != 0 or own_action(before, kind) == 0
