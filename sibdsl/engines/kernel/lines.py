"""What became of each row of the claims file.

In: the claims of a settlement behind all limits, and the fate of every row. Out: a `ClaimLine` for each row, in order.
Relies on `parts` and `reading`. Guarantees: a few rows are in memory at a time; the lines are those of
`sibdsl.runtime.claims_settlement`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from sibdsl.engines.kernel.blocks import Blocks
from sibdsl.engines.kernel.columns import NO_NUMBER, day_of_number, days, integers, millionths, texts
from sibdsl.engines.kernel.contract import MILLION, ContractTables
from sibdsl.engines.kernel.fates import FATES, PENDING, READY
from sibdsl.engines.kernel.intake import Intake
from sibdsl.engines.kernel.keys import SEEDS
from sibdsl.engines.kernel.parts import Parts
from sibdsl.engines.kernel.people import ENROLLED, People, codes_of
from sibdsl.engines.kernel.reading import EvidenceRows
from sibdsl.engines.kernel.taking import CUT, LEFT
from sibdsl.engines.kernel.timetable import NOWHERE
from sibdsl.runtime.claims import ClaimLine
from sibdsl.runtime.claims_standing import REJECTED_BY_VERIFIER

ROWS_OF_A_PART = 1 << 18
"""Rows whose lines are in memory together."""


class Lines:
    """The lines of a settlement."""

    def __init__(
        self,
        tables: ContractTables,
        intake: Intake,
        evidence: EvidenceRows,
        people: People,
        parts: Parts,
        blocks: Blocks,
    ) -> None:
        self._tables, self._days, self._evidence = tables, intake.days.days, evidence
        self._people, self._fate, self._blocks = people, intake.fate, blocks
        self._cohorts: list[str | None] = [None, *tables.cohorts]
        self._quantities = [limit.measure == "quantity" for limit in tables.claims.limits]
        limited = {name for limit in tables.claims.limits if limit.measure == "quantity" for name in limit.outcomes}
        self._units = [
            tables.unit if outcome.name in limited else tables.step[place]
            for place, outcome in enumerate(tables.claims.outcomes)
        ]
        for _ in parts.each(lambda place: self._file(parts, place)):
            pass

    def _file(self, parts: Parts, place: int) -> None:
        """Put what is left of the claims of a part of the people to their rows."""
        claims, left, cuts, counted = parts.finished(place)
        order = np.argsort(claims["row"])
        filed = np.empty(len(claims), dtype=taken_dtype(len(cuts)))
        for name in ("row", "taken", "back", "tariff"):
            filed[name] = claims[name][order]
        filed["left"] = left[order]
        filed["cuts"], filed["counted"] = cuts.T[order], counted.T[order]
        starts = np.searchsorted(filed["row"], np.arange(len(self._blocks) + 1) * ROWS_OF_A_PART)
        self._blocks.add(filed, starts.astype(np.int64))

    def __iter__(self) -> Iterator[ClaimLine]:
        """Give a line for each row of the claims file, in their order."""
        return self._lines(self._evidence.claims_in_order())

    def of_number(self, number: str) -> Iterator[ClaimLine]:
        """Give the lines of one claim number, in the order of rows."""
        return self._lines(self._evidence.claims_in_order(number))

    def _lines(self, batches: Iterable[Any]) -> Iterator[ClaimLine]:
        taken: dict[int, Any] = {}
        current = -1
        for batch in batches:
            row, claim, person, outcome, reached_on, quantity = batch.columns
            codes = codes_of(texts(person), self._people, SEEDS)
            numbers = zip(
                integers(row).tolist(),
                claim.to_pylist(),
                person.to_pylist(),
                outcome.to_pylist(),
                days(reached_on).tolist(),
                millionths(quantity).tolist(),
                codes.tolist(),
                strict=True,
            )
            for place, *cells in numbers:
                if place // ROWS_OF_A_PART != current:
                    current = place // ROWS_OF_A_PART
                    found = self._blocks.part(current)
                    taken = dict(zip(found["row"].tolist(), found, strict=True))
                line = self._line(place, *cells)
                yield self._taken(line, taken[place]) if self._fate[place] == READY else line

    def _line(
        self, row: int, claim: str, person: str, outcome: str, reached: int, quantity: int, code: int
    ) -> ClaimLine:
        """Give the line of a claim of which nothing is taken."""
        known = self._tables.outcomes.get(outcome)
        plan = None if known is None else self._tables.claims.outcomes[known]
        enrolled = code >= 0 and self._people.people["state"][code] == ENROLLED
        stated = Fraction(1)
        if plan is not None and plan.unit is not None and quantity != NO_NUMBER:
            stated = Fraction(quantity, MILLION) * plan.unit.scale
        reason = FATES[self._fate[row]] if self._fate[row] != READY else ""
        return ClaimLine(
            row=row,
            claim=claim,
            person=person,
            payment=plan.payment if plan else "",
            outcome=outcome,
            cohort=self._cohorts[self._people.people["cohort"][code]] if enrolled else None,
            reached_on=day_of_number(reached),
            status="pending" if reason in PENDING else "rejected",
            reason=reason,
            quantity=stated,
        )

    def _taken(self, line: ClaimLine, found: Any) -> ClaimLine:
        """Give the line of a claim that is taken."""
        left = found["left"]
        is_back = found["back"] != NOWHERE
        status = "cut" if left["marks"] & CUT else "paid"
        unit = self._units[int(self._tables.tariffs["outcome"][found["tariff"]])]
        return ClaimLine(
            row=line.row,
            claim=line.claim,
            person=line.person,
            payment=line.payment,
            outcome=line.outcome,
            cohort=line.cohort,
            reached_on=line.reached_on,
            status="recovered" if is_back else status,
            reason=REJECTED_BY_VERIFIER if is_back else "",
            determination=self._days[found["taken"]],
            quantity=line.quantity,
            asked=int(left["asked"]),
            cuts=tuple(found["cuts"].tolist()),
            paid=int(left["money"]),
            recovered_on=self._days[found["back"]] if is_back else None,
            counted=tuple(
                units * unit
                for units, counts in zip(found["counted"].tolist(), self._quantities, strict=True)
                if counts
            ),
        )


def taken_dtype(limits: int) -> np.dtype[Any]:
    """Give the form of a claim that is taken, under so many limits."""
    return np.dtype(
        [
            ("row", np.int64),
            ("left", LEFT),
            ("taken", np.uint16),
            ("back", np.uint16),
            ("tariff", np.uint16),
            ("cuts", np.int64, (limits,)),
            ("counted", np.int64, (limits,)),
        ]
    )
