"""Every kind of cell, for every outcome that reads it, means the same to both readers."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from sibdsl.evidence.claims_tables import EvidenceUnreadableError, load_claims_tables
from sibdsl.runtime.claims_reading import read_claims_evidence
from sibdsl.runtime.claims_sheets import sheet_columns
from tests.strategies.claims_files import (
    DAYS_OF_CELLS,
    GOOD_CELLS,
    NAMES_OF_CELLS,
    NUMBERS_OF_CELLS,
    claims_plan,
    write_clean,
)

PLAN = claims_plan()


def rows_with_every_cell(table: str) -> list[str]:
    columns = sheet_columns(PLAN, table)
    kinds = {
        "day": DAYS_OF_CELLS,
        "number": NUMBERS_OF_CELLS,
        "names": (),
        "text": ("", " ", "\t", " P1", "Zoë", "\xa0"),
    }
    outcomes = [outcome.name for outcome in PLAN.outcomes] if table == "claims" else [""]
    rows: list[str] = []
    for outcome in outcomes:
        for column in columns:
            for cell in NAMES_OF_CELLS.get(column.name, kinds[column.kind]):
                cells = {name.name: GOOD_CELLS.get(name.name, "") for name in columns} | {"outcome": outcome}
                cells[column.name] = cell
                rows.append(",".join(f'"{cells[name.name]}"' for name in columns))
    return [",".join(name.name for name in columns), *rows]


def test_every_cell_is_read_alike(tmp_path: Path) -> None:
    for table in ("enrolment", "spells", "claims"):
        (tmp_path / f"{table}.csv").write_text("\n".join(rows_with_every_cell(table)), encoding="utf-8")
    evidence, findings = read_claims_evidence(PLAN, tmp_path)
    with load_claims_tables(PLAN, tmp_path) as tables:
        assert tables.evidence() == evidence
        assert tables.findings == findings == ()
    refused = {(row.table, row.code) for row in evidence.refused}
    assert {code for table, code in refused if table == "claims"} == {
        *("SIB879", "SIB880", "SIB931", "SIB932", "SIB933", "SIB935", "SIB940", "SIB941", "SIB946"),
    }
    assert sum(claim.quantity is not None for claim in evidence.claims) > 10
    assert sum(bool(claim.recorded) for claim in evidence.claims) > 10


def test_too_little_memory_is_said_in_words(tmp_path: Path) -> None:
    write_clean(tmp_path, "enrolment", "spells", "claims")
    with pytest.raises(EvidenceUnreadableError, match="more memory"):
        load_claims_tables(PLAN, tmp_path, memory_limit="100KB")


@pytest.mark.parametrize("limit", ["banana", "", "1", "-1GB", "1GB; SELECT 1"])
def test_a_limit_that_is_no_amount_of_memory_is_refused(tmp_path: Path, limit: str) -> None:
    with pytest.raises(ValueError, match="is no amount of memory"):
        load_claims_tables(PLAN, tmp_path, memory_limit=limit)


def test_texts_in_parquet_are_read_like_texts_in_csv(tmp_path: Path) -> None:
    texts, columnar = tmp_path / "texts", tmp_path / "columnar"
    for directory in (texts, columnar):
        directory.mkdir()
    for table in ("enrolment", "spells", "claims"):
        path = texts / f"{table}.csv"
        path.write_text("\n".join(rows_with_every_cell(table)), encoding="utf-8")
        rows = duckdb.sql(f"FROM read_csv('{path}', all_varchar = true, header = true, allow_quoted_nulls = false)")
        rows.write_parquet(str(columnar / f"{table}.parquet"))
    expected, _ = read_claims_evidence(PLAN, texts)
    with load_claims_tables(PLAN, columnar) as tables:
        found = tables.evidence()
    # Parquet has no heading, so a row stands one place earlier.
    assert [replace(row, row=row.row + 1) for row in found.claims] == list(expected.claims)
    assert [replace(row, row=row.row + 1) for row in found.spells] == list(expected.spells)
    assert [replace(row, row=row.row + 1) for row in found.enrolments] == list(expected.enrolments)
    assert [replace(row, row=row.row + 1) for row in found.refused] == list(expected.refused)
