"""The page of the language server says what the server announces: every request, command and setting."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from sibdsl.ide.hints import HintSettings
from sibdsl.lsp.settings import Settings, settings_from
from sibdsl.lsp.starting import start_server

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "language-server.md").read_text(encoding="utf-8")


def test_every_request_is_on_the_page_and_answered() -> None:
    answered = start_server().protocol.fm.features
    named = set(re.findall(r"`((?:textDocument|workspace|completionItem|codeLens)/\w+)`", PAGE))
    told = {types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, types.WORKSPACE_EXECUTE_COMMAND}
    requests = {
        name.removesuffix("/full").removesuffix("/full/delta").removesuffix("/range").removesuffix("/full")
        for name in answered
        if not name.startswith(("workspace/did", "initialize", "shutdown"))
    }
    assert named - told - {types.WORKSPACE_DID_CHANGE_CONFIGURATION} == requests


def test_every_command_is_on_the_page() -> None:
    assert set(start_server().protocol.fm.commands) == set(re.findall(r"^\| `(sib\.\w+)` \|", PAGE, re.MULTILINE)) - {
        *re.findall(r"^\| `(sib\.\w+)` \| `true`", PAGE, re.MULTILINE)
    }


def test_every_setting_is_on_the_page() -> None:
    named = re.findall(r"^\| `sib\.inlayHints\.(\w+)` \|", PAGE, re.MULTILINE)
    assert named == ["enabled", *HintSettings.__struct_fields__]


@pytest.mark.parametrize("sent", [None, 5, [], {}, {"sib": 5}, {"inlayHints": {"units": "no", "other": 1}}])
def test_settings_that_make_no_sense_change_nothing(sent: object) -> None:
    assert settings_from(sent) == Settings()


def test_settings_under_their_name_and_without() -> None:
    wanted = Settings(HintSettings(units=False))
    assert settings_from({"sib": {"inlayHints": {"units": False}}}) == wanted
    assert settings_from({"inlayHints": {"units": False}}) == wanted
    assert settings_from({"codeLens": {"enabled": False}}) == Settings(lenses=False)


@pytest.mark.asyncio(loop_scope="session")
async def test_files_are_watched(editor: LanguageClient) -> None:
    await editor.workspace_symbol_async(types.WorkspaceSymbolParams("an answer comes after what was said before it"))
    (watched,) = editor.registered
    assert watched.method == types.WORKSPACE_DID_CHANGE_WATCHED_FILES
