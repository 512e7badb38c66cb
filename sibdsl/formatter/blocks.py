"""What is a block, and what stands in it.

In: members: declarations, statements, rows of tables. Out: of a block its head and its members, of anything
else its text, in cells.
Relies on: the modules that print each of them. Guarantees: every node that may stand in a file is one or the other.
"""

from collections.abc import Callable
from typing import Any, Final

from sibdsl.formatter.cards import price_cases_head, print_price_case
from sibdsl.formatter.heads import HEADS
from sibdsl.formatter.items import PRINTERS as OF_ITEMS
from sibdsl.formatter.items import pays_label
from sibdsl.formatter.layout import plain
from sibdsl.formatter.tables import ROWS, print_table_head, rows_of
from sibdsl.surface.capital import Waterfall
from sibdsl.surface.cards import PriceCase, PricedByCaseItem, RateCardItem
from sibdsl.surface.declarations import (
    Cohort,
    Contract,
    Declaration,
    Fact,
    Finance,
    Group,
    Metric,
    Outcome,
    Parameter,
    Party,
    Payment,
    Population,
    RateCard,
    Report,
    Scenario,
    Threshold,
)
from sibdsl.surface.items import CalculatedItem, PaysItem
from sibdsl.surface.node import Node
from sibdsl.surface.tables import Table

Block = tuple[str, tuple[Node, ...]]
"""The head of a block, without its brace, and what stands in it."""

# Declarations that have a block even if there is nothing in it.
_ALWAYS_A_BLOCK: Final = frozenset((Contract, Metric, Fact, Outcome, RateCard, Payment, Report, Scenario, Waterfall))

LISTS_OF_TERMS: Final = frozenset(
    (Contract, Party, Finance, Population, Cohort, Group, Metric, Fact, Parameter, Threshold, Outcome, Scenario)
)
"""Declarations whose statements are a keyword and its value; in the others statements read as sentences."""

TEXTS: Final[dict[type, Callable[[Any], str]]] = {
    **HEADS,
    **OF_ITEMS,
    **ROWS,
    PriceCase: print_price_case,
}
"""The text of each node that is no block, in cells."""

IN_COLUMNS: Final = frozenset((*ROWS, PriceCase))
"""What stands in the columns of a table."""


def block_of(node: Node) -> Block | None:
    """The block that `node` is, or None if it is none."""
    kind = type(node)
    if isinstance(node, Declaration):
        if not node.items and kind not in _ALWAYS_A_BLOCK:
            return None
        return HEADS[kind](node), node.items
    return _BLOCKS[kind](node) if kind in _BLOCKS else None


def _pays(item: PaysItem) -> Block | None:
    return _table(plain(pays_label(item)).rstrip(), item.value) if isinstance(item.value, Table) else None


def _calculated(item: CalculatedItem) -> Block | None:
    return _table("calculated", item.value) if isinstance(item.value, Table) else None


def _table(before: str, table: Table) -> Block:
    return f"{before} {print_table_head(table)}".rstrip(), rows_of(table)


_BLOCKS: Final[dict[type, Callable[[Any], Block | None]]] = {
    PaysItem: _pays,
    CalculatedItem: _calculated,
    RateCardItem: lambda item: ("rate card per person", item.items),
    PricedByCaseItem: lambda item: (price_cases_head(item), item.cases),
}

MAY_BE_BLOCKS: Final = frozenset((*HEADS, *_BLOCKS))
"""The classes of nodes of which some are blocks."""
