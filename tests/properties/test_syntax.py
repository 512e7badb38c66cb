"""What holds for the parser and the printer whatever the text or the tree."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sibdsl.diagnostics.editing import edited
from sibdsl.diagnostics.sink import Sink
from sibdsl.formatter import print_tree
from sibdsl.source.file import SourceFile
from sibdsl.source.span import end_of, start_of
from sibdsl.surface.compare import without_spans
from sibdsl.surface.declarations import SourceTree
from sibdsl.syntax.parse import Reader, parse_text
from tests.strategies.surface import source_trees


@given(source_trees())
@settings(max_examples=300)
def test_a_printed_tree_reads_as_the_same_tree(tree: SourceTree) -> None:
    text = print_tree(tree)
    sink = Sink()
    read = without_spans(parse_text(SourceFile("printed.sib", text), sink))
    assert not sink.diagnostics(), (sink.diagnostics(), text)
    assert read == tree, text
    assert print_tree(read) == text


SIGNS = "“”‘’–—−£$€;:.()(){}{}\"'`\\%&|@<>=≥１２，＝\u200b\u2028\u0000\u000b \n\r\t#"
WORDS = ("{", "}", "payment p from a to b {", "metric", "party x is y", '"x"', "5", "12,5", "GBP 5", "and", "\n", '"""')


@st.composite
def disordered_texts(draw: st.DrawFn) -> str:
    """The printed text of a tree with stretches cut out and signs and words put in."""
    text = print_tree(draw(source_trees(2)))
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(text)))
        put_in = draw(st.one_of(st.sampled_from(WORDS), st.text(SIGNS, max_size=4), st.text(max_size=3)))
        text = text[:at] + put_in + text[at + draw(st.sampled_from((0, 0, 1, 5, 50))) :]
    return text


@given(
    st.one_of(
        disordered_texts(), st.text(SIGNS + "abc 123"), st.text(), st.binary().map(lambda it: it.decode("latin-1"))
    )
)
@settings(max_examples=1_000)
def test_any_text_is_read_and_what_is_reported_lies_inside_of_it(text: str) -> None:
    sink = Sink()
    tree = parse_text(SourceFile("any.sib", text), sink)
    for finding in sink.diagnostics():
        for label in finding.labels:
            assert 0 <= start_of(label.span) <= end_of(label.span) <= len(text)
    ends = [0, *(end_of(declaration.span) for declaration in tree.declarations)]
    starts = [*(start_of(declaration.span) for declaration in tree.declarations), len(text)]
    assert all(end <= start for end, start in zip(ends, starts, strict=True))
    # A text without a mistake says the same when it is printed.
    if not sink.diagnostics():
        read_again = parse_text(SourceFile("printed.sib", print_tree(tree)), Sink())
        assert without_spans(read_again).declarations == without_spans(tree).declarations


@given(disordered_texts())
@settings(max_examples=300)
def test_safe_fixes_fit_into_the_text_and_do_not_overlap(text: str) -> None:
    source, sink = SourceFile("any.sib", text), Sink()
    parse_text(source, sink)
    for finding in sink.diagnostics():
        if finding.fix is not None:
            edited(text, finding.fix.edits)


@given(source_trees(3))
@settings(max_examples=100)
def test_one_declaration_can_be_read_again_on_its_own(tree: SourceTree) -> None:
    source = SourceFile("printed.sib", print_tree(tree))
    declarations = list(Reader(source, Sink()).declarations())
    for position, declaration in enumerate(declarations):
        rest = Reader(source, Sink(), start_of(declaration.span)).declarations()
        assert list(rest) == declarations[position:]
