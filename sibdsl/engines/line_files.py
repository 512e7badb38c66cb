"""Lines of a settlement as a file: what became of each claim, for people who check it and for other tools.

In: a plan with its cards, lines in any number, and a path that ends in `.csv` or `.parquet`.
Out: the file, with a column for what each limit took. Amounts are exact decimals in major units.
Relies on: pyarrow for Parquet, on the standard library alone for CSV.
Guarantees: the file is there whole or not at all; lines are never held all at once; the same lines give the same file.
People stand in it as they stand in the evidence, or under the pseudonyms that they were read with.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Final

from sibdsl.evidence.whole_files import made_whole
from sibdsl.runtime.claims import ClaimLine
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.exact import decimal_text, plain_text
from sibdsl.runtime.plan import Plan

ENDINGS: Final = (".csv", ".parquet")
"""What the name of a file of lines may end in."""

_LINES_AT_ONCE: Final = 50_000
_TEXTS: Final = ("claim", "person", "payment", "outcome", "cohort", "status", "reason", "quantity")
_DAYS: Final = ("reached_on", "determination", "recovered_on")


def line_columns(claims: ClaimsPlan) -> list[str]:
    """Name the columns of a file of lines; `cut_1` is what the first limit of the contract took, and so on."""
    cuts = [f"cut_{place}" for place in range(1, len(claims.limits) + 1)]
    head = ["row", "claim", "person", "payment", "outcome", "cohort", "reached_on", "status", "reason"]
    return [*head, "determination", "quantity", "asked", *cuts, "paid", "recovered_on"]


def write_lines(plan: Plan, claims: ClaimsPlan, lines: Iterable[ClaimLine], path: Path) -> int:
    """Write lines to a file and say how many there are.

    Raises:
        ValueError: the name of the file ends in none of `ENDINGS`.
        OSError: the file cannot be written.
    """
    if path.suffix.lower() not in ENDINGS:
        raise ValueError(f"`{path.name}` must end in {' or '.join(ENDINGS)}")
    with made_whole(path) as made:
        if path.suffix.lower() == ".csv":
            return _write_csv(plan, claims, lines, made)
        return _write_parquet(plan, claims, lines, made)


def _write_csv(plan: Plan, claims: ClaimsPlan, lines: Iterable[ClaimLine], path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(line_columns(claims))
        for line in lines:
            writer.writerow("" if cell is None else cell for cell in _cells(plan, claims, line))
            count += 1
    return count


def _write_parquet(plan: Plan, claims: ClaimsPlan, lines: Iterable[ClaimLine], path: Path) -> int:
    import pyarrow as pa
    from pyarrow import parquet

    columns = line_columns(claims)
    types = dict.fromkeys(_TEXTS, pa.string()) | dict.fromkeys(_DAYS, pa.date32()) | {"row": pa.int64()}
    schema = pa.schema([(name, types.get(name, pa.decimal128(38, plan.digits))) for name in columns])
    left = iter(lines)
    count = 0
    with parquet.ParquetWriter(path, schema) as writer:
        while some := list(islice(left, _LINES_AT_ONCE)):
            count += len(some)
            cells = list(zip(*(_cells(plan, claims, line) for line in some), strict=True))
            arrays = [
                pa.array([Decimal(cell) if isinstance(cell, str) and pa.types.is_decimal(field.type) else cell
                          for cell in column], field.type)
                for column, field in zip(cells, schema, strict=True)
            ]  # fmt: skip
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
    return count


def _cells(plan: Plan, claims: ClaimsPlan, line: ClaimLine) -> Iterator[object]:
    """Give the cells of a line; amounts and quantities as texts that hide no digit."""
    scale = 10**plan.digits

    def money(minor: int) -> str:
        return decimal_text(Fraction(minor, scale), plan.digits)

    yield from (line.row or None, line.claim, line.person, line.payment, line.outcome, line.cohort, line.reached_on)
    yield from (line.status, line.reason or None, line.determination, _quantity(line.quantity), money(line.asked))
    yield from (money(cut) for cut in line.cuts or (0,) * len(claims.limits))
    yield from (money(line.paid), line.recovered_on)


def _quantity(quantity: Fraction) -> str:
    """Write a quantity in base measure: as a decimal, or as a fraction where its decimals never end."""
    return plain_text(quantity).replace(",", "")
