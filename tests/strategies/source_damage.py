"""Hypothesis strategies for texts that are nearly contracts, and for texts that are none.

In: nothing. Out: `damaged()`, contracts in which words and lines are missing, doubled, exchanged or changed;
`soup()`, words of the language in any order; `from_grammar()`, what the grammar allows, whatever it means.
Relies on `sources`, the examples and the reference grammar.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark

from sibdsl.syntax.reference import build_reference
from tests.strategies.source_cards import card_contracts
from tests.strategies.sources import contracts

EXAMPLES = Path(__file__).parents[2] / "examples"
WORD = re.compile(r'"""(?s:.*?)"""|"(?:[^"\\\n]|\\.)*"|\d[\d,.%-]*|\w+|[ \t]+|\r\n|.', re.DOTALL)

NUMBERS = (
    "0", "1", "-1", "5", "20%", "100%", "0%", "8.5%", "101%", "1,234", "12,5", "1e9", "0.001", "0.5", "10,000",
    "9" * 20,
    "9" * 5000, "0." + "0" * 300 + "1",
)  # fmt: skip
UNITS = ("percent", "percentage points", "GBP", "USD", "EUR", "hours", "people", "number", "days", "weeks", "months")
DATES = ("2027-04-01", "2024-02-29", "2023-02-29", "0001-01-01", "9999-12-31", "2027-13-01", "31/03/2027", "2031-06-30")
NAMES = (
    "fall", "success", "fee", "bonus", "served", "city", "fund", "provider", "vera", "cohort_1", "cohort_2", "result",
    "savings", "price_index", "day_price", "earned", "level", "overall", "people_served", "class", "size", "x",
)  # fmt: skip
SIGNS = (
    "{",
    "}",
    "(",
    ")",
    ",",
    "+",
    "-",
    "*",
    "/",
    "×",
    "=",
    "%",
    '"',
    "#",
    ";",
    "£",
    "\u00a0",
    "\t",
    "≥",
    "\u202e",
    "\0",
)
PHRASES = (
    "at least", "above", "at most", "below", "exactly", "from 10% to 20%", "otherwise", "nothing", "so far",
    "in the period",
    "over all cohorts", "paid so far", "sample of", "p-value of", "lower of (", "higher of (", "not below nothing",
    "for each cohort", "in total", "per cohort", "whole payments only", "is met", "is significant at 5%",
    "has been paid",
    "at least 2 of (", "net of deadweight 20%", "divided by", "share of", "by date {", "interpolated {",
    "in brackets {",
    "after", "at most 3 times", "per person", "whole claims only", "rate card {", "only one of", "once, after",
    "reduction from", "point reduction from", "elapsed months", "indexed by", "minimum", "due quarterly",
    "paid first by",
)  # fmt: skip


@cache
def keywords() -> tuple[str, ...]:
    """Every keyword of the language."""
    found = {str(terminal.pattern.value).removesuffix(r"\b") for terminal in build_reference().terminals}
    return tuple(sorted(word for word in found if re.fullmatch(r"[a-z-]+", word)))


@cache
def example_texts() -> tuple[str, ...]:
    """The contracts of the examples."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*/contract.sib")))


def pieces() -> st.SearchStrategy[str]:
    """A word, number, date, phrase or sign."""
    return st.one_of(
        *(st.sampled_from(words) for words in (NUMBERS, UNITS, DATES, NAMES, SIGNS, PHRASES)),
        st.sampled_from(keywords()),
    )


@st.composite
def damaged(draw: st.DrawFn, texts: st.SearchStrategy[str] | None = None) -> str:
    """A contract with a few mistakes, of any kind or one of those given."""
    text = draw(contracts() | card_contracts() | st.sampled_from(example_texts()) if texts is None else texts)
    for _ in range(draw(st.integers(1, 4))):
        way = draw(st.sampled_from([_changed, _changed, _damaged_words, _damaged_lines]))
        text = draw(way(text))
    return text


@st.composite
def _changed(draw: st.DrawFn, text: str) -> str:
    """The contract with another number, date, unit or name, so that it reads well and means something else."""
    words = WORD.findall(text)
    kinds = [(index, options) for index, word in enumerate(words) if (options := _of_the_same_kind(word, words))]
    if kinds:
        index, options = draw(st.sampled_from(kinds))
        words[index] = draw(st.sampled_from(options))
    return "".join(words)


