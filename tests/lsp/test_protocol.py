"""The protocol itself: order, refusals, requests that are taken back, and clients that do what they should not."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest

from tests.lsp.desk import HEAD
from tests.lsp.wire import Refused, Wire, wire

URI = "file:///nowhere/contract.sib"
FIRST = {"line": 0, "character": 0}
AT_START = {"textDocument": {"uri": URI}, "position": FIRST}
QUESTIONS: dict[str, dict[str, Any]] = {
    "textDocument/definition": AT_START,
    "textDocument/references": {**AT_START, "context": {"includeDeclaration": True}},
    "textDocument/documentHighlight": AT_START,
    "textDocument/prepareRename": AT_START,
    "textDocument/rename": {**AT_START, "newName": "other"},
    "textDocument/documentSymbol": {"textDocument": {"uri": URI}},
    "textDocument/foldingRange": {"textDocument": {"uri": URI}},
    "textDocument/semanticTokens/full": {"textDocument": {"uri": URI}},
}

NOT_INITIALIZED, INVALID_REQUEST, NOT_FOUND, INVALID_PARAMETERS = -32002, -32600, -32601, -32602
TAKEN_BACK, CONTENT_MODIFIED = -32800, -32801


def in_time(session: Coroutine[Any, Any, None]) -> None:
    async def limited() -> None:
        await asyncio.wait_for(session, timeout=30)

    asyncio.run(limited())


async def refused(answer: asyncio.Future[Any]) -> int:
    with pytest.raises(Refused) as refusal:
        await answer
    return int(refusal.value.code)


def test_the_server_says_what_it_can_and_ends_when_asked() -> None:
    async def session() -> None:
        async with wire() as server:
            can = (await server.initialize())["capabilities"]
            assert can["textDocumentSync"]["change"] == 2
            assert can["positionEncoding"] == "utf-16"
            assert can["renameProvider"] == {"prepareProvider": True}
            assert await server.shut_down() == 0

    in_time(session())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-32"])
def test_another_way_of_counting_columns(encoding: str) -> None:
    text = HEAD.replace('"A pilot"', '"é 日 \U0001f600"').replace("pilot", "1pilot", 1)

    async def session() -> None:
        async with wire() as server:
            general = {"general": {"positionEncodings": [encoding]}}
            can = (await server.initialize(capabilities=general))["capabilities"]
            assert can["positionEncoding"] == encoding
            server.open(URI, text + 'party x "é 日 \U0001f600" is mayor\n')
            (found,) = [each for each in await server.diagnostics_of(URI, 1) if "mayor" in each["message"]]
            before = 'party x "é 日 \U0001f600" is '
            width = len(before.encode(encoding + "-le" if encoding == "utf-32" else encoding))
            assert found["range"]["start"]["character"] == (width // 4 if encoding == "utf-32" else width)

    in_time(session())


def test_what_comes_too_early_or_too_late_is_refused() -> None:
    async def session() -> None:
        async with wire() as server:
            assert await refused(server.ask("textDocument/hover", AT_START)[1]) == NOT_INITIALIZED
            server.open(URI, HEAD)
            await server.initialize()
            await server.request("shutdown")
            assert await refused(server.ask("textDocument/hover", AT_START)[1]) == INVALID_REQUEST
            server.notify("exit")
            assert await server.process.wait() == 0

    in_time(session())


def test_leaving_without_a_word_is_no_success() -> None:
    async def session() -> None:
        async with wire() as server:
            await server.initialize()
            server.notify("exit")
            assert await server.process.wait() == 1
        async with wire() as server:
            await server.initialize()
            assert server.process.stdin is not None
            server.process.stdin.close()
            assert await server.process.wait() == 1

    in_time(session())


def test_what_cannot_be_understood_is_refused_and_the_server_goes_on() -> None:
    async def session() -> None:
        async with wire() as server:
            await server.initialize()
            assert await refused(server.ask("textDocument/definition", {"textDocument": 5})[1]) == INVALID_PARAMETERS
            assert await refused(server.ask("sib/unknown", {"a": 1})[1]) == NOT_FOUND
            server.notify("textDocument/didOpen", {"textDocument": {"uri": 1}})
            server.notify("textDocument/didChange", {"textDocument": {"uri": URI, "version": 1}, "contentChanges": []})
            server.notify("sib/unknown", {"a": 1})
            for body in (
                b"{",
                b"[]",
                b"null",
                b'{"jsonrpc": "1.0", "method": "x"}',
                b"\xff\xfe",
                b'{"jsonrpc": "2.0"}',
            ):
                server.send_body(body)
            server.open(URI, HEAD)
            assert isinstance(await server.diagnostics_of(URI, 1), list)
            assert not any("Traceback" in line for line in server.log)
            assert await server.shut_down() == 0

    in_time(session())


def test_any_address_has_answers() -> None:
    odd = ["", "contract.sib", "http://[", "file://", "file:///", "file:///a%00b.sib", "untitled:", "git:/x.sib?y"]

    async def session() -> None:
        async with wire() as server:
            await server.initialize()
            for uri in [*odd, "\ud800"]:
                server.open(uri, HEAD + 'party x "X" is mayor\n')
                found = await server.diagnostics_of(uri, 1)
                assert any("mayor" in each["message"] for each in found), uri
                for method, params in QUESTIONS.items():
                    answer = server.ask(method, {**params, "textDocument": {"uri": uri}})[1]
                    await asyncio.wait([answer])
                    assert answer.exception() is None or isinstance(answer.exception(), Refused), uri
                server.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
            assert not [line for line in server.log if "fault in sib" in line]

    in_time(session())


def test_a_document_that_is_not_open_has_empty_answers() -> None:
    async def session() -> None:
        async with wire() as server:
            await server.initialize()
            for method, params in QUESTIONS.items():
                assert not await server.request(method, params), method

    in_time(session())


def test_a_request_that_is_taken_back_is_not_answered_with_a_result() -> None:
    async def session() -> None:
        async with wire() as server:
            await server.initialize()
            server.open(URI, HEAD)
            await server.diagnostics_of(URI, 1)
            with server.together():
                number, answer = server.ask("textDocument/documentSymbol", QUESTIONS["textDocument/documentSymbol"])
                server.cancel(number)
            assert await refused(answer) == TAKEN_BACK
            server.cancel(number)
            server.cancel(999)
            assert await server.request("textDocument/documentSymbol", QUESTIONS["textDocument/documentSymbol"])

    in_time(session())


def test_a_request_sees_the_newest_text_unless_it_would_change_it() -> None:
    symbols = QUESTIONS["textDocument/documentSymbol"]
    rename = {"textDocument": {"uri": URI}, "position": {"line": 6, "character": 7}, "newName": "other"}

    async def session() -> None:
        async with wire() as server:
            await server.initialize()
            server.open(URI, HEAD)
            with server.together():
                _, answer = server.ask("textDocument/documentSymbol", symbols)
                _, outdated = server.ask("textDocument/rename", rename)
                insert(server, 2, 0, 'party judge "Judge" is evaluator\n', at_line=6)
            assert "judge" in [each["name"] for each in await answer]
            assert await refused(outdated) == CONTENT_MODIFIED

    in_time(session())


def test_findings_come_while_somebody_goes_on_typing() -> None:
    async def session() -> None:
        async with wire() as server:
            await server.initialize()
            server.open(URI, HEAD)
            version = 1
            while (server.diagnostics.get(URI) or {}).get("version", 0) < 3:
                version += 1
                insert(server, version, 0, "# a remark\n")
                await asyncio.sleep(0.005)
            assert version > 3

    in_time(session())


def test_a_port_of_this_machine() -> None:
    async def session() -> None:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "sibdsl", "lsp", "--tcp", "0"), stderr=asyncio.subprocess.PIPE
        )
        assert process.stderr is not None
        place = (await process.stderr.readline()).decode().split()[-1]
        reader, writer = await asyncio.open_connection(*place.split(":"))
        for message in (
            {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}},
            {"id": 2, "method": "shutdown"},
            {"method": "exit"},
        ):
            body = json.dumps({"jsonrpc": "2.0", **message}).encode()
            writer.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        answers = (await reader.read()).decode()
        assert answers.count('"jsonrpc"') == 2
        assert await process.wait() == 0
        writer.close()

    in_time(session())


def test_what_is_missing_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "pygls.py").write_text("raise ModuleNotFoundError(name='pygls')\n")

    async def session() -> None:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "sibdsl", "lsp"),
            stderr=asyncio.subprocess.PIPE,
            env={"PYTHONPATH": str(tmp_path)},
        )
        _, said = await process.communicate()
        assert process.returncode == 2
        assert "pip install 'sibdsl[lsp]'" in said.decode()

    in_time(session())


def insert(server: Wire, version: int, character: int, text: str, at_line: int = 0) -> None:
    position = {"line": at_line, "character": character}
    change = {"range": {"start": position, "end": position}, "text": text}
    server.notify(
        "textDocument/didChange", {"textDocument": {"uri": URI, "version": version}, "contentChanges": [change]}
    )
