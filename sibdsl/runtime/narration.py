"""The vocabulary of a derivation: titles, quantities and rows of evidence, for data and for sentences.

In: a determination that was computed. Out: texts, and the labels of what it read.
Relies on ``wording``. Guarantees: a party, metric or payment is called by its title.
"""

from __future__ import annotations

import re
from fractions import Fraction

from sibdsl.runtime.case import Case
from sibdsl.runtime.evidence import FactValue, Observation, Origin
from sibdsl.runtime.exact import money_text
from sibdsl.runtime.plan import Read, RuleWords, Unit
from sibdsl.runtime.trace import CountTaken, Exact, MetricCalculated, PaidBefore
from sibdsl.runtime.wording import listed, named, quantity_text

Step = dict[str, object]
"""One step of a derivation: its ``kind``, its data as texts, and a sentence under ``text``."""


class Narration:
    """Words for one determination."""

    __slots__ = ("case", "currency", "prepared")

    def __init__(self, case: Case) -> None:
        self.case = case
        self.prepared = case.prepared
        self.currency = Unit("money", case.prepared.plan.currency)

    def money(self, amount: Exact) -> str:
        """Write an amount of the contract's currency."""
        return self.quantity(amount, self.currency)

    def minor(self, amount: int) -> str:
        """Write an amount that is given in minor units."""
        plan = self.prepared.plan
        return money_text(Fraction(amount, self.prepared.scale), plan.currency, plan.digits)

    def quantity(self, value: Exact, unit: Unit) -> str:
        """Write a value in its unit."""
        return quantity_text(value, unit, self.prepared.plan.digits)

    def rule(self, name: str) -> RuleWords | None:
        """Find the words of a rule."""
        return self.prepared.words.get(name)

    def party(self, name: str) -> str:
        """Give a party's title."""
        return named(name, self.prepared.party_titles.get(name, ""))

    def cohort(self, name: str) -> str:
        """Give a cohort's title."""
        return named(name, self.prepared.cohort_titles.get(name, ""))

    def payment(self, name: str) -> str:
        """Give a payment's title."""
        return named(name, self.prepared.payments[name].title)

    def source_title(self, read: Read) -> str:
        """Give the title of a metric or fact that was read."""
        found = self.prepared.facts.get(read.name) if read.kind == "fact" else None
        return named(read.name, found.title if found else self.prepared.metrics[read.name].title)

    def source_unit(self, read: Read) -> Unit:
        """Give the unit of a metric or fact that was read."""
        if read.kind == "fact":
            return self.prepared.facts[read.name].unit
        return self.prepared.metrics[read.name].unit

    def unit_of_quantity(self, name: str) -> Unit:
        """Give the unit of a metric, whether it is reported or calculated."""
        metric = self.prepared.metrics.get(name)
        if metric is not None:
            return metric.unit
        words = self.rule(name)
        return words.result if words else Unit("number", "")

    def values_named_in(self, text: str, but: str = "") -> str:
        """Give the values behind names (but one) in the text of a rule: ``, where hours is 40 hours``, or nothing."""
        known: dict[str, str] = {}
        for read, _, value in self.case.sources:
            known.setdefault(_label(read), self.quantity(value, self.source_unit(read)))
        for entry in self.case.trace:
            if isinstance(entry, MetricCalculated):
                words = self.rule(entry.name)
                if words:
                    known.setdefault(entry.name, self.quantity(entry.value, words.result))
            elif isinstance(entry, PaidBefore):
                known.setdefault(f"{entry.payment} paid so far", self.money(entry.paid))
            elif isinstance(entry, CountTaken):
                metric = self.case.occasion.counts[entry.name][0].metric
                known[metric] = self.quantity(entry.taken, self.unit_of_quantity(metric))
        found = [
            f"{name} is {value}"
            for name, value in known.items()
            if name != but and re.search(rf"(?<![\w.]){re.escape(name)}(?![\w.])", text)
        ]
        return f", where {listed(found)}" if found else ""


def set_off(values: str) -> str:
    """Close the clause that gives values, where there is one."""
    return f"{values}," if values else ""


def row_data(row: Observation | FactValue, value: str) -> Step:
    """Give a row of evidence as data."""
    origin = row.origin
    place: Step = {"file": origin.file if origin else None, "row": origin.row if origin else None}
    if isinstance(row, FactValue):
        day = row.day.isoformat() if row.day else None
        return {"date": day, "value": value, "reference": row.reference, **place}
    return {
        "cohort": row.cohort,
        "period_end": row.period_end.isoformat() if row.period_end else None,
        "value": value,
        "verified_by": row.verified_by,
        "verified_on": row.verified_on.isoformat() if row.verified_on else None,
        "reference": row.reference,
        **place,
    }


def places(origins: list[Origin | None]) -> str:
    """Name the rows of evidence in brackets: `` (observations.csv, rows 2 to 4 and 7)``; nothing for none."""
    by_file: dict[str, list[int]] = {}
    for origin in origins:
        if origin is not None:
            by_file.setdefault(origin.file, []).append(origin.row)
    if not by_file:
        return ""
    return f" ({'; '.join(f'{file}, {_rows(sorted(rows))}' for file, rows in by_file.items())})"


def _rows(rows: list[int]) -> str:
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    words = [f"{first} to {last}" if first != last else f"{first}" for first, last in spans]
    return f"{'rows' if len(rows) > 1 else 'row'} {listed(words)}"


def _label(read: Read) -> str:
    if read.kind == "fact":
        return f"{read.name} on {read.on}" if read.on else read.name
    return {
        "so far": f"{read.name} so far",
        "all cohorts": f"{read.name} over all cohorts",
        "period": f"{read.name} in the period",
    }.get(read.over, read.name)
