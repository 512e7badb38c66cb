"""What an editor says of itself and of the world: how it counts, its folders, its settings, files that changed.

In: `initialize`, `initialized` and notifications about folders, files and settings.
Out: changes of the server's state.
Relies on: `ContractServer`.
Guarantees: an editor that cannot tell of files that change is not asked to.
"""

from lsprotocol import types

from sibdsl.lsp.addresses import path_of_uri
from sibdsl.lsp.server import ContractServer

WATCHED = ("**/*.sib", "**/*.sib.md", "**/sib.toml", "**/pyproject.toml")
"""Files whose change on the disk matters."""

_OPTION_FILES = ("sib.toml", "pyproject.toml")


def register(server: ContractServer) -> None:
    """Let the server take part in a session."""

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.documents.encoding = types.PositionEncodingKind(server.workspace.position_encoding).value
        folders = [path_of_uri(folder.uri) for folder in params.workspace_folders or []]
        if not folders and params.root_uri:
            folders = [path_of_uri(params.root_uri)]
        for number, folder in enumerate(folder for folder in folders if folder):
            if number == 0:
                server.documents.folder = folder
            server.search_folder(folder)

    @server.feature(types.INITIALIZED)
    def initialized(params: types.InitializedParams) -> None:
        _ask_for_changes(server)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(params: types.DidChangeWatchedFilesParams) -> None:
        for change in params.changes:
            path = path_of_uri(change.uri)
            if path is None:
                continue
            if path.endswith(_OPTION_FILES):
                server.contracts.take_options()
            else:
                server.contracts.take_disk(path)
        server.check_soon()

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders_changed(params: types.DidChangeWorkspaceFoldersParams) -> None:
        for folder in params.event.added:
            path = path_of_uri(folder.uri)
            if path is not None:
                server.search_folder(path)


def _ask_for_changes(server: ContractServer) -> None:
    """Ask to be told of files that change on the disk."""
    workspace = server.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching is None or not watching.dynamic_registration:
        return
    options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(glob) for glob in WATCHED])
    registration = types.Registration("watched", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    server.client_register_capability(types.RegistrationParams([registration]))
