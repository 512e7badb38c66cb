"""Calculations that build on calculations: what is accepted can be computed and told, the rest is refused at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bad_input.conftest import Sib
from tests.bad_input.deal import CONTRACT, OBSERVATIONS

DEEP = "lower of (9, lower of (8, lower of (7, lower of (6, {} plus 1))))"
LONGEST = {"{} plus 1": 74, "{} times 1": 57, DEEP: 12}
"""The operations of a chain, and how often they may be repeated."""


def with_chain(operation: str, length: int) -> str:
    """The deal with a metric that is calculated from another, and so on, paid on by the payment for homes."""
    metrics = "".join(
        f"\nmetric m{number} {{\n  unit number\n  calculated as {operation.format(f'm{number - 1}')}\n}}\n"
        for number in range(1, length + 1)
    )
    reported = "\nmetric m0 {\n  unit number to 0.1\n  verified by vera\n}\n"
    return CONTRACT.replace("per person for homes", f"per person for homes times m{length}") + reported + metrics


def prepare(place: Path, contract: str) -> None:
    (place / "contract.sib").write_text(contract, encoding="utf-8")
    (place / "observations.csv").write_text(OBSERVATIONS + "m0,,5,vera\n", encoding="utf-8")


@pytest.mark.parametrize(("operation", "length"), LONGEST.items())
def test_the_longest_chain_that_is_accepted_is_computed_and_told(
    sib: Sib, place: Path, operation: str, length: int
) -> None:
    prepare(place, with_chain(operation, length))
    commands = [
        ["settle", "contract.sib", "--evidence", "observations.csv"],
        ["explain", "contract.sib", "--evidence", "observations.csv", "moving"],
        *(["build", "contract.sib", "--to", target, "--out", "out"] for target in ("python", "html", "ir-text")),
    ]
    assert "SIB321" not in sib("check", "contract.sib").out
    for command in commands:
        run = sib(*command)
        assert (run.status, run.is_orderly()) == (0, True), (command, run.said)


@pytest.mark.parametrize("operation", LONGEST)
def test_a_longer_chain_is_one_message(sib: Sib, place: Path, operation: str) -> None:
    for longer in (LONGEST[operation] + 25, 2000):
        prepare(place, with_chain(operation, longer))
        run = sib("check", "contract.sib")
        assert (run.status, run.is_orderly()) == (1, True), run.said
        assert "error[SIB321]" in run.out
        assert "found 1 error" in run.out


def test_squares_of_squares_are_refused_before_they_are_computed(sib: Sib, place: Path) -> None:
    prepare(place, with_chain("{0} times {0}", 60))
    run = sib("check", "contract.sib")
    assert (run.status, run.is_orderly()) == (1, True), run.said
    assert "`m6` multiplies more than 60 amounts" in run.out
    assert "found 1 error" in run.out


def test_the_largest_numbers_that_are_accepted_are_computed_and_told(sib: Sib, place: Path) -> None:
    """A product of sixty of the longest numbers has thousands of digits, and still a statement."""
    reported = "\nmetric m0 {\n  unit number\n  verified by vera\n}\n"
    squares = "".join(
        f"\nmetric m{n} {{\n  unit number\n  calculated as m{n - 1} times m{n - 1}\n}}\n" for n in range(1, 6)
    )
    contract = (
        CONTRACT.replace("per person for homes", "per person for homes times m5 divided by 3") + reported + squares
    )
    (place / "contract.sib").write_text(contract, encoding="utf-8")
    (place / "observations.csv").write_text(OBSERVATIONS + f"m0,,{'9' * 20}.{'9' * 19},vera\n", encoding="utf-8")
    for output_format in ("table", "json", "csv"):
        run = sib("settle", "contract.sib", "--evidence", "observations.csv", "--output-format", output_format)
        assert (run.status, run.is_orderly()) == (0, True), run.said
