"""How fast a long contract is read, against Lark reading the same text into a bare tree, and in how much memory.

Both figures are ratios taken in one run, so they mean the same on every machine.
"""

import gc
import tracemalloc
from statistics import median
from time import perf_counter

import pytest
from lark import Lark
from pytest_benchmark.fixture import BenchmarkFixture

from sibdsl.diagnostics.sink import Sink
from sibdsl.source.file import SourceFile
from sibdsl.surface.declarations import SourceTree
from sibdsl.syntax.parse import parse_text
from sibdsl.syntax.reference import build_reference
from tests.benchmarks.generated_contract import first_outcomes, generated_contract

LINES = 20_000
ROUNDS = 5
TARGET_SPEED = 2.0
TARGET_MEMORY = 12.0


def read(text: str) -> SourceTree:
    sink = Sink()
    tree = parse_text(SourceFile("long.sib", text), sink)
    assert not sink.diagnostics()
    return tree


def seconds_of_lark(parser: Lark, text: str) -> float:
    gc.collect()
    started = perf_counter()
    parser.parse(text)
    return perf_counter() - started


def seconds_of_ours(text: str) -> float:
    gc.collect()
    started = perf_counter()
    read(text)
    return perf_counter() - started


def test_reading_against_lark(benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]) -> None:
    text = generated_contract(LINES) if not benchmark.disabled else first_outcomes(1)
    benchmark.pedantic(read, args=(text,), rounds=ROUNDS, warmup_rounds=1)
    if benchmark.disabled:
        return
    # The terminals as Lark reads them fastest; tests show that ours reads the same language more strictly.
    parser = build_reference(whole_words=False)
    pairs = [(seconds_of_lark(parser, text), seconds_of_ours(text)) for _ in range(ROUNDS)]
    lark, ours = (median(times) for times in zip(*pairs, strict=True))
    lines = text.count("\n")
    benchmark.extra_info["times as fast as Lark"] = round(lark / ours, 2)
    with capsys.disabled():
        print(
            f"\nreading {lines:,} lines: {lark / ours:.1f} times as fast as Lark "
            f"({lines / ours:,.0f} against {lines / lark:,.0f} lines a second; target: {TARGET_SPEED:.0f})"
        )
    assert lark / ours >= TARGET_SPEED


def peak_while_reading(text: str) -> int:
    """The most bytes in use at once for the text and its tree."""
    gc.collect()
    tracemalloc.start()
    try:
        # A copy, so that the text itself is counted.
        tree = read("".join((text[:1], text[1:])))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert tree.declarations
    return peak


def test_memory_of_text_and_tree(benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]) -> None:
    text = generated_contract(LINES) if not benchmark.disabled else first_outcomes(20)
    # What is unfolded once for all contracts is not part of this one.
    read(text)
    peak = benchmark.pedantic(peak_while_reading, args=(text,))
    size = len(text.encode("utf-8"))
    benchmark.extra_info["times the source"] = round(peak / size, 2)
    if benchmark.disabled:
        return
    with capsys.disabled():
        print(f"\ntext and tree: {peak / size:.1f} times the {size:,} bytes of text (target: {TARGET_MEMORY:.0f})")
    assert peak / size <= TARGET_MEMORY
