"""Rate cards, as written: the statements of a card, its prices, and the terms under which they are paid."""

from __future__ import annotations

from sibdsl.surface.declarations import Declaration
from sibdsl.surface.expressions import Expression, Money, Number, Percent
from sibdsl.surface.items import Item
from sibdsl.surface.node import Day, Name, Node
from sibdsl.surface.timing import Length, Scope


class RateCardReferenceItem(Item, frozen=True, gc=False):
    """``rate card dwp_rates`` in a payment: the card that is declared under that name."""

    name: Name


class RateCardItem(Item, frozen=True, gc=False):
    """``rate card per person { ... }`` in a payment: a card of its own, without a name."""

    items: tuple[Node, ...]


class Term(Node, frozen=True, gc=False):
    """Any of the terms below."""


class OnceTerm(Term, frozen=True, gc=False):
    """``once``: one claim a person."""


class TimesTerm(Term, frozen=True, gc=False):
    """``at most 3 times``: so many claims a person."""

    count: str


class QuantityTerm(Term, frozen=True, gc=False):
    """``at most 365 days``: so much a person. The limit always has a unit."""

    limit: Number


class AfterTerm(Term, frozen=True, gc=False):
    """``after move_in and sustained_3_months``: only to a person who reached all of these before."""

    names: tuple[Name, ...]


class IntervalTerm(Term, frozen=True, gc=False):
    """``at least 13 weeks after move_in`` or ``within 12 months of move_in``; ``kind`` is the first word or two."""

    kind: str
    length: Length
    name: Name


class PriceCase(Node, frozen=True, gc=False):
    """``for young_parents and round_2 from D to D  GBP 900``.

    ``who`` names cohorts and groups, all of which a person must be in (none: everybody). Without any of who,
    start and end it is ``otherwise``.
    """

    who: tuple[Name, ...]
    start: Day | None
    end: Day | None
    price: Expression


class PricedItem(Item, frozen=True, gc=False):
    """``move_in  GBP 500 once``: an outcome and its price, or one price for each column of the card.

    A price is ``Money``, ``Rate``, ``Nothing`` or a plain ``Reference`` to a parameter.
    """

    outcome: Name
    prices: tuple[Expression, ...]
    terms: tuple[Term, ...]


class PricedByCaseItem(Item, frozen=True, gc=False):
    """``qualification once { for ... GBP 900, otherwise nothing }``: the first case that holds."""

    outcome: Name
    terms: tuple[Term, ...]
    cases: tuple[PriceCase, ...]


class PriceColumnsItem(Item, frozen=True, gc=False):
    """``prices for round_1, round_2``: the columns of the card, cohorts or groups."""

    names: tuple[Name, ...]


class OnlyOneItem(Item, frozen=True, gc=False):
    """``only one of part_time_13, full_time_13``."""

    names: tuple[Name, ...]


class UpliftItem(Item, frozen=True, gc=False):
    """``uplift 10% for young_parents on move_in, rounded to GBP 1 half up``; ``on`` empty: every outcome."""

    share: Percent
    group: Name
    on: tuple[Name, ...]
    step: Money | None
    rounding: tuple[Name, ...] | None


class ShareLimitItem(Item, frozen=True, gc=False):
    """``share of informal_work at most 25% of work in total``; ``base`` empty: every outcome; scope may be absent."""

    names: tuple[Name, ...]
    share: Percent
    base: tuple[Name, ...]
    scope: Scope | None


class Category(Declaration, frozen=True, gc=False):
    """``category employment "Work" of full_time_13, part_time_13``, a statement of a rate card."""

    outcomes: tuple[Name, ...]
