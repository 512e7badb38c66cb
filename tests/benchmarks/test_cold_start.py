"""How long `sib check` takes from nothing, as a multiple of the interpreter's own start."""

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

ROOT = Path(__file__).parents[2]
CONTRACT = ROOT / "examples" / "nyc_able" / "contract.sib"

BARE = [sys.executable, "-c", "pass"]
CHECK = [str(Path(sys.executable).with_name("sib")), "check", str(CONTRACT)]
ROUNDS = 25
TARGET = 8.0

# As on anybody's machine, compiled modules are kept from one run to the next.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT)


def seconds(command: list[str]) -> float:
    started = perf_counter()
    run(command)
    return perf_counter() - started


def test_cold_check_against_the_bare_interpreter(
    benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    run(CHECK)
    benchmark.pedantic(run, args=(CHECK,), rounds=ROUNDS)
    if benchmark.disabled:
        return
    # In turn, so that whatever else the machine is doing weighs on both alike.
    pairs = [(seconds(BARE), seconds(CHECK)) for _ in range(ROUNDS)]
    bare, check = (median(times) for times in zip(*pairs, strict=True))
    benchmark.extra_info["times python -c pass"] = round(check / bare, 2)
    with capsys.disabled():
        print(
            f"\ncold `sib check`: {check / bare:.2f} times `python -c pass` "
            f"({check * 1000:.1f} ms against {bare * 1000:.1f} ms; target: {TARGET:.0f})"
        )
