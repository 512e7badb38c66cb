"""What a determination reads: evidence, earlier payments, and time passed.

In: an occasion, the evidence, and the book of earlier determinations.
Out: exact values, and the sources of each for the derivation.
Relies on ``determinations`` for which observations a rule adds up.
Guarantees: a value that is missing is never taken for zero.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sibdsl.runtime.book import Book
from sibdsl.runtime.determinations import (
    Need,
    Occasion,
    Prepared,
    fact_read,
    observations_read,
    payment_bucket,
)
from sibdsl.runtime.due_dates import days_elapsed, months_elapsed
from sibdsl.runtime.evidence import Evidence, FactValue, Observation
from sibdsl.runtime.plan import Read
from sibdsl.runtime.trace import PaidBefore, TimePassed, TraceEntry

ReadKey = tuple[str, str, str, date | None]
Source = tuple[Read, tuple[Observation | FactValue, ...], Fraction]
"""What was read, the rows of evidence it came from, and its value (the sum of the rows)."""


class NotArrivedError(Exception):
    """A rule needs what the plan did not say it reads, and it is not there."""


class EvidenceReader:
    """Everything that the rules of a contract may ask about the world, at one determination."""

    __slots__ = ("_values", "book", "evidence", "occasion", "prepared", "sources", "trace")

    def __init__(self, prepared: Prepared, occasion: Occasion, evidence: Evidence, book: Book) -> None:
        self.prepared = prepared
        self.occasion = occasion
        self.evidence = evidence
        self.book = book
        self.trace: list[TraceEntry] = []
        self.sources: list[Source] = []
        self._values: dict[ReadKey, Fraction] = {}

    @property
    def day(self) -> date:
        """The determination date."""
        return self.occasion.determination.day

    def arrived(self, need: Need) -> bool:
        """Look up a piece of evidence and keep its value; False while any of it is missing."""
        read = need.read
        found: tuple[Observation | FactValue, ...]
        if read.kind == "fact":
            value = self.evidence.facts.get(need.fact) if need.fact else None
            if value is None:
                return False
            found = (value,)
            total = value.value
        else:
            observations = self.evidence.observations
            rows: list[Observation] = []
            for key in need.observations:
                row = observations.get(key)
                if row is None:
                    return False
                rows.append(row)
            found = tuple(rows)
            total = rows[0].value if len(rows) == 1 else sum((row.value for row in rows), Fraction(0))
        self._values[(read.kind, read.name, "here" if read.kind == "fact" else read.over, read.on)] = total
        self.sources.append((read, found, total))
        return True

    # ------------------------------------------------------------ evidence

    def metric(self, name: str) -> Fraction:
        """The reported value of a metric for this determination's period and cohort."""
        return self._read("metric", name, "here", None)

    def metric_so_far(self, name: str) -> Fraction:
        """The sum of a metric over its periods that end on or before the determination."""
        return self._read("metric", name, "so far", None)

    def metric_over_cohorts(self, name: str) -> Fraction:
        """The sum of a metric over all its cohorts."""
        return self._read("metric", name, "all cohorts", None)

    def metric_in_period(self, name: str) -> Fraction:
        """The sum of a metric over its periods inside this determination's period."""
        return self._read("metric", name, "period", None)

    def fact(self, name: str, on: date | None = None) -> Fraction:
        """The value of a fact on a day, or the one in force at the determination."""
        return self._read("fact", name, "here", on)

    def _read(self, kind: str, name: str, over: str, on: date | None) -> Fraction:
        key = (kind, name, over, on)
        value = self._values.get(key)
        if value is None:
            self._read_now(kind, name, over, on)
            value = self._values[key]
        return value

    def _read_now(self, kind: str, name: str, over: str, on: date | None) -> None:
        """Read evidence that the plan does not list; the determination waits where there is none."""
        at = self.occasion.determination
        read = Read(kind, name, over, on)
        if kind == "fact":
            need = Need(read, fact=fact_read(self.prepared.facts[name], on or at.day))
        else:
            need = Need(read, observations_read(self.prepared, self.prepared.metrics[name], over, at))
        if not self.arrived(need):
            raise NotArrivedError(name)

    # ------------------------------------------------------------ state and time

    def paid_so_far(self, payment: str) -> Fraction:
        """What earlier determinations of a payment have paid."""
        if self.book.pending.get(payment_bucket(payment)):
            raise NotArrivedError(payment)
        paid = Fraction(self.book.paid.get(payment, 0), self.prepared.scale)
        self.trace.append(PaidBefore(payment, paid))
        return paid

    def has_been_paid(self, payment: str) -> bool:
        """Whether earlier determinations of a payment have paid more than nothing."""
        return self.paid_so_far(payment) > 0

    def elapsed_months(self) -> int:
        """Whole months of the term up to the end of the determination date."""
        months = months_elapsed(self.prepared.plan, self.day)
        self.trace.append(TimePassed("months", months))
        return months

    def elapsed_days(self) -> int:
        """Days of the term up to the end of the determination date."""
        days = days_elapsed(self.prepared.plan, self.day)
        self.trace.append(TimePassed("days", days))
        return days
