"""The grammar itself: what it resolves silently, and that the prepared modules are those of this grammar."""

import logging
import re

import lark
import pytest

from sibdsl.diagnostics.internal import InternalError
from sibdsl.syntax.prepare import main
from sibdsl.syntax.reference import build_reference
from sibdsl.syntax.sentences import find_sentences

NAME_AFTER_A_NUMBER_IS_ITS_UNIT = ["<quantity : NUMBER>", "<unsigned : NUMBER>"]


def test_the_grammar_leaves_nothing_open_but_that_a_name_after_a_number_is_its_unit(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG, logger=lark.logger.name):
        build_reference(("file", "declaration"), debug=True)
    conflicts = [record.getMessage() for record in caplog.records if "conflict" in record.getMessage()]
    assert conflicts == ["Shift/Reduce conflict for terminal NAME: (resolving as shift)"] * 2
    reductions = re.findall(r"<[^>]*>", "".join(record.getMessage() for record in caplog.records))
    assert sorted(reductions) == NAME_AFTER_A_NUMBER_IS_ITS_UNIT


def test_the_prepared_modules_are_those_of_this_grammar() -> None:
    assert main(["--check"]) == 0


def test_a_wrong_argument_is_answered_with_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help-me"]) == 2
    assert "--check | --write" in capsys.readouterr().err


SENTENCE = "what is wrong\nwhat was expected\nwhat to do\n"


def test_a_recorded_mistake_that_is_none_is_a_fault_of_ours() -> None:
    with pytest.raises(InternalError, match="nothing is wrong"):
        find_sentences({"a.sib": "party a is b\n", "a.txt": SENTENCE})


def test_a_recorded_mistake_without_its_three_sentences_is_a_fault_of_ours() -> None:
    with pytest.raises(InternalError, match="must say"):
        find_sentences({"a.sib": "party a b\n", "a.txt": "one line\n"})


def test_two_sentences_for_one_mistake_are_a_fault_of_ours() -> None:
    with pytest.raises(InternalError, match="same mistake"):
        find_sentences({"a.sib": "party a b\n", "a.txt": SENTENCE, "b.sib": "party c d\n", "b.txt": SENTENCE})


def test_sentences_about_different_words_of_one_place_are_two() -> None:
    recorded = {"a.sib": "party a b\n", "b.sib": "party c d\n"}
    recorded |= dict.fromkeys(("a.txt", "b.txt"), SENTENCE + "these words only\n")
    assert len(find_sentences(recorded)) == 2
