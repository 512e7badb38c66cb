"""The automaton at work without building anything: tokens of half a declaration -> what may come next.

In: tokens, one declaration at a time. Out: the states behind the last one, the words of the statement that it is
in, and the blocks around it.
Relies on: `automaton` for the tables, `ambiguity` for tokens that only their place makes clear.
Guarantees: never raises. What cannot be read is passed over up to the end of its statement.
"""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from sibdsl.ide.wording import example_of, find_entry
from sibdsl.syntax import kinds
from sibdsl.syntax.actions import ACCEPT, PASS_ON, PHRASE, SPLIT, VALUED
from sibdsl.syntax.ambiguity import settle
from sibdsl.syntax.automaton import START_STATE, load_automaton, original_kind, own_action
from sibdsl.syntax.blocks import is_head
from sibdsl.syntax.lexer import JOINING_WORDS, Token, tokens_of
from sibdsl.syntax.tables import FIRST_WORD, RULES, TERMINALS

NAME: Final = "N"
_SYMBOLS: Final = {
    kinds.NAME: NAME,
    kinds.NUMBER: "#",
    kinds.PERCENT: "%",
    kinds.MONEY: "$",
    kinds.DATE: "D",
    kinds.STRING: "T",
    kinds.LONG_STRING: "T",
}
_TAILS: Final = 3
_HEAD_END: Final = re.compile(r"\{")


def names_in(words: Sequence[str], tokens: Sequence[Token]) -> tuple[str, ...]:
    """The names in a statement that is given by its words and its tokens."""
    return tuple(token[3] for word, token in zip(words, tokens, strict=False) if word == NAME)


