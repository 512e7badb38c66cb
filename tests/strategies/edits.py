"""What people do to the text of a contract in an editor, and what else can happen to it there.

In: a text, and a source of choices. Out: edits: where, and what is put there.
Relies on: the examples, the reject cases and the grammar's examples of mistakes, from which fragments are pasted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

Edit = tuple[int, int, str]
"""Put a text in the place of what stands from one offset to another."""

ROOT = Path(__file__).parents[2]
_TYPED = (
    "a",
    "x",
    "_",
    " ",
    "  ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "0",
    "7",
    "1,000",
    "5%",
    ".",
    ",",
    '"',
    '"""',
    "'",
    "{",
    "}",
    "(",
    ")",
    "#",
    "# note\n",
    "é",
    "ß",
    "Ω",
    "日本",
    "\U0001f600",
    "\u201c",
    "\u2013",
    "\u202e",
    "\u200b",
    "\x00",
    "\ufeff",
    "\\",
    ";",
    ":",
    "[",
    "%",
    "£",
    "€",
    "plus ",
    " and ",
    "otherwise ",
    "metric ",
    "payment ",
    "in total",
    'import "other.sib"\n',
    "expect ",
    "not payable",
    "```\n",
    "```sib\n",
    "so far",
    " over all cohorts",
    "is met",
    "paid so far",
)
_WORD = re.compile(r"[^\W\d]\w*|\d[\d,.]*|\S")
_DECLARATION = re.compile(r"^[^\W\d](?:[^\n]|\n(?![^\W\d]))*\n?", re.MULTILINE)


@cache
def texts() -> tuple[str, ...]:
    """Contracts that are right, and contracts that are wrong in every way there is a message for."""
    paths = [
        *ROOT.glob("examples/*/contract.sib"),
        *ROOT.glob("tests/cases/accept/*/contract.sib"),
        *ROOT.glob("tests/cases/reject/*/*.sib"),
        *ROOT.glob("grammar/syntax_errors/*.sib"),
    ]
    found = (path.read_bytes().decode("utf-8", "replace") for path in sorted(paths))
    return tuple(text for text in found if len(text) < 12_000)


def some_edit(choices: Random, text: str) -> Edit:
    """One edit of a text."""
    return choices.choice(_EDITS)(choices, text)


def _typed(choices: Random, text: str) -> Edit:
    start = choices.randint(0, len(text))
    return start, start, choices.choice(_TYPED)


def _deleted(choices: Random, text: str) -> Edit:
    start = choices.randint(0, len(text))
    return start, min(start + choices.choice((1, 1, 1, 2, 5, 30)), len(text)), ""


def _other_word(choices: Random, text: str) -> Edit:
    words = list(_WORD.finditer(text))
    if not words:
        return _typed(choices, text)
    old, new = choices.choice(words), choices.choice(words)
    return old.start(), old.end(), choices.choice((new[0], new[0], new[0] * 2, old[0][:-1], choices.choice(_TYPED)))


def _lines(choices: Random, text: str) -> Edit:
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    first = choices.randrange(len(starts))
    last = min(first + choices.choice((1, 1, 2, 5)), len(starts) - 1)
    start, end = starts[first], max(starts[last], starts[first])
    return (start, end, "") if choices.random() < 0.5 else (start, start, text[start:end])


def _declarations(choices: Random, text: str) -> Edit:
    """Delete, double or exchange declarations."""
    found = list(_DECLARATION.finditer(text))
    if not found:
        return _typed(choices, text)
    index = choices.randrange(len(found))
    one, other = found[index], found[min(index + 1, len(found) - 1)]
    kind = choices.choice(("delete", "double", "exchange"))
    if kind == "delete":
        return one.start(), one.end(), ""
    if kind == "double":
        end = choices.choice(found).end()
        return end, end, one[0]
    between = text[one.end() : other.start()]
    return (one.start(), other.end(), other[0] + between + one[0]) if one is not other else (one.start(), one.end(), "")


def _pasted(choices: Random, text: str) -> Edit:
    other = choices.choice(texts())
    start = choices.randint(0, len(other))
    found = list(_DECLARATION.finditer(other))
    fragment = choices.choice((other[start : start + 40], choices.choice(found)[0] if found else other[:200]))
    at = choices.choice([0, len(text), *(found.end() for found in re.finditer("\n", text))])
    return at, at, fragment


_EDITS: tuple[Callable[[Random, str], Edit], ...] = (
    _typed, _typed, _typed, _deleted, _deleted, _other_word, _other_word, _other_word, _lines, _declarations, _pasted,
)  # fmt: skip
