"""What is said about a token that does not fit."""

import re

import pytest

from sibdsl.diagnostics.editing import edited
from sibdsl.source.span import end_of, start_of
from sibdsl.syntax.grammar import load_syntax_errors
from sibdsl.syntax.sentences import places_of_mistakes
from tests.unit.syntax.conftest import Read

RECORDED = load_syntax_errors()
SNIPPETS = sorted(name for name in RECORDED if name.endswith(".sib"))


def test_there_are_sentences_for_many_mistakes() -> None:
    assert len(SNIPPETS) >= 25


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_every_recorded_mistake_is_answered_with_its_sentence(read: Read, snippet: str) -> None:
    sentence, expected, advice, *_ = RECORDED[snippet.replace(".sib", ".txt")].strip().split("\n")
    places = places_of_mistakes(snippet, RECORDED[snippet])
    _, found = read(RECORDED[snippet])
    answered = [finding for finding in found if finding.code == "SIB133"]
    assert len(answered) >= len(list(places))
    # A phrase that people use for it, and that can be put right, is answered with a sentence about the phrase.
    general = [finding for finding in answered if finding.fix is None or finding.message == sentence]
    assert {(finding.message, finding.expected, finding.help) for finding in general} <= {(sentence, expected, advice)}
    assert len(answered) == len(found)
    assert general


def only_finding(read: Read, text: str) -> tuple[str, str, str, str]:
    """What the one finding marks, its message, what it expected, its advice."""
    (found,) = read(text)[1]
    marked = text[start_of(found.span) : end_of(found.span)]
    return marked, found.message, found.expected or "", found.help or ""


def test_found_and_expected_are_said_in_words(read: Read) -> None:
    assert only_finding(read, "population p size 5\n") == (
        "size",
        "the word `size` does not fit here",
        "a text in double quotes, `{` or the end of the line",
        "replace or delete the word `size`",
    )
    marked, message, expected, _ = only_finding(read, "metric m {\n  window after release\n}\n")
    assert (marked, message, expected) == ("after", "the word `after` does not fit here", "a number")


def test_what_is_expected_is_what_could_have_gone_on_there(read: Read) -> None:
    # The number could have had a unit or an operator, although the date already shows it to be complete.
    _, message, expected, _ = only_finding(read, "parameter p 5 2016-01-01\n")
    assert message == "the date `2016-01-01` does not fit here"
    assert expected == "a unit such as `days`, `,`, `{`, the end of the line or an operator such as `plus`"


def test_many_possible_statements_are_cut_to_the_usual_ones(read: Read) -> None:
    _, _, expected, _ = only_finding(read, "payment p from a to b {\n  bonus GBP 5\n}\n")
    assert expected == "`pays`, `due`, `cap`, `clause`, `continues` or something else that may stand here"


def test_a_statement_that_ends_too_early_is_marked_at_its_end(read: Read) -> None:
    text = "metric m {\n  verified by\n  better higher\n}\n"
    (found,) = read(text)[1]
    assert found.code == "SIB132"
    assert start_of(found.span) == text.index("by") + 2
    assert found.message == "the statement is not complete: the end of the line comes too early"
    assert found.expected == "a name"


MISSPELT = [
    ('perties vera "V" is evaluator\n', "perties", "party"),
    ("metrik m {\n  unit percent\n}\n", "metrik", "metric"),
    ("Payment p from a to b {\n}\n", "Payment", "payment"),
    ("payment p form a to b {\n}\n", "form", "from"),
    ("payment p from a to b {\n  pay GBP 5\n}\n", "pay", "pays"),
    ("payment p from a to b {\n  pays by m {\n    otherwhise nothing\n  }\n}\n", "otherwhise", "otherwise"),
    ("payment p from a to b {\n  pays by m {\n    else nothing\n  }\n}\n", "else", "otherwise"),
    ("payment p from a to b {\n  pays by m {\n    at last 5% nothing\n  }\n}\n", "last", "least"),
    ('rate_card r "R" {\n}\n', "rate_card", "rate card"),
    ("payment p from a to b {\n  rates per person {\n  }\n}\n", "rates", "rate card"),
    ("outcomes o {\n}\n", "outcomes", "outcome"),
    ("outcome o {\n  record hours_worked in hours\n}\n", "record", "records"),
]


@pytest.mark.parametrize(("text", "found", "meant"), MISSPELT, ids=[case[1] for case in MISSPELT])
def test_a_misspelt_keyword_is_corrected(read: Read, text: str, found: str, meant: str) -> None:
    (finding,) = read(text)[1]
    assert finding.code == "SIB130"
    assert finding.help == f"did you mean `{meant}`?"
    assert finding.fix is not None
    assert finding.fix.applicability == "safe"
    after = edited(text, finding.fix.edits)
    assert after == re.sub(rf"\b{found}\b", meant, text)
    assert read(after)[1] == ()


def test_a_name_that_is_far_from_every_keyword_is_not_corrected(read: Read) -> None:
    (finding,) = read("class foo {\n}\n")[1]
    assert (finding.code, finding.fix) == ("SIB124", None)


@pytest.mark.parametrize("word", ["or", "and"])
def test_a_word_that_joins_is_never_taken_for_another_one(read: Read, word: str) -> None:
    # `cap GBP 5 on x for y` would be a cap on x, of the cohort y.
    (finding,) = read(f"payment p from a to b {{\n  cap GBP 5 on x {word} y per person\n}}\n")[1]
    assert finding.code == "SIB133"
    assert finding.fix is not None
    assert [edit.text for edit in finding.fix.edits] == [","]


TERMS_OF_PROGRAMMING = ("token", "parse", "syntax", "lexer", "EOF", "identifier", "expression", "terminal", "_")


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_no_sentence_uses_a_term_of_programming(snippet: str) -> None:
    words = RECORDED[snippet.replace(".sib", ".txt")].replace("`", " ").split()
    assert not [word for word in words if word in TERMS_OF_PROGRAMMING]
