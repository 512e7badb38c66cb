"""Claims files of any size for the national rate card: the same numbers, the same bytes of evidence.

In: a directory, a number of claims, a seed, and which share of the rows is broken or rejected later.
Out: ``enrolment.parquet`` and ``claims.parquet`` in it, written a million rows at a time.
Relies on: numpy's PCG64, pyarrow. Guarantees: five claims for each person on average; every person is enrolled in one
of the cohorts; a row that is not broken is valid; the claims file is in no order of days; nothing is held for longer
than a million rows.

Broken rows are of four kinds in turn: an outcome that is on no card, a person who is not enrolled, a quantity below
zero, a claim submitted a year late. Rejected ones are rejected by the examiner some time after they were validated.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy
import pyarrow
from pyarrow import compute, parquet

from tests.benchmarks.claims_contract import COHORTS, FIRST_YEAR, LAST_YEAR, OUTCOMES

CHUNK = 1_000_000
CLAIMS_PER_PERSON = 5
_EPOCH = date(1970, 1, 1)
_LAST_REACHED = (date(LAST_YEAR, 10, 31) - _EPOCH).days
_JOINED_FROM = numpy.array([(date(year, 1, 1) - _EPOCH).days for year in range(FIRST_YEAR, LAST_YEAR)])


@dataclass(frozen=True)
class ClaimsFiles:
    """Where the evidence is, and how many rows it has."""

    enrolment: Path
    claims: Path
    people: int
    rows: int


def write_claims(directory: Path, rows: int, seed: int = 7, broken: float = 0.0, rejected: float = 0.0) -> ClaimsFiles:
    """Write the evidence of the national rate card, or find it where these very files were written before."""
    directory.mkdir(parents=True, exist_ok=True)
    people = max(rows // CLAIMS_PER_PERSON, 1)
    files = ClaimsFiles(directory / "enrolment.parquet", directory / "claims.parquet", people, rows)
    stamp = directory / "written.txt"
    made_of = f"{rows} {seed} {broken} {rejected}"
    if stamp.exists() and stamp.read_text() == made_of:
        return files
    joined = _joined(people, seed)
    _write(
        files.enrolment, (_enrolments(first, min(first + CHUNK, people), joined) for first in range(0, people, CHUNK))
    )
    _write(
        files.claims,
        (_claims(first, min(first + CHUNK, rows), joined, seed, (broken, rejected)) for first in range(0, rows, CHUNK)),
    )
    stamp.write_text(made_of)
    return files


def _write(path: Path, tables: Iterable[pyarrow.Table]) -> None:
    writer = None
    for table in tables:
        writer = writer or parquet.ParquetWriter(path, table.schema)
        writer.write_table(table)
    if writer is not None:
        writer.close()


def _random(seed: int, *parts: int) -> numpy.random.Generator:
    return numpy.random.Generator(numpy.random.PCG64([seed, *parts]))


def _joined(people: int, seed: int) -> numpy.ndarray:
    """Give the day on which each person enrolled; the cohort is its year."""
    random = _random(seed, 0)
    year = random.integers(0, len(COHORTS), people)
    return (_JOINED_FROM[year] + random.integers(0, 365, people)).astype(numpy.int32)


def _cohort(joined: numpy.ndarray) -> pyarrow.Array:
    index = numpy.searchsorted(_JOINED_FROM, joined, side="right") - 1
    return pyarrow.DictionaryArray.from_arrays(pyarrow.array(index.astype(numpy.int8)), pyarrow.array(COHORTS))


def _enrolments(first: int, last: int, joined: numpy.ndarray) -> pyarrow.Table:
    part = joined[first:last]
    return pyarrow.table(
        {
            "person": _numbered("P", numpy.arange(first, last)),
            "enrolled_on": _days(part),
            "cohort": _cohort(part).cast(pyarrow.string()),
        }
    )


def _claims(first: int, last: int, joined: numpy.ndarray, seed: int, shares: tuple[float, float]) -> pyarrow.Table:
    random, size = _random(seed, 1, first), last - first
    person = random.integers(0, len(joined), size)
    outcome = random.integers(0, len(OUTCOMES), size).astype(numpy.int8)
    enrolled = joined[person].astype(numpy.int64)
    room = numpy.minimum(_LAST_REACHED - enrolled, 730)
    reached = enrolled + random.integers(0, 1 << 30, size) % (room + 1)
    submitted = reached + random.integers(0, 31, size)
    validated = submitted + random.integers(0, 21, size)
    quantity = random.integers(100, 8001, size)
    rejected = validated + random.integers(1, 200, size)
    is_rejected = random.random(size) < shares[1]
    kind = numpy.where(random.random(size) < shares[0], numpy.arange(first, last) % 4, -1)
    names = pyarrow.array([*OUTCOMES, "lottery"])
    outcome = numpy.where(kind == 0, len(OUTCOMES), outcome).astype(numpy.int8)
    person = numpy.where(kind == 1, person + len(joined), person)
    quantity = numpy.where(kind == 2, -quantity, quantity)
    submitted = numpy.where(kind == 3, submitted + 365, submitted)
    validated = numpy.where(kind == 3, validated + 365, validated)
    rejected = numpy.where(kind == 3, rejected + 365, rejected)
    return pyarrow.table(
        {
            "claim": _numbered("C", numpy.arange(first, last)),
            "person": _numbered("P", person),
            "outcome": pyarrow.DictionaryArray.from_arrays(pyarrow.array(outcome), names).cast(pyarrow.string()),
            "reached_on": _days(reached),
            "submitted_on": _days(submitted),
            "validated_on": _days(validated),
            "rejected_on": _days(rejected, ~is_rejected),
            "quantity": _hundredths(quantity),
        }
    )


def _numbered(letter: str, numbers: numpy.ndarray) -> pyarrow.Array:
    digits = compute.utf8_lpad(pyarrow.array(numbers).cast(pyarrow.string()), width=9, padding="0")
    return compute.binary_join_element_wise(letter, digits, "")


def _days(days: numpy.ndarray, missing: numpy.ndarray | None = None) -> pyarrow.Array:
    return pyarrow.array(days.astype(numpy.int32), mask=missing).cast(pyarrow.date32())


def _hundredths(numbers: numpy.ndarray) -> pyarrow.Array:
    """Whole numbers as decimals with two digits, exactly: the bytes of a decimal are its number of hundredths."""
    words = numpy.empty((len(numbers), 2), dtype=numpy.int64)
    words[:, 0] = numbers
    words[:, 1] = numpy.where(numbers < 0, -1, 0)
    return pyarrow.Array.from_buffers(pyarrow.decimal128(10, 2), len(numbers), [None, pyarrow.py_buffer(words)])


if __name__ == "__main__":
    made = write_claims(Path(sys.argv[1]), int(sys.argv[2]))
    print(f"{made.rows} claims of {made.people} people in {made.claims.parent}")
