"""What the language server takes while nobody types: its memory, and how long it is in starting."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.benchmarks.generated_contract import generated_contract
from tests.lsp.wire import Wire, wire

LINES = 2_000
MOST_MEBIBYTES = 120
ROUNDS = 5

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/status").is_file(), reason="how much memory a process takes is read from /proc"
)


def mebibytes(server: Wire) -> float:
    """The memory that a server takes, shared pages included."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


async def start_and_open() -> tuple[float, float, float]:
    """Seconds until the server is ready, seconds until the findings of a long contract, and the memory then."""
    uri = "file:///nowhere/contract.sib"
    started = perf_counter()
    async with wire() as server:
        await server.initialize()
        ready = perf_counter()
        server.open(uri, generated_contract(LINES))
        await server.diagnostics_of(uri, 1)
        told = perf_counter()
        for method in ("semanticTokens/full", "documentSymbol", "foldingRange"):
            await server.request(f"textDocument/{method}", {"textDocument": {"uri": uri}})
        memory = mebibytes(server)
        await server.shut_down()
    return ready - started, told - ready, memory


def test_idle_memory_and_start(benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]) -> None:
    _, _, memory = benchmark.pedantic(lambda: asyncio.run(start_and_open()), rounds=1)
    assert memory < MOST_MEBIBYTES
    if benchmark.disabled:
        return
    ready, told, memory = (
        median(each) for each in zip(*(asyncio.run(start_and_open()) for _ in range(ROUNDS)), strict=True)
    )
    benchmark.extra_info["MiB"] = round(memory, 1)
    with capsys.disabled():
        print(
            f"\nlanguage server on {LINES} lines, Python {sys.version.split()[0]}, {os.cpu_count()} processors: "
            f"{memory:.0f} MiB (most: {MOST_MEBIBYTES}); ready after {ready * 1000:.0f} ms, "
            f"first findings {told * 1000:.0f} ms later"
        )
