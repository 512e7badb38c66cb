"""How time and memory of a check grow with a contract: from 20,000 to 200,000 lines.

Each size is measured in a process of its own, so that memory is that process's peak. What the interpreter and the
package need before the text is there is taken off.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.benchmarks.generated_contract import generated_contract

SIZES = (20_000, 200_000)
MEMORY_TARGET = 20
MEASURE = """
import json, sys, time
from sibdsl.diagnostics.sink import Sink
from sibdsl.semantics.check import check
from sibdsl.source.file import SourceFile
from sibdsl.syntax.parse import parse_text

def checked(text):
    source = SourceFile("contract.sib", text)
    sink = Sink(source)
    check(parse_text(source, sink), sink)
    return sink

def peak():
    # Not ru_maxrss: a process inherits that from the one that started it.
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))

text = open(sys.argv[1], encoding="utf-8").read()
checked(text[: text.index("\\npayment")])
before = peak()
started = time.perf_counter()
sink = checked(text)
seconds = time.perf_counter() - started
print(json.dumps({"seconds": seconds, "memory": peak() - before, "errors": sink.has_errors}))
"""


def measured(lines: int, directory: Path) -> dict[str, float]:
    path = directory / f"{lines}.sib"
    path.write_text(generated_contract(lines), encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", MEASURE, path], capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    assert not found["errors"]
    found["size"] = path.stat().st_size
    return found


def test_growth_of_time_and_memory(
    benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    sizes = (400, 800) if benchmark.disabled else SIZES
    found = benchmark.pedantic(lambda: [measured(lines, tmp_path) for lines in sizes], rounds=1)
    if benchmark.disabled:
        return
    small, large = found
    growth = large["seconds"] / small["seconds"]
    memory = [one["memory"] / one["size"] for one in found]
    benchmark.extra_info["time for ten times the lines"] = round(growth, 2)
    with capsys.disabled():
        print(
            f"\nfrom {sizes[0]:,} to {sizes[1]:,} lines: {growth:.1f} times the time; peak memory "
            f"{memory[0]:.1f} and {memory[1]:.1f} times the source (target: under {MEMORY_TARGET})"
        )
