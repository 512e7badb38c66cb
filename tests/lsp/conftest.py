"""One server for all tests of a process, driven as an editor drives it."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator

import pytest_lsp
from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features


def make_editor() -> LanguageClient:
    """Make a client that also keeps of which version of a document the findings were told."""
    client = LanguageClient(converter_factory=default_converter)
    client.told = {}
    client.registered = []
    client.refreshed = []

    def tell(client: LanguageClient, params: types.PublishDiagnosticsParams) -> None:
        client.diagnostics[params.uri] = params.diagnostics
        client.told[params.uri] = params.version

    def register(client: LanguageClient, params: types.RegistrationParams) -> None:
        client.registered += params.registrations

    def refresh_lenses(client: LanguageClient, params: None) -> None:
        client.refreshed.append(types.WORKSPACE_CODE_LENS_REFRESH)

    own = {
        types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: tell,
        types.CLIENT_REGISTER_CAPABILITY: register,
        types.WORKSPACE_CODE_LENS_REFRESH: refresh_lenses,
    }
    register_lsp_features(client, {**DEFAULT_CLIENT_FEATURES, **own})
    return client


SERVER = ClientServerConfig([sys.executable, "-m", "sibdsl", "lsp"], client_factory=make_editor)


@pytest_lsp.fixture(config=SERVER, scope="session")
async def editor(editor: LanguageClient) -> AsyncIterator[None]:
    """Give a session with an editor that knows everything that Visual Studio Code does."""
    await editor.initialize_session(
        types.InitializeParams(capabilities=client_capabilities("visual-studio-code"), workspace_folders=[])
    )
    yield
    await editor.shutdown_session()
