"""What each word of a file is, for colours that know the contract: a metric, a party, an amount of money, a unit.

In: a view and a path, or a stretch of that file. Out: `ColouredToken`s.
Relies on: the tree where the text could be read; the lexer, and the names that are declared, elsewhere.
Guarantees: in the order of the file, never overlapping; the kinds are those of `TYPES` and `MODIFIERS`. Most are
the protocol's own, which every editor has colours for. A token may go over several lines: long texts do.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from sibdsl.ide.names import Mention, NameIndex, names_of
from sibdsl.ide.spots import declaration_start, is_unread, is_word, nodes_at, tokens_of_file
from sibdsl.source.file import SourceFile
from sibdsl.source.span import end_of, start_of
from sibdsl.surface.declarations import Declaration
from sibdsl.surface.node import Text
from sibdsl.syntax import kinds
from sibdsl.syntax.lexer import Token, scan_for_comments
from sibdsl.workspace.view import View

TYPES: Final = (
    "namespace", "class", "struct", "type", "enum", "enumMember", "variable", "parameter", "property", "event",
    "interface", "function", "method", "keyword", "comment", "string", "number", "operator",
)  # fmt: skip
"""The types of tokens, in the order in which the protocol numbers them."""

MODIFIERS: Final = ("declaration", "readonly", "defaultLibrary", "money", "percent", "date")
"""What may be said beside the type, in the order of the protocol's bits; the last three are our own."""

TYPE_OF_KIND: Final = {
    "contract": "namespace",
    "party": "class",
    "finance": "struct",
    "waterfall": "struct",
    "reserve": "property",
    "population": "type",
    "cohort": "enumMember",
    "group": "enumMember",
    "metric": "variable",
    "fact": "variable",
    "parameter": "parameter",
    "threshold": "event",
    "outcome": "event",
    "state": "event",
    "rate card": "interface",
    "category": "enum",
    "payment": "function",
    "cap": "method",
    "report": "method",
    "scenario": "string",
    "person": "variable",
    "record": "property",
    "document": "enumMember",
}
"""The type of a name, by what it stands for."""

_UNCHANGING: Final = ("fact", "parameter")
_OF_THE_LANGUAGE: Final = ("defaultLibrary",)
_VALUES_AND_SIGNS: Final[dict[int, tuple[str, tuple[str, ...]]]] = {
    kinds.NUMBER: ("number", ()),
    kinds.PERCENT: ("number", ("percent",)),
    kinds.MONEY: ("number", ("money",)),
    kinds.DATE: ("number", ("date",)),
    kinds.STRING: ("string", ()),
    kinds.LONG_STRING: ("string", ()),
    kinds.EQUALS: ("operator", ()),
    kinds.PLUS_SIGN: ("operator", ()),
    kinds.HYPHEN: ("operator", ()),
    kinds.STAR: ("operator", ()),
    kinds.TIMES_SIGN: ("operator", ()),
    kinds.SLASH: ("operator", ()),
}


class ColouredToken(msgspec.Struct, frozen=True, gc=False):
    """A stretch of the file (offsets in code points) and what it is."""

    start: int
    end: int
    type: str
    modifiers: tuple[str, ...] = ()


def semantic_tokens(view: View, path: str, start: int = 0, end: int | None = None) -> tuple[ColouredToken, ...]:
    """What the words and values of a file are; of a stretch of it, if `start` and `end` say so."""
    source = view.files.get(path)
    if source is None:
        return ()
    last = len(source.text) if end is None else end
    found: list[ColouredToken] = []
    done = 0
    for token in sorted((*_comments(source), *_of_code(view, path, source, start, end)), key=_start):
        if done <= token.start < token.end and start < token.end and token.start < last:
            found.append(token)
            done = token.end
    return tuple(found)


def _start(token: ColouredToken) -> int:
    return token.start


def _comments(source: SourceFile) -> Iterator[ColouredToken]:
    for span in scan_for_comments(source.code):
        yield ColouredToken(start_of(span), end_of(span), "comment")


def _of_code(view: View, path: str, source: SourceFile, first: int, last: int | None) -> Iterator[ColouredToken]:
    index = names_of(view)
    named, units = _placed(view, path, index)
    unit_end = 0
    for token in tokens_of_file(source, declaration_start(view, path, first) if first > 0 else 0, last):
        kind, start, end, _ = token
        if start in units:
            unit_end = max(unit_end, units[start])
        if start in named:
            yield _of_mention(index, named[start], start, end)
        elif kind in _VALUES_AND_SIGNS:
            yield ColouredToken(start, end, *_VALUES_AND_SIGNS[kind])
        elif is_word(token):
            yield _of_word(index, token, start < unit_end) or _of_phrase(view, path, token)


def _placed(view: View, path: str, index: NameIndex) -> tuple[dict[int, Mention], dict[int, int]]:
    """The names of a file by where they begin in it; and of the units, where they begin and end."""
    named: dict[int, Mention] = {}
    units: dict[int, int] = {}
    for declaration in view.written.get(path, ()):
        if isinstance(declaration, Declaration):
            shift = view.place_of(declaration.span).start - start_of(declaration.span)
            named.update((mention.start + shift, mention) for mention in index.mentions_in(declaration))
            units.update((start_of(span) + shift, end_of(span) + shift) for span in index.units_in(declaration))
    return named, units


def _of_mention(index: NameIndex, mention: Mention, start: int, end: int) -> ColouredToken:
    kind = index.kind_of(mention)
    if mention.key is None:
        is_unit = "unit" in mention.node.__struct_fields__
        return ColouredToken(start, end, "type" if is_unit else "enumMember", _OF_THE_LANGUAGE)
    modifiers = (("declaration",) if mention.declares else ()) + (("readonly",) if kind in _UNCHANGING else ())
    return ColouredToken(start, end, TYPE_OF_KIND.get(kind or "", "variable"), modifiers)


def _of_word(index: NameIndex, token: Token, in_unit: bool) -> ColouredToken | None:
    """A word that is no name of the tree: a unit, a keyword, or a name in a statement that cannot be read."""
    kind, start, end, text = token
    if in_unit and text != "per":
        return ColouredToken(start, end, "type", _OF_THE_LANGUAGE)
    if kind != kinds.NAME:
        return ColouredToken(start, end, "keyword")
    declared = index.named(text)
    return ColouredToken(start, end, TYPE_OF_KIND.get(declared.wanted[0], "variable")) if declared else None


def _of_phrase(view: View, path: str, token: Token) -> ColouredToken:
    """Any other word: of a text without quotes, of a keyword of several words, or not understood yet."""
    _, start, end, _ = token
    whole = view.offset_of(path, start)
    if whole is None or is_unread(view, path, whole):
        return ColouredToken(start, end, "variable")
    nodes = nodes_at(view, path, whole)
    return ColouredToken(start, end, "string" if nodes and isinstance(nodes[-1], Text) else "keyword")
