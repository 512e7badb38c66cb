"""Selecting findings: warnings can be left out, errors cannot."""

import pytest

from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.severity import Severity
from sibdsl.workspace.selection import SelectionProblem, make_selection


def finding(code: str, name: str, severity: Severity) -> Diagnostic:
    return Diagnostic(code=code, name=name, severity=severity, message="")


ERROR = finding("SIB001", "empty-file", "error")
WARNING = finding("SIB701", "some-risk", "warning")
NOTE = finding("SIB702", "some-other-risk", "note")
ALL = (ERROR, WARNING, NOTE)


def test_without_words_everything_is_wanted() -> None:
    assert make_selection(None, None).apply(ALL) == ALL


@pytest.mark.parametrize("word", ["SIB0", "SIB001", "sib001", "empty-file", "SIB"])
def test_a_code_its_beginning_or_a_name_stands_for_a_rule(word: str) -> None:
    assert ERROR in make_selection([word], None).apply(ALL)
    assert make_selection([word], None).unwanted_errors(ALL) == []


def test_selecting_leaves_out_the_rest_but_no_error() -> None:
    selection = make_selection(["SIB01"], None)
    assert selection.apply(ALL) == (ERROR,)
    assert selection.unwanted_errors(ALL) == ["SIB001"]


def test_ignoring_everything_leaves_the_errors() -> None:
    selection = make_selection(None, ["SIB"])
    assert selection.apply(ALL) == (ERROR,)
    assert selection.unwanted_errors(ALL) == ["SIB001"]


def test_a_word_that_no_rule_has_is_refused_with_the_nearest() -> None:
    with pytest.raises(SelectionProblem, match="there is no rule `emty-file`; did you mean `empty-file`"):
        make_selection(["emty-file"], None)


def test_an_empty_word_is_refused() -> None:
    with pytest.raises(SelectionProblem, match="`sib rule --all` lists them"):
        make_selection(None, [""])
