"""Where the comments and the empty lines of a text are.

In: the text of a file, its lines ended by line feeds. Out: its marks: comments as they are to be written, and
stretches of empty lines.
Relies on: the text having no mistakes of syntax, so that every quotation mark has its partner.
Guarantees: marks come in the order of the text; a number sign inside quoted text begins no comment. Of a comment
only white space at its end is changed, and a space is put behind its number sign where a word stands there at once.
"""

import re
from typing import Final

Mark = tuple[int, str, bool]
"""The offset, the comment (nothing: empty lines), and whether it has a line of its own."""

_MARK: Final = re.compile(
    r'"""(?s:.*?)"""|"[^"\\\n]*+(?>(?:\\.[^"\\\n]*+)*)"|(#[^\n]*+)|\n((?>(?:[ \t\f\u00a0\u202f]*+\n)+))'
)
_EMPTY_LINES: Final = 2
# `#!` and `##` are signs of their own, to other programs and to authors.
_WORD_AT_ONCE: Final = re.compile(r"#(?![#!\s]|\Z)")


def marks_of(text: str) -> list[Mark]:
    """The comments and the stretches of empty lines of a text, in order."""
    marks: list[Mark] = []
    for match in _MARK.finditer(text):
        group = match.lastindex
        if group == _EMPTY_LINES:
            marks.append((match.start(_EMPTY_LINES), "", True))
        elif group is not None:
            start = match.start()
            before = text[text.rfind("\n", 0, start) + 1 : start]
            marks.append((start, tidy_comment(match[1]), not before or before.isspace()))
    return marks


def tidy_comment(comment: str) -> str:
    """A comment as it is to be written."""
    return _WORD_AT_ONCE.sub("# ", comment.rstrip(), count=1)
