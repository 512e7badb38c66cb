"""The one printer of .sib: a surface tree -> its canonical text.

In: the tree of a file, as it was read or as an importer put it together; with it the page to write on, which knows
the comments and empty lines of the text that was read.
Out: text that reads as the same tree.
Relies on: the tree being one that could have been written: names that are names, numbers that are numbers.
Guarantees: the same tree and page give the same text; printing what was printed changes nothing. Statements stay in
written order.
"""

from collections.abc import Iterator, Sequence

from sibdsl.formatter.blocks import IN_COLUMNS, LISTS_OF_TERMS, MAY_BE_BLOCKS, TEXTS, Block, block_of
from sibdsl.formatter.columns import lined_up
from sibdsl.formatter.interruptions import interrupted, opening_brace
from sibdsl.formatter.layout import BREAK, GAP, STEP, WIDTH, plain, statement
from sibdsl.formatter.page import Page
from sibdsl.formatter.texts import text_statement
from sibdsl.source.span import end_of, start_of
from sibdsl.surface.declarations import Declaration, SourceTree
from sibdsl.surface.items import TextItem
from sibdsl.surface.node import Node


def print_tree(tree: SourceTree) -> str:
    """The canonical text of `tree`, ending with a line end; nothing for an empty tree."""
    page = Page()
    print_declarations(tree.declarations, page)
    return "".join(line + "\n" for line in page.finish())


def print_declarations(declarations: Sequence[Node], page: Page) -> list[tuple[int, int]]:
    """Write the declarations, parted by an empty line save neighbours of one kind and one line each.

    Of each, where it ended in the text, and how many lines there are up to its end now.
    """
    ends: list[tuple[int, int]] = []
    previous: type | None = None
    for node, text, block in _planned(declarations, page, "", False):
        start, end = start_of(node.span), end_of(node.span)
        lines = statement(text)
        kind = type(node) if block is None and len(lines) == 1 and not page.is_interrupted(start, end) else None
        if kind is None or kind is not previous:
            page.part(start)
        else:
            page.approach(start, "")
        previous = kind
        if block is None:
            _write(node, text, page, "", True)
        else:
            _write_block(node, text, block, page, "")
        ends.append((end, len(page.lines)))
    return ends


def _write_members(nodes: Sequence[Node], page: Page, indent: str, of_terms: bool) -> None:
    for node, text, block in _planned(nodes, page, indent, of_terms):
        page.approach(start_of(node.span), indent)
        if block is None:
            _write(node, text, page, indent, of_terms or type(node) in IN_COLUMNS)
        else:
            _write_block(node, text, block, page, indent)


def _planned(
    nodes: Sequence[Node], page: Page, indent: str, of_terms: bool
) -> Iterator[tuple[Node, str, Sequence[Node] | None]]:
    """Each node, its text in its columns, and what stands in its block."""
    texts: list[str] = []
    blocks: list[Sequence[Node] | None] = []
    for node in nodes:
        block = block_of(node) or _block_of_comments(node, page) if type(node) in MAY_BE_BLOCKS else None
        if block is None:
            texts.append(TEXTS[type(node)](node))
            blocks.append(None)
            continue
        short = _on_one_line(node, block, page, WIDTH - len(indent))
        texts.append(short or plain(block[0]))
        blocks.append(None if short else block[1])
    return zip(nodes, lined_up(nodes, texts, blocks, page, indent, of_terms), blocks, strict=True)


def _block_of_comments(node: Node, page: Page) -> Block | None:
    """The block of a declaration that might have none, but for the comments in it."""
    end = end_of(node.span)
    if not isinstance(node, Declaration) or page.text[end - 1 : end] != "}":
        return None
    return (TEXTS[type(node)](node), ()) if page.has_comments(start_of(node.span), end) else None


def _on_one_line(node: Node, block: Block, page: Page, width: int) -> str:
    """The text of a block that its author wrote on one line, where there is room for it; else nothing."""
    head, members = block
    if len(members) != 1 or not page.text or "\n" in page.text[start_of(node.span) : end_of(node.span)]:
        return ""
    if block_of(members[0]) is not None:
        return ""
    text = f"{head}{GAP}{{ {plain(TEXTS[type(members[0])](members[0])).replace(BREAK, ' ')} }}"
    return text if len(plain(text)) <= width else ""


def _write(node: Node, text: str, page: Page, indent: str, in_columns: bool) -> None:
    end = end_of(node.span)
    if page.next < end:
        page.write(interrupted(page, text, start_of(node.span), end, indent))
    elif BREAK not in text and len(text) + len(indent) <= WIDTH:
        page.write_line(indent + text)
    elif isinstance(node, TextItem):
        page.write(text_statement(node.keyword, node.text.value, indent))
    else:
        page.write(statement(text, indent))
    page.leave(end, in_columns)


def _write_block(node: Node, head: str, members: Sequence[Node], page: Page, indent: str) -> None:
    start, end = start_of(node.span), end_of(node.span)
    text = f"{head} {{"
    if page.next < (start_of(members[0].span) if members else end):
        brace = opening_brace(page.text, start)
        if page.next < brace:
            page.write(interrupted(page, text, start, brace, indent))
        else:
            page.write(statement(text, indent))
        page.leave(brace)
    else:
        page.write(statement(text, indent))
    page.open()
    inner = indent + STEP
    _write_members(members, page, inner, type(node) in LISTS_OF_TERMS)
    page.approach(end - 1, inner)
    page.close(indent + "}")
    page.leave(end)
