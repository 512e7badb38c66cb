"""What stands at a place of a file: the token, the nodes around it from the outside in, the name.

In: a view, a path and an offset of that file. Out: `Spot`.
Relies on: the tree where the text could be read, and the lexer everywhere.
Guarantees: never raises, whatever the text, the path and the offset. Tokens have offsets of the file, nodes and
mentions those of the view's whole text. Only the declarations around the place are read again.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, Literal

import msgspec

from sibdsl.diagnostics.sink import Sink
from sibdsl.ide.names import Mention, names_of
from sibdsl.source.file import SourceFile
from sibdsl.source.span import end_of, start_of
from sibdsl.surface.declarations import Declaration, Import
from sibdsl.surface.node import Node
from sibdsl.syntax import kinds
from sibdsl.syntax.lexer import Lexer, Token
from sibdsl.workspace.view import Place, View

Within = Literal["code", "comment", "text", "prose"]

_TEXTS: Final = (kinds.STRING, kinds.LONG_STRING)
_LINE_ENDS: Final = (kinds.LINE_END, kinds.PASSED_OVER, kinds.END)


class Spot(msgspec.Struct, frozen=True):
    """What stands at an offset of a file.

    Attributes:
        path: the file.
        offset: the offset in the file, moved inside of it.
        whole: the offset in the whole text of the view.
        token: what the caret is in, or what it touches: a word sooner than a sign. None in white space.
        within: whether the caret is in a comment, in quoted text (strictly inside of the quotes), in the prose
            around contract language, or in code.
        nodes: the nodes around the place, the outermost declaration first; none where nothing could be read.
        mention: the name at the place, if the tree has one there.
    """

    path: str
    offset: int
    whole: int
    token: Token | None = None
    within: Within = "code"
    nodes: tuple[Node, ...] = ()
    mention: Mention | None = None

    @property
    def word(self) -> str | None:
        """The word at the place, a keyword or a name; None where something else stands."""
        return self.token[3] if self.token is not None and is_word(self.token) else None

    @property
    def declaration(self) -> Declaration | None:
        """The innermost declaration around the place."""
        return next((node for node in reversed(self.nodes) if isinstance(node, Declaration)), None)

    @property
    def outermost(self) -> Declaration | Import | None:
        """The declaration of the file around the place, which may be an import."""
        first = self.nodes[0] if self.nodes else None
        return first if isinstance(first, (Declaration, Import)) else None


def spot_at(view: View, path: str, offset: int) -> Spot:
    """What stands at an offset of a file; of a file that is none of the view's, nothing."""
    source = view.files.get(path)
    whole = view.offset_of(path, offset)
    if source is None or whole is None:
        return Spot(path, max(offset, 0), 0)
    offset = min(max(offset, 0), len(source.text))
    if _is_prose(source, offset):
        return Spot(path, offset, whole, within="prose")
    tokens = tokens_around(view, path, offset)
    index = _touched(tokens, offset)
    token = tokens[index] if index is not None else None
    within = _within(source.code, tokens, offset)
    mention = names_of(view).at(whole) if within == "code" or token is not None else None
    if mention is not None and view.place_of(mention.span).path != path:
        mention = None
    return Spot(path, offset, whole, token if within != "comment" else None, within,
                nodes_at(view, path, whole), mention if within != "comment" else None)  # fmt: skip


def is_word(token: Token) -> bool:
    """Whether a token is a name or a keyword."""
    return token[0] == kinds.NAME or token[0] >= kinds.FIRST_FREE


def tokens_around(view: View, path: str, offset: int) -> list[Token]:
    """The tokens from the start of the declaration around (or before) an offset of a file up to behind the offset.

    If the declaration could be read, all of its tokens are there. An END token ends each declaration.
    """
    source = view.files.get(path)
    if source is None:
        return []
    start = declaration_start(view, path, offset)
    lexer = Lexer(source, Sink(source), start)
    tokens: list[Token] = []
    while lexer.position <= offset:
        found = lexer.next_declaration()
        if found is None:
            break
        tokens += found
    return tokens


