"""Work done in a process of its own: what comes of it, and what happens when it is ended."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest

from sibdsl.lsp.errands import Errands
from tests.lsp.desk import HEAD
from tests.lsp.test_lenses import FEE


@pytest.fixture
def contract(tmp_path: Path) -> str:
    path = tmp_path / "contract.sib"
    path.write_text(HEAD + FEE)
    return str(path)


def in_time(session: Coroutine[Any, Any, None]) -> None:
    async def limited() -> None:
        await asyncio.wait_for(session, timeout=60)

    asyncio.run(limited())


def test_one_process_does_errands_one_after_the_other(contract: str) -> None:
    async def session() -> None:
        errands = Errands()
        texts = {contract: HEAD + FEE.replace("pays GBP 1,000", "pays GBP 2,000")}
        on_disk, on_screen = await asyncio.gather(
            errands.do("run", contract, {}, title="the fee is paid"),
            errands.do("run", contract, texts, title="the fee is paid"),
        )
        first = errands.process
        assert (on_disk["passed"], on_screen["passed"]) == (True, False)
        everything = await errands.do("run all", contract, {})
        assert [run["passed"] for run in everything["runs"]] == [True, False]
        assert errands.process == first
        await errands.close()

    in_time(session())


def test_what_cannot_be_done_is_said(contract: str) -> None:
    async def session() -> None:
        errands = Errands()
        assert "refusal" in await errands.do("run", contract, {}, title="another")
        assert "refusal" in await errands.do("summary", contract, {contract: "party"})
        assert "fault" in await errands.do("dance", contract, {})
        assert "html" in await errands.do("summary", contract, {})
        await errands.close()

    in_time(session())


def test_a_process_that_ended_is_told_and_replaced(contract: str) -> None:
    async def session() -> None:
        errands = Errands()
        await errands.do("run all", contract, {})
        assert errands.process is not None
        working = asyncio.ensure_future(errands.do("run all", contract, {}))
        os.kill(errands.process, signal.SIGKILL)
        assert "fault" in await working
        assert "runs" in await errands.do("run all", contract, {})
        await errands.close()

    in_time(session())


def test_an_errand_that_is_given_up_disturbs_no_other(contract: str) -> None:
    async def session() -> None:
        errands = Errands()
        given_up = asyncio.ensure_future(errands.do("summary", contract, {}))
        other = asyncio.ensure_future(errands.do("run", contract, {}, title="the fee is paid"))
        while errands.process is None:
            await asyncio.sleep(0)
        given_up.cancel()
        with pytest.raises(asyncio.CancelledError):
            await given_up
        assert (await other)["passed"]
        await errands.close()

    in_time(session())


def test_a_process_without_work_ends(contract: str) -> None:
    async def session() -> None:
        errands = Errands(lingers=0)
        await errands.do("run all", contract, {})
        while errands.process is not None:
            await asyncio.sleep(0)
        await errands.close()

    in_time(session())
