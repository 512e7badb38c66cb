"""Tables as text, their amounts one below the other.

In: tables. Out: the heads of tables and the texts of their rows.
Relies on: `expressions`, `conditions`. Guarantees: rows stay in order; a plain number before a plain name
is put in brackets, since the name would otherwise be read as its unit.
"""

import re
from collections.abc import Callable
from typing import Any, Final

from sibdsl.formatter.conditions import print_condition, print_test
from sibdsl.formatter.expressions import SUM, print_bound, print_expression
from sibdsl.formatter.layout import GAP
from sibdsl.surface.expressions import Binary, Bounded, Bracketed, Expression, Money, Percent, Reference, Slope
from sibdsl.surface.node import Node
from sibdsl.surface.tables import (
    Beyond,
    Bracket,
    BracketTable,
    Case,
    ConditionTable,
    DateRow,
    DateTable,
    FlatBeyond,
    InterpolatedTable,
    Point,
    Row,
    ShareTable,
    Stage,
    StepTable,
    Table,
)

# Neither the number of an amount of money nor the last part of a date.
_ENDS_IN_A_NUMBER: Final = re.compile(r"(?<![A-Z]{3} )(?<![\w.,-])[0-9][0-9,.]*\Z")


def rows_of(table: Table) -> tuple[Node, ...]:
    """What stands in the block of a table."""
    if isinstance(table, ShareTable):
        return table.stages
    if isinstance(table, StepTable | InterpolatedTable | BracketTable | DateTable | ConditionTable):
        return table.rows
    return ()


def print_table_head(table: Table) -> str:
    """What stands before the brace of a table; nothing for a table of conditions."""
    if isinstance(table, StepTable):
        return f"by {print_expression(table.subject, SUM)}"
    if isinstance(table, InterpolatedTable):
        return f"by {print_expression(table.subject, SUM)}, interpolated"
    if isinstance(table, BracketTable):
        return f"by {print_expression(table.subject, SUM)}, in brackets"
    if isinstance(table, ShareTable):
        return f"share of {print_expression(table.base, SUM)}"
    return "by date" if isinstance(table, DateTable) else ""


def _amount(before: str, amount: Expression) -> str:
    text = print_expression(amount)
    # `at least 5 price` would be a number of prices.
    if _ENDS_IN_A_NUMBER.search(before) and _begins_with_a_name(amount) and not text.startswith("("):
        text = f"({text})"
    return f"{before}{GAP}{text}"


def _begins_with_a_name(amount: Expression) -> bool:
    while isinstance(amount, Binary | Bounded | Slope):
        if isinstance(amount, Slope):
            amount = amount.base or amount.rate
        else:
            amount = amount.left if isinstance(amount, Binary) else amount.value
    return isinstance(amount, Reference) and amount.aspect not in ("sample", "p-value")


def _row(row: Row) -> str:
    return _amount("otherwise" if row.test is None else print_test(row.test), row.amount)


def _case(case: Case) -> str:
    before = "otherwise" if case.condition is None else f"when {print_condition(case.condition)}"
    return _amount(before, case.amount)


def _bracket(bracket: Bracket) -> str:
    width = f" {print_expression(bracket.width)}" if bracket.width is not None else ""
    return _amount(f"{bracket.kind}{width}", bracket.amount)


def _stage(stage: Stage) -> str:
    share = print_expression(stage.share)
    plain = isinstance(stage.share, Reference) and not stage.share.aspect
    if not (plain or isinstance(stage.share, Percent | Bracketed)):
        share = f"({share})"
    if stage.kind == "until" and isinstance(stage.until, Money | Reference):
        return f"{share}{GAP}until {print_expression(stage.until)} is paid"
    return f"{share}{GAP}" + ("of the rest" if stage.kind == "rest" else "from the next determination")


ROWS: Final[dict[type, Callable[[Any], str]]] = {
    Stage: _stage,
    Row: _row,
    Case: _case,
    Bracket: _bracket,
    Point: lambda point: _amount(f"at {print_bound(point.bound)}", point.amount),
    Beyond: lambda beyond: _amount(f"{beyond.direction} {print_bound(beyond.bound)}", beyond.amount),
    FlatBeyond: lambda _row: "flat beyond",
    DateRow: lambda row: f"on {row.day.text}{GAP}{print_expression(row.amount)}",
}
"""The text of each row, in two columns."""
