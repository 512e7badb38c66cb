"""Texts in other quotes, texts that are never closed, backslashes that stand for nothing.

In: the text, the offset of a quote, the tokens, the sink. Out: the offset behind the text; a STRING token
with the text that was evidently meant.
Relies on: `misprints`, which calls it. Guarantees: as `misprints`.
"""

import re
from typing import Final

from sibdsl.diagnostics.diagnostic import Edit, Fix
from sibdsl.diagnostics.rules.syntax import TYPOGRAPHIC_QUOTE, UNCLOSED_TEXT, UNKNOWN_CHARACTER, UNKNOWN_ESCAPE
from sibdsl.diagnostics.sink import Sink
from sibdsl.source.span import make
from sibdsl.syntax import kinds
from sibdsl.syntax.lexer import Token

OPENING_QUOTES: Final = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2018\u2019\u201a\u2039\u203a\u300c\uff02'`"
"""Characters that people, or their programs, put around a text instead of straight double quotes."""

CLOSING_QUOTES: Final = OPENING_QUOTES + '"\u300d'
"""Characters that may end a text, right or wrong."""

_DOUBLE: Final = '\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02"'
_SINGLE: Final = "\u2018\u2019\u201a\u2039\u203a'`"
_QUOTED: Final = re.compile(
    rf"[{_DOUBLE}]([^{_DOUBLE}\r\n]*)[{_DOUBLE}]|[{_SINGLE}]((?:[^{_SINGLE}\r\n]|(?<=\w)[{_SINGLE}](?=\w))*)[{_SINGLE}]|\u300c([^\u300d\r\n]*)\u300d"
)
_CLOSED_LINE: Final = re.compile(r'"(?:[^"\\\r\n]|\\[^\r\n])*"')
_REST_OF_LINE: Final = re.compile(r"[^\r\n]*+")
# A text that begins with the right quote and ends, before a word of the language or the line, with another one.
_MIXED: Final = re.compile(
    '"([^"\u201c\u201d\u201e\u00bb\r\n]*)[\u201c\u201d\u00bb](?=[ \\t]*(?:[{,#\r\n]|is\\b|from\\b|\\Z))'
)
_ESCAPE: Final = re.compile(r"\\(.)")


def read_quoted(text: str, position: int, tokens: list[Token], sink: Sink) -> int:
    """Read a text in quotes that are not the language's."""
    match = _QUOTED.match(text, position)
    if not match:
        span = make(position, position + 1)
        advice = "delete it, or put the text in straight double quotes"
        sink.report(UNKNOWN_CHARACTER, span, sign=f"`{text[position]}`", advice=advice)
        tokens.append((kinds.UNREADABLE, position, position + 1, text[position]))
        return position + 1
    straight = text[position] in "'`"
    return _report_other_quotes(match, "single" if straight else "typographic", tokens, sink)


def _report_other_quotes(match: re.Match[str], sign: str, tokens: list[Token], sink: Sink) -> int:
    position = match.start()
    content = match[0][1:-1]
    plain = '"' + content.replace("\\", "\\\\") + '"'
    sink.report(
        TYPOGRAPHIC_QUOTE,
        make(position, match.end()),
        sign=sign,
        fix=Fix(f"write {plain}", "safe", (Edit(make(position, match.end()), plain),)),
    )
    tokens.append((kinds.STRING, position, match.end(), plain))
    return match.end()


def read_unclosed(text: str, position: int, tokens: list[Token], sink: Sink) -> int:
    """Read a text that begins with a straight quote and is not well-formed."""
    if text.startswith('"""', position):
        return _report_unclosed(text, position, 3, tokens, sink)
    match = _CLOSED_LINE.match(text, position)
    if not match:
        mixed = _MIXED.match(text, position)
        if mixed:
            return _report_other_quotes(mixed, "typographic", tokens, sink)
        return _report_unclosed(text, position, 1, tokens, sink)
    unknown = [escape for escape in _ESCAPE.finditer(match[0]) if escape[1] not in '"\\n']
    places = [position + escape.start() for escape in unknown]
    fix = Fix("double the backslash", "safe", tuple(Edit(make(at, at + 1), "\\\\") for at in places))
    sink.report(UNKNOWN_ESCAPE, make(places[0], places[0] + 2), escape=unknown[0][0], fix=fix)
    plain = _ESCAPE.sub(lambda escape: escape[0] if escape[1] in '"\\n' else "\\" + escape[0], match[0])
    tokens.append((kinds.STRING, position, match.end(), plain))
    return match.end()


def _report_unclosed(text: str, position: int, quotes: int, tokens: list[Token], sink: Sink) -> int:
    match = _REST_OF_LINE.match(text, position + quotes)
    rest = (match[0] if match else "").rstrip(" \t")
    # A brace at the end of the line opens the block; it was hardly meant to belong to the text.
    end = position + quotes + len(rest.removesuffix("{").rstrip(" \t"))
    closing = '"' * quotes
    advice = f"write `{closing}` where the text ends"
    if quotes == 1:
        advice += '; a text over several lines stands between `"""` and `"""`'
    # A backslash at the end would turn the quote that is put in into a part of the text.
    fixable = quotes == 1 and not text[position:end].endswith("\\")
    sink.report(
        UNCLOSED_TEXT,
        make(position, end),
        closing=f"`{closing}`",
        advice=advice,
        fix=Fix(f"write `{closing}`", "unsafe", (Edit(make(end, end), closing),)) if fixable else None,
    )
    content = text[position + quotes : end].replace("\\", "\\\\").replace('"', '\\"')
    tokens.append((kinds.STRING, position, end, f'"{content}"'))
    return end
