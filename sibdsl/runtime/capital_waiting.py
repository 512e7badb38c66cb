"""What would follow once what is pending is determined: section 10 of docs/reference/capital.md.

In: a statement with pending determinations, and the days of the run. Out: one item for each determination, and one for
each declaration of which something would happen later.
Relies on ``capital_dates``. Guarantees: in the order of days, then as written.
"""

from __future__ import annotations

from datetime import date

from sibdsl.runtime.capital_dates import CapitalDates
from sibdsl.runtime.capital_prepared import PreparedCapital
from sibdsl.runtime.capital_result import Waiting
from sibdsl.runtime.statement import Statement, occasion_title


def waiting(prepared: PreparedCapital, statement: Statement, dates: CapitalDates) -> list[Waiting]:
    """List what waits, and for what."""
    until = dates.until or date.max
    first = min(statement.pending, key=lambda item: item.determination.day)
    cause = f"{occasion_title(first.prepared, first.occasion)} is pending"
    found = [Waiting(item.determination.day, item.payment, item.text) for item in statement.pending]
    for day in sorted(dates.receipts):
        if day >= until:
            for line in dates.receipts[day]:
                title = occasion_title(statement.prepared, line.case.occasion)
                found.append(Waiting(day, line.payment, f"{title} is due on {day}, after a day on which {cause}."))
    for name, words, days in _later(prepared, statement):
        open_days = [day for day in days if day >= until]
        if open_days:
            sentence = f"{words} from {open_days[0]} on follow once it is known: {cause}."
            found.append(Waiting(open_days[0], name, sentence))
    for waterfall in prepared.capital.waterfalls:
        title = prepared.titles[waterfall.name]
        found.append(Waiting(until, waterfall.name, f"Later distributions of {title} wait: {cause}."))
    return sorted(found, key=lambda item: item.day)


def _later(prepared: PreparedCapital, statement: Statement) -> list[tuple[str, str, list[date]]]:
    """List the declarations with fixed days, in words and with these days."""
    ended = statement.ended or date.max
    found: list[tuple[str, str, list[date]]] = []
    for instrument in prepared.capital.instruments:
        title = prepared.titles[instrument.name]
        drawn = [item.day for item in instrument.drawn if item.day <= ended]
        found.append((instrument.name, f"Drawdowns of {title}", drawn))
        interest = sorted(day for day, names in prepared.interest_days.items() if instrument.name in names)
        found.append((instrument.name, f"Payments of interest on {title}", [day for day in interest if day <= ended]))
        repaid = [item.day for item in instrument.repaid if item.day <= ended]
        found.append((instrument.name, f"Repayments of {title}", repaid))
    for charge in prepared.capital.charges:
        paid = [item.day for item in charge.paid if item.day <= ended]
        found.append((charge.name, f"Payments of {prepared.titles[charge.name]}", paid))
    return found
