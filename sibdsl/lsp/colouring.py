"""Colours that know the contract: semantic tokens, whole, of a stretch, or what changed since the last time.

In: requests for tokens. Out: five numbers a token, as the protocol packs them.
Relies on: `sibdsl.ide.tokens`.
Guarantees: no token goes over the end of a line; what was told of a document is kept until it is closed, one
answer each, and a change is told against that one answer only.
"""

from array import array
from collections.abc import Iterator
from typing import Final

from lsprotocol import types

from sibdsl.ide.tokens import MODIFIERS, TYPES, ColouredToken, semantic_tokens
from sibdsl.lsp.asking import answer, find_asked
from sibdsl.lsp.screen_text import ScreenText
from sibdsl.lsp.server import ContractServer

LEGEND: Final = types.SemanticTokensLegend(TYPES, MODIFIERS)
_TYPES: Final = {name: number for number, name in enumerate(TYPES)}
_MODIFIERS: Final = {name: 1 << number for number, name in enumerate(MODIFIERS)}


def register(server: ContractServer) -> None:
    """Let the server answer requests for colours."""
    told: dict[str, tuple[str, array[int]]] = {}

    def keep(uri: str, packed: "array[int]") -> str:
        open_now = {document.uri for document in server.documents}
        for closed in told.keys() - open_now:
            del told[closed]
        number = str(int(told[uri][0]) + 1) if uri in told else "1"
        told[uri] = number, packed
        return number

    def colour(params: types.SemanticTokensParams) -> types.SemanticTokens | None:
        uri = params.text_document.uri
        asked = find_asked(server, uri)
        if asked is None:
            return None
        packed = _packed(asked.screen, semantic_tokens(asked.view, asked.path))
        return types.SemanticTokens(packed.tolist(), keep(uri, packed))

    def colour_change(
        params: types.SemanticTokensDeltaParams,
    ) -> types.SemanticTokens | types.SemanticTokensDelta | None:
        uri = params.text_document.uri
        number, before = told.get(uri, ("", array("I")))
        found = colour(types.SemanticTokensParams(params.text_document))
        if found is None or number != params.previous_result_id:
            return found
        return types.SemanticTokensDelta(_difference(before, told[uri][1]), found.result_id)

    def colour_stretch(params: types.SemanticTokensRangeParams) -> types.SemanticTokens | None:
        asked = find_asked(server, params.text_document.uri)
        if asked is None:
            return None
        start, end = asked.screen.stretch(params.range)
        return types.SemanticTokens(_packed(asked.screen, semantic_tokens(asked.view, asked.path, start, end)).tolist())

    answer(server, types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, colour, None, LEGEND)
    answer(server, types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL_DELTA, colour_change, None, LEGEND)
    answer(server, types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, colour_stretch, None, LEGEND)


def _packed(screen: ScreenText, tokens: tuple[ColouredToken, ...]) -> "array[int]":
    packed = array("I")
    bits: dict[tuple[str, ...], int] = {}
    last_line = last_column = 0
    for line, column, width, token in _pieces(screen, tokens):
        modifiers = bits.get(token.modifiers)
        if modifiers is None:
            modifiers = bits[token.modifiers] = sum(_MODIFIERS[name] for name in token.modifiers)
        moved = column if line != last_line else column - last_column
        packed.extend((line - last_line, moved, width, _TYPES[token.type], modifiers))
        last_line, last_column = line, column
    return packed


def _pieces(screen: ScreenText, tokens: tuple[ColouredToken, ...]) -> Iterator[tuple[int, int, int, ColouredToken]]:
    """Where each token is on each of its lines: line, column and width as the editor counts them."""
    rows = screen.rows()
    row = next(rows)
    for token in tokens:
        start, end = token.start, min(token.end, len(screen.text))
        while start < end:
            while start >= row.next_start:
                row = next(rows)
            stop = min(end, row.end)
            if start < stop and row.is_plain:
                yield row.line, start - row.start, stop - start, token
            elif start < stop:
                yield row.line, screen.position(start).character, screen.units(start, stop), token
            start = row.next_start


def _difference(before: "array[int]", now: "array[int]") -> list[types.SemanticTokensEdit]:
    """The one stretch of numbers that is not as it was."""
    shorter = min(len(before), len(now))
    same = 0
    while same < shorter and before[same] == now[same]:
        same += 1
    behind = 0
    while behind < shorter - same and before[-1 - behind] == now[-1 - behind]:
        behind += 1
    if same == len(before) == len(now):
        return []
    return [types.SemanticTokensEdit(same, len(before) - same - behind, now[same : len(now) - behind].tolist())]
