"""Near misses are found, far ones are not, and the order of the candidates does not matter."""

import itertools

import pytest

from sibdsl.diagnostics.suggestion import closest

NAMES = ["city", "lender", "backer", "success", "re_entry", "Payment"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("lendr", "lender"),
        ("ledner", "lender"),
        ("sucess", "success"),
        ("CITY", "city"),
        ("re-entry", "re_entry"),
        ("payments", "Payment"),
        ("cohort", None),
        ("", None),
        ("x", None),
    ],
)
def test_the_name_that_was_meant(word: str, meant: str | None) -> None:
    assert closest(word, NAMES) == meant


def test_the_order_of_candidates_does_not_matter() -> None:
    answers = {closest("lener", order) for order in itertools.permutations(["lender", "lenders", "leaner"])}
    assert len(answers) == 1


def test_a_word_is_not_a_near_miss_of_itself() -> None:
    assert closest("city", ["city"]) is None


def test_without_candidates_there_is_no_answer() -> None:
    assert closest("city", []) is None
