"""How soon the findings of a long contract are there after a keystroke, against a check of all of it."""

from collections.abc import Callable
from random import Random
from statistics import median
from time import perf_counter

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from sibdsl.workspace.live import LiveContract
from sibdsl.workspace.viewing import open_view
from tests.benchmarks.generated_contract import generated_contract

LINES = 2_000
PLACES = 200
TARGET = 1 / 20
NAME = "contract.sib"


class Typing:
    """Somebody types a character anywhere in a contract, and takes it back."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.live = LiveContract(NAME, {NAME: text})
        self.live.view()
        self._choices = Random(7)

    def type_and_take_back(self) -> list[float]:
        """How many seconds the findings took after the one and the other."""
        place = self._choices.randrange(len(self.text))
        character = self._choices.choice("ae7 .")
        typed = seconds(lambda: self._edit(place, place, character))
        return [typed, seconds(lambda: self._edit(place, place + 1, ""))]

    def check_all(self) -> float:
        """How many seconds the findings take from the start."""
        return seconds(lambda: open_view(NAME, {NAME: self.text}))

    def _edit(self, start: int, end: int, text: str) -> None:
        self.live.edit(NAME, start, end, text)
        self.live.view()


def seconds(run: Callable[[], object]) -> float:
    started = perf_counter()
    run()
    return perf_counter() - started


def test_findings_after_a_keystroke_against_a_check_of_everything(
    benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    typing = Typing(generated_contract(300 if benchmark.disabled else LINES))
    benchmark.pedantic(typing.type_and_take_back, rounds=1 if benchmark.disabled else PLACES)
    assert typing.live.faults == 0
    if benchmark.disabled:
        return
    edits: list[float] = []
    checks: list[float] = []
    # In turn, so that whatever else the machine is doing weighs on both alike.
    for place in range(PLACES):
        edits += typing.type_and_take_back()
        if place % 5 == 0:
            checks.append(typing.check_all())
    ratio = median(edits) / median(checks)
    benchmark.extra_info["share of a full check"] = round(ratio, 3)
    with capsys.disabled():
        print(
            f"\nafter a keystroke in {LINES:,} lines: {median(edits) * 1000:.1f} ms, 9 in 10 within "
            f"{sorted(edits)[len(edits) * 9 // 10] * 1000:.1f} ms; a full check: {median(checks) * 1000:.1f} ms "
            f"(1/{1 / ratio:.0f}; target: 1/{1 / TARGET:.0f}); opened {typing.live.openings} times"
        )
