"""The reject file holds every row that was not used, once, with its reason and its cells."""

import csv
from pathlib import Path

import duckdb
import pytest

from sibdsl.evidence.claims_rejects import write_rejects
from sibdsl.evidence.claims_tables import EvidenceChangedError, load_claims_tables
from sibdsl.runtime.claims_pseudonyms import PseudonymKey
from tests.strategies.claims_files import claims_plan, write_clean

PLAN = claims_plan()
KEY = PseudonymKey(b"sixteen bytes or more")
HEADING = "claim,person,outcome,reached_on,submitted_on,validated_on,rejected_on,quantity,hours,wage,length,attendance"
CLAIMS = f"""{HEADING},documents,first name
C1,P1,move_in,2018-02-01,2018-02-02,2018-02-03,,,,,,,lease,Ann
C2,P2,move_in,2018-02-30,2018-02-02,2018-02-03,,,,,,,lease,Ben
C3, P3 ,move_in,2018-02-01,2018-02-02,2018-02-03,,,,,,,"lease;lease",Cleo
C4,P4,move_in
C5,P5,moved,2018-02-01,2018-02-02,2018-02-03,,,,,,,lease,Eve
"""
REJECTED = [("claims", 6, "SIB854", ""), ("claims", 4, "SIB852", ""), ("spells", 2, "SIB873", "")]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    write_clean(tmp_path, "enrolment", "spells")
    with (tmp_path / "enrolment.csv").open("a", encoding="utf-8") as file:
        file.write("P9,31/01/2018,,\n")
    (tmp_path / "claims.csv").write_text(CLAIMS, encoding="utf-8")
    return tmp_path


def rejects(directory: Path, path: Path, key: PseudonymKey | None = None) -> list[dict[str, str]]:
    with load_claims_tables(PLAN, directory, key=key) as tables:
        count = write_rejects(tables, REJECTED, path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == count
    return rows


def test_rows_stand_in_order_with_their_reasons_and_cells(directory: Path, tmp_path: Path) -> None:
    rows = rejects(directory, tmp_path / "rejects.csv")
    assert [(row["table"], row["row"], row["code"], row["column"]) for row in rows] == [
        ("enrolment", "3", "SIB941", "enrolled_on"),
        ("spells", "2", "SIB873", ""),
        ("claims", "3", "SIB940", "reached_on"),
        ("claims", "4", "SIB852", ""),
        ("claims", "5", "SIB914", ""),
        ("claims", "6", "SIB854", ""),
    ]
    assert rows[2]["reason"].startswith("reached_on is not a day of the calendar")
    assert rows[3] | {"person": " P3 ", "documents": "lease;lease", "first name": "Cleo"} == rows[3]
    assert (rows[4]["claim"], rows[4]["outcome"], rows[4]["documents"]) == ("C4", "move_in", "")
    assert rows[1]["state"] == "housed"


def test_under_pseudonyms_nobody_stands_in_the_file(directory: Path, tmp_path: Path) -> None:
    rows = rejects(directory, tmp_path / "rejects.csv", KEY)
    assert [row["person"] for row in rows] == [
        KEY.pseudonym("P9"),
        KEY.pseudonym("P1"),
        KEY.pseudonym("P2"),
        KEY.pseudonym("P3"),
        "",
        KEY.pseudonym("P5"),
    ]
    assert "first name" not in rows[0]
    assert rows[4]["claim"] == ""


def test_parquet_holds_the_same(directory: Path, tmp_path: Path) -> None:
    path = tmp_path / "rejects.parquet"
    with load_claims_tables(PLAN, directory) as tables:
        tables.connection.execute('CREATE TABLE engine("table" VARCHAR, row BIGINT, code VARCHAR, "column" VARCHAR)')
        tables.connection.executemany("INSERT INTO engine VALUES (?, ?, ?, ?)", REJECTED)
        assert write_rejects(tables, "engine", path) == 6
    found = duckdb.sql(f"SELECT \"table\", row, code, person FROM '{path}'").fetchall()
    told = [
        (row["table"], int(row["row"]), row["code"], row["person"] or None)
        for row in rejects(directory, tmp_path / "r.csv")
    ]
    assert found == told


def test_rows_of_parquet_come_from_where_they_lie(directory: Path, tmp_path: Path) -> None:
    (directory / "claims.csv").unlink()
    made = f"SELECT 'C' || i AS claim, 'P' || i AS person, 'moved' AS outcome, {nulls()} FROM range(5000) AS made(i)"
    duckdb.sql(made).write_parquet(str(directory / "claims.parquet"))
    with load_claims_tables(PLAN, directory) as tables:
        rejected = [("claims", row, "SIB854", "") for row in range(5000, 0, -7)]
        path = tmp_path / "rejects.csv"
        assert write_rejects(tables, rejected, path) == len(rejected) + 1
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[1:]
    assert [row["claim"] for row in rows] == [f"C{int(row['row']) - 1}" for row in rows]
    assert [int(row["row"]) for row in rows] == sorted(row for _, row, _, _ in rejected)


def nulls() -> str:
    others = [*HEADING.split(",")[4:], "documents"]
    return "DATE '2018-02-01' AS reached_on, " + ", ".join(f"NULL::VARCHAR AS {name}" for name in others)


def test_a_file_that_is_there_stays_whole_when_writing_fails(directory: Path, tmp_path: Path) -> None:
    path = tmp_path / "kept" / "rejects.csv"
    path.parent.mkdir()
    path.write_text("kept", encoding="utf-8")
    with load_claims_tables(PLAN, directory) as tables:
        (directory / "claims.csv").write_text(CLAIMS + "\n", encoding="utf-8")
        with pytest.raises(EvidenceChangedError):
            write_rejects(tables, REJECTED, path)
    assert [entry.name for entry in path.parent.iterdir()] == ["rejects.csv"]
    assert path.read_text(encoding="utf-8") == "kept"
