"""Hypothesis strategies for names and sentences, many of them meant to break out of generated code."""

from __future__ import annotations

from hypothesis import strategies as st

# Python's keywords and builtins, the names that generated code uses itself, other scripts, look-alikes.
NAMES = [
    "reduction", "hours", "success", "city", "class", "import", "None", "print", "min", "max", "date", "Fraction",
    "case", "Case", "Plan", "settle", "main", "self", "evidence", "pay_success", "amount", "total", "_x", "__init__",
    "réduction", "reducción", "日数", "ﬁeld", "field", "SUCCESS", "x1", "births.sample", "births_sample", "yes",
    "none", "match", "type", "annotations", "RULES", "plan", "__name__", "sys", "Statement", "l",
]  # fmt: skip

SENTENCES = [
    "ABLE Project",
    "at least 10%",
    "",
    'a "quoted" title',
    "it's ours",
    '"""',
    '"""; import os; os.abort() #',
    "'''",
    "ends with a backslash \\",
    "\\N{DIGIT ONE} \\x41 \\u0041",
    "two\nlines",
    "carriage\rreturn",
    "{braces} %s {0}",
    "# type: ignore",
    "# noqa: F821",
    "# mypy: ignore-errors",
    "tab\tand\x0cfeed\x00nul",
    "right \u202eto left",
    "separators \u2028 and \x85 and \x1c",
    "Zürich — “наука” 日本",
    "😀",
    "x" * 150,
    "a very long title " * 12,
]


def names() -> st.SearchStrategy[str]:
    """A name that a contract might give to a metric, a fact, a payment or a threshold."""
    return st.sampled_from(NAMES)


def sentences() -> st.SearchStrategy[str]:
    """A title, a clause or the words of a rule."""
    return st.sampled_from(SENTENCES)
