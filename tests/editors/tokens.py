"""What the compiler reads at each place of a contract, and the contracts on which colours are tried.

In: the text of a contract. Out: its tokens with what they were taken as.
Relies on: the lexer for where tokens are, and the surface tree for which words were taken as names.
Guarantees: only contracts that read without a mistake are given out.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from sibdsl.diagnostics.sink import Sink
from sibdsl.highlighting.vocabulary import CONSTANTS
from sibdsl.source.file import SourceFile
from sibdsl.source.span import end_of, start_of
from sibdsl.surface.node import Name
from sibdsl.syntax import kinds
from sibdsl.syntax.lexer import Lexer, scan_for_comments
from sibdsl.syntax.parse import parse_text

ROOT = Path(__file__).parents[2]

KINDS = {
    kinds.NUMBER: "number",
    kinds.PERCENT: "percent",
    kinds.MONEY: "money",
    kinds.DATE: "date",
    kinds.STRING: "text",
    kinds.LONG_STRING: "text",
    kinds.OPENING_BRACE: "sign",
    kinds.CLOSING_BRACE: "sign",
    kinds.OPENING_BRACKET: "sign",
    kinds.CLOSING_BRACKET: "sign",
    kinds.COMMA: "sign",
    kinds.EQUALS: "sign",
    kinds.PLUS_SIGN: "sign",
    kinds.HYPHEN: "sign",
    kinds.STAR: "sign",
    kinds.TIMES_SIGN: "sign",
    kinds.SLASH: "sign",
}

_ANSWERS = {word for run in CONSTANTS for word in run.replace("-", " ").split()}
# The lexer sees the first word of `only one of`; that the others belong to it is for the parser to say.
_ONLY_IN_PHRASES = {"months", "one", "value", "yearly"}
_COUNTED = {"claims", "day", "days", "person", "point", "points", "year"}


class Coloured(NamedTuple):
    """A stretch of text and what it is: `keyword`, `name`, `word`, `comment`, or one of `KINDS`.

    A `word` is spelled like a keyword and stands where both colours are right: `days` behind a number.
    """

    start: int
    end: int
    kind: str


def tokens_as_read(text: str) -> list[Coloured]:
    """Every token and comment of a contract without mistakes, in written order."""
    source = SourceFile("contract.sib", text)
    sink = Sink(source)
    tree = parse_text(source, sink)
    assert not sink.has_errors
    names = {start for node in tree.declarations for start in _names(node)}
    found = [Coloured(start_of(span), end_of(span), "comment") for span in scan_for_comments(text)]
    lexer = Lexer(source, Sink(source))
    while (declaration := lexer.next_declaration()) is not None:
        for kind, start, end, _ in declaration:
            if kind == kinds.HYPHEN and text[start - 1].isalpha():
                found.append(Coloured(start, end, "word"))
            elif kind in KINDS:
                found.append(Coloured(start, end, KINDS[kind]))
            elif kind not in (kinds.END, kinds.LINE_END, kinds.PASSED_OVER):
                found.append(Coloured(start, end, _word(kind, text[start:end], start in names)))
    return sorted(found)


def _word(kind: int, text: str, is_name: bool) -> str:
    if kind == kinds.NAME:
        return "word" if text in _ONLY_IN_PHRASES else "name"
    # Answers such as `half up` are keywords of the grammar and names in the tree; units are names and not in it.
    if text in (_ANSWERS if is_name else _COUNTED):
        return "word"
    return "name" if is_name else "keyword"


def _names(node: Any) -> Iterator[int]:
    if isinstance(node, Name):
        yield start_of(node.span)
    elif isinstance(node, msgspec.Struct):
        for field in node.__struct_fields__:
            yield from _names(getattr(node, field))
    elif isinstance(node, tuple):
        for each in node:
            yield from _names(each)


def contracts() -> dict[str, str]:
    """Every example and every accepted case, by its path."""
    files = sorted((ROOT / "examples").rglob("*.sib")) + sorted((ROOT / "tests" / "cases" / "accept").rglob("*.sib"))
    texts = {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in files}
    return {name: text for name, text in texts.items() if _reads(text)}


def _reads(text: str) -> bool:
    source = SourceFile("contract.sib", text)
    sink = Sink(source)
    parse_text(source, sink)
    return not sink.has_errors and "\r" not in text
