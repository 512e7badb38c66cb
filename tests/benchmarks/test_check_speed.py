"""How fast a long contract is parsed and checked, against Lark's bare parse of the same text."""

from collections.abc import Callable
from statistics import median
from time import perf_counter

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from sibdsl.diagnostics.sink import Sink
from sibdsl.semantics.check import check
from sibdsl.source.file import SourceFile
from sibdsl.syntax.parse import parse_text
from sibdsl.syntax.reference import build_reference
from tests.benchmarks.generated_contract import generated_contract

LINES = 20_000
ROUNDS = 5
TARGET = 0.7


def parse_and_check(text: str) -> Sink:
    source = SourceFile("contract.sib", text)
    sink = Sink(source)
    check(parse_text(source, sink), sink)
    return sink


def seconds(run: Callable[[str], object], text: str) -> float:
    started = perf_counter()
    run(text)
    return perf_counter() - started


def test_parse_and_check_against_the_bare_parse_of_lark(
    benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    text = generated_contract(400 if benchmark.disabled else LINES)
    benchmark.pedantic(parse_and_check, args=(text,), rounds=1 if benchmark.disabled else ROUNDS)
    if benchmark.disabled:
        return
    lark = build_reference(whole_words=False).parse
    # In turn, so that whatever else the machine is doing weighs on both alike.
    pairs = [(seconds(lark, text), seconds(parse_and_check, text)) for _ in range(ROUNDS)]
    bare, ours = (median(times) for times in zip(*pairs, strict=True))
    benchmark.extra_info["times Lark's speed"] = round(bare / ours, 2)
    with capsys.disabled():
        print(
            f"\nparse and check: {bare / ours:.2f} times the speed of Lark's bare parse "
            f"({LINES / ours:,.0f} lines a second against {LINES / bare:,.0f}; target: {TARGET})"
        )
