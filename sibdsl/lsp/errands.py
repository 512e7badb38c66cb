"""Errands: what takes long and loads much, done in a process of its own that ends when it is not needed.

In: what to do, and the contract as it is on the screen.
Out: what came of it, as plain data.
Relies on: `errand_process`.
Guarantees: the server stays small, and answers other requests meanwhile; errands are done one after the other; an
errand that nobody waits for any more is given up with its process; a process that ends early is told as a fault.
"""

import asyncio
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

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None
        self._leaving: asyncio.TimerHandle | None = None

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
                self._leaving = asyncio.get_running_loop().call_later(LINGERS, self.end)

    def end(self) -> None:
        """End the process; the next errand starts another."""
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            process.kill()

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
