"""Units, ranges and periods."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from sibdsl.model.base import Exact, Model


class Unit(Model):
    """What a value is measured in.

    ``kind`` is ``percent`` (a share of one), ``points`` (percentage points, also of one), ``money`` or
    ``number``. ``text`` is the unit in words: ``percent``, ``hours``, ``GBP``, ``GBP per day``,
    ``events per 100 people``. ``currency`` is set when money is in it. A number as written times ``scale`` is
    the exact value (1/100 for percent, 7 for weeks, which are held in days; else mostly 1).
    """

    kind: Literal["percent", "points", "money", "number"]
    text: str
    currency: str | None = None
    scale: Exact = Fraction(1)


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
