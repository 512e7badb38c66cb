"""Changes of texts, as an editor carries them out.

In: edits of files of contracts. Out: edits of the protocol.
Relies on: the editor saying whether it checks versions.
Guarantees: an edit is given once, though several contracts ask for it; where the editor can, each change says of
which version of the document it is, so that it is never made in another.
"""

from collections.abc import Iterable

from lsprotocol import types

from sibdsl.ide.edits import TextEdit
from sibdsl.lsp.asking import Asked
from sibdsl.lsp.server import ContractServer
from sibdsl.workspace.view import View


def workspace_edit(server: ContractServer, asked: Asked, edits: Iterable[tuple[View, TextEdit]]) -> types.WorkspaceEdit:
    """The edits of several files as one change."""
    changes: dict[str, dict[str, types.TextEdit]] = {}
    for view, edit in edits:
        location = asked.location(view, edit.place)
        change = types.TextEdit(location.range, edit.text)
        changes.setdefault(location.uri, {}).setdefault(f"{change.range} {change.new_text}", change)
    if not _knows_versions(server):
        return types.WorkspaceEdit(changes={uri: list(each.values()) for uri, each in changes.items()})
    return types.WorkspaceEdit(
        document_changes=[
            types.TextDocumentEdit(
                types.OptionalVersionedTextDocumentIdentifier(uri, _version(server, uri)), list(each.values())
            )
            for uri, each in changes.items()
        ]
    )


def _knows_versions(server: ContractServer) -> bool:
    workspace = server.client_capabilities.workspace
    return bool(workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes)


def _version(server: ContractServer, uri: str) -> int | None:
    document = server.documents.find(uri)
    return document.version if document else None
