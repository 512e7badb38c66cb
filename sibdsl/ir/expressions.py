"""Amounts and conditions of the IR. Every expression has a value for every evidence its rule reads.

Scales are those of ``runtime.plan``: money in major units, percentages as shares of one. An expression
never depends on anything but the determination at hand, the evidence named in the payment's ``reads``, and
earlier determinations. There are no loops and no recursion: evaluation ends because the tree does.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import msgspec


class Number(msgspec.Struct, frozen=True, tag="number"):
    """An exact constant."""

    value: Fraction


class MetricValue(msgspec.Struct, frozen=True, tag="metric"):
    """A reported metric: ``here`` (this determination's period and cohort), the sum ``so far`` (periods
    that end on or before the determination), over ``all cohorts``, or over the metric's periods inside this
    determination's ``period``.
    """

    name: str
    over: str = "here"


class CalculatedValue(msgspec.Struct, frozen=True, tag="calculated"):
    """A metric that the contract calculates; its expression is in ``Program.calculations``."""

    name: str


class FactValue(msgspec.Struct, frozen=True, tag="fact"):
    """A fact: the value for ``on``, or with None the value in force on the determination date."""

    name: str
    on: date | None = None


class PaidSoFar(msgspec.Struct, frozen=True, tag="paid"):
    """What earlier determinations of a payment have paid, all payers together."""

    payment: str


class CardAmount(msgspec.Struct, frozen=True, tag="card"):
    """What the claims on a payment's rate card come to in this determination: the whole of its one part.

    It is below zero where more is recovered than is claimed.
    """

    payment: str


class Elapsed(msgspec.Struct, frozen=True, tag="elapsed"):
    """Whole ``months`` or ``days`` of the term up to the end of the determination date."""

    unit: str


class Subject(msgspec.Struct, frozen=True, tag="subject"):
    """Inside a row of ``Steps``: the value that the table reads."""


class Sum(msgspec.Struct, frozen=True, tag="sum"):
    """``terms[0] + terms[1] + ...``"""

    terms: tuple[Expression, ...]


class Difference(msgspec.Struct, frozen=True, tag="difference"):
    """``left - right``."""

    left: Expression
    right: Expression


class Product(msgspec.Struct, frozen=True, tag="product"):
    """``factors[0] * factors[1] * ...``"""

    factors: tuple[Expression, ...]


class Quotient(msgspec.Struct, frozen=True, tag="quotient"):
    """``dividend / divisor``; the checker has shown that the divisor is never zero."""

    dividend: Expression
    divisor: Expression


class Least(msgspec.Struct, frozen=True, tag="least"):
    """The smallest item."""

    items: tuple[Expression, ...]


class Greatest(msgspec.Struct, frozen=True, tag="greatest"):
    """The largest item."""

    items: tuple[Expression, ...]


class Rounded(msgspec.Struct, frozen=True, tag="rounded"):
    """``value`` rounded to a multiple of ``step`` by a mode of ``runtime.exact.round_to``."""

    value: Expression
    step: Fraction
    mode: str


class Counted(msgspec.Struct, frozen=True, tag="counted"):
    """``value``, but no more than what the plan's count of that name still allows. Counts once a determination."""

    name: str
    value: Expression


class StepRow(msgspec.Struct, frozen=True):
    """A half-line or interval of the subject and the amount there."""

    low: Fraction | None
    low_closed: bool
    high: Fraction | None
    high_closed: bool
    value: Expression


class Steps(msgspec.Struct, frozen=True, tag="steps"):
    """A piecewise function of ``subject``. Rows are disjoint, in ascending order, and cover every value the
    subject can take, so exactly one applies. Row ``i`` is explained by row ``order[i]`` of the words named ``name``.
    """

    name: str
    subject: Expression
    rows: tuple[StepRow, ...]
    order: tuple[int, ...]


class Bracket(msgspec.Struct, frozen=True):
    """``rate`` for each unit of the subject that falls into the next ``width`` units; None: all the rest."""

    width: Fraction | None
    rate: Expression


class Brackets(msgspec.Struct, frozen=True, tag="brackets"):
    """Marginal prices: the sum of each bracket's rate times the units in it. The subject is never negative."""

    name: str
    subject: Expression
    brackets: tuple[Bracket, ...]


class DatedAmount(msgspec.Struct, frozen=True):
    """An amount for one determination date."""

    day: date
    value: Expression


class Dates(msgspec.Struct, frozen=True, tag="dates"):
    """An amount by determination date; every determination date of the payment has one."""

    name: str
    rows: tuple[DatedAmount, ...]


class Case(msgspec.Struct, frozen=True):
    """An amount under a condition."""

    condition: Condition
    value: Expression


class Cases(msgspec.Struct, frozen=True, tag="cases"):
    """The amount of the first case that holds, else ``otherwise``."""

    name: str
    cases: tuple[Case, ...]
    otherwise: Expression


class Stage(msgspec.Struct, frozen=True):
    """A share of the base that applies until the payment has paid ``until`` (None: for good)."""

    share: Expression
    until: Fraction | None


class Stages(msgspec.Struct, frozen=True, tag="stages"):
    """A share of ``base`` that switches once a cumulative sum is reached.

    With ``within`` the switch happens inside a determination: the base is used up stage by stage, each stage
    paying until the sum is reached. Without it, the stage that applies at the start of the determination
    (by what was paid before) applies to the whole base. The last stage has no ``until``.
    """

    name: str
    base: Expression
    stages: tuple[Stage, ...]
    within: bool


class Within(msgspec.Struct, frozen=True, tag="within"):
    """``value`` lies in a range; None is an open end."""

    value: Expression
    low: Expression | None
    low_closed: bool
    high: Expression | None
    high_closed: bool


class Met(msgspec.Struct, frozen=True, tag="met"):
    """A threshold of ``Program.thresholds`` is met."""

    threshold: str


class HasBeenPaid(msgspec.Struct, frozen=True, tag="has been paid"):
    """Earlier determinations of a payment have paid more than nothing."""

    payment: str


class Every(msgspec.Struct, frozen=True, tag="every"):
    """All hold."""

    items: tuple[Condition, ...]


class Some(msgspec.Struct, frozen=True, tag="some"):
    """At least ``count`` hold."""

    count: int
    items: tuple[Condition, ...]


class Not(msgspec.Struct, frozen=True, tag="not"):
    """The condition does not hold."""

    condition: Condition


Expression = (
    Number | MetricValue | CalculatedValue | FactValue | PaidSoFar | CardAmount | Elapsed | Subject | Sum | Difference
    | Product | Quotient | Least | Greatest | Rounded | Counted | Steps | Brackets | Dates | Cases | Stages
)  # fmt: skip
Condition = Within | Met | HasBeenPaid | Every | Some | Not
