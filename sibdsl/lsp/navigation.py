"""Finding one's way: definitions, references, names in the same file, other names.

In: requests about a place. Out: places and edits of the protocol.
Relies on: `sibdsl.ide`.
Guarantees: a part that several contracts import is looked up in all of them, and renamed in all of them or not at
all; what cannot be renamed is refused with the reason.
"""

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from sibdsl.ide.definition import definition
from sibdsl.ide.edits import Refusal, TextEdit
from sibdsl.ide.references import highlights, references
from sibdsl.ide.rename import prepare_rename, rename
from sibdsl.lsp.asking import Asked, answer, find_asked, refuse_outdated
from sibdsl.lsp.editing import workspace_edit
from sibdsl.lsp.server import ContractServer
from sibdsl.workspace.view import View

REQUEST_FAILED = -32803
"""The code of the protocol for what cannot be done, with a sentence for the person."""


def register(server: ContractServer) -> None:
    """Let the server answer requests about names."""

    def find_definition(params: types.DefinitionParams) -> list[types.LocationLink] | list[types.Location] | None:
        asked = find_asked(server, params.text_document.uri)
        return _definition(server, asked, params.position) if asked else None

    def find_references(params: types.ReferenceParams) -> list[types.Location] | None:
        asked = find_asked(server, params.text_document.uri)
        if asked is None:
            return None
        offset, declared = asked.offset(params.position), params.context.include_declaration
        found = [
            asked.location(view, place)
            for view, path in asked.views
            for place in references(view, path, offset, declared)
        ]
        return list({(each.uri, str(each.range)): each for each in found}.values())

    def find_highlights(params: types.DocumentHighlightParams) -> list[types.DocumentHighlight] | None:
        asked = find_asked(server, params.text_document.uri)
        if asked is None:
            return None
        kinds = types.DocumentHighlightKind
        return [
            types.DocumentHighlight(asked.range(found.place), kinds.Write if found.declares else kinds.Read)
            for found in highlights(asked.view, asked.path, asked.offset(params.position))
        ]

    def prepare(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        asked = find_asked(server, params.text_document.uri)
        if asked is None:
            return None
        found = prepare_rename(asked.view, asked.path, asked.offset(params.position))
        if isinstance(found, Refusal):
            raise JsonRpcException(found.sentence, REQUEST_FAILED)
        return types.PrepareRenamePlaceholder(asked.range(found.place), found.name)

    def change_name(params: types.RenameParams) -> types.WorkspaceEdit | None:
        asked = find_asked(server, params.text_document.uri)
        if asked is None:
            return None
        refuse_outdated(asked.document)
        edits: list[tuple[View, TextEdit]] = []
        for view, path in asked.views:
            found = rename(view, path, asked.offset(params.position), params.new_name)
            if isinstance(found, Refusal):
                raise JsonRpcException(found.sentence, REQUEST_FAILED)
            edits += [(view, edit) for edit in found]
        return workspace_edit(server, asked, edits)

    answer(server, types.TEXT_DOCUMENT_DEFINITION, find_definition)
    answer(server, types.TEXT_DOCUMENT_REFERENCES, find_references)
    answer(server, types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, find_highlights)
    answer(server, types.TEXT_DOCUMENT_PREPARE_RENAME, prepare)
    answer(server, types.TEXT_DOCUMENT_RENAME, change_name)


def _definition(
    server: ContractServer, asked: Asked, position: types.Position
) -> list[types.LocationLink] | list[types.Location]:
    view = asked.view
    targets = definition(view, asked.path, asked.offset(position))
    capabilities = server.client_capabilities.text_document
    client = capabilities.definition if capabilities else None
    if client is None or not client.link_support:
        return [asked.location(view, target.name) for target in targets]
    links = []
    for target in targets:
        name, whole = asked.location(view, target.name), asked.location(view, target.whole)
        links.append(types.LocationLink(name.uri, whole.range, name.range, asked.range(target.origin)))
    return links
