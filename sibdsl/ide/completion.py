"""Completion: what may come next at a caret, the likeliest first.

In: a view, a path and an offset of that file. Out: `Completion`: the stretch that is replaced, and the items.
Relies on: the parser's tables for what may stand there, `completion_wanted` for the kinds of names, the tables of
wording for whole statements, the checker for values and units.
Guarantees: never raises, whatever the text; nothing inside comments and quoted text, except the files that an import
may name; what is offered would be read at that place.
"""

import re
from collections.abc import Iterator
from typing import Final

from sibdsl.ide.completion_caret import CODE, Caret, read_caret
from sibdsl.ide.completion_files import file_items
from sibdsl.ide.completion_items import LIKELY, POSSIBLE, UNLIKELY, Completion, Item, in_order
from sibdsl.ide.completion_names import named_items, suits_name, used_items
from sibdsl.ide.completion_scenarios import day_items, expect_form, value_items
from sibdsl.ide.completion_sets import set_items
from sibdsl.ide.completion_statements import remainder_items, statement_items
from sibdsl.ide.completion_wanted import wanted_kinds
from sibdsl.ide.completion_words import keyword_items, phrase_items
from sibdsl.ide.names import names_of
from sibdsl.syntax import kinds
from sibdsl.syntax.expectations import accepted_kinds
from sibdsl.workspace.view import View

_ONE_CURRENCY: Final = "GBP"
_FOR_COHORTS: Final = re.compile(r"due for (?:each cohort|cohorts N(?: , N)*)$")


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
    accepted = accepted_kinds(caret.states)
    if not caret.words:
        yield from statement_items(view, caret, accepted)
    else:
        yield from remainder_items(view, caret)
        yield from (item for item in keyword_items(caret, accepted) if suits_name(view, caret, item.label))
    if kinds.NAME in accepted:
        yield from _names(view, caret, accepted)
    yield from _values(view, caret, accepted)


def _names(view: View, caret: Caret, accepted: list[int]) -> Iterator[Item]:
    amount_fits = kinds.MONEY in accepted or kinds.NUMBER in accepted or kinds.OPENING_BRACKET in accepted
    wanted = wanted_kinds(caret, amount_fits=amount_fits)
    for kind in wanted:
        yield from set_items(view, caret, kind)
        yield from used_items(view, kind) if kind == "document" else ()
    for item in named_items(view, caret, wanted):
        if caret.statement == "expect":
            yield Item(item.label, item.kind, expect_form(view, item.label), item.detail, rank=item.rank)
        else:
            yield item


def _values(view: View, caret: Caret, accepted: list[int]) -> Iterator[Item]:
    """Amounts, percentages, dates and texts that could stand at the caret."""
    statement = caret.statement
    currency = view.known.terms.currency if view.known is not None else ""
    if caret.block == "scenario" and statement.startswith("given") and caret.words[-1] == "=":
        yield from value_items(view, next(iter(caret.names), ""))
    if kinds.MONEY in accepted:
        code = currency or _ONE_CURRENCY
        rank = LIKELY if caret.block in ("steps", "cases", "dates", "rate card") else POSSIBLE
        yield Item(f"{code} …", "value", f"{code} ${{1:100,000}}", "an amount of money", rank=rank)
    if kinds.PERCENT in accepted:
        yield Item("…%", "value", "${1:10}%", "a percentage", rank=POSSIBLE)
    if kinds.STRING in accepted:
        yield Item('"…"', "value", '"${1:text}"', "a text in quotes", rank=POSSIBLE)
    if kinds.DATE in accepted:
        yield from _days(view, caret)
    if kinds.NUMBER in accepted and caret.block == "payment" and _FOR_COHORTS.match(statement):
        says = "so long after the last day of each cohort"
        yield Item("12 months after it ends", "value", "${1:12} months after it ends", says, rank=LIKELY)


def _days(view: View, caret: Caret) -> Iterator[Item]:
    known = view.known
    names = caret.blocks[0].names if caret.block == "dates" else caret.names
    name = next(iter(names), "")
    if caret.block in ("scenario", "dates") and name:
        yield from day_items(view, name)
    if known is None or not known.terms.known:
        return
    for day, what in ((known.terms.start, "the first day of the term"), (known.terms.end, "the last day of the term")):
        yield Item(day.isoformat(), "value", day.isoformat(), what, rank=UNLIKELY)
