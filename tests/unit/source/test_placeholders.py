"""Words that stand for what is not agreed yet."""

import pytest

from sibdsl.source.placeholders import bracketed_at, is_mark, is_placeholder


@pytest.mark.parametrize("word", ["TBC", "tbd", "TBConfirmed", "XX", "yyyy", "dd", "N_A", "_", "____"])
def test_placeholders(word: str) -> None:
    assert is_placeholder(word)


@pytest.mark.parametrize("word", ["x", "xi", "to_be_paid", "_homes", "tbc_rate", "nil"])
def test_names_that_somebody_would_declare(word: str) -> None:
    assert not is_placeholder(word)


def test_brackets_end_in_their_line() -> None:
    text = 'due on [insert date]\ncap [GBP\n500] "in [total"]'
    assert bracketed_at(text, text.index("[insert")) == "[insert date]"
    assert bracketed_at(text, text.index("[GBP")) == ""
    assert bracketed_at(text, text.index("[total")) == ""
    assert bracketed_at(text, 0) == ""


def test_marks_of_footnotes() -> None:
    assert all(map(is_mark, ("[2]", "[12]", "[*]", "[†]")))
    assert not any(map(is_mark, ("[]", "[1234]", "[●]", "[insert date]")))
