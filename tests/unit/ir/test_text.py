"""The text form of programs: what it looks like, that it parses back, and what its errors say."""

import pytest

from sibdsl.ir.invalid import InvalidProgram
from sibdsl.ir.text import from_text, to_text


def test_a_program_is_written_as_people_would_write_it(program_text: str) -> None:
    assert to_text(from_text(program_text)) == program_text


def test_comments_and_layout_have_no_meaning(program_text: str) -> None:
    spaced = "; a comment (with brackets\n" + program_text.replace(" (", "\n\t(")
    assert from_text(spaced) == from_text(program_text)


def test_a_name_that_could_be_something_else_is_written_in_quotes(program_text: str) -> None:
    for name in ("none", "yes", "17", "2016-01-01", "two words", 'a"b', "back\\slash", "日本", "\u202e", "(", ";"):
        quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
        program = from_text(program_text.replace("(payee charity)", f"(payee {quoted})"))
        assert program.plan.payments[0].payee == name
        assert from_text(to_text(program)) == program


def test_what_cannot_be_seen_is_written_as_an_escape(program_text: str) -> None:
    program = from_text(program_text.replace("Bridge to Work", "Bridge\\u202e\\nto \U0001f600"))
    assert program.plan.title == "Bridge\u202e\nto \U0001f600"
    assert '"Bridge\\u202e\\nto \U0001f600"' in to_text(program)


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("(digits 2)", "(digits 2/3)", "line 4, column 13: expected a whole number, found `2/3`"),
        ("(digits 2)", "(digits)", "line 4, column 5: expected one value in `(digits ...)`, found `(digits ...)`"),
        ("(digits 2)", "", "line 2, column 3: expected `(digits ...)` in `(plan ...)`, found `(plan ...)`"),
        ("(digits 2)", "(digits 2) (digits 2)", "line 4, column 16: expected `digits` once, found `(digits ...)`"),
        ("GBP)", '"GBP)', "line 3, column 15: the string does not end on its line"),
        (
            "(term 2016-01-01",
            "(term 2016-13-01",
            "line 6, column 11: expected a date such as 2016-09-30, found `2016-13-01`",
        ),
        ("(business no)", "(business 0)", "line 42, column 36: expected `yes` or `no`, found `0`"),
        (
            "(step 1/1000)",
            "(step 0.1)",
            "line 16, column 15: expected an exact number such as 3 or -1/8 or `none`, found `0.1`",
        ),
        (
            "(step 1/1000)",
            "(step 1/0)",
            "line 16, column 15: expected an exact number such as 3 or -1/8 or `none`, found `1/0`",
        ),
        (
            '(council "The Council")',
            "(council)",
            "line 8, column 7: expected 2 values in brackets, found `(council ...)`",
        ),
        (
            "(capped total)",
            "(uncapped total)",
            "expected `(indexed ...)` or `(minimum ...)` or `(capped ...)`, found `(uncapped ...)`",
        ),
        ("(subject)", "(row 1)", "found `(row ...)`"),
        ("(subject)", "(subject 1)", "line 124, column 56: expected nothing in `(subject ...)`, found `1`"),
        ("(below 1/10)", "(below 1/10 2)", "expected one bound at most, found `(below ...)`"),
        ("(program 1", "program 1", "line 1, column 1: expected `(program`, found `program`"),
        ("(program 1", "(plan 1", "line 1, column 1: expected `(program ...)`, found `(plan ...)`"),
        ("(program 1", "(program", "expected a whole number"),
    ],
)
def test_an_error_says_where_and_what(program_text: str, old: str, new: str, error: str) -> None:
    text = program_text.replace(old, new, 1)
    if text == program_text:
        pytest.fail(f"{old} is not in the program")
    with pytest.raises(InvalidProgram) as raised:
        from_text(text)
    assert error in str(raised.value)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "line 1, column 1: expected `(program`, found the end of the text"),
        ("\n\n", "line 3, column 1: expected `(program`, found the end of the text"),
        ("(program 1\n (plan", "line 2, column 2: expected `)` for this bracket, found the end of the text"),
        (")", "line 1, column 1: expected `(program`, found `)`"),
        ("() ()", "line 1, column 4: expected nothing after the program, found `(`"),
        ('("\\q")', 'the string "\\q" has an escape that JSON does not know'),
        ("(" * 100_000, "brackets are nested more than"),
        ("(program 1" + "(sum" * 100, "line 1, column 407: expected `)` for this bracket"),
    ],
)
def test_text_that_is_no_tree_has_an_error_too(text: str, error: str) -> None:
    with pytest.raises(InvalidProgram) as raised:
        from_text(text)
    assert error in str(raised.value)


def test_an_error_far_down_does_not_exhaust_the_stack(program_text: str) -> None:
    deep = "(sum " * 55 + "(oops)" + ")" * 55
    with pytest.raises(InvalidProgram, match="found `\\(oops"):
        from_text(program_text.replace("(subject)", deep))
