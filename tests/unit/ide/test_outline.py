"""The outline of a file, its colours, and what can be folded away."""

from __future__ import annotations

from pathlib import Path

import pytest

from sibdsl.ide.folding import folds
from sibdsl.ide.symbols import Symbol, document_symbols, workspace_symbols
from sibdsl.ide.tokens import MODIFIERS, TYPE_OF_KIND, TYPES, semantic_tokens
from sibdsl.semantics.scope import KINDS
from sibdsl.workspace.viewing import open_view
from tests.unit.ide.carets import FRAME, PATH, frame_with, view_of

EXAMPLES = sorted(Path("examples").rglob("*.sib*"))


def _outline(symbols: tuple[Symbol, ...], indent: str = "") -> list[str]:
    lines: list[str] = []
    for symbol in symbols:
        lines += [f"{indent}{symbol.kind} {symbol.name}: {symbol.detail}", *_outline(symbol.inside, indent + "  ")]
    return lines


def test_the_outline_of_a_contract() -> None:
    assert _outline(document_symbols(view_of(FRAME), PATH)) == [
        "contract demo: Demo · GBP, 2020-01-01 to 2022-12-31",
        "party city: City · outcome_payer",
        "party provider: Provider · service_provider",
        "party checker: Checker · evaluator, independent",
        "population people_served: People",
        "  cohort first_year: First · 2020-01-01 to 2020-12-31",
        "  group care_leavers: Care leavers",
        "metric reduction: Reduction · percent",
        "parameter price: Price · GBP 100",
        "payment success: Success payment · city → provider, due once on 2022-12-31",
        "scenario all is well: ",
    ]


def test_prices_stand_inside_of_their_card() -> None:
    rows = ["move_in  GBP 500  once", "stays  { for care_leavers  GBP 1", "otherwise GBP 2 }"]
    card = 'rate card prices "Prices" {\n' + "\n".join(rows) + "\n}\n"
    outline = _outline(document_symbols(view_of(FRAME + card), PATH))
    assert outline[-3:] == ["rate card prices: Prices", "  price move_in: GBP 500", "  price stays: by case"]


def test_an_imported_file_has_an_outline_of_its_own() -> None:
    view = view_of(FRAME + 'import "more.sib"\n', {"more.sib": 'group others "Others"\nparty aide is trustee\n'})
    assert _outline(document_symbols(view, PATH))[-1] == "import more.sib: "
    assert _outline(document_symbols(view, "more.sib")) == ["party aide: trustee"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("success", ["success"]),
        ("Success Pay", ["success"]),
        ("carele", ["care_leavers"]),
        ("frstyr", ["first_year"]),
        ("prov", ["provider", "success"]),
        ("zebra", []),
    ],
)
def test_declarations_are_found_by_what_is_remembered_of_them(query: str, names: list[str]) -> None:
    assert [found.symbol.name for found in workspace_symbols([view_of(FRAME), view_of(FRAME)], query)] == names


def test_what_is_found_says_what_it_is_inside_of() -> None:
    (found,) = workspace_symbols([view_of(FRAME)], "first_year")
    assert found.inside_of == "people_served"


def _coloured(text: str, line: str) -> list[tuple[str, ...]]:
    start = text.index(line)
    tokens = semantic_tokens(view_of(text), PATH, start, start + len(line))
    return [(text[token.start : token.end], token.type, *token.modifiers) for token in tokens]


def test_colours_tell_what_names_stand_for() -> None:
    assert _coloured(FRAME, "payment success") == [("payment", "keyword"), ("success", "function", "declaration")]
    assert _coloured(FRAME, "from city to provider") == [
        ("from", "keyword"),
        ("city", "class"),
        ("to", "keyword"),
        ("provider", "class"),
    ]
    assert _coloured(FRAME, "pays by reduction {") == [
        ("pays", "keyword"),
        ("by", "keyword"),
        ("reduction", "variable"),
    ]
    assert _coloured(FRAME, "at least 10%  GBP 5,000")[2:] == [
        ("10%", "number", "percent"),
        ("GBP 5,000", "number", "money"),
    ]
    assert _coloured(FRAME, "within 30 days")[1:] == [("30", "number"), ("days", "type", "defaultLibrary")]
    assert _coloured(FRAME, "is outcome_payer")[1:] == [("outcome_payer", "enumMember", "defaultLibrary")]
    assert _coloured(FRAME, "parameter price") == [
        ("parameter", "keyword"),
        ("price", "parameter", "declaration", "readonly"),
    ]


def test_units_are_coloured_as_units() -> None:
    text = frame_with('"Price" GBP 100', '"Price" GBP 100 per day')
    assert _coloured(text, "GBP 100 per day") == [
        ("GBP 100", "number", "money"),
        ("per", "keyword"),
        ("day", "type", "defaultLibrary"),
    ]
    assert _coloured(FRAME, "unit percent") == [("unit", "keyword"), ("percent", "type", "defaultLibrary")]


def test_statements_that_cannot_be_read_have_colours_too() -> None:
    text = frame_with("  pays by reduction {", "  pays provider of {")
    assert _coloured(text, "  pays provider of {") == [
        ("pays", "keyword"),
        ("provider", "class"),
        ("of", "keyword"),
    ]


@pytest.mark.parametrize("path", EXAMPLES, ids=str)
def test_every_word_and_number_has_one_colour(path: Path) -> None:
    view = open_view(str(path))
    text = view.files[str(path)].code
    done = 0
    for token in semantic_tokens(view, str(path)):
        assert token.type in TYPES and set(token.modifiers) <= set(MODIFIERS)
        assert not any(letter.isalnum() for letter in text[done : token.start]), text[done : token.start]
        assert token.start >= done
        done = token.end


def test_every_kind_of_declaration_has_a_colour() -> None:
    assert set(KINDS.values()) <= set(TYPE_OF_KIND)
    assert set(TYPE_OF_KIND.values()) <= set(TYPES)


def test_blocks_comments_imports_and_long_texts_fold() -> None:
    text = (
        '# one\n# two\nimport "a.sib"\nimport "b.sib"\n# alone\n'
        'metric m {\n  unit percent # not alone\n  note """\n  long\n  """\n}\ngroup g { note "short" }\n'
    )
    view = view_of(text, {"a.sib": "", "b.sib": ""})
    found = [(fold.kind, text[fold.start : fold.end]) for fold in folds(view, PATH)]
    assert found == [
        ("comment", "# one\n# two"),
        ("imports", 'import "a.sib"\nimport "b.sib"'),
        ("block", text[text.index("{") : text.index("}") + 1]),
        ("text", '"""\n  long\n  """'),
    ]


def test_half_typed_blocks_do_not_fold_with_each_other() -> None:
    text = "metric m {\n  unit percent\n\nmetric n {\n  unit percent\n}\n"
    assert [text[fold.start : fold.end].count("{") for fold in folds(view_of(text), PATH)] == [1]


def test_files_of_other_contracts_have_no_outline() -> None:
    view = view_of(FRAME)
    assert (document_symbols(view, "x"), semantic_tokens(view, "x"), folds(view, "x")) == ((), (), ())