class Block(msgspec.Struct, gc=False):
    """A block that is open.

    Attributes:
        kind: what is in it: `payment`, `steps`, `rate card`.
        opening: the words of the statement that opened it.
        tokens: the tokens of that statement.
        written: the statements in it so far, each by its words.
        states: the parser's states where a statement begins.
    """

    kind: str
    opening: tuple[str, ...]
    tokens: tuple[Token, ...]
    states: list[int]
    written: list[tuple[str, ...]] = []

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the statement that opened it."""
        return names_in(self.opening, self.tokens)


class Reading:
    """What was read of a declaration.

    `words` is the statement so far: keywords and signs as they are, `N` for a name, `#` for a number, `%` for a
    percentage, `$` for money, `D` for a date, `T` for a text, `{}` for a whole block. `states` is empty where the
    statement cannot be read. `tails` are the states in front of each of the last tokens.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._automaton = load_automaton()
        self.begin()

    def begin(self) -> None:
        """Begin a declaration."""
        self.states: list[int] = [START_STATE]
        self.words: list[str] = []
        self.tokens: list[Token] = []
        self.blocks: list[Block] = []
        self.tails: list[list[int]] = []
        self._passed_over = 0

    def take_all(self, tokens: list[Token]) -> None:
        """Take the tokens of a declaration, END not among them."""
        index = 0
        while index < len(tokens) and tokens[index][0] != kinds.END:
            # A declaration at the start of a line, inside of blocks: their ends were forgotten.
            if self.blocks and tokens[index - 1][0] == kinds.LINE_END and is_head(self._text, tokens, index):
                self.begin()
            self._take(tokens, index)
            index += 1

    def _take(self, tokens: list[Token], index: int) -> None:
        kind = tokens[index][0]
        if kind == kinds.PASSED_OVER:
            return
        if not self.states:
            self.tails = []
            self._pass_over(tokens[index])
            return
        before = self.states[:]
        if not self._shift(tokens, index):
            self.states = before
            if kind == kinds.LINE_END and self.tokens and self.tokens[-1][0] in JOINING_WORDS:
                return
            self.states = []
            self._passed_over = 0
            tails = [*self.tails[1 - _TAILS :], before]
            self._pass_over(tokens[index])
            # What is broken may still be the first word of a phrase: `, payable`.
            self.tails = [] if self.states else tails
            return
        self._note(tokens[index], before)

    def _shift(self, tokens: list[Token], index: int) -> bool:
        """Let the automaton take a token."""
        states, automaton = self.states, self._automaton
        before = states[-1]
        while True:
            kind = tokens[index][0]
            action = automaton.row(states[-1])[kind]
            if action < 0:
                nonterminal, length = (-action - PASS_ON, 1) if action <= -PASS_ON else RULES[-action][:2]
                del states[len(states) - length :]
                states.append(automaton.goto(states[-1])[nonterminal])
            elif action in (PHRASE, SPLIT):
                settle(self._text, tokens, index, states[-1])
            elif action in (0, ACCEPT) or not self._fits(kind, action, before):
                return False
            else:
                states.append(action - VALUED if action > VALUED else action)
                return True

    def _fits(self, kind: int, action: int, before: int) -> bool:
        """Whether a keyword may be taken for a name here, as the parser's driver decides it."""
        if action < VALUED or kind < FIRST_WORD:
            return True
        state = self.states[-1]
        return before == state or own_action(state, kind) != 0 or own_action(before, kind) == 0

    def _note(self, token: Token, before: list[int]) -> None:
        kind = token[0]
        if kind == kinds.LINE_END:
            self._end_statement()
            return
        if kind == kinds.OPENING_BRACE:
            self._open(token)
            return
        if kind == kinds.CLOSING_BRACE:
            self._close()
            return
        self.words.append(self._symbol(kind, before, token))
        self.tokens.append(token)
        self.tails = [*self.tails[1 - _TAILS :], before]

    def _symbol(self, kind: int, before: list[int], token: Token) -> str:
        if kind in _SYMBOLS:
            return _SYMBOLS[kind]
        original = original_kind(kind)
        taken = before[:]
        as_itself = original == kind and self._automaton.advance(taken, original) and taken == self.states
        if as_itself or original < FIRST_WORD:
            return TERMINALS[original]
        return NAME

    def _end_statement(self) -> None:
        if self.blocks:
            self.blocks[-1].written.append(tuple(self.words))
        self.words, self.tokens, self.tails = [], [], []
        if self.states and self.blocks:
            self.blocks[-1].states = self.states[:]

    def _open(self, token: Token) -> None:
        outer = self.blocks[-1].kind if self.blocks else "file"
        kind = block_kind(outer, " ".join(self.words))
        self.blocks.append(Block(kind, tuple(self.words), (*self.tokens, token), self.states[:], []))
        self.words, self.tokens, self.tails = [], [], []

    def _close(self) -> None:
        if self.words and self.blocks:
            self.blocks[-1].written.append(tuple(self.words))
        closed = self.blocks.pop() if self.blocks else None
        self.words = [*closed.opening, "{}"] if closed else []
        self.tokens = [*closed.tokens] if closed else []
        self.tails = []

    def _pass_over(self, token: Token) -> None:
        """Pass over a token of a statement that cannot be read, up to the end of the statement."""
        kind = token[0]
        if kind == kinds.OPENING_BRACE and not self.blocks and self._enter_broken(token):
            return
        if kind == kinds.OPENING_BRACE:
            self._passed_over += 1
        elif kind == kinds.CLOSING_BRACE and self._passed_over:
            self._passed_over -= 1
        elif self.blocks and not self._passed_over and kind in (kinds.LINE_END, kinds.CLOSING_BRACE):
            self.states = self.blocks[-1].states[:]
            self._end_statement()
            if kind == kinds.CLOSING_BRACE and self._automaton.advance(self.states, kind):
                self._close()
        elif not self.words or kind not in (kinds.LINE_END, kinds.CLOSING_BRACE):
            self.words.append(TERMINALS[original_kind(kind)] or token[3])
            self.tokens.append(token)

    def _enter_broken(self, token: Token) -> bool:
        """Take a declaration whose first line cannot be read for one of its kind with an empty block."""
        entry = find_entry("file", " ".join(word for _, _, _, word in self.tokens[:2]))
        head = _HEAD_END.split(example_of(entry.form))[0] if entry else ""
        states = [START_STATE]
        for kind, _, _, _ in tokens_of(head, 0, len(head)):
            if not self._automaton.follow(states, kind):
                return False
        if not head or not self._automaton.advance(states, kinds.OPENING_BRACE):
            return False
        self.states = states
        self._open(token)
        return True


def block_kind(outer: str, opening: str) -> str:
    """The kind of a block that stands in a block of kind `outer`, by the statement that opens it."""
    first = opening.partition(" ")[0]
    if opening.startswith("rate card"):
        return "rate card"
    if outer == "file" or first in ("cohort", "group", "category"):
        return first
    if outer == "rate card":
        return "prices"
    if re.match(r"(?:pays|calculated)(?: T)? share of", opening):
        return "shares"
    for words, kind in ((", interpolated", "points"), (", in brackets", "brackets"), (" by date", "dates")):
        if opening.endswith(words):
            return kind
    return "steps" if " by" in opening else "cases"
