"""Files about people that are damaged, change while they are read, or are large and dirty."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from sibdsl.evidence import claims_sources
from sibdsl.evidence.claims_csv import TextBlock
from sibdsl.evidence.claims_tables import EvidenceChangedError, EvidenceUnreadableError, load_claims_tables
from sibdsl.runtime import claims_reading
from sibdsl.runtime.claims_files import change_of, fingerprint_of
from sibdsl.runtime.claims_reading import read_claims_evidence
from tests.strategies.claims_files import claims_plan, write_clean

PLAN = claims_plan()
MILLION = 1_000_000
CLAIMS = """
    SELECT 'C' || i AS claim, 'P' || (i % 1000) AS person, 'housing_day' AS outcome, DATE '2018-02-01' AS reached_on,
        NULL::DATE AS submitted_on, NULL::DATE AS validated_on, NULL::DATE AS rejected_on, 28 AS quantity,
        NULL::DECIMAL(9, 2) AS hours, NULL::INTEGER AS wage, NULL::INTEGER AS length, NULL::VARCHAR AS attendance,
        NULL::VARCHAR AS documents
    FROM range({rows}) AS made(i)
"""


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    write_clean(tmp_path, "enrolment", "spells")
    return tmp_path


def write_parquet(path: Path, rows: int, select: str = "*") -> None:
    duckdb.sql(f"SELECT {select} FROM ({CLAIMS.format(rows=rows)})").write_parquet(str(path))


# -------------------------------------------------------------------- Parquet


def test_parquet_is_read_where_it_lies(directory: Path) -> None:
    write_parquet(directory / "claims.parquet", 3000)
    with load_claims_tables(PLAN, directory) as tables:
        assert tables.findings == ()
        assert tables.read["claims"] == 3000
        assert len(tables.evidence().claims) == 3000
        stored = tables.connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()
    assert ("claims_read",) not in stored


@pytest.mark.parametrize("left", [0, 3, 400, -1, -100])
def test_a_truncated_parquet_file_is_reported(directory: Path, left: int) -> None:
    path = directory / "claims.parquet"
    write_parquet(path, 3000)
    path.write_bytes(path.read_bytes()[:left])
    with load_claims_tables(PLAN, directory) as tables:
        assert [finding.code for finding in tables.findings] == ["SIB902"]
        assert "claims.parquet" in tables.findings[0].message
        assert tables.read == {"enrolment": 1, "spells": 1, "claims": 0}


def test_a_parquet_file_with_damage_inside_is_refused(directory: Path) -> None:
    path = directory / "claims.parquet"
    write_parquet(path, 30_000)
    content = bytearray(path.read_bytes())
    content[100:5000] = bytes(4900)
    path.write_bytes(content)
    with pytest.raises(EvidenceUnreadableError, match=r"claims\.parquet"):
        load_claims_tables(PLAN, directory)


def test_columns_of_parquet_that_are_missing_renamed_or_repeated_are_named(directory: Path) -> None:
    write_parquet(directory / "claims.parquet", 3, "* EXCLUDE (reached_on, documents), reached_on AS reachedon")
    with load_claims_tables(PLAN, directory) as tables:
        assert [finding.code for finding in tables.findings] == ["SIB917", "SIB911"]


@pytest.mark.parametrize(
    ("column", "code"),
    [
        ("20180201 AS reached_on", "SIB940"),
        ("TIMESTAMP '2018-02-01 09:30:00' AS reached_on", "SIB940"),
        ("'1 February' AS reached_on", "SIB940"),
        ("'many' AS quantity", "SIB931"),
        ("true AS quantity", "SIB931"),
        ("2.5::DOUBLE AS quantity", "SIB938"),
        ("'infinity'::DOUBLE AS quantity", "SIB935"),
        ("0.1234567::DECIMAL(18, 7) AS quantity", "SIB935"),
        ("1e30::HUGEINT AS quantity", "SIB935"),
        ("NULL AS person", "SIB880"),
        ("NULL AS reached_on", "SIB946"),
    ],
)
def test_columns_of_another_type_cost_the_rows_that_cannot_be_read(directory: Path, column: str, code: str) -> None:
    name = column.rpartition(" ")[2]
    write_parquet(directory / "claims.parquet", 4, f"* REPLACE ({column})" if name != column else "*")
    with load_claims_tables(PLAN, directory) as tables:
        assert tables.refused == {("claims", code): 4}
        assert {row.column for row in tables.evidence().refused} == {name}


@pytest.mark.parametrize(
    "column",
    [
        "TIMESTAMP '2018-02-01 00:00:00' AS reached_on",
        "TIMESTAMP_NS '2018-02-01 00:00:00' AS reached_on",
        "'2018-02-01' AS reached_on",
        "28::DOUBLE AS quantity",
        "28::UTINYINT AS quantity",
        "28.000::DECIMAL(30, 12) AS quantity",
        "' 28 ' AS quantity",
        "' P1 ' AS person",
    ],
)
def test_columns_of_another_type_that_say_the_same_are_read(directory: Path, column: str) -> None:
    write_parquet(directory / "claims.parquet", 2, f"* REPLACE ({column})")
    with load_claims_tables(PLAN, directory) as tables:
        claim = tables.evidence().claims[1]
    assert (claim.person, str(claim.reached_on), claim.quantity) == ("P1", "2018-02-01", 28)


def test_numbers_of_claims_may_be_integers(directory: Path) -> None:
    write_parquet(directory / "claims.parquet", 12, "* REPLACE (substr(claim, 2)::INTEGER AS claim)")
    with load_claims_tables(PLAN, directory) as tables:
        assert [claim.claim for claim in tables.evidence().claims] == [str(number) for number in range(12)]
        assert tables.native_types["claims", "claim"] == "INTEGER"
        native = tables.connection.execute("SELECT max(claim), max(person) FROM claims_native").fetchall()
    assert native == [(11, "P9")]


# -------------------------------------------------------------------- files that change


def test_a_file_that_changes_while_it_is_read_is_refused(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SIB883, whoever reads."""
    write_clean(directory, "claims")
    path = directory / "claims.csv"
    read_lines = claims_reading.lines_of

    def append(content: bytes, first: int = 1) -> Iterator[tuple[int, bytes]]:
        with path.open("ab") as file:
            file.write(b"C2,P1,move_in,2018-02-01,2018-02-02,2018-02-03,,,,,,,lease\n")
        return read_lines(content, first)

    monkeypatch.setattr(claims_reading, "lines_of", append)
    evidence, findings = read_claims_evidence(PLAN, directory)
    assert [finding.code for finding in findings if finding.file == "claims.csv"] == ["SIB883"]
    assert evidence.claims == ()


