"""Statements that comments interrupt.

In: the page, which knows the comments, and a statement with one inside of it. Out: its lines.
Relies on: the lexer, which says where a word ends; `page` for the marks inside of the statement.
Guarantees: each comment stands behind the same word as before, in the same line as that word or below it, as its
author put it. A line ends there and nowhere else, save where it would be too long.
"""

import re
from bisect import bisect_right
from typing import Final

from sibdsl.diagnostics.sink import Sink
from sibdsl.formatter.comments import Mark
from sibdsl.formatter.layout import BREAK, STEP, broken
from sibdsl.formatter.page import Page
from sibdsl.source.file import SourceFile
from sibdsl.syntax.kinds import END, LINE_END, PASSED_OVER
from sibdsl.syntax.lexer import Lexer, Token

_UP_TO_BRACE: Final = re.compile(r'(?:[^"#{]|"""(?s:.*?)"""|"(?:[^"\\\n]|\\.)*"|#[^\n]*)*\{')
_NO_TOKENS: Final = frozenset((END, LINE_END, PASSED_OVER))


def opening_brace(text: str, start: int) -> int:
    """The offset behind the brace that opens the block of what begins at `start`."""
    found = _UP_TO_BRACE.match(text, start)
    return found.end() if found else start


def interrupted(page: Page, text: str, start: int, end: int, indent: str) -> list[str]:
    """The lines of the statement that stood from `start` to `end`, with the comments inside of it."""
    comments: list[Mark] = []
    while page.next < end:
        mark = page.take()
        if mark[1]:
            comments.append(mark)
    if not comments:
        return broken(text, indent, indent + STEP * 2)
    as_written = _tokens(page.text[start:end])
    to_be_written = _tokens(text.replace(BREAK, " "))
    if len(as_written) != len(to_be_written):
        return _lines_as_written(page.text[start:end], start, comments, indent)
    # Every word has its counterpart, so the comments behind a word go behind its counterpart.
    ends = [token_end + start for _, _, token_end, _ in as_written]
    lines: list[str] = []
    done, inner, further = 0, indent, indent + STEP * 2
    for offset, comment, own in comments:
        behind = bisect_right(ends, offset)
        stop = to_be_written[behind - 1][2] if behind else 0
        if stop > done:
            lines += broken(text[done:stop].strip(" " + BREAK), inner, further)
            done, inner = stop, further
        if own:
            lines.append(further + comment)
        else:
            lines[-1] += f"  {comment}"
    rest = text[done:].strip(" " + BREAK)
    return lines + broken(rest, inner, further) if rest else lines


def _tokens(text: str) -> list[Token]:
    source = SourceFile("", text)
    tokens = Lexer(source, Sink(source)).next_declaration() or []
    return [token for token in tokens if token[0] not in _NO_TOKENS]


def _lines_as_written(text: str, start: int, comments: list[Mark], indent: str) -> list[str]:
    """The lines that the author made, where the words are not the ones that would be written."""
    offsets = {offset - start: comment for offset, comment, _ in comments}
    lines: list[str] = []
    at = 0
    for line in text.split("\n"):
        behind = next((offset for offset in offsets if at <= offset <= at + len(line)), None)
        code = line.strip() if behind is None else line[: behind - at].strip()
        comment = f"  {offsets[behind]}" if behind is not None else ""
        if code or comment:
            lines.append(f"{indent if not lines else indent + STEP * 2}{(code + comment).strip()}")
        at += len(line) + 1
    return lines
