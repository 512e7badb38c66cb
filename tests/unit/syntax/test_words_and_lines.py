"""Words, numbers, texts, comments, and where a statement ends."""

from collections.abc import Callable
from typing import Any

import pytest

from sibdsl.source.file import SourceFile
from sibdsl.source.span import end_of, start_of
from sibdsl.surface.declarations import Payment
from sibdsl.syntax.parse import scan_comments
from tests.unit.syntax.conftest import Read

One = Callable[..., Any]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ('"plain"', "plain"),
        ('""', ""),
        (r'"say \"yes\""', 'say "yes"'),
        (r'"C:\\files"', r"C:\files"),
        (r'"two\nlines"', "two\nlines"),
        ('"# no comment"', "# no comment"),
        ('"“typographic” inside"', "“typographic” inside"),
        ('"""over\n   several lines"""', "over several lines"),
        ('"""\n  with "quotes" and \\ signs\n  """', 'with "quotes" and \\ signs'),
    ],
)
def test_texts(item: One, written: str, value: str) -> None:
    assert item(f"note {written}").text.value == value


@pytest.mark.parametrize("written", ["5", "0.5", "1,234", "1234", "1,234,567.89", "007"])
def test_numbers_keep_their_text(amount: One, written: str) -> None:
    assert amount(written).text == written


def test_money_and_percentages_may_have_other_spaces_inside(amount: One) -> None:
    assert amount("GBP\u00a01,500").text == "1,500"
    assert amount("8.5\u202f%").text == "8.5"


def test_names_may_be_in_any_script(declaration: One) -> None:
    assert declaration("party größe_1 is 出来高").name.text == "größe_1"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_ends_a_line(read: Read, line_end: str) -> None:
    tree, found = read(
        "contract c {\n  currency GBP\n\n  # why\n  rounding up\n}\nparty a is b\n".replace("\n", line_end)
    )
    assert not found
    assert [len(declaration.items) for declaration in tree.declarations] == [2, 0]


@pytest.mark.parametrize(
    "written",
    [
        "a plus\n b",
        "a +\n b",
        "a less\n\n # comment\n b",
        "lower of (a,\n b\n )",
        "(a\n plus b)",
        "a,\n not below b",
    ],
)
def test_a_statement_goes_on_after_a_comma_an_operator_and_inside_brackets(amount: One, written: str) -> None:
    assert amount(written) == amount(" ".join(line.split("#")[0] for line in written.split("\n")))


def test_a_statement_goes_on_after_and_and_or(condition: One) -> None:
    assert condition("a is met and\n b is met or\n c is met") == condition("a is met and b is met or c is met")


def test_a_name_that_spells_an_operator_ends_its_line(read: Read) -> None:
    tree, found = read("metric m {\n  of less\n  better times\n}\nreport r from a to and\n")
    assert [finding.code for finding in found] == ["SIB133"]
    assert len(tree.declarations[0].items) == 2


def test_comments_are_found_outside_of_texts_only() -> None:
    text = '# one\nparty a "# no comment" is b  # two\nparty c is d { note """\n# neither\n""" }#three'
    found = [text[start_of(span) : end_of(span)] for span in scan_comments(SourceFile("c.sib", text))]
    assert found == ["# one", "# two", "#three"]


def written_at(text: str, node: Any) -> str:
    return text[start_of(node.span) : end_of(node.span)]


def test_a_node_spans_from_its_first_to_its_last_word(read: Read) -> None:
    text = (
        "# before\npayment success from city to mdrc {\n"
        "  pays by reduction {  # the table\n    at least 20%   USD 5 plus (a  times b)  # row\n  }\n}  # after\n"
    )
    (payment,) = read(text)[0].declarations
    assert isinstance(payment, Payment)
    assert written_at(text, payment) == text[text.index("payment") : text.index("  # after")]
    assert written_at(text, payment.payee) == "mdrc"
    (pays,) = payment.items
    row = pays.value.rows[0]
    assert written_at(text, row) == "at least 20%   USD 5 plus (a  times b)"
    assert written_at(text, row.test) == "at least 20%"
    assert written_at(text, row.amount.right) == "(a  times b)"
    assert written_at(text, row.amount.right.value) == "a  times b"
