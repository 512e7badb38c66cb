"""Rate cards, resolved: prices, terms, uplifts, categories and limits."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sibdsl.model.base import Declaration, Exact, Model
from sibdsl.model.outcomes import Length


class Price(Model):
    """A price and for whom it holds: people of the cohort who are in all groups, reached in the period.

    ``amount`` is in major units, for one claim or for one unit of the outcome's quantity in base measure. ``words``
    is the price as written; ``condition`` is for whom and when in words, empty: always.
    """

    amount: Exact
    words: str
    condition: str = ""
    cohort: str | None = None
    groups: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None


class After(Model):
    """The person reached ``outcome`` before, at least and at most so long before."""

    outcome: str
    at_least: Length | None = None
    within: Length | None = None


class Line(Model):
    """An outcome on a rate card. ``terms`` is what the contract says behind the price: ``once, after move_in``."""

    outcome: str
    prices: tuple[Price, ...]
    after: tuple[After, ...] = ()
    terms: tuple[str, ...] = ()


class Uplift(Model):
    """Prices rise by ``share`` for people in ``group``; ``step`` None: not rounded here."""

    share: Exact
    group: str
    outcomes: tuple[str, ...]
    step: Exact | None = None
    rounding: Literal["half up", "half even", "half down", "up", "down"] = "half up"
    words: str


class Category(Declaration):
    """A named set of outcomes."""

    outcomes: tuple[str, ...]


Separately = Literal[
    "claim", "person", "outcome", "cohort", "determination", "contract year", "calendar year", "financial year"
]
"""What a limit is used up for, separately."""


class Limit(Model):
    """A limit on claims, quantity or money, for each combination of ``per`` (none: over the whole contract).

    With ``share`` it is that share of what the claims of ``base`` come to, and ``amount`` is None.
    """

    name: str
    title: str
    words: str
    clause: str | None = None
    measure: Literal["claims", "quantity", "money"]
    outcomes: tuple[str, ...]
    per: tuple[Separately, ...] = ()
    amount: Exact | None = None
    whole: bool = False
    cohort: str | None = None
    share: Exact | None = None
    base: tuple[str, ...] = ()


class RateCard(Declaration):
    """What outcomes are paid. Lines, uplifts and limits are in written order.

    ``columns`` names the cohorts or groups that its prices are side by side for. ``limits`` are
    those of the card itself: how often, how much, and shares of categories.
    """

    lines: tuple[Line, ...]
    columns: tuple[str, ...] = ()
    uplifts: tuple[Uplift, ...] = ()
    only_one_of: tuple[tuple[str, ...], ...] = ()
    categories: tuple[Category, ...] = ()
    limits: tuple[Limit, ...] = ()
