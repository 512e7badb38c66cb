"""Help with writing: what may come next.

In: requests at a caret. Out: items of the protocol.
Relies on: `sibdsl.ide.completion`.
Guarantees: an editor that knows no snippets is offered text; the documentation of an item is made when somebody
looks at it, from the newest state of the contract.
"""

from typing import Any, Final

from lsprotocol import types

from sibdsl.ide.completion import complete, documentation_of
from sibdsl.ide.completion_items import Completion, Item
from sibdsl.lsp.asking import Asked, answer, find_asked
from sibdsl.lsp.server import ContractServer

_KINDS: Final = {
    "declaration": types.CompletionItemKind.Snippet,
    "statement": types.CompletionItemKind.Snippet,
    "keyword": types.CompletionItemKind.Keyword,
    "value": types.CompletionItemKind.Value,
    "unit": types.CompletionItemKind.Unit,
    "word": types.CompletionItemKind.EnumMember,
    "file": types.CompletionItemKind.File,
    "party": types.CompletionItemKind.Class,
    "metric": types.CompletionItemKind.Variable,
    "fact": types.CompletionItemKind.Constant,
    "parameter": types.CompletionItemKind.Constant,
    "payment": types.CompletionItemKind.Function,
    "cap": types.CompletionItemKind.Operator,
    "threshold": types.CompletionItemKind.Event,
    "outcome": types.CompletionItemKind.Event,
    "state": types.CompletionItemKind.Event,
    "rate card": types.CompletionItemKind.Interface,
    "category": types.CompletionItemKind.Enum,
    "population": types.CompletionItemKind.TypeParameter,
    "cohort": types.CompletionItemKind.EnumMember,
    "group": types.CompletionItemKind.EnumMember,
    "finance": types.CompletionItemKind.Struct,
    "waterfall": types.CompletionItemKind.Struct,
}
_ON: Final = (" ", '"', "/", "=", ",")
"""Characters after which something may come that is worth showing unasked."""


def register(server: ContractServer) -> None:
    """Let the server answer requests about what may come next."""

    def next_words(params: types.CompletionParams) -> types.CompletionList:
        asked = find_asked(server, params.text_document.uri)
        if asked is None:
            return types.CompletionList(False, [])
        found = complete(asked.view, asked.path, asked.offset(params.position))
        return types.CompletionList(False, _items(asked, found, _knows_snippets(server)))

    def resolve(item: types.CompletionItem) -> types.CompletionItem:
        data: Any = item.data
        uri = data.get("uri") if isinstance(data, dict) else None
        asked = find_asked(server, uri) if isinstance(uri, str) else None
        if asked is not None and item.documentation is None:
            described = Item(item.label, str(data.get("kind", "")), item.insert_text or item.label)
            item.documentation = markdown(documentation_of(asked.view, described))
        return item

    options = types.CompletionOptions(trigger_characters=_ON, resolve_provider=True)
    answer(server, types.TEXT_DOCUMENT_COMPLETION, next_words, types.CompletionList(False, []), options)

    async def resolve_or_leave(item: types.CompletionItem) -> types.CompletionItem:
        try:
            return resolve(item)
        except Exception as fault:
            server.report_server_error(fault)
            return item

    server.feature(types.COMPLETION_ITEM_RESOLVE)(resolve_or_leave)


def markdown(text: str) -> types.MarkupContent:
    """A text in Markdown."""
    return types.MarkupContent(types.MarkupKind.Markdown, text)


def _knows_snippets(server: ContractServer) -> bool:
    capabilities = server.client_capabilities.text_document
    completion = capabilities.completion if capabilities else None
    item = completion.completion_item if completion else None
    return bool(item and item.snippet_support)


def _items(asked: Asked, found: Completion, snippets: bool) -> list[types.CompletionItem]:
    place = asked.screen.range(found.start, found.end)
    written = asked.screen.text[found.start : found.end]
    return [_item(asked, item, place, written, number, snippets) for number, item in enumerate(found.items)]


def _item(
    asked: Asked, item: Item, place: types.Range, written: str, number: int, snippets: bool
) -> types.CompletionItem:
    as_snippet = snippets and item.is_snippet
    formats = types.InsertTextFormat
    return types.CompletionItem(
        label=item.label,
        kind=_KINDS.get(item.kind, types.CompletionItemKind.Text),
        detail=item.detail or None,
        documentation=markdown(item.documentation) if item.documentation else None,
        # The order of the list is ours: editors would sort by label.
        sort_text=f"{number:05}",
        insert_text_format=formats.Snippet if as_snippet else formats.PlainText,
        text_edit=types.TextEdit(place, item.insert if as_snippet else item.plain),
        data={"uri": asked.document.uri, "kind": item.kind},
    )
