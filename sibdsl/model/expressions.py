"""Amounts and conditions, resolved and typed.

Every node has ``words``: its canonical text in the language, which reads as English. ``unit`` is the unit of
the value. Recursive unions are discriminated by ``kind``.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from sibdsl.model.base import Exact, Model
from sibdsl.model.quantities import Unit


class _Valued(Model):
    """An expression: its words and the unit of its value."""

    words: str
    unit: Unit


class Constant(_Valued):
    """``USD 9,600,000``, ``20%``, ``nothing``."""

    kind: Literal["constant"] = "constant"
    value: Exact


class MetricReference(_Valued):
    """A metric, reported or calculated: ``here``, ``so far``, ``all cohorts``, ``period``.

    ``reported`` is ``""`` for the metric itself, ``sample`` or ``p-value`` for what is reported with it.
    """

    kind: Literal["metric"] = "metric"
    name: str
    over: Literal["here", "so far", "all cohorts", "period"] = "here"
    reported: Literal["", "sample", "p-value"] = ""


class FactReference(_Valued):
    """A fact, in force at the determination or on a date."""

    kind: Literal["fact"] = "fact"
    name: str
    on: date | None = None


class ParameterReference(_Valued):
    """A parameter; its value is in its declaration, or supplied with the evidence."""

    kind: Literal["parameter"] = "parameter"
    name: str


class PaidSoFar(_Valued):
    """What earlier determinations of a payment have paid."""

    kind: Literal["paid so far"] = "paid so far"
    payment: str


class Elapsed(_Valued):
    """Whole months or days of the term up to the end of the determination date."""

    kind: Literal["elapsed"] = "elapsed"
    of: Literal["months", "days"]


class Arithmetic(_Valued):
    """``left operator right``. ``less`` and ``net of deadweight`` take a percentage off the left side."""

    kind: Literal["arithmetic"] = "arithmetic"
    operator: Literal["plus", "minus", "less", "times", "divided by", "of", "for", "net of deadweight"]
    left: Expression
    right: Expression


class Negative(_Valued):
    """``-4%``."""

    kind: Literal["negative"] = "negative"
    value: Expression


class Extreme(_Valued):
    """The lower or the higher of several amounts."""

    kind: Literal["extreme"] = "extreme"
    which: Literal["lower", "higher"]
    items: tuple[Expression, ...]


class Bounded(_Valued):
    """A value that is not below ``low`` and not above ``high``."""

    kind: Literal["bounded"] = "bounded"
    value: Expression
    low: Expression | None = None
    high: Expression | None = None


class Change(_Valued):
    """Reduction or increase from ``base`` to ``result``; ``relative`` to the base, else in percentage points."""

    kind: Literal["change"] = "change"
    direction: Literal["reduction", "increase"]
    relative: bool
    base: Expression
    result: Expression


class Slope(_Valued):
    """In a table row: ``base`` plus ``rate`` for each unit of the table's subject beyond ``bound``."""

    kind: Literal["slope"] = "slope"
    base: Expression | None
    rate: Expression
    direction: Literal["above", "below"]
    bound: Expression


Expression = Annotated[
    Constant
    | MetricReference
    | FactReference
    | ParameterReference
    | PaidSoFar
    | Elapsed
    | Arithmetic
    | Negative
    | Extreme
    | Bounded
    | Change
    | Slope,
    Field(discriminator="kind"),
]


class Within(Model):
    """``reduction at least 10%``: the subject lies in a range; an open end is None."""

    kind: Literal["within"] = "within"
    words: str
    subject: Expression
    low: Expression | None
    low_closed: bool
    high: Expression | None
    high_closed: bool


class ThresholdMet(Model):
    """``full_success is met``."""

    kind: Literal["met"] = "met"
    words: str
    threshold: str


class HasBeenPaid(Model):
    """``cohort_success has been paid``."""

    kind: Literal["has been paid"] = "has been paid"
    words: str
    payment: str


class AtLeastOf(Model):
    """At least ``count`` of the items hold; all of them for ``and``, one for ``or``."""

    kind: Literal["at least of"] = "at least of"
    words: str
    count: int
    items: tuple[Condition, ...]


class Negated(Model):
    """The condition does not hold."""

    kind: Literal["not"] = "not"
    words: str
    condition: Condition


Condition = Annotated[Within | ThresholdMet | HasBeenPaid | AtLeastOf | Negated, Field(discriminator="kind")]

for _model in (Arithmetic, Negative, Extreme, Bounded, Change, Slope, Within, AtLeastOf, Negated):
    _model.model_rebuild()
