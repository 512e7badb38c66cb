"""Tables, resolved: every row knows its exact range, in written order, with its words."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from sibdsl.model.base import Exact, Model
from sibdsl.model.expressions import Condition, Expression
from sibdsl.model.quantities import Range, Unit


class StepRow(Model):
    """``at least 10%  USD 9,600,000``.

    ``range.words`` is what the contract says; ``reached`` is the exact interval in which this row is the one
    that applies (for a ladder: up to the next higher row). ``otherwise`` rows can apply on several
    intervals.
    """

    range: Range
    reached: tuple[Range, ...]
    amount: Expression
    otherwise: bool = False


class StepTable(Model):
    """An amount by the value of ``subject``. ``ladder``: the highest row reached applies; else rows are disjoint."""

    kind: Literal["steps"] = "steps"
    words: str
    unit: Unit
    subject: Expression
    ladder: bool
    rows: tuple[StepRow, ...]


class Point(Model):
    """``at 80%  JPY 7,860,000``."""

    at: Exact
    words: str
    amount: Expression


class InterpolatedTable(Model):
    """Straight lines between points in ascending order.

    Outside the points: ``below`` and ``above`` amounts where the contract gives them, else flat.
    ``below_from`` / ``above_from`` is where they begin (exclusive).
    """

    kind: Literal["interpolated"] = "interpolated"
    words: str
    unit: Unit
    subject: Expression
    points: tuple[Point, ...]
    below: Expression | None = None
    above: Expression | None = None


class Bracket(Model):
    """``first 370 people  USD 1,000 per person``; ``width`` None: all the rest."""

    words: str
    width: Exact | None
    rate: Expression


class BracketTable(Model):
    """Marginal prices by count."""

    kind: Literal["brackets"] = "brackets"
    words: str
    unit: Unit
    subject: Expression
    brackets: tuple[Bracket, ...]


class DateRow(Model):
    """``on 2020-06-30  GBP 971,234``."""

    day: date
    amount: Expression


class DateTable(Model):
    """An amount for each determination date."""

    kind: Literal["dates"] = "dates"
    words: str
    unit: Unit
    rows: tuple[DateRow, ...]


class Case(Model):
    """``when condition  amount``; ``condition`` None: otherwise (always the last)."""

    condition: Condition | None
    words: str
    amount: Expression


class ConditionTable(Model):
    """The first case that holds."""

    kind: Literal["cases"] = "cases"
    words: str
    unit: Unit
    cases: tuple[Case, ...]


class Stage(Model):
    """``95% until USD 7,700,000 is paid``; ``until`` None: for good."""

    words: str
    share: Expression
    until: Exact | None


class ShareTable(Model):
    """A share of ``base`` that switches at a cumulative sum; ``within`` one determination, or from the next."""

    kind: Literal["stages"] = "stages"
    words: str
    unit: Unit
    base: Expression
    stages: tuple[Stage, ...]
    within: bool


Table = Annotated[
    StepTable | InterpolatedTable | BracketTable | DateTable | ConditionTable | ShareTable,
    Field(discriminator="kind"),
]
Value = Expression | Table
