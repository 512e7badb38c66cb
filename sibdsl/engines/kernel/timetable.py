"""The determinations in which claims are taken, as tables of integers.

In: a contract's tables, the day of the latest news, the day of the statement, and when the contract ended early.
Out: `Timetable`. Relies on `sibdsl.runtime.claims_days`, which says which determinations there are and which are made.
Guarantees: determinations on the same day have one place, and places are in order of days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sibdsl.engines.kernel.columns import LAST_DAY, MISSING, number_of_day
from sibdsl.engines.kernel.contract import ContractTables, TooLargeError
from sibdsl.runtime.claims import Claim
from sibdsl.runtime.claims_days import ClaimDays
from sibdsl.runtime.claims_ledger import NO_LEDGER
from sibdsl.runtime.determinations import Prepared

NOWHERE = 0xFFFF
"""The place of a determination that there is none of."""


class Openings(NamedTuple):
    """When claims are taken.

    ``next`` gives the place of the first determination on a day or after it, by payment and cohort (together one
    row) and by day counted from ``first_day``; -1 where there is none. ``day`` is the day of each place.
    ``made_to`` is the last day that is made and ``over`` says that no more can come, by payment.
    """

    next: npt.NDArray[np.int32]
    first_day: int
    day: npt.NDArray[np.int32]
    made_to: npt.NDArray[np.int32]
    over: npt.NDArray[np.bool_]
    as_of: int


@dataclass(frozen=True, slots=True)
class Timetable:
    """``days`` are the days of determinations in order, ``made_to`` the last one made of each payment."""

    days: tuple[date, ...]
    made_to: dict[str, date | None]
    openings: Openings


def timetable(
    tables: ContractTables, prepared: Prepared, latest: date | None, as_of: date | None, termination: date | None
) -> Timetable:
    """Say in which determination claims are taken, whatever day they were validated on.

    Raises:
        TooLargeError: there are more days of determinations than places.
    """
    news = () if latest is None else (Claim("", "", "", latest),)
    known = ClaimDays(prepared, tables.claims, news, as_of, termination, NO_LEDGER)
    by_row = {
        (payment, cohort): _days_of(known, payment, cohort)
        for payment in known.made_to
        for cohort in (None, *tables.cohorts)
    }
    days = sorted({day for found in by_row.values() for day in found})
    if len(days) >= NOWHERE:
        raise TooLargeError("more than 65,534 days of determinations")
    return Timetable(tuple(days), known.made_to, _openings(tables, known, by_row, days, as_of))


def _days_of(known: ClaimDays, payment: str, cohort: str | None) -> list[date]:
    """List the days on which claims of a payment are taken for people of a cohort."""
    days: list[date] = []
    occasion = known.first_open(payment, cohort)
    while occasion is not None:
        days.append(occasion.determination.day)
        after = days[-1] + timedelta(days=1) if days[-1] < date.max else None
        occasion = known.first_open(payment, cohort, after) if after else None
    return days


def _openings(
    tables: ContractTables,
    known: ClaimDays,
    by_row: dict[tuple[str, str | None], list[date]],
    days: list[date],
    as_of: date | None,
) -> Openings:
    numbers = np.array([number_of_day(day) for day in days], dtype=np.int32)
    first_day = int(numbers[0]) if days else 0
    # One column for every day from the first determination to the last, and one for all days after it.
    span = int(numbers[-1]) - first_day + 2 if days else 1
    width = len(tables.cohorts) + 1
    following = np.full((len(tables.payments) * width, span), -1, dtype=np.int32)
    made_to = np.full(len(tables.payments), MISSING, dtype=np.int32)
    over = np.zeros(len(tables.payments), dtype=np.bool_)
    place_of = {day: place for place, day in enumerate(days)}
    for payment, made in known.made_to.items():
        place = tables.payments[payment]
        made_to[place] = MISSING if made is None else number_of_day(made)
        over[place] = known.is_over(payment)
        for cohort in (None, *tables.cohorts):
            row = place * width + (0 if cohort is None else tables.cohorts[cohort])
            start = 0
            for day in by_row[payment, cohort]:
                end = number_of_day(day) - first_day + 1
                following[row, start:end] = place_of[day]
                start = end
    return Openings(following, first_day, numbers, made_to, over, LAST_DAY if as_of is None else number_of_day(as_of))
