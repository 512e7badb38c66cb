"""What holds for the canonical form of any text: it says the same, comments included, and is its own canonical form."""

from __future__ import annotations

from hypothesis import assume, event, given
from hypothesis import strategies as st

from sibdsl.diagnostics.editing import edited
from sibdsl.diagnostics.sink import Sink
from sibdsl.formatter import Formatted, NotFormatted, format_edits, format_range, format_source, print_tree
from sibdsl.formatter.comments import marks_of
from sibdsl.source.file import SourceFile
from sibdsl.surface.compare import without_spans
from sibdsl.surface.declarations import Declaration, Import, SourceTree
from sibdsl.syntax.parse import parse_text
from tests.properties.effort import examples
from tests.strategies.source_cards import card_contracts
from tests.strategies.source_damage import damaged, from_grammar, soup
from tests.strategies.sources import contracts
from tests.strategies.surface import source_trees
from tests.strategies.untidy import untidy


def tree_of(text: str) -> tuple[Declaration | Import, ...]:
    sink = Sink()
    tree = parse_text(SourceFile("contract.sib", text), sink)
    assume(not sink.has_errors)
    return without_spans(tree).declarations


def comments_of(text: str) -> list[str]:
    return [comment for _, comment, _ in marks_of(text.replace("\r\n", "\n").replace("\r", "\n")) if comment]


def formatted(text: str) -> str:
    found = format_source(SourceFile("contract.sib", text))
    assert isinstance(found, Formatted)
    assert found.changed == (found.text != text)
    return found.text


def is_kept(text: str) -> None:
    """Whether the canonical form of `text` says the same, is final, and is where edits lead."""
    tree = tree_of(text)
    result = formatted(text)
    event("was canonical" if result == text else "changed")
    assert tree_of(result) == tree
    assert comments_of(result) == comments_of(text)
    assert formatted(result) == result
    plain = result.replace("\r\n", "\n").replace("\r", "\n")
    assert not [line for line in plain.split("\n") if line != line.rstrip()]
    assert "\n\n\n" not in plain
    by_edits = edited(text, format_edits(SourceFile("contract.sib", text)))
    assert by_edits.replace("\r\n", "\n").replace("\r", "\n") == plain


@examples(25, 300)
@given(source_trees().map(print_tree).flatmap(untidy))
def test_any_tree_badly_laid_out(text: str) -> None:
    is_kept(text)


@examples(12, 150)
@given(st.one_of(contracts(), card_contracts()).flatmap(untidy))
def test_contracts_badly_laid_out(text: str) -> None:
    is_kept(text)


@examples(12, 150)
@given(source_trees())
def test_what_is_printed_is_canonical(tree: SourceTree) -> None:
    text = print_tree(tree)
    assert formatted(text) == text


@examples(12, 150)
@given(st.data())
def test_a_stretch_may_be_formatted_alone(data: st.DataObject) -> None:
    text = data.draw(source_trees().map(print_tree).flatmap(untidy))
    tree = tree_of(text)
    first, last = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    result = edited(text, format_range(SourceFile("contract.sib", text), first, last))
    assert tree_of(result) == tree
    assert comments_of(result) == comments_of(text)


@examples(12, 150)
@given(source_trees().map(print_tree).flatmap(untidy))
def test_line_ends_stay_of_their_kind(text: str) -> None:
    tree_of(text)
    windows = text.replace("\n", "\r\n")
    assume("\n" in text)
    result = formatted(windows)
    assert result == formatted(text).replace("\n", "\r\n")
    assert edited(windows, format_edits(SourceFile("contract.sib", windows))) == result


@examples(50, 500)
@given(
    st.one_of(
        damaged(),
        from_grammar(),
        soup(),
        st.text(),
        st.text(alphabet='{}()",.%#\n\r\t -+0123456789abcGBP', max_size=200),
        st.binary(max_size=200).map(lambda data: data.decode("latin-1")),
    )
)
def test_any_text_is_formatted_or_left_alone(text: str) -> None:
    source = SourceFile("any.sib", text)
    sink = Sink()
    parse_text(source, sink)
    found = format_source(source)
    if sink.has_errors:
        assert isinstance(found, NotFormatted)
        assert found.diagnostics == sink.diagnostics()
        assert not format_edits(source)
        return
    event("no mistake of syntax")
    is_kept(text)
