"""Units, ranges and periods."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sibdsl.model.base import Exact, Model


class Unit(Model):
    """What a value is measured in.

    ``kind`` is ``percent`` (a share of one), ``points`` (percentage points, also of one), ``money`` or
    ``number``. ``text`` is the unit in words: ``percent``, ``hours``, ``GBP``, ``GBP per day``,
    ``events per 100 people``. ``currency`` is set when money is in it.
    """

    kind: Literal["percent", "points", "money", "number"]
    text: str
    currency: str | None = None


class Range(Model):
    """An interval of values; None is an open end. ``words`` is how the contract says it."""

    low: Exact | None = None
    low_closed: bool = True
    high: Exact | None = None
    high_closed: bool = True
    words: str = ""


class Precision(Model):
    """The smallest step of a value, and how more digits round; ``rounding`` None: more digits are an error."""

    step: Exact
    rounding: str | None = None
    words: str


class Period(Model):
    """A period, closed at both ends."""

    start: date
    end: date


class Schedule(Model):
    """Periods one after the other. ``words``: ``quarterly``; ``periods`` in order."""

    words: str
    periods: tuple[Period, ...]
