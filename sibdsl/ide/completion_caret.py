"""The declaration before a caret, read as the parser would read it, up to the word that is being typed.

In: a view, a path and an offset of that file. Out: `Caret`: the parser's states, the words of the statement so far,
and the blocks that are open.
Relies on: the prepared tables; a text whose earlier declarations are known from the tree, so that only one is read.
Guarantees: never raises, whatever the text. A statement that cannot be read is passed over like one that can, and
a block whose first line is broken is taken for a block of its kind.
"""

import re
from bisect import bisect_right
from typing import Final

import msgspec

from sibdsl.diagnostics.sink import Sink
from sibdsl.ide.completion_reading import Block, Reading, names_in
from sibdsl.source.file import SourceFile
from sibdsl.source.span import start_of
from sibdsl.surface.node import Node
from sibdsl.syntax import kinds
from sibdsl.syntax.lexer import JOINING_SIGNS, JOINING_WORDS, Lexer, Token
from sibdsl.workspace.view import View

CODE: Final = "code"
COMMENT: Final = "comment"
TEXT: Final = "text"

_TEXT_OR_COMMENT: Final = re.compile(r'"""(?s:.*?)(?:"""|\Z)|"(?!"")(?:[^"\\\r\n]|\\.)*(?:"|(?=[\r\n])|\Z)|#[^\r\n]*')
_WORD_BEFORE: Final = re.compile(r"(?<![\w.,])(?:half-|p-)?[^\W\d]\w*\Z|(?:half|p)-\Z")
_WORD_AFTER: Final = re.compile(r"\w*")
_DIGIT_BEFORE: Final = re.compile(r"[0-9][0-9.,%-]*\Z")


class Caret(msgspec.Struct, frozen=True, gc=False):
    """Where the caret is.

    Attributes:
        path: the file.
        offset: the caret.
        start: where the word begins that is being typed; the caret, if none is.
        end: where that word ends.
        within: `CODE`, `COMMENT` or `TEXT`; only in code the rest is known.
        states: the parser's states in front of the word; none where the statement before it cannot be read.
        words: the statement so far, in front of the word; see `Reading` for how it is written.
        tokens: its tokens.
        blocks: the blocks that are open, the outermost first.
        tails: the parser's states in front of each of the last tokens, the last one first.
    """

    path: str
    offset: int
    start: int
    end: int
    within: str
    states: list[int] = []
    words: tuple[str, ...] = ()
    tokens: tuple[Token, ...] = ()
    blocks: tuple[Block, ...] = ()
    tails: tuple[list[int], ...] = ()

    @property
    def statement(self) -> str:
        """The words of the statement so far as one text."""
        return " ".join(self.words)

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the statement so far."""
        return names_in(self.words, self.tokens)

    @property
    def block(self) -> str:
        """The kind of the innermost block; `file` outside of all."""
        return self.blocks[-1].kind if self.blocks else "file"


def read_caret(view: View, path: str, offset: int) -> Caret:
    """What stands before the caret at an offset of a file."""
    source = view.files.get(path)
    if source is None:
        return Caret(path, offset, offset, offset, TEXT)
    text = source.code
    offset = min(max(offset, 0), len(text))
    first = declaration_start(view, path, offset)
    within = _within(text, first, offset)
    if within != CODE or _in_prose(source, offset):
        return Caret(path, offset, offset, offset, within if within != CODE else TEXT)
    start, end = word_at(text, offset)
    if start == offset and _DIGIT_BEFORE.search(text, max(first, offset - 40), offset):
        return Caret(path, offset, offset, offset, TEXT)
    reading = read_up_to(text, first, start)
    return Caret(
        path, offset, start, end, CODE, reading.states, tuple(reading.words), tuple(reading.tokens),
        tuple(reading.blocks), tuple(reversed(reading.tails)),
    )  # fmt: skip


def word_at(text: str, offset: int) -> tuple[int, int]:
    """Where the word begins and ends that the caret is in or behind."""
    before = _WORD_BEFORE.search(text, max(0, offset - 200), offset)
    after = _WORD_AFTER.match(text, offset)
    return (before.start() if before else offset), (after.end() if after and before else offset)


def read_up_to(text: str, first: int, end: int) -> Reading:
    """Read the declarations from `first` on, and what stands of the last one in front of `end`."""
    part = SourceFile("", text[:end])
    lexer = Lexer(part, Sink(part), first)
    reading = Reading(text[:end])
    tokens: list[Token] = []
    while (more := lexer.next_declaration()) is not None:
        tokens = more
        reading.begin()
        reading.take_all(tokens)
    if not tokens or _is_complete(part.text, tokens):
        reading.begin()
    return reading


def declaration_start(view: View, path: str, offset: int) -> int:
    """Where the declaration begins that the offset is in, or comes after."""
    whole = view.offset_of(path, offset) or 0
    written = view.written.get(path, ())
    index = bisect_right(written, whole, key=_start) - 1
    return min(view.place_of(written[index].span).start, offset) if index >= 0 else 0


def _start(node: Node) -> int:
    return start_of(node.span)


def _within(text: str, first: int, offset: int) -> str:
    for match in _TEXT_OR_COMMENT.finditer(text, first, offset):
        if match.end() < offset:
            continue
        found = match[0]
        if found[0] == "#":
            return COMMENT
        quotes = '"""' if found.startswith('"""') else '"'
        closed = len(found) >= 2 * len(quotes) and found.endswith(quotes)
        return CODE if closed else TEXT
    return CODE


def _in_prose(source: SourceFile, offset: int) -> bool:
    return bool(source.fences) and not any(fence.start <= offset <= fence.end for fence in source.fences)


def _is_complete(text: str, tokens: list[Token]) -> bool:
    """Whether the last declaration is over: its line has ended, and nothing is open."""
    last = next((token for token in reversed(tokens) if token[0] != kinds.END), None)
    if last is None:
        return True
    depth = sum((token[0] == kinds.OPENING_BRACE) - (token[0] == kinds.CLOSING_BRACE) for token in tokens)
    ended = "\n" in text[last[2] :] or "\r" in text[last[2] :]
    return ended and depth <= 0 and last[0] not in JOINING_SIGNS and last[0] not in JOINING_WORDS
