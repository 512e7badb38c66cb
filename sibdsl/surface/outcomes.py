"""The statements of outcomes: what one person must have reached for a claim to count, as written."""

from __future__ import annotations

from sibdsl.surface.expressions import Condition, Expression, UnitText
from sibdsl.surface.items import Item
from sibdsl.surface.node import Name, Text
from sibdsl.surface.timing import Length


class DocumentsItem(Item, frozen=True, gc=False):
    """``documents form, letter`` (all of them: no count) or ``documents 1 of (form, letter)``."""

    count: str | None
    names: tuple[Name, ...]


class ClaimedItem(Item, frozen=True, gc=False):
    """``claimed within 3 months``: from the day reached to the day submitted."""

    within: Length


class ReachedItem(Item, frozen=True, gc=False):
    """When an outcome may be reached, counted from enrolment.

    ``reached within 18 months of enrolment`` (no low), ``reached at least 26 weeks after enrolment`` (no
    high) or ``reached from 11 months to 13 months after enrolment``.
    """

    low: Length | None
    high: Length | None


class SustainsItem(Item, frozen=True, gc=False):
    """``sustains accommodation for 6 months within 8 months, gaps of at most 7 days, forfeited when broken``."""

    state: Name
    length: Length
    within: Length | None
    gap: Length | None
    forfeited: bool


class RecordsItem(Item, frozen=True, gc=False):
    """``records weekly_hours "Hours a week" in hours to 0.5``: a number that a claim states."""

    name: Name
    title: Text | None
    unit: UnitText
    precision: Expression | None


class RequiresItem(Item, frozen=True, gc=False):
    """``requires weekly_hours at least 25 hours``: a condition on recorded numbers."""

    condition: Condition


class QuantityItem(Item, frozen=True, gc=False):
    """``quantity days to 1``: a claim states how many."""

    unit: UnitText
    precision: Expression | None