def test_a_file_that_changes_while_it_is_loaded_is_refused(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_clean(directory, "claims")
    path = directory / "claims.csv"

    read_tables = claims_sources.text_tables

    def replace(*arguments: Any) -> Iterator[TextBlock]:
        other = directory / "other"
        other.write_bytes(path.read_bytes())
        os.replace(other, path)
        yield from read_tables(*arguments)

    monkeypatch.setattr(claims_sources, "text_tables", replace)
    with pytest.raises(EvidenceChangedError):
        load_claims_tables(PLAN, directory)


def test_a_file_that_changes_after_it_was_loaded_is_found_before_a_statement(directory: Path) -> None:
    write_parquet(directory / "claims.parquet", 10)
    with load_claims_tables(PLAN, directory) as tables:
        tables.check_unchanged()
        write_parquet(directory / "claims.parquet", 11)
        with pytest.raises(EvidenceChangedError, match="changed while it was read") as raised:
            tables.check_unchanged()
    assert raised.value.finding.code == "SIB883"


def test_a_change_that_keeps_size_and_day_is_found(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_bytes(b"a" * 100)
    before = fingerprint_of(path)
    assert change_of(path, before) is None
    path.write_bytes(b"b" * 100)
    os.utime(path, ns=(before.modified, before.modified))
    assert change_of(path, before) is not None
    path.unlink()
    gone = change_of(path, before)
    assert gone is not None
    assert "went away" in gone.message


# -------------------------------------------------------------------- one row of a hundred in a million


def test_one_row_of_a_hundred_broken_in_a_million(directory: Path) -> None:
    good = "C{},P1,housing_day,2018-02-01,,,,28,,,,,"
    broken = {
        "SIB940": b"C1,P1,housing_day,2018-02-30,,,,28,,,,,",
        "SIB931": b"C1,P1,housing_day,2018-02-01,,,,28 days,,,,,",
        "SIB914": b"C1,P1,housing_day,2018-02-01,,,,28,,,,",
        "SIB905": b"C1,Zo\xeb,housing_day,2018-02-01,,,,28,,,,,",
        "SIB915": b'C1,"P1,housing_day,2018-02-01,,,,28,,,,,',
        "SIB880": b"C1,,housing_day,2018-02-01,,,,28,,,,,",
        "SIB946": b"C1,P1,housing_day,,,,,28,,,,,",
        "SIB906": b"C1,P\0,housing_day,2018-02-01,,,,28,,,,,",
        "SIB879": b"C1,P1,move_in,2018-02-01,2018-02-02,,,,,,,,passport",
        "SIB935": b"C1,P1,housing_day,2018-02-01,,,,28.0000001,,,,,",
    }
    codes = list(broken)
    heading = (
        "claim,person,outcome,reached_on,submitted_on,validated_on,rejected_on,quantity,hours,wage,length,attendance"
    )
    with (directory / "claims.csv").open("wb") as file:
        file.write(f"{heading},documents\n".encode())
        for hundred in range(MILLION // 100):
            rows = [good.format(hundred * 100 + place).encode() for place in range(99)]
            rows.insert(hundred % 100, broken[codes[hundred % len(codes)]])
            file.write(b"\n".join(rows) + b"\n")
    with load_claims_tables(PLAN, directory) as tables:
        assert tables.read["claims"] == MILLION
        assert tables.refused == {("claims", code): MILLION // 100 // len(codes) for code in sorted(codes)}
        counted = tables.connection.execute("SELECT count(*), count(DISTINCT row) FROM claims").fetchall()
        assert counted == [(MILLION - MILLION // 100,) * 2]
        assert tables.connection.execute("SELECT min(row), max(row) FROM refused").fetchall() == [(2, MILLION + 1)]
