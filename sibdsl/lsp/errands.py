"""Errands: what takes long and loads much, done in a process of its own that ends when it is not needed.

In: what to do, and the contract as it is on the screen.
Out: what came of it, as plain data.
Relies on: `errand_process`.
Guarantees: the server stays small, and answers other requests meanwhile; errands are done one after the other; an
errand that nobody waits for any more is given up with its process; a process that ends early is told as a fault.
"""

import asyncio
import contextlib
import json
import sys
from collections.abc import Mapping
from typing import Any, Final

LINGERS: Final = 20.0
"""Seconds for which the process waits for another errand."""

_LONGEST_ANSWER: Final = 1 << 28

Answer = dict[str, Any]


class Errands:
    """Does errands one after the other."""

    def __init__(self, lingers: float = LINGERS) -> None:
        self._lingers = lingers
        self._turn = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None
        self._leaving: asyncio.TimerHandle | None = None
        self._endings: set[asyncio.Future[None]] = set()

    async def do(self, what: str, path: str, texts: Mapping[str, str], **more: Any) -> Answer:
        """The answer of an errand: what came of it, or `refusal` with a sentence, or `fault`."""
        line = json.dumps({"do": what, "path": path, "texts": dict(texts), **more}) + "\n"
        async with self._turn:
            if self._leaving is not None:
                self._leaving.cancel()
            try:
                return await self._answer(line.encode())
            except (OSError, ValueError, asyncio.IncompleteReadError):
                self.end()
                return {"fault": "the process that computes ended early"}
            except asyncio.CancelledError:
                self.end()
                raise
            finally:
                self._leaving = asyncio.get_running_loop().call_later(self._lingers, self.end)

    @property
    def process(self) -> int | None:
        """The number of the process that waits or works; None where there is none."""
        return self._process.pid if self._process is not None and self._process.returncode is None else None

    def end(self) -> None:
        """End the process; the next errand starts another."""
        process, self._process = self._process, None
        if self._leaving is not None:
            self._leaving.cancel()
        if process is not None:
            ending = asyncio.ensure_future(_ended(process))
            self._endings.add(ending)
            ending.add_done_callback(self._endings.discard)

    async def close(self) -> None:
        """End the process, and wait until nothing of it is left."""
        self.end()
        await asyncio.gather(*self._endings)

    async def _answer(self, line: bytes) -> Answer:
        process = await self._running()
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(line)
        await process.stdin.drain()
        answer = json.loads(await process.stdout.readuntil(b"\n"))
        return answer if isinstance(answer, dict) else {}

    async def _running(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "sibdsl.lsp.errand_process"),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                limit=_LONGEST_ANSWER,
            )
        return self._process


async def _ended(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    if process.stdin is not None:
        process.stdin.close()
    await process.wait()
