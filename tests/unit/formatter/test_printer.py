"""The canonical text of a tree: what is changed in what an author wrote, and what is kept."""

from pathlib import Path

import pytest

from sibdsl.diagnostics.sink import Sink
from sibdsl.formatter import print_tree
from sibdsl.formatter.layout import WIDTH
from sibdsl.source.file import SourceFile
from sibdsl.source.span import NOWHERE
from sibdsl.surface.compare import without_spans
from sibdsl.surface.declarations import Declaration, Parameter, SourceTree, Threshold
from sibdsl.surface.expressions import (
    Binary,
    Bounded,
    Comparison,
    Expression,
    IsMet,
    Junction,
    Negative,
    Number,
    Reference,
)
from sibdsl.surface.expressions import (
    Test as Boundaries,
)
from sibdsl.surface.items import PaysItem, TextItem
from sibdsl.surface.node import Name, Text
from sibdsl.surface.tables import Row, StepTable
from sibdsl.syntax.parse import parse_text

ROOT = Path(__file__).parents[3]
SOURCES = sorted((ROOT / "examples").rglob("*.sib"))


def read(text: str) -> SourceTree:
    sink = Sink()
    tree = parse_text(SourceFile("contract.sib", text), sink)
    assert not sink.diagnostics(), sink.diagnostics()
    return tree


def printed(text: str) -> str:
    return print_tree(read(text))


def name(text: str) -> Name:
    return Name(NOWHERE, text)


def ref(text: str) -> Reference:
    return Reference(NOWHERE, name(text))


def print_one(declaration: Declaration) -> str:
    return print_tree(SourceTree(NOWHERE, (declaration,)))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_example_says_the_same_when_it_is_printed(path: Path) -> None:
    tree = read(path.read_text(encoding="utf-8"))
    text = print_tree(tree)
    assert without_spans(read(text)).declarations == without_spans(tree).declarations
    assert printed(text) == text
    assert not [line for line in text.split("\n") if line != line.rstrip()]


def test_layout_is_made_canonical() -> None:
    untidy = """\


        contract   able   "ABLE"   {currency USD
    term 2012-09-01   to 2016-08-31



    goal    "Fewer days"  }
    party a is payer
    party b is investor , independent
    metric m{ unit percent }
    """
    assert printed(untidy) == (
        'contract able "ABLE" {\n'
        "  currency USD\n"
        "  term     2012-09-01 to 2016-08-31\n"
        '  goal     "Fewer days"\n'
        "}\n"
        "\n"
        "party a is payer\n"
        "party b is investor, independent\n"
        "\n"
        "metric m {\n"
        "  unit percent\n"
        "}\n"
    )


def test_an_empty_tree_is_an_empty_text() -> None:
    assert printed("# only a comment\n") == ""


def test_the_amounts_of_a_table_stand_below_each_other() -> None:
    assert printed(
        "payment p from a to b {\n pays by m {\n at least 20% USD 5\n"
        " from 8.5% to below 20% USD 4\n otherwise nothing\n }\n}"
    ) == (
        "payment p from a to b {\n"
        "  pays by m {\n"
        "    at least 20%            USD 5\n"
        "    from 8.5% to below 20%  USD 4\n"
        "    otherwise               nothing\n"
        "  }\n"
        "}\n"
    )


def test_operators_become_words() -> None:
    assert printed("parameter p a + b*c - -d/e\n") == "parameter p a plus b times c minus -d divided by e\n"


def test_brackets_that_the_author_wrote_are_kept() -> None:
    assert printed("parameter p ((a)) times (b plus c)\n") == "parameter p ((a)) times (b plus c)\n"


A, B, C = ref("a"), ref("b"), ref("c")


