"""The phrase of a lawyer or a spreadsheet that a token which does not fit belongs to.

In: the driver with its stacks, the tokens, the index of the one that does not fit.
Out: `Rephrased`: the three sentences, the place, and what the statement is when it is written as it is here.
Relies on: `phrases` for what people write, `mending` for whether the statement fits then.
Guarantees: nothing is looked for inside quoted text; a phrase whose change does not make the statement fit is
never told; of those that do, one that makes all of it fit comes first.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from sibdsl.diagnostics.diagnostic import Edit
from sibdsl.source.span import Span, make, start_of
from sibdsl.syntax import kinds
from sibdsl.syntax.lexer import Token
from sibdsl.syntax.mending import Mending, end_of_statement_head, first_of_statement, mend
from sibdsl.syntax.phrases import PHRASES
from sibdsl.syntax.phrasing import Phrase

if TYPE_CHECKING:
    from sibdsl.syntax.driver import Driver


# So many tokens before the one that does not fit may have been taken for something else.
_REACH: Final = 3
# Nobody writes a longer statement; a pattern might take for ever on it.
_LONGEST: Final = 1_000
_LINES: Final = re.compile(r"\r\n?|\n")


class Rephrased(NamedTuple):
    """What is told of a phrase. Without a mending it only speaks."""

    message: str
    expected: str
    help: str
    span: Span
    mending: Mending | None
    safe: bool


class _Line(NamedTuple):
    """The first line of a statement with single blanks, nothing in its quotes, and where each character stands."""

    text: str
    offsets: list[int]


def find_phrase(driver: "Driver", tokens: Sequence[Token], index: int, height: int) -> Rephrased | None:
    """The phrase that `tokens[index]` belongs to, or that ends right before it."""
    first = first_of_statement(driver, tokens, index, height)
    stop = end_of_statement_head(tokens, index)
    if stop == first or tokens[stop - 1][2] - tokens[first][1] > _LONGEST:
        return None
    line = _line_of(driver.text, tokens[first:stop], tokens[stop])
    begins = tokens[max(index - _REACH, first)][1]
    ends = tokens[index][2] if index < stop else tokens[stop - 1][2]
    second: Rephrased | None = None
    for phrase, match in _matches(line):
        span = make(line.offsets[match.start()], line.offsets[match.end() - 1] + 1)
        if not match[0].strip() or line.offsets[match.start()] > ends or line.offsets[match.end() - 1] < begins:
            continue
        found = _told(phrase, match, span, driver, tokens, index, height)
        if found and found.mending and found.mending.whole:
            return found
        second = second or found
    return second


# One place, as the driver has it, and one match.
def _told(
    phrase: Phrase,
    match: re.Match[str],
    span: Span,
    driver: "Driver",
    tokens: Sequence[Token],
    index: int,
    height: int,
) -> Rephrased | None:
    mending = None
    if phrase.instead is not None:
        text = _instead(phrase, match, driver.text, start_of(span))
        mending = None if text is None else mend(driver, tokens, index, height, Edit(span, text))
        if mending is None:
            return None
    message, expected, help = (match.expand(words) for words in (phrase.message, phrase.expected, phrase.help))
    return Rephrased(message, expected, help, span, mending, phrase.safe)


def _instead(phrase: Phrase, match: re.Match[str], text: str, offset: int) -> str | None:
    if phrase.among_rows is not None:
        return phrase.among_rows(match, *_lines_beside(text, offset))
    if phrase.instead is None:
        return None
    return match.expand(phrase.instead) if isinstance(phrase.instead, str) else phrase.instead(match)


def _lines_beside(text: str, offset: int) -> tuple[str, str]:
    """The lines above and below the one at an offset, empty ones and remarks passed over."""
    above = _LINES.split(text[max(offset - _LONGEST, 0) : offset])
    below = _LINES.split(text[offset : offset + _LONGEST])
    return _first_line(reversed(above[:-1])), _first_line(below[1:])


def _first_line(lines: Iterable[str]) -> str:
    return next((line for line in lines if line.strip() and not line.lstrip().startswith("#")), "")


def _matches(line: _Line) -> Iterator[tuple[Phrase, re.Match[str]]]:
    for phrase in PHRASES:
        for match in _compiled(phrase.pattern).finditer(line.text):
            yield phrase, match


def _line_of(text: str, tokens: Sequence[Token], terminator: Token) -> _Line:
    start = tokens[0][1]
    end = max(tokens[-1][2], terminator[1] if terminator[0] != kinds.END else 0)
    quoted = [token[1:3] for token in tokens if token[0] in (kinds.STRING, kinds.LONG_STRING)]
    shown: list[str] = []
    offsets: list[int] = []
    for offset in range(start, end):
        character = " " if text[offset].isspace() and text[offset] not in "\r\n" else text[offset]
        if any(first < offset < last - 1 for first, last in quoted):
            character = "\x01"
        if character == " " and shown and shown[-1] == " ":
            continue
        shown.append(character)
        offsets.append(offset)
    return _Line("".join(shown), offsets)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
