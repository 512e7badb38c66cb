"""Which neighbours stand in common columns.

In: what stands in a file or a block, as texts in cells. Out: the texts with their columns made.
Relies on: `layout` for the columns.
Guarantees: the rows of a table and the prices of a card have common columns; so have the keywords of a list of terms.
Declarations of one kind and one line each have common columns as long as no empty line parts them, and as far as
all of them stay within the width of a line; so have payments with labels.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from sibdsl.formatter.blocks import IN_COLUMNS
from sibdsl.formatter.heads import HEADS
from sibdsl.formatter.layout import GAP, WIDTH, in_columns, plain
from sibdsl.formatter.page import Page
from sibdsl.source.span import end_of, start_of
from sibdsl.surface.cards import PricedItem
from sibdsl.surface.items import PaysItem
from sibdsl.surface.node import Node
from sibdsl.surface.tables import Stage

_WIDE: Final = "  "
_NARROW: Final = " "
_IN_RUNS: Final = frozenset((*HEADS, PaysItem, PricedItem))


def lined_up(
    nodes: Sequence[Node],
    texts: list[str],
    blocks: Sequence[object | None],
    page: Page,
    indent: str,
    of_terms: bool,
) -> list[str]:
    """The texts of neighbours without gaps; those of blocks (what is not None there) stand for themselves."""
    if nodes and type(nodes[0]) in IN_COLUMNS:
        # What stands behind a share goes on as a sentence.
        return in_columns(texts, _NARROW if isinstance(nodes[0], Stage) else _WIDE)
    if _IN_RUNS.isdisjoint(map(type, nodes)):
        return _terms_lined_up(texts) if of_terms else list(map(plain, texts))
    made = list(map(plain, texts))
    room = WIDTH - len(indent)
    if of_terms:
        terms = [at for at, text in enumerate(texts) if GAP in text and type(nodes[at]) not in _IN_RUNS]
        _put(made, terms, in_columns([texts[at] for at in terms], _NARROW))
    for run in _runs(nodes, made, blocks, page, room):
        cells = [texts[at] for at in run]
        prices = isinstance(nodes[run[0]], PricedItem)
        _put(made, run, in_columns(cells, _WIDE) if prices else in_columns(cells, _NARROW, room))
    return made


def _terms_lined_up(texts: list[str]) -> list[str]:
    terms = [text for text in texts if GAP in text]
    made = iter(in_columns(terms, _NARROW))
    return [next(made) if GAP in text else text for text in texts]


def _put(made: list[str], places: Sequence[int], texts: Sequence[str]) -> None:
    for at, text in zip(places, texts, strict=True):
        made[at] = text


def _runs(
    nodes: Sequence[Node], made: Sequence[str], blocks: Sequence[object | None], page: Page, room: int
) -> Iterator[list[int]]:
    """The places of neighbours that belong together."""
    run: list[int] = []
    for at, node in enumerate(nodes):
        fits = type(node) in _IN_RUNS and blocks[at] is None and _may_join(node, made[at], page, room)
        if run and not (fits and _belong_together(nodes[run[-1]], node, page)):
            yield run
            run = []
        if fits:
            run.append(at)
    if run:
        yield run


def _may_join(node: Node, text: str, page: Page, room: int) -> bool:
    if isinstance(node, PricedItem):
        return True
    labelled = not isinstance(node, PaysItem) or node.label is not None
    return labelled and len(text) <= room and not page.is_interrupted(start_of(node.span), end_of(node.span))


def _belong_together(above: Node, below: Node, page: Page) -> bool:
    if type(above) is not type(below):
        return False
    return isinstance(below, PricedItem) or not page.are_parted(end_of(above.span), start_of(below.span))
