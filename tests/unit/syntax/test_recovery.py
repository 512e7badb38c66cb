"""After a mistake: one report for it, and everything else is read."""

from collections.abc import Sequence

import pytest

from sibdsl.diagnostics.editing import edited
from sibdsl.source.span import start_of
from sibdsl.syntax.recovery import LIMIT
from tests.unit.syntax.conftest import Read


def summary(read: Read, text: str) -> tuple[list[str], list[tuple[str, int]]]:
    """Line and code of each finding; kind and number of statements of each declaration."""
    tree, found = read(text)
    lines = [f"{text.count(chr(10), 0, start_of(finding.span)) + 1} {finding.code}" for finding in found]
    return lines, [(type(one).__name__, len(getattr(one, "items", ()))) for one in tree.declarations]


def test_each_broken_statement_is_reported_and_the_others_are_kept(read: Read) -> None:
    text = (
        "contract c {\n  currency = GBP\n  term 2012-01-01 to 2013-01-01\n  goal nothing\n  rounding up\n}\n"
        "party a is b\nparty c d\nparty e is f\n"
    )
    assert summary(read, text) == (
        ["2 SIB133", "4 SIB133", "8 SIB133"],
        # What is evidently meant is read on: `currency GBP`, and `party c is d`.
        [("Contract", 3), ("Party", 0), ("Party", 0), ("Party", 0)],
    )


def test_a_broken_statement_takes_its_block_and_its_further_lines_with_it(read: Read) -> None:
    text = (
        "payment p from a to b {\n  pays bye m {\n    at least 5% GBP 5\n    otherwise nothing\n  }\n"
        "  cap GBP 5\n    and GBP 6\n    in total\n  due quarterly\n}\n"
    )
    assert summary(read, text) == (["2 SIB133", "6 SIB133"], [("Payment", 1)])


def test_a_broken_row_leaves_the_other_rows(read: Read) -> None:
    rows = "    whatever GBP 5\n    at least 5% GBP 5\n    otherwise nothing\n"
    text = f"payment p from a to b {{\n  pays by m {{\n{rows}  }}\n}}\n"
    tree, _ = read(text)
    assert summary(read, text) == (["3 SIB131"], [("Payment", 1)])
    assert len(tree.declarations[0].items[0].value.rows) == 2


def test_a_broken_head_costs_the_declaration_and_keeps_its_name(read: Read) -> None:
    text = "metric reduction 5 {\n  nonsense\n  unit percent\n}\nparty a is b\n"
    tree, _ = read(text)
    assert summary(read, text) == (["1 SIB131"], [("Party", 0)])
    assert tree.broken == ("reduction",)


def test_a_misspelt_declaration_keeps_its_name_too(read: Read) -> None:
    tree, _ = read("metrik reduction {\n  unit percent\n}\n")
    assert [one.name.text for one in tree.declarations] == ["reduction"]
    assert read("metrik reduction 5 {\n  unit percent\n}\n")[0].broken == ("reduction",)


def test_what_follows_a_whole_declaration_does_not_cost_it(read: Read) -> None:
    assert summary(read, "party a is b for ever\nparty c is d\n") == (["1 SIB131"], [("Party", 0), ("Party", 0)])


UNCLOSED = [
    # The next declaration begins.
    ("metric m {\n  unit percent\n\nparty a is b\n", ["1 SIB121"], [("Metric", 1), ("Party", 0)]),
    # The text ends.
    ("metric m {\n  unit percent\n", ["1 SIB121"], [("Metric", 1)]),
    ("metric m {\n  unit", ["1 SIB121"], [("Metric", 0)]),
    # A table is closed by the brace of its payment: the indentation gives it away.
    (
        "payment p from a to b {\n  pays by m {\n    at least 5% GBP 5\n}\nparty a is b\n",
        ["2 SIB121"],
        [("Payment", 1), ("Party", 0)],
    ),
    # A statement of the payment stands among the rows.
    (
        "payment p from a to b {\n  pays by m {\n    at least 5% GBP 5\n  due quarterly\n}\n",
        ["2 SIB121"],
        [("Payment", 2)],
    ),
    # A declaration whose first words could have been a statement.
    (
        "payment p from a to b {\n  due quarterly\n\ncap c GBP 5 on all payments in total\n",
        ["1 SIB121"],
        [("Payment", 1), ("ContractCap", 0)],
    ),
]


