"""What an amount is: its unit, the values it can take, and what it reads. And where it stands.

Data only, made by the passes of this package.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import msgspec

from sibdsl.diagnostics.sink import Sink
from sibdsl.semantics.scope import Scope
from sibdsl.semantics.terms import Terms
from sibdsl.values.interval import EVERYTHING, Interval
from sibdsl.values.schedule import Period
from sibdsl.values.units import Unit


class Meaning(msgspec.Struct, frozen=True, gc=False):
    """What an amount is.

    ``unit`` None fits any unit: ``nothing``, or an amount in which an error was already reported.
    ``interval`` holds every value it can take, in base measure; ``step`` is the grid it lies on.
    ``constant`` amounts read no evidence. ``here`` names the reported metrics that it reads for the determination
    at hand; ``supplied`` names the parameters that have no value in the contract.
    """

    unit: Unit | None
    interval: Interval
    constant: bool = False
    step: Fraction | None = None
    here: tuple[str, ...] = ()
    supplied: tuple[str, ...] = ()


UNKNOWN = Meaning(None, EVERYTHING)
"""An amount in which an error was already reported."""


class Frame(msgspec.Struct, frozen=True):
    """What something repeats over: periods, cohorts, both, or neither (once). ``words``: ``quarterly for each cohort``."""

    periods: tuple[Period, ...] | None = None
    cohorts: tuple[str, ...] | None = None
    words: str = "once"


ONCE = Frame()


class Due(msgspec.Struct, frozen=True):
    """When a payment is determined.

    ``dates``: every determination date (one for each period, else one for each cohort, else one); empty
    for payments on termination.
    """

    frame: Frame
    dates: tuple[date, ...]
    on_termination: bool = False


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where an amount stands.

    ``reader`` is what reads it, in words (``payment `success` ``). ``frame`` None means nothing is known of the
    reader's timing (a calculated metric by itself, or a timing with an error). ``want`` is the unit that a bare
    number adopts; ``subject`` and ``what`` are the table's subject, in a row.
    """

    reader: str
    frame: Frame | None = None
    want: Unit | None = None
    subject: Meaning | None = None
    what: str = "this"


class Known(msgspec.Struct):
    """Everything the passes know about the contract: its names, its terms, and what was worked out so far."""

    scope: Scope
    terms: Terms
    sink: Sink
    metrics: dict[str, Meaning] = {}
    metric_frames: dict[str, Frame] = {}
    parameters: dict[str, Meaning] = {}
    facts: dict[str, Meaning] = {}
    fact_dates: dict[str, tuple[date, ...] | None] = {}
    dues: dict[str, Due | None] = {}
