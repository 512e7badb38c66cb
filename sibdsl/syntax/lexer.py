"""Text -> tokens, one declaration at a time.

In: a source file, the offset to begin at, and the sink. Out: lists of tokens `(kind, start, end, text)`,
each list one declaration with an END token last.
Relies on: `tables.WORDS` for the kinds of words, `misprints` for whatever no token begins with.
Guarantees: every character belongs to a token, to white space, to a comment or to a reported problem.
The kind of a word is that of the keyword it spells; whether it is meant as one is for the driver to say.
A line end that ends nothing is a PASSED_OVER token with the text of a line end, so that a statement with
a mistake can still be left at the end of its first line. Time is linear in the length of the text.
"""

import re
from collections.abc import Iterator
from typing import Final

from sibdsl.diagnostics.sink import Sink
from sibdsl.source.file import SourceFile
from sibdsl.source.span import Span, make
from sibdsl.syntax import kinds
from sibdsl.syntax.tables import WORDS

Token = tuple[int, int, int, str]
"""Kind, start, end, and the text as written (or as it should have been)."""

_SPACE: Final = " \\t\\f\\u00a0\\u202f"
# Groups are kept from giving back by `(?>...)`: Python up to 3.11.4 goes on from a wrong place behind a group with `*+`
# or `{1,9}+` (CPython issue 106052).
_DIGITS: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,9}|[0-9]{1,30}+)(?:\.[0-9]{1,30}+)?"
_NOT_A_DATE: Final = r"(?![0-9]{4}-[0-9]{2}-[0-9]{2})"

# The alternatives are the groups below, in the same order.
_TOKEN: Final = re.compile(
    rf"[{_SPACE}]*+(?:"
    rf"([A-Z]{{3}}[{_SPACE}]+{_NOT_A_DATE}(?>{_DIGITS})(?![.,'\u2019]?[0-9]|[{_SPACE}]?%))"
    r"|([^\W\d]\w*+)"
    rf"|((?:\#[^\r\n]*+)?[\r\n](?>(?:[{_SPACE}\r\n]++|\#[^\r\n]*+)*)|\#[^\r\n]*+\Z)"
    r"|([,{}()+\-*×/]|=(?!=))"
    r"|([0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9]))"
    rf"|((?>{_DIGITS})[{_SPACE}]?%)"
    rf"|({_NOT_A_DATE}(?>{_DIGITS})(?![.,'\u2019]?[0-9]|[{_SPACE}]?%))"
    r'|("""(?s:.*?)""")'
    r'|("(?!"")(?>(?:[^"\\\r\n]++|\\["\\n])*)")'
    r"|((?s:.))|\Z)"
)
_MONEY, _WORD, _LINE_END, _SIGN, _DATE, _PERCENT, _NUMBER, _LONG, _SHORT, _OTHER = range(1, 11)
_KIND_OF_GROUP: Final = {
    _MONEY: kinds.MONEY,
    _DATE: kinds.DATE,
    _PERCENT: kinds.PERCENT,
    _NUMBER: kinds.NUMBER,
    _LONG: kinds.LONG_STRING,
    _SHORT: kinds.STRING,
}
JOINING_SIGNS: Final = frozenset(
    (kinds.COMMA, kinds.PLUS_SIGN, kinds.HYPHEN, kinds.STAR, kinds.TIMES_SIGN, kinds.SLASH)
)
"""Signs after which a statement goes on in the next line."""

JOINING_WORDS: Final = frozenset(WORDS[word] for word in ("plus", "minus", "less", "times", "and", "or"))
"""Words after which a statement goes on in the next line, if they are meant as operators."""

# A statement of fewer tokens cannot be nested too deeply.
_LONG_STATEMENT: Final = 50