@pytest.mark.parametrize(("text", "findings", "declarations"), UNCLOSED)
def test_a_block_that_is_never_closed(
    read: Read, text: str, findings: Sequence[str], declarations: Sequence[tuple[str, int]]
) -> None:
    assert summary(read, text) == (findings, declarations)


@pytest.mark.parametrize("text", [case[0] for case in UNCLOSED if "unit\n" not in case[0] and case[0][-1] == "\n"])
def test_closing_the_block_where_it_is_suggested_leaves_nothing_wrong(read: Read, text: str) -> None:
    (finding,) = read(text)[1]
    assert finding.fix is not None
    assert finding.labels[1].text in ("the text ends here", "and here something else begins")
    if "at least 5% GBP 5\n}\n" not in text:
        assert read(edited(text, finding.fix.edits))[1] == ()


def test_one_brace_too_many_is_one_mistake_whatever_it_leaves_outside(read: Read) -> None:
    text = "contract c {\n  currency GBP\n}\n  term 2012-01-01 to 2013-01-01\n  rounding up\n}\nparty a is b\n"
    assert summary(read, text) == (["4 SIB124"], [("Contract", 1), ("Party", 0)])
    assert summary(read, "party a is b }\nparty c is d\n") == (["1 SIB123"], [("Party", 0), ("Party", 0)])


def test_a_missing_opening_brace_is_one_mistake(read: Read) -> None:
    text = 'metric m "M"\n  unit percent\n  better higher\n}\nparty a is b\n'
    assert summary(read, text) == (["1 SIB133"], [("Party", 0)])


def test_an_opening_brace_on_its_own_line_is_moved_up(read: Read) -> None:
    text = "metric m\n{\n  calculated by n\n  {\n    otherwise 5%\n  }\n}\nparty a is b\n"
    assert summary(read, text) == (["2 SIB120", "4 SIB120"], [("Metric", 1), ("Party", 0)])
    for finding in reversed(read(text)[1]):
        assert finding.fix is not None
        text = edited(text, finding.fix.edits)
    assert text.startswith("metric m {\n  calculated by n {\n")


BRACKETS = [
    ("  pays (a plus b\n  due quarterly\n", ["2 SIB122"], 1),
    ("  pays lower of (a,\n  due quarterly\n", ["2 SIB122"], 1),
    ("  pays lower of (a,\n    b foo c)\n  due quarterly\n", ["3 SIB133"], 1),
    ("  pays a plus b)\n  due quarterly\n", ["2 SIB131"], 1),
    ("  pays (a plus\n    b\n", ["2 SIB122"], 0),
]


@pytest.mark.parametrize(("statements", "findings", "kept"), BRACKETS)
def test_a_bracket_that_is_never_closed_costs_its_statement(
    read: Read, statements: str, findings: list[str], kept: int
) -> None:
    text = f"payment p from a to b {{\n{statements}}}\nparty a is b\n"
    assert summary(read, text) == (findings, [("Payment", kept), ("Party", 0)])


def test_a_bracket_that_is_never_closed_in_a_head(read: Read) -> None:
    text = "threshold t met when (m at least 5%\nparty a is b\n"
    assert summary(read, text) == (["1 SIB122"], [("Party", 0)])


def test_after_a_hundred_mistakes_the_rest_is_left_unread(read: Read) -> None:
    text = "metric m {\n" + "  nonsense\n" * (LIMIT * 2) + "}\nparty a is b\n"
    findings, declarations = summary(read, text)
    assert findings[-1].endswith("SIB199")
    assert len(findings) == LIMIT + 1
    assert declarations == []
    assert len(summary(read, "£ " * (LIMIT * 2))[0]) <= LIMIT + 2


@pytest.mark.parametrize("statement", ["cohort first 2018-01-01 2018-12-31 so", "group first 5 people 7"])
def test_a_name_that_a_broken_statement_declares_is_kept(read: Read, statement: str) -> None:
    tree, found = read(f"population p {{\n  {statement}\n  size 5\n}}\n")
    assert len(found) == 1
    assert tree.broken == ("first",)


def test_a_name_in_a_broken_statement_that_declares_nothing_is_not_kept(read: Read) -> None:
    tree, _ = read("payment p from a to b {\n  pays first bla\n}\n")
    assert tree.broken == ()
