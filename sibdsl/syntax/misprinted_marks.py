"""Signs of lists, tables and drafts that say nothing in a contract: bullets, arrows, strokes, square brackets.

In: the text, an offset, the tokens, the sink. Out: the offset behind the sign, or None where there is none.
Relies on: `misprints`, which calls it. Guarantees: as `misprints`.
"""

import re
from typing import Final

from sibdsl.diagnostics.diagnostic import Edit, Fix
from sibdsl.diagnostics.rules.syntax import DRAWN_TABLE, PLACEHOLDER, SUPERFLUOUS_SIGN
from sibdsl.diagnostics.sink import Sink
from sibdsl.source.placeholders import bracketed_at, is_mark
from sibdsl.source.span import make
from sibdsl.syntax import kinds
from sibdsl.syntax.lexer import Token

_ARROW: Final = re.compile("[-=]?>(?!=)|[\u2192\u21d2\u27a1\u2794]\ufe0f?")
_VALUES: Final = frozenset((kinds.NUMBER, kinds.PERCENT, kinds.DATE))
_BULLETS: Final = "\u2022\u25cf\u25aa\u25e6\u2023\u00b7\u2043\u25cb\u25a0\u2714\u2713\u2610\u2611"
_BULLET: Final = re.compile(f"[{_BULLETS}][ \\t]*")
_LINE_BEGINS: Final = frozenset((kinds.LINE_END, kinds.OPENING_BRACE))
_PIPES: Final = re.compile(r"\|[^\r\n]*(?:(?:\r\n?|\n)[ \t]*\|[^\r\n]*)*")
_NO_PENCE: Final = re.compile("[.,][-\u2010-\u2014\u2212]+(?![0-9])")


def read_arrow(text: str, position: int, tokens: list[Token], sink: Sink) -> int | None:
    """Read an arrow between the two sides of a row."""
    arrow = _ARROW.match(text, position)
    if not arrow or not tokens or tokens[-1][0] not in _VALUES:
        return None
    return _read_needless(arrow, "arrow", "a space between the two sides of a row", " ", sink)


def read_dash_for_pence(text: str, position: int, tokens: list[Token], sink: Sink) -> int | None:
    """Read `.-` behind an amount, which stands for no pence."""
    dash = _NO_PENCE.match(text, position)
    if not dash or not tokens or tokens[-1][0] not in (kinds.MONEY, kinds.NUMBER) or tokens[-1][2] != position:
        return None
    return _read_needless(dash, "dash for the pence", "the amount alone, as in `GBP 500`", "", sink)


def read_dots(text: str, position: int, end: int, tokens: list[Token], sink: Sink) -> int:
    """Read dots that stand for something left out."""
    sink.report(PLACEHOLDER, make(position, end), found=text[position:end])
    tokens.append((kinds.UNREADABLE, position, end, text[position:end]))
    return end


def read_mark(text: str, position: int, tokens: list[Token], sink: Sink) -> int | None:
    """Read a bullet, square brackets, or the lines of a table drawn with strokes."""
    if text[position] == "\u2026":
        return read_dots(text, position, position + 1, tokens, sink)
    begins_line = not tokens or tokens[-1][0] in _LINE_BEGINS
    bullet = _BULLET.match(text, position)
    if bullet and begins_line:
        return _read_needless(bullet, "bullet", "the statement alone", "", sink)
    table = _PIPES.match(text, position)
    if table and begins_line:
        sink.report(DRAWN_TABLE, make(position, table.end()))
        tokens.append((kinds.UNREADABLE, position, table.end(), "|"))
        return table.end()
    found = bracketed_at(text, position)
    if not found:
        return None
    end = position + len(found)
    if is_mark(found):
        fix = Fix("delete it", "safe", (Edit(make(position, end), ""),))
        remark = "a remark behind `#`"
        sink.report(SUPERFLUOUS_SIGN, make(position, end), sign="mark of a footnote", expectation=remark, fix=fix)
        return end
    sink.report(PLACEHOLDER, make(position, end), found=found)
    tokens.append((kinds.UNREADABLE, position, end, found))
    return end


# A sign, what it is, what stands there instead.
def _read_needless(match: re.Match[str], what: str, expectation: str, instead: str, sink: Sink) -> int:
    span = make(*match.span())
    fix = Fix("delete it", "safe", (Edit(span, instead),))
    sink.report(SUPERFLUOUS_SIGN, span, sign=what, expectation=expectation, fix=fix)
    return match.end()
