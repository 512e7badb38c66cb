"""The shape of files: what they declare, what folds, and the search for a declaration in all of them.

In: requests about a file, or a few letters. Out: symbols and folds of the protocol.
Relies on: `sibdsl.ide`; files that are not open are read and parsed, but not checked.
Guarantees: a file is searched once, whether it is open or on the disk; a search that was taken back stops.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Final

from lsprotocol import types

from sibdsl.ide.folding import folds
from sibdsl.ide.symbols import Symbol, document_symbols, workspace_symbols
from sibdsl.lsp.asking import Asked, answer, find_asked
from sibdsl.lsp.server import ContractServer
from sibdsl.workspace.compilation import compile_path
from sibdsl.workspace.view import Stretch, View

_KINDS: Final = {
    "contract": types.SymbolKind.Namespace,
    "import": types.SymbolKind.File,
    "party": types.SymbolKind.Class,
    "finance": types.SymbolKind.Struct,
    "waterfall": types.SymbolKind.Struct,
    "population": types.SymbolKind.Object,
    "cohort": types.SymbolKind.EnumMember,
    "group": types.SymbolKind.EnumMember,
    "category": types.SymbolKind.Enum,
    "metric": types.SymbolKind.Variable,
    "fact": types.SymbolKind.Constant,
    "parameter": types.SymbolKind.Constant,
    "threshold": types.SymbolKind.Boolean,
    "outcome": types.SymbolKind.Event,
    "state": types.SymbolKind.Event,
    "rate card": types.SymbolKind.Interface,
    "price": types.SymbolKind.Number,
    "payment": types.SymbolKind.Function,
    "cap": types.SymbolKind.Operator,
    "report": types.SymbolKind.Method,
    "scenario": types.SymbolKind.String,
}
_FOLDS: Final = {
    "comment": types.FoldingRangeKind.Comment,
    "imports": types.FoldingRangeKind.Imports,
}
_AT_ONCE: Final = 20
"""So many files are read before other requests get their turn."""


def register(server: ContractServer) -> None:
    """Let the server answer requests about the shape of files."""

    def outline(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | list[types.SymbolInformation]:
        asked = find_asked(server, params.text_document.uri)
        if asked is None:
            return []
        symbols = document_symbols(asked.view, asked.path)
        if _knows_trees(server):
            return [_tree(asked, symbol) for symbol in symbols]
        return [
            types.SymbolInformation(asked.location(asked.view, each.name_place), each.name, _kind(each))
            for each in symbols
        ]

    async def search(params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        views = {path: view async for view in _all_views(server) for path in view.files}
        results = []
        for found in workspace_symbols(dict.fromkeys(views.values()), params.query):
            symbol = found.symbol
            uri, screen = server.screen_of_path(views[symbol.name_place.path], symbol.name_place.path)
            place = types.Location(uri, screen.range(symbol.name_place.start, symbol.name_place.end))
            results.append(
                types.WorkspaceSymbol(place, symbol.name, _kind(symbol), container_name=found.inside_of or None)
            )
        return results

    def fold(params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        asked = find_asked(server, params.text_document.uri)
        return _folds(asked) if asked else []

    answer(server, types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, outline, [])
    answer(server, types.WORKSPACE_SYMBOL, search, [])
    answer(server, types.TEXT_DOCUMENT_FOLDING_RANGE, fold, [])


def _knows_trees(server: ContractServer) -> bool:
    capabilities = server.client_capabilities.text_document
    client = capabilities.document_symbol if capabilities else None
    return bool(client and client.hierarchical_document_symbol_support)


def _kind(symbol: Symbol) -> types.SymbolKind:
    return _KINDS.get(symbol.kind, types.SymbolKind.Object)


def _tree(asked: Asked, symbol: Symbol) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        symbol.name,
        _kind(symbol),
        asked.range(symbol.place),
        asked.range(symbol.name_place),
        detail=symbol.detail,
        children=[_tree(asked, inner) for inner in symbol.inside] or None,
    )


async def _all_views(server: ContractServer) -> AsyncIterator[View]:
    """The contracts that are open, and every other file of contracts in the folders of the editor."""
    known: set[str] = set()
    for held in server.contracts:
        yield server.contracts.view_of(held)
        known |= held.files
    others = [path for key, path in server.contracts.index.paths().items() if key not in known]
    for number, path in enumerate(others):
        if number % _AT_ONCE == 0:
            await asyncio.sleep(0)
        parsed = _parsed(path)
        if parsed is not None:
            yield parsed


def _parsed(path: str) -> View | None:
    """A file alone, read but not checked."""
    compilation = compile_path(path)
    source, tree = compilation.source, compilation.tree
    if source is None or tree is None:
        return None
    whole = Stretch(source, 0, 0, len(source.text), len(source.text) + 1)
    return View(path, source, tree, {path: tree.declarations}, None, (), [whole], lambda: compilation)


def _folds(asked: Asked) -> list[types.FoldingRange]:
    found: dict[int, types.FoldingRange] = {}
    for fold in folds(asked.view, asked.path):
        place = asked.screen.range(fold.start, fold.end)
        # The line with the closing brace stays in sight, as that with the opening one does.
        last = place.end.line - (fold.kind == "block")
        if last > place.start.line:
            found.setdefault(place.start.line, types.FoldingRange(place.start.line, last, kind=_FOLDS.get(fold.kind)))
    return list(found.values())