def binary(operator: str, left: Expression, right: Expression) -> Binary:
    return Binary(NOWHERE, operator, left, right)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (binary("times", binary("plus", A, B), C), "(a plus b) times c"),
        (binary("minus", A, binary("minus", B, C)), "a minus (b minus c)"),
        (binary("divided by", A, binary("times", B, C)), "a divided by (b times c)"),
        (Negative(NOWHERE, binary("plus", A, B)), "-(a plus b)"),
        (binary("plus", Bounded(NOWHERE, A, B, None), C), "(a, not below b) plus c"),
    ],
)
def test_a_tree_that_nobody_wrote_gets_the_brackets_it_needs(value: Expression, text: str) -> None:
    assert print_one(Parameter(NOWHERE, name("p"), None, (), value, None)) == f"parameter p {text}\n"


def test_conditions_that_nobody_wrote_get_their_brackets_too() -> None:
    s, t, u = (IsMet(NOWHERE, name(text), False) for text in "stu")
    either = Junction(NOWHERE, "or", (s, t))
    threshold = Threshold(NOWHERE, name("t"), None, (), Junction(NOWHERE, "and", (either, u)))
    assert print_one(threshold) == "threshold t met when (s is met or t is met) and u is met\n"


def test_a_name_behind_a_bare_number_is_bracketed_or_it_would_be_its_unit() -> None:
    test = Boundaries(NOWHERE, Number(NOWHERE, "5"), True, None, False)
    table = StepTable(NOWHERE, A, (Row(NOWHERE, test, binary("times", B, C)),))
    (payment,) = read("payment p from a to b { }").declarations
    assert isinstance(payment, Declaration)
    pays = PaysItem(NOWHERE, None, table)
    text = print_one(type(payment)(NOWHERE, payment.name, None, (pays,), payment.payers, payment.payee))  # type: ignore[attr-defined,call-arg]
    assert "    at least 5  (b times c)\n" in text


def test_a_long_statement_is_broken_behind_commas_and_operators_only() -> None:
    names = ", ".join(f"provider_number_{number}" for number in range(12))
    sums = " plus ".join(f"outcome_number_{number}" for number in range(12))
    text = printed(f"payment p from {names} to b {{\n  pays {sums}\n}}\n")
    lines = text.split("\n")
    assert all(len(line) <= WIDTH for line in lines)
    assert lines[0].endswith(",")
    assert lines[1].startswith("    provider_number_")
    assert any(line.endswith(" plus") for line in lines)


def test_what_cannot_be_broken_is_left_long() -> None:
    title = "x" * 150
    assert printed(f'party a "{title}" is b\n') == f'party a "{title}" is b\n'


def test_a_long_text_is_written_over_several_lines() -> None:
    value = "The provider reports every quarter how many people moved into a home of their own. " * 3
    text = printed(f'metric m {{\n  definition "{value.strip()}"\n}}\n')
    lines = text.split("\n")
    assert lines[1] == '  definition """'
    assert lines[-3] == '  """'
    assert all(len(line) <= WIDTH for line in lines)
    assert read(text).declarations[0].items[0].text.value == value.strip()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "value",
    ['say "yes"', r"C:\new", "two\nlines", "", " spaces  kept ", 'x """ y' * 30, "tab\there" * 30, '"' * 3, "\\" * 101],
)
def test_texts_are_written_so_that_they_read_the_same(value: str) -> None:
    note = TextItem(NOWHERE, "note", Text(NOWHERE, value))
    (party,) = read("party a is b").declarations
    assert isinstance(party, Declaration)
    tree = SourceTree(NOWHERE, (type(party)(NOWHERE, party.name, None, (note,), party.roles),))  # type: ignore[attr-defined,call-arg]
    assert without_spans(read(print_tree(tree))).declarations == without_spans(tree).declarations


def test_a_comparison_of_two_equal_bounds_is_exactly() -> None:
    five = Number(NOWHERE, "5")
    condition = Comparison(NOWHERE, A, Boundaries(NOWHERE, five, True, five, True))
    assert print_one(Threshold(NOWHERE, name("t"), None, (), condition)) == "threshold t met when a exactly 5\n"
