"""How deeply a statement is nested, found out before it is read.

In: the tokens of a long statement. Out: the same list; a statement that goes too deep ends there, with an UNREADABLE
token and what closes its brackets and blocks.
Relies on: nothing but the kinds of tokens; the count is an upper bound, which only matters beyond the limit.
Guarantees: no expression or condition of a tree, nor of the payment program that it becomes, is more than about
`LIMIT` levels deep, so whoever walks it may do so by recursion, and whoever generates code from it may
nest brackets. A chain counts too: `a plus b plus c` is a sum in a sum.
"""

from typing import Final

from sibdsl.diagnostics.rules.syntax import NESTED_TOO_DEEPLY
from sibdsl.diagnostics.sink import Sink
from sibdsl.source.span import make
from sibdsl.syntax import kinds
from sibdsl.syntax.lexer import Token
from sibdsl.syntax.tables import WORDS

LIMIT: Final = 50
"""The deepest nesting of a statement. A program may nest ten more (`ir.walk.DEEPEST`), for the table around it."""

# How many levels a sign or word puts what stands beside it below the rest. `a less b` is a product with a difference.
_LEVELS: Final = {
    **dict.fromkeys((kinds.PLUS_SIGN, kinds.HYPHEN, kinds.STAR, kinds.TIMES_SIGN, kinds.SLASH), 1),
    **{WORDS[word]: 1 for word in "plus minus times divided of for net not to".split()},
    **{WORDS[word]: 2 for word in "less reduction increase".split()},
}
# Words within a phrase, between an operator and the bracket that it applies to.
_WITHIN: Final = frozenset(WORDS[word] for word in ("by", "deadweight", "from"))
# What stands on both sides is equally deep, but a bracket behind `and` may be within an `or`.
_SIDE_BY_SIDE: Final = {kinds.COMMA: 0, WORDS["and"]: 1, WORDS["or"]: 1}
_BOUNDS: Final = frozenset((WORDS["below"], WORDS["above"]))
_BRACES: Final = frozenset((kinds.OPENING_BRACE, kinds.CLOSING_BRACE))


def limit_nesting(tokens: list[Token], first: int, sink: Sink) -> None:
    """Report the statement that begins at `tokens[first]`, the last one, if it is nested too deeply."""
    # Of each open bracket: the depths before it, and how far below them its inside is.
    outer: list[tuple[int, int, int]] = []
    deepest = depth = below = operators = 0
    for index in range(first, len(tokens)):
        kind, start, end, _ = tokens[index]
        if kind == kinds.OPENING_BRACKET:
            outer.append((deepest, depth, operators + 1))
            below += operators + 1
            deepest = depth = operators = 0
        elif kind == kinds.CLOSING_BRACKET and outer:
            inner = max(deepest, depth)
            deepest, depth, levels = outer.pop()
            below -= levels
            depth = max(depth, levels + inner)
        elif kind in _SIDE_BY_SIDE:
            if not _bounds_what_is_before(tokens, index):
                deepest, depth = max(deepest, depth), 0
            operators = _SIDE_BY_SIDE[kind]
            continue
        elif kind in _LEVELS:
            depth += _LEVELS[kind]
            operators += _LEVELS[kind]
            if below + depth > LIMIT:
                break
            continue
        if kind not in _WITHIN:
            operators = 0
        if below + depth > LIMIT:
            break
    else:
        return
    sink.report(NESTED_TOO_DEEPLY, make(start, end), limit=LIMIT, primary="here it goes too deep")
    _cut(tokens, index, len(outer))


def _bounds_what_is_before(tokens: list[Token], index: int) -> bool:
    """Whether a comma begins `, not below ...`, which is around all that stands before it."""
    following = [token[0] for token in tokens[index + 1 : index + 3]]
    return len(following) == 2 and following[0] == WORDS["not"] and following[1] in _BOUNDS


def _cut(tokens: list[Token], index: int, brackets: int) -> None:
    """Leave out what follows `tokens[index]` in its statement but for what closes its `brackets` and its blocks."""
    end = tokens[-1][2]
    rest = [(kinds.UNREADABLE, end, end, ""), *[(kinds.CLOSING_BRACKET, end, end, ")")] * brackets]
    tokens[index + 1 :] = rest + [token for token in tokens[index + 1 :] if token[0] in _BRACES]
