"""Running the server on the standard streams, or on a port of this machine.

In: a server. Out: an exit code: 0 when the editor asked it to shut down before it left, else 1.
Relies on: pygls for taking messages off a stream.
Guarantees: whatever has arrived is read before anything of it is answered: a request that was taken back is not
worked on, and one that follows a change sees that change. What is printed by accident never mixes with messages.
"""

import asyncio
import contextlib
import logging
import sys
from collections.abc import Callable, Coroutine
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from pygls.io_ import StdoutWriter, run_async

if TYPE_CHECKING:
    from sibdsl.lsp.server import ContractServer

_LOG: Final = logging.getLogger("pygls.server")
_PIECE: Final = 1 << 16
# A heading of a message is short; what is longer than this is no message, and ends the reading.
_LONGEST_LINE: Final = 1 << 26

LOOPBACK: Final = "127.0.0.1"


def serve_streams(make_server: "Callable[[], ContractServer]") -> int:
    """Serve the editor that started this process."""
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    return _run(_on_streams(make_server, incoming, outgoing))


def serve_port(make_server: "Callable[[], ContractServer]", port: int, say: Callable[[str], None]) -> int:
    """Serve one editor that connects to a port of this machine; 0 takes one that is free."""
    return _run(_on_port(make_server, port, say))


def _run(serving: Coroutine[Any, Any, None]) -> int:
    try:
        asyncio.run(serving)
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else 0
    except BrokenPipeError:
        return 1
    return 1


async def _on_streams(make_server: "Callable[[], ContractServer]", incoming: BinaryIO, outgoing: BinaryIO) -> None:
    loop = asyncio.get_running_loop()
    stream = asyncio.StreamReader(limit=_LONGEST_LINE)

    def read() -> None:
        # The loop is gone when the editor made the server exit while more was coming.
        with contextlib.suppress(RuntimeError, OSError, ValueError):
            while piece := incoming.read1(_PIECE):  # type: ignore[attr-defined]
                loop.call_soon_threadsafe(stream.feed_data, piece)
            loop.call_soon_threadsafe(stream.feed_eof)

    Thread(target=read, daemon=True, name="incoming").start()
    server = make_server()
    server.protocol.set_writer(StdoutWriter(outgoing))
    await _serve(server, stream)


async def _on_port(make_server: "Callable[[], ContractServer]", port: int, say: Callable[[str], None]) -> None:
    finished: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def connected(stream: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server = make_server()
        server.protocol.set_writer(_PortWriter(writer))
        status = 1
        try:
            await _serve(server, stream)
        except SystemExit as left:
            status = left.code if isinstance(left.code, int) else 0
        finally:
            writer.close()
            if not finished.done():
                finished.set_result(status)

    listening = await asyncio.start_server(connected, LOOPBACK, port)
    say(f"listening on {LOOPBACK}:{listening.sockets[0].getsockname()[1]}")
    async with listening:
        raise SystemExit(await finished)


class _PortWriter:
    """Writes to a connection; closing it is left to the one who opened it, after the last message is out."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer

    def write(self, data: bytes) -> None:
        self._writer.write(data)

    def close(self) -> None:
        """Let the connection be closed when it has been served."""


async def _serve(server: "ContractServer", stream: asyncio.StreamReader) -> None:
    try:
        await run_async(Event(), stream, server.protocol, _LOG, server.report_server_error)
    except asyncio.IncompleteReadError:
        return
