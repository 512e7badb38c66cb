"""Bracketed trees as text: the outer shape of the text form, before anything in it has a meaning.

In: text, or a tree of `Word`s and `Group`s.
Out: a tree in which every part knows its offset, or text laid out for people.
Relies on: nothing of the IR but its error and how deep it nests.
Guarantees: reading what was laid out gives the same tree, whatever the words contain; reading never
recurses, and refuses groups nested deeper than `MOST_NESTED`; `;` starts a comment.
"""

from __future__ import annotations

import json
import re

import msgspec

from sibdsl.ir.invalid import InvalidProgram
from sibdsl.ir.walk import DEEPEST

# A program's expressions nest up to `walk.DEEPEST` levels of at most two groups, inside a few more. Whoever
# builds a program from the tree recurses five frames a group, which this keeps within Python's limit.
MOST_NESTED = 2 * DEEPEST + 12
_WIDTH = 100

# What may stand without quotes. Whatever else a name contains, it is written as a string.
_BARE = re.compile(r"[^\W\d][\w.-]*")
_TOKEN = re.compile(
    r"""
      (?P<space>[ \t\r\n]+|;[^\n]*)
    | (?P<open>\()
    | (?P<close>\))
    | (?P<string>"(?:[^"\\\n]|\\.)*")
    | (?P<bare>[^\s()";]+)
    """,
    re.VERBOSE,
)


class Word(msgspec.Struct, frozen=True):
    """One word: a string if it was written in quotes, else a name, a number or a date."""

    text: str
    quoted: bool = False
    offset: int = -1


class Group(msgspec.Struct, frozen=True):
    """What stands between two brackets."""

    items: tuple[Tree, ...]
    offset: int = -1


Tree = Word | Group


def name_word(name: str) -> Word:
    """A word for a name, in quotes where it could be taken for something else."""
    return Word(name, quoted=not _BARE.fullmatch(name) or name in ("none", "yes", "no"))


def error_at(text: str, offset: int, what: str) -> InvalidProgram:
    """An error for the place in the text."""
    line_start = text.rfind("\n", 0, offset) + 1
    return InvalidProgram(what, text.count("\n", 0, offset) + 1, offset - line_start + 1)


def read_tree(text: str) -> Group:
    """Read one group that makes up the whole text.

    Raises:
        InvalidProgram: brackets that do not match, a string that does not end, or something besides the group.
    """
    root: Group | None = None
    unclosed: list[tuple[int, list[Tree]]] = []
    for kind, token, offset in _tokens(text):
        if root is not None:
            raise error_at(text, offset, f"expected nothing after the program, found `{token[:40]}`")
        if kind == "open":
            if len(unclosed) == MOST_NESTED:
                raise error_at(text, offset, f"brackets are nested more than {MOST_NESTED} deep")
            unclosed.append((offset, []))
        elif not unclosed:
            raise error_at(text, offset, f"expected `(program`, found `{token[:40]}`")
        elif kind == "close":
            start, items = unclosed.pop()
            group = Group(tuple(items), start)
            if unclosed:
                unclosed[-1][1].append(group)
            else:
                root = group
        else:
            unclosed[-1][1].append(_word(text, kind, token, offset))
    if root is None:
        offset, missing = (unclosed[-1][0], "`)` for this bracket") if unclosed else (len(text), "`(program`")
        raise error_at(text, offset, f"expected {missing}, found the end of the text")
    return root


def _tokens(text: str) -> list[tuple[str, str, int]]:
    found: list[tuple[str, str, int]] = []
    offset = 0
    while offset < len(text):
        match = _TOKEN.match(text, offset)
        if match is None:
            what = (
                "the string does not end on its line" if text[offset] == '"' else "this character has no meaning here"
            )
            raise error_at(text, offset, what)
        if match.lastgroup != "space":
            found.append((str(match.lastgroup), match[0], offset))
        offset = match.end()
    return found


def _word(text: str, kind: str, token: str, offset: int) -> Word:
    if kind == "bare":
        return Word(token, offset=offset)
    try:
        return Word(json.loads(token, strict=False), quoted=True, offset=offset)
    except ValueError:
        raise error_at(text, offset, f"the string {token[:40]} has an escape that JSON does not know") from None


def lay_out(tree: Tree) -> str:
    """Write the tree: a group on one line where it fits, else each group inside it on a line of its own."""
    lines: list[str] = []
    _lay_out(tree, 0, "", lines)
    return "\n".join(lines) + "\n"


def _lay_out(tree: Tree, indent: int, after: str, lines: list[str]) -> None:
    """Add the lines of a tree; `after` are the brackets that close around it and stand behind it."""
    room = _WIDTH - indent - len(after)
    flat = _flat(tree, room)
    if flat is not None or isinstance(tree, Word):
        lines.append(" " * indent + (flat or _flat_word(tree)) + after)
        return
    leading = 0
    while leading < len(tree.items) and isinstance(tree.items[leading], Word):
        leading += 1
    words = " ".join(_flat_word(item) for item in tree.items[:leading])
    rest = tree.items[leading:]
    lines.append(" " * indent + "(" + words + ("" if rest else ")" + after))
    for index, item in enumerate(rest):
        _lay_out(item, indent + 2, ")" + after if index == len(rest) - 1 else "", lines)


def _flat(tree: Tree, room: int) -> str | None:
    """The tree on one line, or None if it takes more room; looks no further than the room goes."""
    parts: list[str] = []
    used = 0
    waiting: list[Tree | None] = [tree]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Group):
            part = "("
            waiting.append(None)
            waiting.extend(reversed(item.items))
        else:
            part = ")" if item is None else _flat_word(item)
        if parts and part != ")" and parts[-1] != "(":
            parts.append(" ")
            used += 1
        parts.append(part)
        used += len(part)
        if used > room:
            return None
    return "".join(parts)


def _flat_word(tree: Tree) -> str:
    if not isinstance(tree, Word):
        raise TypeError("a group is no word")
    if not tree.quoted:
        return tree.text
    return '"' + "".join(_in_string(character) for character in tree.text) + '"'


def _in_string(character: str) -> str:
    """A character inside a string; what cannot be seen is written as an escape."""
    if character in '"\\':
        return "\\" + character
    return character if character.isprintable() else json.dumps(character)[1:-1]