def tokens_of_file(source: SourceFile, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of a file, without those that end declarations: all, or those of some of its declarations.

    Then `start` is where a declaration begins, and the last declaration is the one around `end`.
    """
    lexer = Lexer(source, Sink(source), start)
    while (end is None or lexer.position <= end) and (found := lexer.next_declaration()) is not None:
        yield from found[:-1]


def nodes_at(view: View, path: str, whole: int) -> tuple[Node, ...]:
    """The nodes of a file around an offset of the whole text, the outermost first; a node's end belongs to it."""
    written = view.written.get(path, ())
    index = bisect_right(written, whole, key=_start) - 1
    if index < 0 or end_of(written[index].span) < whole:
        return ()
    nodes: list[Node] = []
    inner: Node | None = written[index]
    while inner is not None:
        nodes.append(inner)
        inner = _child_at(inner, whole)
    return tuple(nodes)


def children_of(node: Node) -> Iterator[Node]:
    """The nodes directly inside a node, in the order of its fields."""
    for field in node.__struct_fields__:
        value = getattr(node, field)
        if isinstance(value, Node):
            yield value
        elif type(value) is tuple:
            yield from (member for member in value if isinstance(member, Node))


def unread_names(view: View, name: str) -> Iterator[Place]:
    """Where a name stands as a word in statements that could not be read, and so are not in the tree."""
    if not any(found.severity == "error" for found in view.diagnostics):
        return
    index = names_of(view)
    for path, source in view.files.items():
        if re.search(rf"\b{re.escape(name)}\b", source.code) is None:
            continue
        for kind, start, end, text in tokens_of_file(source):
            if text != name or not (kind == kinds.NAME or kind >= kinds.FIRST_FREE):
                continue
            whole = view.offset_of(path, start)
            if whole is not None and index.at(whole) is None and is_unread(view, path, whole):
                yield Place(path, start, end)


def is_unread(view: View, path: str, whole: int) -> bool:
    """Whether an offset is in no declaration, or in a block but in none of its statements."""
    nodes = nodes_at(view, path, whole)
    return not nodes or any(field in _BLOCKS for field in nodes[-1].__struct_fields__)


_BLOCKS: Final = frozenset({"items", "rows", "stages", "cases"})
"""Fields that hold what stands in a block."""


def _is_prose(source: SourceFile, offset: int) -> bool:
    fences = source.fences
    return bool(fences) and not any(fence.start <= offset < fence.end + (not fence.closed) for fence in fences)


def _start(node: Node) -> int:
    return start_of(node.span)


def _child_at(node: Node, whole: int) -> Node | None:
    """The child around an offset; where one ends and the next begins, that which begins."""
    found = None
    for child in children_of(node):
        if start_of(child.span) <= whole <= end_of(child.span) and child.span:
            found = child
    return found


def declaration_start(view: View, path: str, offset: int) -> int:
    """Where the last declaration begins that begins before an offset of a file; 0 if there is none."""
    whole = view.offset_of(path, offset)
    written = view.written.get(path, ())
    index = bisect_right(written, whole or 0, key=_start) - 1
    return view.place_of(written[index].span).start if index >= 0 else 0


def _touched(tokens: list[Token], offset: int) -> int | None:
    """The index of the token at an offset: of two that meet there the word, else the one that begins."""
    index = bisect_right(tokens, offset, key=_token_start) - 1
    while index >= 0 and tokens[index][0] in _LINE_ENDS:
        index -= 1
    if index < 0 or tokens[index][2] < offset:
        return None
    before = index - 1
    meets = before >= 0 and tokens[before][2] == offset == tokens[index][1]
    return before if meets and is_word(tokens[before]) and not is_word(tokens[index]) else index


def _token_start(token: Token) -> int:
    return token[1]


def _within(text: str, tokens: list[Token], offset: int) -> Within:
    index = bisect_right(tokens, offset - 1, key=_token_start) - 1
    while index >= 0 and tokens[index][0] in _LINE_ENDS:
        index -= 1
    kind, start, end, _ = tokens[index] if index >= 0 else (kinds.END, 0, 0, "")
    if start < offset <= end and (kind in _TEXTS or (kind == kinds.UNREADABLE and text.startswith('"', start))):
        unclosed = end - start < 2 or text[end - 1] != '"' or kind == kinds.UNREADABLE
        return "text" if offset < end or unclosed else "code"
    line = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    if "#" in text[max(end, line) : offset] and end < offset:
        return "comment"
    return "text" if text[max(end, line) : offset].count('"') % 2 else "code"
