"""A contract's words inside generated Python can do nothing but be read."""

import ast
import tokenize
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.generators.python.prose import comment, docstring, literal
from tests.strategies.names import sentences

ANY_TEXT = st.text() | sentences() | st.text(alphabet='"\\\n #N{}x', max_size=12)


@given(ANY_TEXT)
def test_a_literal_is_the_text(text: str) -> None:
    assert ast.literal_eval(literal(text)) == text


@given(ANY_TEXT)
def test_comments_are_comments_and_nothing_else(text: str) -> None:
    code = "\n".join(comment(text)) + "\n"
    kinds = {token.type for token in tokenize.tokenize(BytesIO(code.encode()).readline)}
    assert kinds <= {tokenize.ENCODING, tokenize.COMMENT, tokenize.NL, tokenize.ENDMARKER}
    assert all(line.count("#") == 1 for line in comment(text))


@given(st.lists(ANY_TEXT, max_size=3))
def test_a_docstring_is_one_string(paragraphs: list[str]) -> None:
    tree = ast.parse("\n".join(docstring(paragraphs)))
    (statement,) = tree.body
    assert isinstance(statement, ast.Expr)
    assert isinstance(statement.value, ast.Constant)
    assert isinstance(statement.value.value, str)


@given(ANY_TEXT)
def test_what_cannot_be_seen_is_shown(text: str) -> None:
    for line in (literal(text), *comment(text), *docstring([text])):
        assert line.isprintable()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("at least 10%", ["# at least 10%"]),
        ("two\nlines\tand more", ["# two lines and more"]),
        ("target #1 # noqa", ["# target \\x231 \\x23 noqa"]),
        ("# type: ignore", ["# \\x23 type: ignore"]),
        ("left \u202e right", ["# left \\u202e right"]),
        ("", []),
        ("word " * 25, ["# " + "word " * 19 + "word", "# word word word word word"]),
    ],
)
def test_comments_read_well(text: str, lines: list[str]) -> None:
    assert comment(text) == lines


@pytest.mark.parametrize(
    ("paragraphs", "lines"),
    [
        (["A title."], ['"""A title."""']),
        (["A title.", "Clause 4."], ['"""A title.', "", "Clause 4.", '"""']),
        (["A title.", "", ""], ['"""A title."""']),
        ([], ['""""""']),
        (['Ends in "quotes"'], ['"""Ends in "quotes\\""""']),
        (['"Quoted" first'], ['""" "Quoted" first"""']),
        (['a """ b'], ['"""a \\"\\"\\" b"""']),
        (["\\N{DIGIT ONE}\\"], ['"""\\\\N{DIGIT ONE}\\\\"""']),
        (["x", "# mypy: ignore-errors"], ['"""x', "", "\\x23 mypy: ignore-errors", '"""']),
    ],
)
def test_docstrings_read_well(paragraphs: list[str], lines: list[str]) -> None:
    assert docstring(paragraphs) == lines


def test_literals_prefer_double_quotes() -> None:
    assert literal("reduction") == '"reduction"'
    assert literal('a "title"') == "'a \"title\"'"
