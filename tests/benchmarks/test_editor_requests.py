"""How long an author waits for hover, completion, signature help and hints in a contract of 2,000 lines."""

import gc
import random
from collections.abc import Callable
from statistics import median
from time import perf_counter

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from sibdsl.ide.completion import complete
from sibdsl.ide.hints import hints_in
from sibdsl.ide.hover import hover_at
from sibdsl.ide.signature import signature_at
from sibdsl.ide.spots import tokens_of_file
from sibdsl.workspace.view import View
from sibdsl.workspace.viewing import open_view
from tests.benchmarks.generated_contract import generated_contract

LINES = 2_000
PLACES = 400
SCREEN = 2_500
TARGET = 0.020

Ask = Callable[[View, str, int], object]


def hints_on_screen(view: View, path: str, offset: int) -> object:
    """The hints of about sixty lines."""
    return hints_in(view, path, offset, offset + SCREEN)


REQUESTS: dict[str, Ask] = {
    "completion": complete,
    "hover": hover_at,
    "signature help": signature_at,
    "inlay hints of a screen": hints_on_screen,
}


@pytest.mark.parametrize("request_name", REQUESTS)
def test_requests_in_a_long_contract(
    request_name: str, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    ask = REQUESTS[request_name]
    text = generated_contract(200 if benchmark.disabled else LINES)
    view = open_view("contract.sib", {"contract.sib": text})
    chance = random.Random(request_name)
    words = [token[1] for token in tokens_of_file(view.files["contract.sib"])]
    places = [chance.choice(words) for _ in range(10 if benchmark.disabled else PLACES)]
    gc.collect()
    times: list[float] = []
    for offset in places:
        started = perf_counter()
        ask(view, "contract.sib", offset)
        times.append(perf_counter() - started)
    benchmark.pedantic(ask, args=(view, "contract.sib", places[0]), rounds=1)
    if benchmark.disabled:
        return
    times.sort()
    middle, slow = median(times), times[len(times) * 95 // 100]
    benchmark.extra_info["median ms"] = round(middle * 1000, 2)
    with capsys.disabled():
        print(
            f"\n{request_name} in {LINES:,} lines: {middle * 1000:.2f} ms at the median, {slow * 1000:.2f} ms at"
            f" the 95th percentile, {times[-1] * 1000:.1f} ms at most (target: {TARGET * 1000:.0f} ms at the median)"
        )
    assert middle < TARGET
