"""The people and claims of worked examples, as written."""

from __future__ import annotations

from sibdsl.surface.expressions import Expression, Number
from sibdsl.surface.items import Item
from sibdsl.surface.node import Day, Name, Node


class GivenPersonItem(Item, frozen=True, gc=False):
    """``given person ann enrolled on 2018-01-10 in round_1, young_parents``: a cohort and groups."""

    person: Name
    day: Day
    memberships: tuple[Name, ...]


class GivenSpellItem(Item, frozen=True, gc=False):
    """``given spell of accommodation for ann from 2018-02-01 to 2018-09-30``; without an end it goes on."""

    state: Name
    person: Name
    start: Day
    end: Day | None


class Recording(Node, frozen=True, gc=False):
    """``recording weekly_hours = 26 hours``."""

    name: Name
    value: Expression


class ClaimDay(Node, frozen=True, gc=False):
    """``validated on 2018-02-20``; ``kind`` is ``submitted``, ``validated`` or ``rejected``."""

    kind: str
    day: Day


class GivenClaimItem(Item, frozen=True, gc=False):
    """``given claim of housing_day for ann of 28 days on 2018-02-01, recording ..., validated on 2018-02-20``."""

    outcome: Name
    person: Name
    quantity: Number | None
    day: Day
    details: tuple[Recording | ClaimDay, ...]
