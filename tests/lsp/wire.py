"""A client that speaks the protocol byte by byte: quick, and able to send what no proper client would.

In: methods and parameters as plain data. Out: answers as plain data, and the newest diagnostics of every document.
Relies on: `sib lsp` as a process of its own. Guarantees: a server that ends early fails the request in hand.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

Json = dict[str, Any]

CAPABILITIES: Json = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True}},
        "rename": {"prepareSupport": True},
        "publishDiagnostics": {"versionSupport": True},
    },
    "workspace": {"workspaceEdit": {"documentChanges": True}, "codeLens": {"refreshSupport": False}},
}


class Refused(Exception):
    """The server answered with an error. `code` is that of the protocol."""

    def __init__(self, error: Json) -> None:
        super().__init__(f"{error['code']}: {error['message']}")
        self.code = error["code"]


class Wire:
    """One connection to a server in a process of its own."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.diagnostics: dict[str, Json] = {}
        self.log: list[str] = []
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._next = 0
        self._waiting: list[bytes] = []
        self._together = False
        self._told = asyncio.Condition()
        self._reading = asyncio.create_task(self._read())

    def send(self, message: Json) -> None:
        self.send_body(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def send_body(self, body: bytes) -> None:
        """Send what may be no message at all."""
        self._waiting.append(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        if not self._together:
            self._flush()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Send messages at once, so that the server has read the last when it answers the first."""
        self._together = True
        yield
        self._together = False
        self._flush()

    def _flush(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(b"".join(self._waiting))
        self._waiting.clear()

    def notify(self, method: str, params: Json | None = None) -> None:
        self.send({"method": method, "params": params})

    def ask(self, method: str, params: Json | None = None) -> tuple[int, asyncio.Future[Any]]:
        """Send a request; its number, and what will hold the answer."""
        self._next += 1
        answer = self._answers[self._next] = asyncio.get_running_loop().create_future()
        self.send({"id": self._next, "method": method, "params": params})
        return self._next, answer

    async def request(self, method: str, params: Json | None = None) -> Any:
        return await self.ask(method, params)[1]

    def cancel(self, number: int) -> None:
        self.notify("$/cancelRequest", {"id": number})

    async def initialize(self, folder_uri: str | None = None, **extra: Any) -> Json:
        folders = [{"uri": folder_uri, "name": "folder"}] if folder_uri else None
        params = {"processId": None, "rootUri": folder_uri, "capabilities": CAPABILITIES, "workspaceFolders": folders}
        answer = await self.request("initialize", {**params, **extra})
        self.notify("initialized", {})
        return answer  # type: ignore[no-any-return]

    def open(self, uri: str, text: str, version: int = 1, language: str = "sib") -> None:
        item = {"uri": uri, "languageId": language, "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    async def diagnostics_of(self, uri: str, version: int | None = None) -> list[Json]:
        """The findings of a document, once the server told those of this version or a later one."""
        async with self._told:
            while not self._is_told(uri, version):
                if self._reading.done():
                    raise ConnectionError("the server ended")
                await self._told.wait()
        return self.diagnostics[uri]["diagnostics"]  # type: ignore[no-any-return]

    async def shut_down(self) -> int:
        await self.request("shutdown")
        self.notify("exit")
        return await self.process.wait()

    def _is_told(self, uri: str, version: int | None) -> bool:
        told = self.diagnostics.get(uri)
        return told is not None and (version is None or (told.get("version") or 0) >= version)

    async def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        try:
            while True:
                length = 0
                while (header := await stream.readline()).strip():
                    if header.lower().startswith(b"content-length:"):
                        length = int(header.split(b":")[1])
                if not header:
                    return
                await self._take(json.loads(await stream.readexactly(length)))
        except asyncio.IncompleteReadError:
            return
        finally:
            for answer in self._answers.values():
                if not answer.done():
                    answer.set_exception(ConnectionError("the server ended"))
            async with self._told:
                self._told.notify_all()

    async def _take(self, message: Json) -> None:
        if "method" not in message:
            answer = self._answers.pop(message["id"])
            if "error" in message:
                answer.set_exception(Refused(message["error"]))
            else:
                answer.set_result(message["result"])
        elif "id" in message:
            self.send({"id": message["id"], "result": None})
        elif message["method"] == "textDocument/publishDiagnostics":
            async with self._told:
                self.diagnostics[message["params"]["uri"]] = message["params"]
                self._told.notify_all()
        elif message["method"] == "window/logMessage":
            self.log.append(message["params"]["message"])


@asynccontextmanager
async def wire() -> AsyncIterator[Wire]:
    """A server, started for this and ended with it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "sibdsl", "lsp"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 26,
    )
    connection = Wire(process)
    try:
        yield connection
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        await connection._reading
