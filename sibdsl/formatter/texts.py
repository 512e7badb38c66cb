"""Quoted texts.

In: the value of a text. Out: how it is written.
Relies on: nothing. Guarantees: reading what was written gives the value again.
"""

import re
from typing import Final

from sibdsl.formatter.layout import STEP, WIDTH

_FOLDED: Final = re.compile(r"[^ \t\f\r\n]+(?: [^ \t\f\r\n]+)*")
_WORDS: Final = re.compile(r"[^\W\d]\w*(?: [^\W\d]\w*)*")
_LINE_ENDS: Final = re.compile(r"\r\n?|\n")


def quoted(value: str) -> str:
    """A text on one line, in double quotes."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _LINE_ENDS.sub(r"\\n", escaped) + '"'


def text_statement(keyword: str, value: str, indent: str) -> list[str]:
    """The lines of a keyword and a text that stand in no columns.

    A text that is too long for one line stands between three quotes, over several lines, unless its white space is
    of the kind that is lost there.
    """
    line = f"{indent}{keyword} {quoted(value)}"
    if len(line) <= WIDTH or '"""' in value or not _FOLDED.fullmatch(value):
        return [line]
    inner = indent + STEP
    return [f'{indent}{keyword} """', *(inner + line for line in _filled(value, WIDTH - len(inner))), f'{indent}"""']


def _filled(value: str, width: int) -> list[str]:
    lines = [""]
    for word in value.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return lines


def phrase_or_text(value: str) -> str:
    """A text that may stand without quotes if it consists of words."""
    return value if _WORDS.fullmatch(value) else quoted(value)
