"""Texts that nobody would write: deep, long, and made of one sign. Each is read, quickly, without raising."""

from time import perf_counter

import pytest

from sibdsl.syntax.nesting import LIMIT
from tests.unit.syntax.conftest import Read

PAYMENT = "payment p from a to b {{\n  pays {}\n}}\nparty z is y\n"
THRESHOLD = "threshold t met when {}\nparty z is y\n"


def deep(count: int) -> dict[str, str]:
    return {
        "brackets": PAYMENT.format("(" * count + "a" + ")" * count),
        "sums": PAYMENT.format("a" + " plus a" * count),
        "signs": PAYMENT.format("-" * count + "5"),
        "changes": PAYMENT.format("reduction from " * count + "a to b"),
        "extremes": PAYMENT.format("lower of (a, " * count + "b" + ")" * count),
        "not": THRESHOLD.format("not " * count + "a is met"),
        "bracketed conditions": THRESHOLD.format("(" * count + "a is met" + ")" * count),
    }


@pytest.mark.parametrize("shape", deep(1))
def test_ten_thousand_levels_are_one_report(read: Read, shape: str) -> None:
    tree, found = read(deep(10_000)[shape])
    assert [finding.code for finding in found] == ["SIB140"]
    assert tree.declarations[-1].name.text == "z"


@pytest.mark.parametrize("shape", ["brackets", "sums", "signs", "not"])
def test_as_many_levels_as_the_limit_are_no_mistake(read: Read, shape: str) -> None:
    assert read(deep(LIMIT - 1)[shape])[1] == ()
    assert [finding.code for finding in read(deep(LIMIT + 1)[shape])[1]] == ["SIB140"]


@pytest.mark.parametrize("shape", deep(1))
def test_a_third_of_the_limit_is_no_mistake_in_any_shape(read: Read, shape: str) -> None:
    assert "SIB140" not in [finding.code for finding in read(deep(LIMIT // 3)[shape])[1]]


def test_a_long_list_is_not_deep(read: Read) -> None:
    items = " and ".join(["a is met"] * 5_000)
    assert read(THRESHOLD.format(items))[1] == ()
    sums = ", ".join(["a plus b minus c"] * 1_000)
    assert read(PAYMENT.format(f"lower of ({sums})"))[1] == ()


@pytest.mark.parametrize(
    "sign", ["(", ")", "{", "}", '"', "“", "'", ";", ".", "£", "#", "\n", "\r", " ", "\0", "@", "1,"]
)
def test_texts_of_one_sign(read: Read, sign: str) -> None:
    tree, found = read(sign * 20_000)
    assert tree.declarations == ()
    assert len(found) <= 102


@pytest.mark.parametrize(
    "line",
    ["metric m {\n", "payment p from a to b {\n  pays by m {\n", "  pays (\n", "  pays lower of (a,\n", '  note "\n'],
)
def test_nothing_is_ever_closed(read: Read, line: str) -> None:
    _, found = read(line * 3_000)
    assert 0 < len(found) <= 250


def seconds(read: Read, text: str) -> float:
    started = perf_counter()
    read(text)
    return perf_counter() - started


@pytest.mark.parametrize(
    "shape",
    [
        "party z is {names}\n",
        "payment p from a to b {{\n  shared by {shares}\n}}\n",
        'contract c {{\n  note "{names}"\n}}\n',
        "threshold t met when {conditions}\n",
    ],
)
def test_reading_a_line_of_megabytes_takes_time_in_proportion(read: Read, shape: str) -> None:
    def text(count: int) -> str:
        return shape.format(
            names=", ".join(["abc"] * count),
            shares=", ".join(["ABC 80%"] * count),
            conditions=" and ".join(["a is met"] * count),
        )

    small = min(seconds(read, text(10_000)) for _ in range(3))
    # Twenty times the text; quadratic time would be four hundred times as long.
    assert seconds(read, text(200_000)) < 100 * max(small, 0.001)
