"""When things are measured, determined and payable, as written."""

from __future__ import annotations

from sibdsl.surface.node import Day, Name, Node


class Timing(Node, frozen=True, gc=False):
    """Any of the timings below."""


class Once(Timing, frozen=True, gc=False):
    """``once``, with the day where it is a due date (``due once on 2016-09-30``)."""

    day: Day | None = None


class Schedule(Timing, frozen=True, gc=False):
    """``quarterly from D to D`` or ``every 30 days``; ``frequency`` is the word, ``every`` has count and unit."""

    frequency: str
    count: str | None = None
    unit: Name | None = None
    start: Day | None = None
    end: Day | None = None


class Dated(Timing, frozen=True, gc=False):
    """``on 2020-06-30, 2020-12-31``: a period ends on each of these days."""

    days: tuple[Day, ...]


class CohortDay(Node, frozen=True, gc=False):
    """When each cohort is determined.

    ``kind`` is ``"determination date"`` (the cohort's own) or ``"starts"`` / ``"ends"`` with
    ``count`` and ``unit`` after it.
    """

    kind: str
    count: str | None = None
    unit: Name | None = None


class PerCohort(Timing, frozen=True, gc=False):
    """``[schedule] for each cohort`` or ``for cohorts a, b``; ``cohorts`` None means each."""

    schedule: Timing | None
    cohorts: tuple[Name, ...] | None
    day: CohortDay | None = None


class OnTermination(Timing, frozen=True, gc=False):
    """``due on termination``."""


class Payable(Node, frozen=True, gc=False):
    """``within 30 business days of validation``."""

    count: str
    business: bool
    unit: Name
    of_validation: bool


class Length(Node, frozen=True, gc=False):
    """``13 weeks``: a length of time. ``unit`` is a noun as written."""

    count: str
    unit: Name


class Scope(Node, frozen=True, gc=False):
    """What a cap or a limit adds up over.

    ``kind`` is ``"in total"`` or ``"per "`` with ``determination``, ``cohort``, ``contract year``,
    ``calendar year``, ``financial year``, or of rate cards ``claim``, ``person`` or ``outcome``. In
    ``per person per contract year`` the kinds behind the first are ``further``.
    """

    kind: str
    further: tuple[str, ...] = ()
