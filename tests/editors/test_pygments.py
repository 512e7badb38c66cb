"""Contracts are coloured by Pygments as the compiler reads them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from pygments import highlight, lex
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
from pygments.token import Comment, Error, Keyword, Literal, Name, Number, Operator, Punctuation, String, Whitespace

from sibdsl.highlighting.pygments_lexer import SibLexer
from sibdsl.syntax.tables import TERMINALS, WORDS
from tests.editors.colours import differences
from tests.editors.tokens import contracts

CONTRACTS = contracts()

# Longest first: a token type is in the class of the first of these that holds it.
CLASSES = (
    (Keyword.Type, "unit"),
    (Keyword, "keyword"),
    (Operator.Word, "keyword"),
    (Operator, "sign"),
    (Punctuation, "sign"),
    (Name, "name"),
    (Number.Float, "percent"),
    (Number, "number"),
    (String, "text"),
    (Literal.Date, "date"),
    (Comment, "comment"),
    (Whitespace, "space"),
    (Error, "error"),
)


def colours(text: str) -> list[str]:
    """The class of every character."""
    found: list[str] = []
    for token, piece in lex(text, SibLexer(stripnl=False, ensurenl=False)):
        found += [next(name for kind, name in CLASSES if token in kind)] * len(piece)
    return found


@pytest.mark.parametrize("name", CONTRACTS)
def test_every_token_has_the_colour_of_what_it_is(name: str) -> None:
    assert differences(CONTRACTS[name], colours(CONTRACTS[name])) == []


@pytest.mark.parametrize("name", CONTRACTS)
def test_nothing_in_a_contract_is_an_error(name: str) -> None:
    assert "error" not in colours(CONTRACTS[name])


def test_every_keyword_of_the_grammar_is_coloured_somewhere() -> None:
    from sibdsl.highlighting import vocabulary

    runs = {
        *vocabulary.DECLARATIONS,
        *vocabulary.STATEMENTS,
        *vocabulary.ROWS,
        *vocabulary.OPERATORS,
        *vocabulary.CONSTANTS,
        *vocabulary.CONNECTIVES,
    }
    assert set(WORDS) <= {word for run in runs for word in re.split("[ -]", run)}
    phrases = {phrase.lstrip(", ") for phrase in TERMINALS if re.search(r"[a-z][ -][a-z]|, [a-z]", phrase)}
    assert {p for p in phrases if not any(re.search(rf"(^| ){re.escape(p)}( |$)", run) for run in runs)} == set()


@pytest.mark.parametrize(
    ("text", "word", "colour"),
    [
        ("metric size {\n  unit percent\n}\n", "size", "name"),
        ("payment total from a to b {\n  pays total times 2\n}\n", "total times", "name"),
        ("population p {\n  size 10\n}\n", "size", "keyword"),
        ("payment p from a to b {\n  cap GBP 5 in total\n}\n", "total", "keyword"),
        ("payment p from a to b {\n  pays lower of (size,\n    total)\n}\n", "total", "name"),
        ("payment p from a to b {\n  due quarterly,\n    payable within 30 days\n}\n", "payable", "keyword"),
        ('x "half typed\nmetric y {\n', "metric", "keyword"),
    ],
)
def test_a_keyword_is_one_only_where_it_can_be(text: str, word: str, colour: str) -> None:
    assert colours(text)[text.rindex(word)] == colour


def test_half_typed_text_is_coloured_to_the_end() -> None:
    text = CONTRACTS["examples/nyc_able/contract.sib"]
    for end in range(0, len(text), 97):
        colours(text[:end])


def test_pygments_finds_the_lexer_by_its_name_and_by_the_name_of_a_file() -> None:
    assert isinstance(get_lexer_by_name("sib"), SibLexer)
    assert isinstance(get_lexer_for_filename("contract.sib"), SibLexer)


def test_the_command_of_pygments_colours_a_contract(tmp_path: Path) -> None:
    contract = tmp_path / "contract.sib"
    contract.write_text(CONTRACTS["examples/nyc_able/contract.sib"], encoding="utf-8")
    command = [sys.executable, "-m", "pygments", "-f", "html", str(contract)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    assert '<span class="kd">contract</span><span class="w"> </span><span class="nc">nyc_able</span>' in run.stdout
    assert 'class="err"' not in run.stdout


def test_a_block_in_markdown_is_coloured() -> None:
    page = "# Terms\n\n```sib\ncap overall GBP 5 on all payments in total\n```\n"
    html = highlight(page, get_lexer_by_name("markdown"), HtmlFormatter())
    assert '<span class="kd">cap</span>' in html
    assert '<span class="kc">in total</span>' in html
