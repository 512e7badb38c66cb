"""What an editor says of itself and of the world: how it counts, its folders, its settings, files that changed.

In: `initialize`, `initialized` and notifications about folders, files and settings.
Out: changes of the server's state.
Relies on: `ContractServer`.
Guarantees: an editor that cannot tell of files that change is not asked to.
"""

from lsprotocol import types

from sibdsl.lsp.addresses import path_of_uri
from sibdsl.lsp.server import ContractServer
from sibdsl.lsp.settings import SECTION, settings_from

WATCHED = ("**/*.sib", "**/*.sib.md", "**/sib.toml", "**/pyproject.toml")
"""Files whose change on the disk matters."""

_OPTION_FILES = ("sib.toml", "pyproject.toml")


def register(server: ContractServer) -> None:
    """Let the server take part in a session."""

    def initialize(params: types.InitializeParams) -> None:
        server.documents.encoding = types.PositionEncodingKind(server.workspace.position_encoding).value
        server.settings = settings_from(params.initialization_options)
        uris = [folder.uri for folder in params.workspace_folders or ()] or [params.root_uri or ""]
        folders = [path for path in map(path_of_uri, uris) if path is not None]
        if folders:
            server.documents.folder = folders[0]
        for folder in folders:
            server.search_folder(folder)

    async def initialized(params: types.InitializedParams) -> None:
        _ask_for_changes(server)
        await _ask_for_settings(server)

    async def settings_changed(params: types.DidChangeConfigurationParams) -> None:
        if params.settings:
            server.settings = settings_from(params.settings)
        else:
            await _ask_for_settings(server)
        workspace = server.client_capabilities.workspace
        if workspace and workspace.inlay_hint and workspace.inlay_hint.refresh_support:
            server.workspace_inlay_hint_refresh(None)
        if workspace and workspace.code_lens and workspace.code_lens.refresh_support:
            server.workspace_code_lens_refresh(None)

    def files_changed(params: types.DidChangeWatchedFilesParams) -> None:
        for path in filter(None, (path_of_uri(change.uri) for change in params.changes)):
            if path.endswith(_OPTION_FILES):
                server.contracts.take_options()
            else:
                server.contracts.take_disk(path)
        server.check_soon()

    def folders_changed(params: types.DidChangeWorkspaceFoldersParams) -> None:
        for path in filter(None, (path_of_uri(folder.uri) for folder in params.event.added)):
            server.search_folder(path)

    server.feature(types.INITIALIZE)(initialize)
    server.feature(types.INITIALIZED)(initialized)
    server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)(settings_changed)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(files_changed)
    server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)(folders_changed)


async def _ask_for_settings(server: ContractServer) -> None:
    """Ask the editor for its settings, if it can be asked."""
    workspace = server.client_capabilities.workspace
    if workspace is None or not workspace.configuration:
        return
    items = [types.ConfigurationItem(section=SECTION)]
    answers = await server.workspace_configuration_async(types.ConfigurationParams(items))
    if answers and answers[0]:
        server.settings = settings_from(answers[0])


def _ask_for_changes(server: ContractServer) -> None:
    """Ask to be told of files that change on the disk."""
    workspace = server.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching is None or not watching.dynamic_registration:
        return
    options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(glob) for glob in WATCHED])
    registration = types.Registration("watched", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    server.client_register_capability(types.RegistrationParams([registration]))
