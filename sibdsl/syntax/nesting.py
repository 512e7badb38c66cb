"""How deeply a statement is nested, found out before it is read.

In: the tokens of a long statement. Out: the same list, with an UNREADABLE token where it goes too deep.
Relies on: nothing but the kinds of tokens; the count is an upper bound, which only matters beyond the limit.
Guarantees: no expression or condition of a tree is more than about `LIMIT` nodes deep, so whoever walks
it may do so by recursion. A chain counts too: `a plus b plus c` is a sum in a sum.
"""

from typing import Final

from sibdsl.diagnostics.rules.syntax import NESTED_TOO_DEEPLY
from sibdsl.diagnostics.sink import Sink
from sibdsl.source.span import make
from sibdsl.syntax import kinds
from sibdsl.syntax.lexer import Token
from sibdsl.syntax.tables import WORDS

LIMIT: Final = 100
"""The deepest nesting of a statement."""

_DEEPER: Final = frozenset(
    [kinds.PLUS_SIGN, kinds.HYPHEN, kinds.STAR, kinds.TIMES_SIGN, kinds.SLASH]
    + [WORDS[word] for word in "plus minus less times divided of for net not reduction increase".split()]
)
_SIDE_BY_SIDE: Final = frozenset((kinds.COMMA, WORDS["and"], WORDS["or"]))


def limit_nesting(tokens: list[Token], first: int, sink: Sink) -> None:
    """Report the statement that begins at `tokens[first]`, the last one, if it is nested too deeply."""
    outer: list[int] = []
    deepest = depth = 0
    for index in range(first, len(tokens)):
        kind, start, end, text = tokens[index]
        if kind == kinds.OPENING_BRACKET:
            outer += (deepest, depth)
            deepest = depth = 0
        elif kind == kinds.CLOSING_BRACKET and outer:
            inner = max(deepest, depth) + 1
            depth, deepest = max(outer.pop(), inner), outer.pop()
        elif kind in _SIDE_BY_SIDE:
            deepest, depth = max(deepest, depth), 0
        elif kind in _DEEPER:
            depth += 1
        if depth + len(outer) // 2 > LIMIT:
            sink.report(NESTED_TOO_DEEPLY, make(start, end), limit=LIMIT, primary="here it goes too deep")
            tokens[index] = (kinds.UNREADABLE, start, end, text)
            return
