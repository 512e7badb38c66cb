"""When outcome payments come in, waterfalls distribute for the last time, and instruments end.

In: the plan of capital and a statement. Out: days. Sections 4, 5 and 10 of docs/reference/capital.md.
Relies on waterfalls receiving only from earlier ones. Guarantees: a day that depends on what is pending is None.
"""

from __future__ import annotations

from datetime import date

from sibdsl.runtime.capital_plan import Instrument, Waterfall
from sibdsl.runtime.capital_prepared import PreparedCapital
from sibdsl.runtime.due_dates import due_date
from sibdsl.runtime.statement import Line, Pending, Statement


class CapitalDates:
    """The days of one run.

    ``receipts``: the lines of the statement by the day on which they are due. ``until``: the day before which flows
    are given, None for all. ``closings``: the last distribution of each waterfall; ``ends``: when each instrument ends.
    """

    __slots__ = ("_cut_short", "_last_due", "_prepared", "_statement", "closings", "ends", "receipts", "until")

    def __init__(self, prepared: PreparedCapital, statement: Statement) -> None:
        self._prepared = prepared
        self._statement = statement
        self.receipts: dict[date, list[Line]] = {}
        self._last_due: dict[str, date] = {}
        for line in statement.lines:
            due = line.case.due
            self.receipts.setdefault(due, []).append(line)
            payment = line.case.occasion.payment.name
            last = self._last_due.get(payment)
            if last is None or due > last:
                self._last_due[payment] = due
        ended = statement.ended
        lapsed = (item.determination.day for item in statement.lapsed)
        self._cut_short = ended if ended is not None and any(day > ended for day in lapsed) else None
        self.until = min((_earliest(item) for item in statement.pending), default=None)
        self.closings: dict[str, date | None] = {}
        for waterfall in prepared.capital.waterfalls:
            self.closings[waterfall.name] = None if self.until else self._closing(waterfall)
        self.ends = {name: self._end(instrument) for name, instrument in prepared.instruments.items()}

    def all_days(self) -> list[date]:
        """List the days on which anything can happen, in order."""
        days = set(self._prepared.days)
        days.update(self.receipts)
        days.update(day for day in self.ends.values() if day)
        days.update(day for day in self.closings.values() if day)
        for waterfall in self._prepared.capital.waterfalls:
            days.update(waterfall.days or ())
        if self._statement.ended:
            days.add(self._statement.ended)
        return sorted(day for day in days if self.until is None or day < self.until)

    def distributes(self, waterfall: Waterfall, day: date, touched: bool) -> bool:
        """Say whether a waterfall distributes on a day; ``touched``: something came in on it."""
        if day == self.closings[waterfall.name]:
            return True
        days = waterfall.days
        if days is None or (days and day > days[-1]):
            return touched
        return day in days

    def _closing(self, waterfall: Waterfall) -> date | None:
        found: list[date | None] = []
        for name in waterfall.receives:
            if name in self._prepared.instruments:
                found.append(self._end(self._prepared.instruments[name]))
            else:
                found.append(self.closings.get(name) or self._last_due.get(name))
        known = [day for day in found if day is not None]
        if not known:
            return None
        last = max(known)
        if self._cut_short and any(step.kind == "reserve" for step in waterfall.steps):
            # Until the contract ended, more was to come in, so that the reserve was kept.
            last = max(last, self._cut_short)
        return min((day for day in waterfall.days or () if day >= last), default=last)

    def _end(self, instrument: Instrument) -> date | None:
        ended = self._statement.ended
        days: list[date] = []
        if ended is not None:
            days.append(ended)
        elif instrument.repaid:
            days.append(instrument.repaid[-1].day)
        others = self._prepared.paid_by[instrument.name]
        if self.until is not None and (others or instrument.credited):
            return None
        days += [day for name in others if (day := self.closings.get(name)) is not None]
        days += [self._last_due[name] for name in instrument.credited if name in self._last_due]
        drawn = [item.day for item in instrument.drawn if ended is None or item.day <= ended]
        return max([*(days or [self._prepared.plan.term.end]), *drawn[-1:]])


def _earliest(pending: Pending) -> date:
    """Give the first day on which a pending determination could be due."""
    occasion, prepared = pending.occasion, pending.prepared
    day, payable = occasion.determination.day, occasion.payment.payable
    if payable is not None and payable.of_validation:
        return day
    return min(day, due_date(prepared.plan, payable, day, prepared.holidays))
