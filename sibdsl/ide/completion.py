"""Completion: what may come next at a caret, the likeliest first.

In: a view, a path and an offset of that file. Out: `Completion`: the stretch that is replaced, and the items.
Relies on: the parser's tables for what may stand there, `completion_wanted` for the kinds of names, the tables of
wording for whole statements, the checker for values and units.
Guarantees: never raises, whatever the text; nothing inside comments and quoted text, except the files that an import
may name; what is offered would be read at that place.
"""

from collections.abc import Iterator
from typing import Final

from sibdsl.ide.completion_caret import CODE, Caret, read_caret
from sibdsl.ide.completion_files import file_items
from sibdsl.ide.completion_items import Completion, Item, in_order
from sibdsl.ide.completion_names import named_items, people_elsewhere, suits_name, used_items
from sibdsl.ide.completion_scenarios import expect_form
from sibdsl.ide.completion_sets import set_items
from sibdsl.ide.completion_statements import remainder_items, statement_items
from sibdsl.ide.completion_values import amount_items, lacks_amount, typed_items
from sibdsl.ide.completion_wanted import wanted_kinds
from sibdsl.ide.completion_words import keyword_items, phrase_items
from sibdsl.ide.names import names_of
from sibdsl.syntax import kinds
from sibdsl.syntax.expectations import accepted_kinds
from sibdsl.workspace.view import View

_UNDECLARED: Final = ("document", "state")
"""Kinds of names that nothing declares."""


def complete(view: View, path: str, offset: int) -> Completion:
    """What could stand at an offset of a file."""
    caret = read_caret(view, path, offset)
    if caret.within != CODE:
        return file_items(view, path, caret.offset)
    return Completion(caret.start, caret.end, in_order(_items(view, caret)))


def documentation_of(view: View, item: Item) -> str:
    """The documentation of an item, in Markdown, for when the item is looked at."""
    if item.documentation:
        return item.documentation
    from sibdsl.ide.hover import describe_name

    return describe_name(view, item.label)


def _items(view: View, caret: Caret) -> Iterator[Item]:
    names = names_of(view)
    declared = {mention.text for mention in names.declared()} if caret.tails else set()
    yield from phrase_items(caret, declared)
    if not caret.states:
        return
    if lacks_amount(caret):
        yield from amount_items()
        return
    accepted = accepted_kinds(caret.states)
    if not caret.words:
        yield from statement_items(view, caret, accepted)
    else:
        yield from remainder_items(view, caret)
        yield from (item for item in keyword_items(caret, accepted) if suits_name(view, caret, item.label))
    if kinds.NAME in accepted:
        yield from _names(view, caret, accepted)
    yield from typed_items(view, caret, accepted)


def _names(view: View, caret: Caret, accepted: list[int]) -> Iterator[Item]:
    amount_fits = kinds.MONEY in accepted or kinds.NUMBER in accepted or kinds.OPENING_BRACKET in accepted
    wanted = wanted_kinds(caret, amount_fits=amount_fits)
    for kind in wanted:
        yield from set_items(view, caret, kind)
        yield from used_items(view, kind) if kind in _UNDECLARED else ()
    if caret.statement == "given person":
        yield from people_elsewhere(view, caret)
    for item in named_items(view, caret, wanted):
        if caret.statement == "expect":
            yield Item(item.label, item.kind, expect_form(view, item.label), item.detail, rank=item.rank)
        else:
            yield item
