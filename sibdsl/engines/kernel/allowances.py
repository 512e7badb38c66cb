"""The limits of a contract as tables of integers.

In: a contract's tables and its timetable. Out: `Limits`, and how they fall into stages.
Relies on `sibdsl.runtime.determinations.bucket` for periods. Guarantees: what a limit allows is exact; a limit on money
allows whole minor units.

A limit is used up by *key*: a number from what it is counted by besides the person. Limits that are counted by person
(or claim) can be applied to one person after another; those that are not need the claims of all people in their order.
A *stage* is a run of limits of one kind, in the order in which they apply.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sibdsl.engines.kernel.contract import LARGEST, ContractTables, TooLargeError
from sibdsl.engines.kernel.timetable import Timetable
from sibdsl.runtime.claims_plan import Limit
from sibdsl.runtime.determinations import Determination, bucket

CLAIMS, QUANTITY, MONEY = 0, 1, 2
_MEASURES = {"claims": CLAIMS, "quantity": QUANTITY, "money": MONEY}
_PERIODS = ("determination", "contract year", "calendar year", "financial year")


LIMIT = np.dtype(
    [
        ("allowed", np.int64),
        ("share_top", np.int64),
        ("share_bottom", np.int64),
        ("keys", np.int64),
        ("periods", np.int64),
        ("measure", np.int64),
        ("bounded", np.bool_),
        ("whole", np.bool_),
        ("by_claim", np.bool_),
    ],
    align=True,
)
"""A limit. ``allowed`` counts claims, units of quantity or minor units; without ``bounded`` it takes nothing.

A limit that is a share allows what the others come to times a fraction of ``share_top`` and ``share_bottom`` (0: it is
a plain limit). A key is ``period_key * keys + class_key``; there are ``periods`` of the former."""


class Limits(NamedTuple):
    """Limits by place. Other tables have a row for each, by class, and ``period_key`` by determination.

    ``applies`` says whose claims a limit limits, ``others`` what its share is counted from besides.
    """

    limits: npt.NDArray[Any]
    applies: npt.NDArray[np.bool_]
    others: npt.NDArray[np.bool_]
    class_key: npt.NDArray[np.int64]
    period_key: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Stage:
    """Limits from ``first`` up to ``end`` that are all counted by person, or all not."""

    by_person: bool
    first: int
    end: int


def limits_of(tables: ContractTables, days: Timetable) -> Limits:
    """Put the limits of a contract into tables.

    Raises:
        TooLargeError: a limit allows more than the integers hold.
    """
    limits = tables.claims.limits
    count = len(limits)
    allowed = [_allowed(tables, limit) for limit in limits]
    shares = [
        limit.share / (1 - limit.share) if limit.share is not None and limit.share < 1 else None for limit in limits
    ]
    table = np.zeros(count, dtype=LIMIT)
    table["allowed"] = [amount or 0 for amount in allowed]
    table["share_top"] = [_small(share.numerator) if share is not None else 0 for share in shares]
    table["share_bottom"] = [_small(share.denominator) if share is not None else 0 for share in shares]
    table["measure"] = [_MEASURES[limit.measure] for limit in limits]
    table["bounded"] = [amount is not None or share is not None for amount, share in zip(allowed, shares, strict=True)]
    table["whole"] = [limit.whole for limit in limits]
    table["by_claim"] = ["claim" in limit.per for limit in limits]
    class_key = np.zeros((count, tables.classes), dtype=np.int64)
    period_key = np.zeros((count, max(len(days.days), 1)), dtype=np.int64)
    for place, limit in enumerate(limits):
        by_class = [_parts_of_class(tables, limit, klass) for klass in range(tables.classes)]
        class_key[place], table["keys"][place] = _numbered(by_class)
        by_day = [_parts_of_day(tables, limit, day) for day in days.days] or [()]
        period_key[place], table["periods"][place] = _numbered(by_day)
    counted_from = [set(limit.base) - set(limit.outcomes) if limit.share is not None else set() for limit in limits]
    return Limits(
        table,
        _classes(tables, [set(limit.outcomes) for limit in limits]),
        _classes(tables, counted_from),
        class_key,
        period_key,
    )


def stages_of(tables: ContractTables) -> list[Stage]:
    """Put limits that follow one another and are alike into stages."""
    stages: list[Stage] = []
    for place, limit in enumerate(tables.claims.limits):
        by_person = "person" in limit.per or "claim" in limit.per
        if stages and stages[-1].by_person == by_person:
            stages[-1] = Stage(by_person, stages[-1].first, place + 1)
        else:
            stages.append(Stage(by_person, place, place + 1))
    return stages


def _allowed(tables: ContractTables, limit: Limit) -> int | None:
    """Give what a plain limit allows, in whole numbers; None for a share, and for a limit without an amount."""
    if limit.amount is None or limit.share is not None:
        return None
    unit = {"claims": Fraction(1), "quantity": tables.unit, "money": Fraction(1, 10**tables.plan.digits)}[limit.measure]
    exact = limit.amount / unit
    # Nobody reaches what lies beyond the largest number: sums of claims are checked to stay below it.
    return min(exact.numerator // exact.denominator, LARGEST)


def _small(number: int) -> int:
    """Check the size of a part of a share, with which sums of money are multiplied."""
    if number > 10**6:
        raise TooLargeError("a share with more than six digits")
    return number


def _parts_of_class(tables: ContractTables, limit: Limit, klass: int) -> tuple[int, ...]:
    """List what of a class the key of a limit depends on."""
    outcome, cohort = divmod(klass, len(tables.cohorts) + 1)
    parts = []
    if "outcome" in limit.per:
        parts.append(outcome)
    if "cohort" in limit.per:
        parts.append(cohort)
    if "determination" in limit.per:
        parts.append(cohort if _is_by_cohort(tables, outcome) else -1)
    return tuple(parts)


def _is_by_cohort(tables: ContractTables, outcome: int) -> bool:
    """Say whether the payment of an outcome is determined for each cohort."""
    payment = tables.plan.payments[int(tables.rules.outcomes["payment"][outcome])]
    return payment.timing.cohorts is not None


def _parts_of_day(tables: ContractTables, limit: Limit, day: object) -> tuple[object, ...]:
    """List what of a determination the key of a limit depends on, besides its cohort."""
    at = Determination(day, None, None)  # type: ignore[arg-type]
    return tuple(bucket(tables.plan, period, at) for period in _PERIODS if period in limit.per)


def _numbered(parts: list[tuple[int, ...]] | list[tuple[object, ...]]) -> tuple[list[int], int]:
    """Number different parts, in the order in which they come."""
    numbers: dict[tuple[object, ...], int] = {}
    found = [numbers.setdefault(part, len(numbers)) for part in parts]
    return found, len(numbers)


def _classes(tables: ContractTables, outcomes: list[set[str]]) -> npt.NDArray[np.bool_]:
    """Mark the classes of some outcomes, for each limit of the people that it is for."""
    marked = np.zeros((len(outcomes), tables.classes), dtype=np.bool_)
    for place, (limit, names) in enumerate(zip(tables.claims.limits, outcomes, strict=True)):
        for name in names & set(tables.outcomes):
            for cohort in range(len(tables.cohorts) + 1):
                if limit.cohort is None or cohort == tables.cohorts.get(limit.cohort, -1):
                    marked[place, tables.klass(tables.outcomes[name], cohort)] = True
    return marked
