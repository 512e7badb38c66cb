"""One server for all tests of a process, driven as an editor drives it."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator

import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

SERVER = ClientServerConfig(server_command=[sys.executable, "-m", "sibdsl", "lsp"])


@pytest_lsp.fixture(config=SERVER, scope="session")
async def editor(editor: LanguageClient) -> AsyncIterator[None]:
    """Give a session with an editor that knows everything that Visual Studio Code does."""
    await editor.initialize_session(
        types.InitializeParams(capabilities=client_capabilities("visual-studio-code"), workspace_folders=[])
    )
    yield
    await editor.shutdown_session()
