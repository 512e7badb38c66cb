"""Rows of evidence as batches of integer columns.

In: a DuckDB connection with the tables of `sibdsl.evidence.claims_tables`, and a contract's tables.
Out: batches of enrolments, spells and claims, and what is known of all claims before the first is read.
Relies on DuckDB to stream. Guarantees: a few batches are in memory at a time; no row is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sibdsl.engines.kernel.columns import LAST_DAY, MISSING, days, fixed, integers, millionths, texts
from sibdsl.engines.kernel.contract import ContractTables
from sibdsl.engines.kernel.people import EnrolmentRows
from sibdsl.engines.kernel.screening import ClaimRows
from sibdsl.engines.kernel.spells import SpellRows

if TYPE_CHECKING:
    import duckdb

BATCH = 131_072
"""Rows of a batch: few enough that the memory of one serves for the next."""

LARGE_BATCH = 524_288
"""Rows of a batch whose records go to a file: enough that the pieces of a part are worth a look each."""

_SAMPLE = 1_000
"""Claim numbers that are looked at to see what they have in common."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What is known of all claims at once.

    ``latest`` is the latest day that anything became known on, ``largest_row`` the largest number of a row.
    ``prefix`` is what the first and the last claim numbers have in common.
    """

    count: int
    largest_row: int
    latest: date | None
    prefix: bytes


class EvidenceRows:
    """The three tables of evidence."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, tables: ContractTables) -> None:
        self._connection, self._tables = connection, tables
        self.group_masks: list[int] = []
        self._group_texts: dict[str | None, int] = {}
        self._document_masks: dict[str | None, int] = {}

    def count(self, table: str) -> int:
        """Count the rows of a table."""
        return int(self._one(f"SELECT count(*) FROM {table}")[0])

    def refused(self) -> Counter[tuple[str, str]]:
        """Count the rows that were refused by their cells, by table and code."""
        query = 'SELECT "table", code, count(*) FROM refused GROUP BY ALL'
        return Counter({(table, code): count for table, code, count in self._all(query)})

    def overview(self) -> Overview:
        """Look at all claims once."""
        found = self._one(
            "SELECT count(*), coalesce(max(row), 0), max(coalesce(submitted_on, reached_on)), max(validated_on),"
            " max(rejected_on) FROM claims"
        )
        known = [day for day in found[2:] if day is not None]
        # The first and the last rows, since numbers are often given one after another.
        samples = (f"LIMIT {_SAMPLE}", f"WHERE row > {int(found[1]) - _SAMPLE}")
        rows = [row for sample in samples for row in self._all(f"SELECT claim FROM claims {sample}")]
        numbers = sorted(claim.encode() for (claim,) in rows) or [b""]
        return Overview(int(found[0]), int(found[1]), max(known, default=None), _common(numbers[0], numbers[-1]))

    def enrolments(self) -> Iterator[EnrolmentRows]:
        """Give the enrolment, batch by batch."""
        cohort = _place_of("cohort", self._tables.cohorts, 0)
        query = f"SELECT row, person, enrolled_on, CAST({cohort} AS USMALLINT) AS cohort, groups FROM enrolment"
        for batch in self._batches(query):
            row, person, enrolled_on, cohort_place, groups = batch.columns
            yield EnrolmentRows(
                integers(row),
                texts(person),
                days(enrolled_on),
                fixed(cohort_place.to_numpy(zero_copy_only=False)),
                self._groups(groups),
            )

    def spells(self) -> Iterator[SpellRows]:
        """Give the spells, batch by batch; a state that goes on ends with the calendar."""
        places: dict[str | None, int] = {}
        places.update(self._tables.states)
        for batch in self._batches('SELECT row, person, state, start, "end" FROM spells'):
            row, person, state, start, end = batch.columns
            ends = days(end)
            yield SpellRows(
                integers(row),
                texts(person),
                # States that no outcome sustains matter for overlaps, so they are told apart too.
                fixed(_looked_up(state, lambda text: places.setdefault(text, len(places))).astype(np.int32)),
                days(start),
                fixed(np.where(ends == MISSING, LAST_DAY, ends).astype(np.int32)),
            )

    def claims(self, in_large_batches: bool = False) -> Iterator[ClaimRows]:
        """Give the claims, batch by batch."""
        outcome = _place_of("outcome", self._tables.outcomes, -1)
        recorded = [f'"recorded_{name}"' for name in self._tables.numbers]
        needed = "documents" if self._tables.documents else "NULL AS documents"
        query = (
            f"SELECT row, claim, person, CAST({outcome} AS SMALLINT) AS outcome, reached_on, submitted_on,"
            f" validated_on, rejected_on, {', '.join(['quantity', *recorded])}, {needed} FROM claims"
        )
        for batch in self._batches(query, LARGE_BATCH if in_large_batches else BATCH):
            row, claim, person, place, reached, submitted, validated, rejected, quantity, *others = batch.columns
            numbers = [millionths(column) for column in others[:-1]]
            yield ClaimRows(
                row=integers(row),
                claim=texts(claim),
                person=texts(person),
                outcome=fixed(place.to_numpy(zero_copy_only=False)),
                reached=days(reached),
                submitted=days(submitted),
                validated=days(validated),
                rejected=days(rejected),
                quantity=millionths(quantity),
                documents=self._documents(others[-1]),
                recorded=fixed(np.stack(numbers) if numbers else np.zeros((0, len(row)), dtype=np.int64)),
            )

    def claims_in_order(self, number: str | None = None) -> Iterable[Any]:
        """Give row, claim, person, outcome, day reached and quantity of all claims, or those of a number, by row."""
        only = "" if number is None else f"WHERE claim = {_quoted(number)}"
        return self._batches(
            f"SELECT row, claim, person, outcome, reached_on, quantity FROM claims {only} ORDER BY row"
        )

    def contents(self, rows: npt.NDArray[np.int64]) -> list[tuple[Any, ...]]:
        """Give whole rows of the claims file, by row: what stands in them behind the row itself."""
        return self._of_rows("*", rows)

    def claim_numbers(self, rows: npt.NDArray[np.int64]) -> list[tuple[int, str]]:
        """Give rows of the claims file with their claim numbers."""
        return self._of_rows("row, claim", rows)

    def _of_rows(self, columns: str, rows: npt.NDArray[np.int64]) -> list[tuple[Any, ...]]:
        import pyarrow as arrow

        wanted = arrow.table({"row": rows})
        cursor = self._connection.cursor()
        cursor.register("sib_wanted_rows", wanted)
        query = f"SELECT {columns} FROM claims WHERE row IN (SELECT row FROM sib_wanted_rows) ORDER BY row"
        return cursor.execute(query).fetchall()

    def _one(self, query: str) -> tuple[Any, ...]:
        (found,) = self._all(query)
        return found

    def _all(self, query: str) -> list[tuple[Any, ...]]:
        return self._connection.cursor().execute(query).fetchall()

    def _batches(self, query: str, rows: int | None = None) -> Iterable[Any]:
        return self._connection.cursor().sql(query).to_arrow_reader(rows or BATCH)  # type: ignore[no-any-return]

    def _groups(self, column: Any) -> npt.NDArray[np.uint16]:
        """Give the places of texts of groups in a list, which grows as new ones are met."""

        def place(text: str | None) -> int:
            if text not in self._group_texts:
                self._group_texts[text] = len(self.group_masks)
                self.group_masks.append(_bits(text, self._tables.groups))
            return self._group_texts[text]

        return fixed(_looked_up(column, place).astype(np.uint16))

    def _documents(self, column: Any) -> npt.NDArray[np.uint64]:
        """Give a bit for each document that a claim has."""
        if not self._tables.documents:
            return fixed(np.zeros(0, dtype=np.uint64))

        def mask(text: str | None) -> int:
            if text not in self._document_masks:
                self._document_masks[text] = _bits(text, self._tables.documents)
            return self._document_masks[text]

        return fixed(_looked_up(column, mask))


def _common(one: bytes, other: bytes) -> bytes:
    """Give what two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return one[: next((place for place, (here, there) in pairs if here != there), min(len(one), len(other)))]


def _looked_up(column: Any, number_of: Any) -> npt.NDArray[np.uint64]:
    """Replace texts by numbers, looking each different text up once."""
    from pyarrow import compute

    coded = compute.dictionary_encode(column, null_encoding="encode")
    numbers = np.array([number_of(text) for text in coded.dictionary.to_pylist()], dtype=np.uint64)
    places = coded.indices.to_numpy(zero_copy_only=False)
    return numbers[places] if len(numbers) else np.zeros(len(places), dtype=np.uint64)


def _bits(text: str | None, bits: dict[str, int]) -> int:
    return sum(1 << bits[name] for name in set((text or "").split(";")) if name in bits)


def _place_of(column: str, places: dict[str, int], otherwise: int) -> str:
    """Write the SQL that gives the place of a name."""
    cases = " ".join(f"WHEN {_quoted(name)} THEN {place}" for name, place in places.items())
    return f"CASE {column} {cases} ELSE {otherwise} END" if cases else str(otherwise)


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"
