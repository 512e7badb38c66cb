"""States that lasted: section 6 of the reference of claims.

In: what an outcome sustains, and a person's spells of that state. Out: the first day on which it is completed.
Relies on spells that lie one after another. Guarantees: gaps and restarts count as the reference says.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sibdsl.runtime.claims import Spell
from sibdsl.runtime.claims_lengths import day_after, day_before
from sibdsl.runtime.claims_plan import Sustained


def day_completed(sustained: Sustained, spells: Sequence[Spell], month_end: str) -> date | None:
    """Give the first day on which the state has lasted as long as it must; None when there is none so far."""
    clock_started: date | None = None
    last_day: date | None = None
    gaps = 0
    for spell in spells:
        if clock_started is None or last_day is None:
            clock_started = spell.start
        else:
            gap = (spell.start - last_day).days - 1
            if gap <= sustained.gap:
                gaps += gap
            elif sustained.restarts:
                clock_started, gaps = spell.start, 0
            else:
                return None
        last_day = spell.end or date.max
        completed = _completed(clock_started, sustained, gaps, month_end)
        too_late = sustained.within is not None and completed >= day_after(clock_started, sustained.within, month_end)
        if completed <= last_day and not too_late:
            return completed
    return None


def _completed(clock_started: date, sustained: Sustained, gaps: int, month_end: str) -> date:
    """Give the day before the start, plus the length, plus the days of the gaps."""
    end = day_before(day_after(clock_started, sustained.length, month_end))
    try:
        return end + timedelta(days=gaps)
    except OverflowError:
        return date.max
