"""Amounts and conditions as written.

In: nothing. Out: frozen nodes. Numbers keep their text (``"9,240"``), because their meaning
depends on the unit that the checker finds; no value is computed here.
"""

from __future__ import annotations

from sibdsl.surface.node import Day, Name, Node


class UnitText(Node, frozen=True, gc=False):
    """``hours``, ``GBP per day``, ``events per 100 people``, ``percentage points``.

    ``numerator`` and ``denominator`` are nouns as written, or ``"percentage point"``;
    ``count`` is the text of the number after ``per``.
    """

    numerator: str
    count: str | None = None
    denominator: str | None = None


class Expression(Node, frozen=True, gc=False):
    """Something with a value: an amount of money, a count, a percentage."""


class Number(Expression, frozen=True, gc=False):
    """``18,000 hours`` or ``5``."""

    text: str
    unit: UnitText | None = None


class Percent(Expression, frozen=True, gc=False):
    """``8.5%``; ``text`` is ``"8.5"``."""

    text: str


class Money(Expression, frozen=True, gc=False):
    """``USD 11,712,000``."""

    currency: str
    text: str


class Rate(Expression, frozen=True, gc=False):
    """``GBP 59 per day``, ``USD 38,000 per percentage point``, ``GBP 5 per 100 people``."""

    money: Money
    count: str | None
    per: str


class Nothing(Expression, frozen=True, gc=False):
    """``nothing``: zero, of whatever unit is wanted there."""


class Reference(Expression, frozen=True, gc=False):
    """A metric, fact, parameter or payment by name.

    ``aspect`` says what of it: ``""`` (its value here), ``"so far"``, ``"over all cohorts"``,
    ``"in the period"``, ``"paid so far"``, ``"sample"``, ``"p-value"`` or ``"on"`` (with ``day``).
    """

    name: Name
    aspect: str = ""
    day: Day | None = None


class Binary(Expression, frozen=True, gc=False):
    """``left operator right``; operator is one of ``plus minus less times divided by of for net of deadweight``."""

    operator: str
    left: Expression
    right: Expression


class Negative(Expression, frozen=True, gc=False):
    """``-4%``."""

    value: Expression


class Bracketed(Expression, frozen=True, gc=False):
    """``( ... )``, kept because the author wrote it."""

    value: Expression


class Extreme(Expression, frozen=True, gc=False):
    """``lower of (a, b)`` or ``higher of (a, b)``; ``kind`` is ``"lower"`` or ``"higher"``."""

    kind: str
    items: tuple[Expression, ...]


class Bounded(Expression, frozen=True, gc=False):
    """``value, not below low, not above high``; at least one of the two is there."""

    value: Expression
    low: Expression | None
    high: Expression | None


class Change(Expression, frozen=True, gc=False):
    """``reduction from base to result`` and its kin.

    ``kind`` is ``"reduction"`` or ``"increase"`` (relative to the base, a percentage) or
    ``"point reduction"`` or ``"point increase"`` (a difference of two percentages, in points).
    """

    kind: str
    base: Expression
    result: Expression


class Elapsed(Expression, frozen=True, gc=False):
    """``elapsed months``: whole months (or days) of the term up to the end of the determination date."""

    unit: str


class Slope(Expression, frozen=True, gc=False):
    """``base plus rate above bound`` in a table row: the rate for each unit beyond the bound."""

    base: Expression | None
    rate: Rate
    direction: str
    bound: Expression


class Test(Node, frozen=True, gc=False):
    """A range of values in words. ``None`` is an open end; a closed end belongs to the range."""

    low: Expression | None
    low_closed: bool
    high: Expression | None
    high_closed: bool


class Condition(Node, frozen=True, gc=False):
    """Something that holds or does not."""


class Comparison(Condition, frozen=True, gc=False):
    """``reduction at least 10%``."""

    subject: Expression
    test: Test


class IsMet(Condition, frozen=True, gc=False):
    """``threshold is met`` / ``is not met``."""

    name: Name
    negated: bool


class IsSignificant(Condition, frozen=True, gc=False):
    """``metric is significant at 5%``: its reported p-value is at most that level."""

    name: Name
    level: Percent


class HasBeenPaid(Condition, frozen=True, gc=False):
    """``payment has been paid``: its earlier determinations paid more than nothing."""

    name: Name
    negated: bool


class Not(Condition, frozen=True, gc=False):
    """``not condition``."""

    condition: Condition


class Junction(Condition, frozen=True, gc=False):
    """Several conditions joined; ``word`` is ``and``, ``or``, ``all of`` or ``any of``."""

    word: str
    items: tuple[Condition, ...]


class CountOf(Condition, frozen=True, gc=False):
    """``at least 2 of (...)``."""

    count: str
    items: tuple[Condition, ...]


class BracketedCondition(Condition, frozen=True, gc=False):
    """``( condition )``, kept because the author wrote it."""

    condition: Condition
