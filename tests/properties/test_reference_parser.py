"""The prepared parser against Lark over the same grammar: the same texts, in the same tree, or neither.

The trees are compared before any node is built: the prepared parser is given builders that only note the rule.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark
from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

from sibdsl.diagnostics.sink import Sink
from sibdsl.source.file import SourceFile
from sibdsl.syntax.automaton import ALL_KINDS, Automaton
from sibdsl.syntax.build import BUILDERS, PASSED_ON
from sibdsl.syntax.parse import Reader
from sibdsl.syntax.reference import build_reference
from sibdsl.syntax.tables import TERMINALS

EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def reference() -> Lark:
    return build_reference()


@cache
def noting_automaton() -> Automaton:
    """An automaton whose nodes are the name of the rule and the children."""

    def note(rule: str) -> Any:
        return lambda _span, *children: (rule, *children)

    return Automaton({rule: note(rule) for rule in BUILDERS}, [lambda _span, text: text] * ALL_KINDS)


def read_by_lark(text: str) -> list[Any] | None:
    try:
        tree = reference().parse(text)
    except UnexpectedInput:
        return None
    return [_noted(child) for child in tree.children]


def _noted(child: Token | Tree[Token] | None) -> Any:
    if child is None or isinstance(child, Token):
        return None if child is None else str(child)
    if child.data in PASSED_ON:
        return _noted(child.children[0])
    return (str(child.data), *map(_noted, child.children))


def read_by_us(text: str) -> list[Any] | None:
    sink = Sink()
    reader = Reader(SourceFile("text.sib", text), sink, automaton=noting_automaton())
    declarations = list(reader.declarations())
    return None if sink.has_errors else declarations


def assert_read_alike(text: str) -> None:
    assert read_by_us(text) == read_by_lark(text)


@cache
def example_declarations() -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.rglob("*.sib"))]
    return [declaration for text in texts for declaration in re.split(r"\n(?=[a-z])", text)]


def test_the_examples_are_read_alike() -> None:
    for path in sorted(EXAMPLES.rglob("*.sib")):
        text = path.read_text(encoding="utf-8")
        assert read_by_lark(text) is not None, path
        assert_read_alike(text)


PIECES = [
    *(shown for shown in TERMINALS if shown and not shown.isupper() and shown != "$END"),
    *("5", "5%", "8.5 %", "GBP 5", "CPI 5", "2016-08-31", "1,234", "1,2345", "12,5", "name", '"text"', '"""a\nb"""'),
    *("\n", "\n\n", "# comment\n", " ", "\u00a0", ".", ";", '"', "%", "GBP", "CPI", "party x is y"),
]


@st.composite
def damaged_declarations(draw: st.DrawFn) -> str:
    """A declaration of an example in which a few words are replaced, put in, left out or exchanged."""
    parts = re.findall(r'"[^"\n]*"|\w+|[ \t]+|\n|.', draw(st.sampled_from(example_declarations())))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(parts)))
        piece = draw(st.sampled_from(PIECES))
        what = draw(st.sampled_from(("replace", "put in", "leave out", "repeat")))
        if what == "replace":
            parts[at : at + 1] = [piece]
        elif what == "put in":
            parts[at:at] = [f" {piece} "]
        elif what == "leave out":
            del parts[at : at + 1]
        else:
            parts[at:at] = parts[max(at - 3, 0) : at]
    return "".join(parts)


@given(damaged_declarations())
@settings(max_examples=1_500)
def test_damaged_examples_are_read_alike(text: str) -> None:
    assert_read_alike(text)


@cache
def grammatical_texts() -> st.SearchStrategy[str]:
    """Texts of the grammar's own making; whatever is read as a word gets a space behind it."""
    lark = build_reference(("declaration",), whole_words=False)
    drawn = {
        "NAME": st.sampled_from(("size", "reduction", "x", "GBP", "of", "Größe", "and", "p", "percentage")),
        "NUMBER": st.sampled_from(("5", "0.5", "1,234")),
        "PERCENT": st.sampled_from(("5%", "8.5 %")),
        "MONEY": st.sampled_from(("GBP 5", "USD 1,234.50")),
        "DATE": st.just("2016-08-31"),
        "STRING": st.sampled_from(('"text"', '""', '"a \\"b\\" # c"')),
        "LONG_STRING": st.just('"""a\n  b"""'),
        "_NL": st.sampled_from(("\n", "\n\n", "\r\n", "\n# comment\n\n")),
        "SPACE": st.sampled_from((" ", "\t")),
        "COMMENT": st.just(""),
    }
    written = {
        terminal.name: st.just(_shown(terminal.pattern.value, terminal.pattern.type == "str"))
        for terminal in lark.terminals
        if terminal.name not in drawn
    }
    spaced = {name: strategy.map(lambda text: text + " ") for name, strategy in {**written, **drawn}.items()}
    return from_lark(lark, start="declaration", explicit=spaced)


def _shown(pattern: str, is_plain: bool) -> str:
    return pattern if is_plain else re.sub(r"\(\?:.*\)\*|\[[^]]*\]\+", " ", pattern, flags=re.DOTALL).replace(r"\b", "")


@given(st.data())
@settings(max_examples=400)
def test_texts_made_from_the_grammar_are_read_alike(data: st.DataObject) -> None:
    assert_read_alike(data.draw(grammatical_texts()))
