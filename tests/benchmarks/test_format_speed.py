"""How long formatting a long contract takes, as a multiple of the time to read it, in one run.

Measured on a file that is laid out already, on one whose spaces are all wrong, and on one in which statements are
broken over lines and written with signs, so that its words must be compared one by one.
"""

import gc
import re
from collections.abc import Callable
from random import Random
from statistics import median
from time import process_time

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from sibdsl.diagnostics.sink import Sink
from sibdsl.formatter import Formatted, format_source
from sibdsl.source.file import SourceFile
from sibdsl.syntax.parse import parse_text
from tests.benchmarks.generated_contract import first_outcomes, generated_contract

LINES = 20_000
ROUNDS = 5
TARGET = 2.0


def formatted(text: str) -> str:
    found = format_source(SourceFile("long.sib", text))
    assert isinstance(found, Formatted)
    return found.text


def by_lines(text: str, change: Callable[[str], str]) -> str:
    """`text` with every line changed that holds neither quoted text nor a comment."""
    return "\n".join(line if '"' in line or "#" in line else change(line) for line in text.split("\n"))


def with_other_spaces(text: str) -> str:
    """`text` with random indentation, and random spaces between words."""
    random = Random(5)

    def spaces(_match: re.Match[str]) -> str:
        return " " * random.randrange(1, 4)

    def change(line: str) -> str:
        return " " * random.randrange(9) + re.sub(r"(?<=[a-z,0-9%]) +(?=[a-z0-9A-Z])", spaces, line.strip())

    return by_lines(text, change)


def with_other_words(text: str) -> str:
    """`text` with statements that go on in the next line, signs for words, and texts in three quotation marks."""

    def change(line: str) -> str:
        return re.sub(r", +(?=[a-z])", ",\n", re.sub(r"\btimes\b", "*", line))

    text = by_lines(with_other_spaces(text), change)
    return re.sub(r'^( *(?:definition|evidence|clause|goal) +)"([^"\n]*)"$', r'\1"""\2"""', text, flags=re.MULTILINE)


def seconds_of(work: Callable[[], object]) -> float:
    gc.collect()
    started = process_time()
    work()
    return process_time() - started


def as_it_is(text: str) -> str:
    return text


@pytest.mark.parametrize("lay_out", [as_it_is, with_other_spaces, with_other_words])
def test_formatting_against_reading(
    lay_out: Callable[[str], str], benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    form = formatted(generated_contract(LINES) if not benchmark.disabled else first_outcomes(1))
    text = lay_out(form)
    assert (text == form) is (lay_out is as_it_is)
    assert benchmark.pedantic(formatted, args=(text,), rounds=ROUNDS, warmup_rounds=1) == form
    if benchmark.disabled:
        return
    source = SourceFile("long.sib", text)
    pairs = [
        (seconds_of(lambda: parse_text(source, Sink())), seconds_of(lambda: format_source(source)))
        for _ in range(ROUNDS)
    ]
    reading, formatting = (median(times) for times in zip(*pairs, strict=True))
    times = formatting / reading
    benchmark.extra_info["times as long as reading"] = round(times, 2)
    with capsys.disabled():
        print(
            f"\n{lay_out.__name__}: {text.count(chr(10)):,} lines read in {reading * 1000:.0f} ms and formatted in "
            f"{formatting * 1000:.0f} ms: {times:.2f} times as long (target: at most {TARGET})"
        )
    assert times <= TARGET