def _of_the_same_kind(word: str, words: list[str]) -> tuple[str, ...] | list[str]:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", word):
        return DATES
    if word[0].isdigit():
        return NUMBERS
    if word in UNITS:
        return UNITS
    if word in ("least", "most", "above", "below", "higher", "lower", "up", "even", "down", "once", "each"):
        return ("above", "below", "least", "most", "higher", "lower", "up", "down", "once", "each", "total")
    return [other for other in words if other.isidentifier()] if word.isidentifier() else ()


@st.composite
def _damaged_words(draw: st.DrawFn, text: str) -> str:
    words = WORD.findall(text)
    if not words:
        return text
    at = draw(st.integers(0, len(words) - 1))
    other = draw(st.integers(0, len(words) - 1))
    way = draw(st.sampled_from(["replace", "insert", "delete", "double", "exchange", "rename"]))
    if way == "replace":
        words[at] = draw(pieces())
    elif way == "insert":
        words.insert(at, f" {draw(pieces())} ")
    elif way == "delete":
        del words[at]
    elif way == "double":
        words.insert(at, words[at])
    elif way == "exchange":
        words[at], words[other] = words[other], words[at]
    else:
        old, new = words[at], words[other]
        words = [new if word == old and word.isidentifier() else word for word in words]
    return "".join(words)


@st.composite
def _damaged_lines(draw: st.DrawFn, text: str) -> str:
    lines = text.splitlines(keepends=True)
    if not lines:
        return text
    at = draw(st.integers(0, len(lines) - 1))
    other = draw(st.integers(0, len(lines) - 1))
    way = draw(st.sampled_from(["delete", "double", "exchange", "move", "cut", "join"]))
    if way == "delete":
        del lines[at]
    elif way == "double":
        lines.insert(other, lines[at])
    elif way == "exchange":
        lines[at], lines[other] = lines[other], lines[at]
    elif way == "move":
        lines.insert(other, lines.pop(at))
    elif way == "cut":
        lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
    else:
        lines[at] = lines[at].rstrip("\r\n") + " "
    return "".join(lines)


def soup() -> st.SearchStrategy[str]:
    """Words of the language in any order."""
    return st.lists(st.tuples(pieces(), st.sampled_from([" ", "\n", "", "\n  "])), max_size=60).map(
        lambda parts: "".join(word + space for word, space in parts)
    )


@st.composite
def from_grammar(draw: st.DrawFn) -> str:
    """A contract with a few declarations that the grammar allows; what they mean is another matter."""
    head = (
        draw(contracts()) if draw(st.booleans()) else "contract pilot { currency GBP\nterm 2027-04-01 to 2030-03-31 }\n"
    )
    return head + "\n" + "\n".join(draw(st.lists(_declarations(), min_size=1, max_size=3)))


@cache
def _declarations() -> st.SearchStrategy[str]:
    lark = build_reference(("declaration",), whole_words=False)
    drawn = {
        "NAME": st.sampled_from((*NAMES, *UNITS, "loan", "evaluator", "outcome_payer", "higher", "senior", "sample")),
        "NUMBER": st.sampled_from(("0", "1", "2", "5", "0.5", "100", "1,234")),
        "PERCENT": st.sampled_from(("0%", "5%", "8.5 %", "50%", "100%", "150%")),
        "MONEY": st.sampled_from(("GBP 0", "GBP 5", "GBP 1,234.50", "USD 1", "XYZ 3", "GBP 0.001")),
        "DATE": st.sampled_from(tuple(day for day in DATES if re.fullmatch(r"[\d-]+", day))),
        "STRING": st.sampled_from(('"text"', '""', '"a \\"b\\" # c"', '"GB-ENG"')),
        "LONG_STRING": st.just('"""a\n  b"""'),
        "_NL": st.sampled_from(("\n", "\n\n", "\r\n", "\n# comment\n\n")),
        "SPACE": st.just(" "),
        "COMMENT": st.just(""),
    }
    written = {
        terminal.name: st.just(_shown(terminal.pattern.value, terminal.pattern.type == "str"))
        for terminal in lark.terminals
        if terminal.name not in drawn
    }
    spaced = {name: strategy.map(lambda text: f"{text} ") for name, strategy in {**written, **drawn}.items()}
    return from_lark(lark, start="declaration", explicit=spaced)


def _shown(pattern: str, is_plain: bool) -> str:
    """A keyword or phrase as it is written, from the pattern that finds it."""
    return pattern if is_plain else re.sub(r"\(\?:.*\)\*|\[[^]]*\]\+", " ", pattern, flags=re.DOTALL).replace(r"\b", "")
