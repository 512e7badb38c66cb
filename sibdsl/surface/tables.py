"""Tables as written: from a measured value, a condition, a date or a running total to an amount."""

from __future__ import annotations

from sibdsl.surface.expressions import Condition, Expression, Test
from sibdsl.surface.node import Day, Node


class Table(Node, frozen=True, gc=False):
    """Any of the tables below."""


class Row(Node, frozen=True, gc=False):
    """``at least 10%  USD 9,600,000``; no test means ``otherwise``."""

    test: Test | None
    amount: Expression


class StepTable(Table, frozen=True, gc=False):
    """``by subject { rows }``."""

    subject: Expression
    rows: tuple[Row, ...]


class Point(Node, frozen=True, gc=False):
    """``at 80%  JPY 7,860,000``."""

    bound: Expression
    amount: Expression


class Beyond(Node, frozen=True, gc=False):
    """``above 80%  amount`` or ``below 5%  amount`` in an interpolated table."""

    direction: str
    bound: Expression
    amount: Expression


class FlatBeyond(Node, frozen=True, gc=False):
    """``flat beyond``: outside the points the nearest point's amount holds."""


class InterpolatedTable(Table, frozen=True, gc=False):
    """``by subject, interpolated { points }``."""

    subject: Expression
    rows: tuple[Point | Beyond | FlatBeyond, ...]


class Bracket(Node, frozen=True, gc=False):
    """``first 370 people  USD 1,000 per person``; ``kind`` is ``first``, ``next`` or ``rest`` (no width)."""

    kind: str
    width: Expression | None
    amount: Expression


class BracketTable(Table, frozen=True, gc=False):
    """``by subject, in brackets { ... }``: each bracket prices the units that fall into it."""

    subject: Expression
    rows: tuple[Bracket, ...]


class DateRow(Node, frozen=True, gc=False):
    """``on 2020-06-30  GBP 971,234``."""

    day: Day
    amount: Expression


class DateTable(Table, frozen=True, gc=False):
    """``by date { ... }``: an amount for each determination date."""

    rows: tuple[DateRow, ...]


class Case(Node, frozen=True, gc=False):
    """``when condition  amount``; no condition means ``otherwise``."""

    condition: Condition | None
    amount: Expression


class ConditionTable(Table, frozen=True, gc=False):
    """``{ when ... }``: the first case that holds."""

    rows: tuple[Case, ...]


class Stage(Node, frozen=True, gc=False):
    """One share of a share table.

    ``kind`` is ``"until"`` (the share that applies until ``until`` has been paid), ``"rest"`` (the
    share of what is left in the same determination) or ``"next"`` (the share from the next
    determination on).
    """

    kind: str
    share: Expression
    until: Expression | None


class ShareTable(Table, frozen=True, gc=False):
    """``share of base { stages }``."""

    base: Expression
    stages: tuple[Stage, ...]