class Lexer:
    """Reads the declarations of a text one after the other; `position` is where it will go on."""

    __slots__ = (
        "_brackets",
        "_depth",
        "_names",
        "_statement",
        "_tokens",
        "misprints",
        "position",
        "sink",
        "source",
        "text",
    )

    def __init__(self, source: SourceFile, sink: Sink, position: int = 0) -> None:
        self.source = source
        self.text = source.code
        self.sink = sink
        self.position = position
        self._tokens: list[Token] = []
        # A name that is used a thousand times is kept once.
        self._names: dict[str, str] = {}
        self._depth = 0
        self._brackets = 0
        self._statement = 0
        self.misprints = 0

    def next_declaration(self) -> list[Token] | None:
        """The tokens up to the line end that ends a declaration; None at the end of the text."""
        tokens = self._tokens = []
        self._depth = self._brackets = self._statement = 0
        while not self._read(_TOKEN.finditer(self.text, self.position)):
            self._read_misprint()
        if not tokens:
            return None
        if len(tokens) - self._statement > _LONG_STATEMENT:
            self._limit_nesting()
        end = tokens[-1][2]
        tokens.append((kinds.END, end, end, ""))
        return tokens

    # This is where a fifth of the time of a check goes, hence one loop and no calls in it.
    def _read(self, matches: Iterator[re.Match[str]]) -> bool:
        """Read up to the end of the declaration; False when something stands there that is no token."""
        tokens, words, kind_of_group = self._tokens, WORDS, _KIND_OF_GROUP
        append, known = tokens.append, self._names.setdefault
        kind = tokens[-1][0] if tokens else kinds.LINE_END
        for match in matches:
            group = match.lastindex
            if group == _WORD:
                text = match[_WORD]
                start = match.start(_WORD)
                kind = words.get(text, kinds.NAME)
                append((kind, start, match.end(), text if kind != kinds.NAME else known(text, text)))
            elif group == _LINE_END:
                if self._line_end(match, kind):
                    self.position = match.end()
                    return True
                if tokens:
                    kind = tokens[-1][0]
            elif group == _SIGN:
                text = match[_SIGN]
                kind = kinds.SIGNS[text]
                end = match.end()
                append((kind, end - 1, end, text))
                if kinds.OPENING_BRACE <= kind <= kinds.CLOSING_BRACKET:
                    self._count(kind)
            elif group == _OTHER:
                self.position = match.start(_OTHER)
                return False
            elif group is not None:
                kind = kind_of_group[group]
                start, end = match.span(group)
                append((kind, start, end, match[group]))
        self.position = len(self.text)
        return True

    def _count(self, kind: int) -> None:
        if kind == kinds.OPENING_BRACKET:
            self._brackets += 1
        elif kind == kinds.CLOSING_BRACKET:
            self._brackets -= self._brackets > 0
        else:
            # No block stands inside round brackets: a bracket that is open here was forgotten.
            self._brackets = 0
            self._depth += 1 if kind == kinds.OPENING_BRACE else -(self._depth > 0)

    def _line_end(self, match: re.Match[str], previous: int) -> bool:
        """Note a line end; True when it ends the declaration."""
        tokens = self._tokens
        if not tokens or previous in (kinds.OPENING_BRACE, kinds.LINE_END, kinds.PASSED_OVER):
            return False
        start, end = match.span(_LINE_END)
        if self._brackets or previous in JOINING_SIGNS:
            tokens.append((kinds.PASSED_OVER, start, start + 1, "\n"))
            return False
        if self.text.startswith("{", end) and previous != kinds.CLOSING_BRACE:
            from sibdsl.syntax.misprints import report_brace_on_its_own_line

            report_brace_on_its_own_line(self.sink, tokens[-1][2], end)
            return False
        if self._depth == 0 and previous not in JOINING_WORDS:
            return True
        if len(tokens) - self._statement > _LONG_STATEMENT:
            self._limit_nesting()
        self._statement = len(tokens) + 1
        tokens.append((kinds.LINE_END, start, start + 1, "\n"))
        return False

    def _limit_nesting(self) -> None:
        from sibdsl.syntax.nesting import limit_nesting

        limit_nesting(self._tokens, self._statement, self.sink)

    def _read_misprint(self) -> None:
        from sibdsl.syntax.misprints import read_misprint
        from sibdsl.syntax.recovery import LIMIT
        from sibdsl.syntax.unexpected import report_too_many

        self.misprints += 1
        if self.misprints > LIMIT:
            report_too_many(self.sink, self.position)
            self.position = len(self.text)
            return
        known = len(self._tokens)
        self.position = read_misprint(self.text, self.position, self._tokens, self.sink)
        for kind, _, _, _ in self._tokens[known:]:
            if kinds.OPENING_BRACE <= kind <= kinds.CLOSING_BRACKET:
                self._count(kind)


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of text that is known to hold nothing but names, numbers and signs."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        group = match.lastindex
        if group is not None:
            found = match[group]
            kind = _KIND_OF_GROUP.get(group) or kinds.SIGNS.get(found) or WORDS.get(found, kinds.NAME)
            tokens.append((kind, *match.span(group), found))
    return tokens


_COMMENT_OR_TEXT: Final = re.compile(r'"""(?s:.*?)"""|"(?:[^"\\\r\n]|\\.)*"|(\#[^\r\n]*)')


def scan_for_comments(text: str) -> list[Span]:
    """The spans of the comments; a number sign inside quoted text begins none."""
    return [make(*match.span(1)) for match in _COMMENT_OR_TEXT.finditer(text) if match[1] is not None]
