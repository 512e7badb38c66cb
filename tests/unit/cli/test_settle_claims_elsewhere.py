"""Claims in a database, and engines that work in one: the statement is the same as from files."""

from pathlib import Path

import duckdb
import psycopg
import pytest

from tests.unit.cli.test_settle_claims import CLAIMS, CONTRACT, ENROLMENT, SETTLE, report


@pytest.fixture
def homes(place: Path) -> Path:
    """A contract with a rate card, and claims of which every cell can be read."""
    (place / "contract.sib").write_text(CONTRACT, encoding="utf-8")
    (place / "evidence").mkdir()
    report(place, "enrolment", ENROLMENT)
    report(place, "claims", "".join(CLAIMS.splitlines(keepends=True)[:-1]))
    return place


def rows_of(text: str) -> list[list[str | None]]:
    return [[cell or None for cell in line.split(",")] for line in text.splitlines()]


def test_a_duckdb_file_holds_the_tables(sib, homes: Path) -> None:
    with duckdb.connect(str(homes / "people.duckdb")) as connection:
        for table in ("enrolment", "claims"):
            connection.execute(f"CREATE TABLE {table} AS FROM read_csv('evidence/{table}.csv')")
    assert sib("settle", "contract.sib", "--evidence", "people.duckdb").out == sib(*SETTLE).out


@pytest.fixture
def url(postgres: str, homes: Path) -> str:
    """A PostgreSQL database with the tables."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        for table in ("enrolment", "claims"):
            heading, *rows = rows_of((homes / "evidence" / f"{table}.csv").read_text(encoding="utf-8"))
            columns = ", ".join(f"{name} {'date' if str(name).endswith('_on') else 'text'}" for name in heading)
            connection.execute(f"DROP TABLE IF EXISTS {table}".encode())
            connection.execute(f"CREATE TABLE {table} ({columns})".encode())
            with connection.cursor().copy(f"COPY {table} FROM STDIN".encode()) as copy:
                for row in rows:
                    copy.write_row(row)
    return postgres


@pytest.mark.parametrize("engine", ["python", "duckdb", "postgresql"])
def test_a_postgresql_database_holds_the_tables(sib, homes: Path, url: str, engine: str) -> None:
    files = ("--lines", "lines.csv", "--ledger", "ledger.csv", "--record")
    expected = sib(*SETTLE, *files)
    lines, ledger = (homes / "lines.csv").read_bytes(), (homes / "ledger.csv").read_bytes()
    (homes / "ledger.csv").unlink()
    found = sib("settle", "contract.sib", "--evidence", url, "--engine", engine, *files)
    assert (found.status, found.out) == (expected.status, expected.out)
    assert (homes / "ledger.csv").read_bytes() == ledger
    without_rows = [line.split(b",", 1)[1] for line in lines.splitlines()]
    assert [line.split(b",", 1)[1] for line in (homes / "lines.csv").read_bytes().splitlines()] == without_rows


def test_the_engine_postgresql_needs_such_a_database(sib, homes: Path) -> None:
    result = sib(*SETTLE, "--engine", "postgresql")
    assert result.status == 2
    assert "`evidence` is none; name its URL" in result.err


def test_a_database_that_is_not_there_is_said_without_its_password(sib, homes: Path) -> None:
    result = sib("settle", "contract.sib", "--evidence", "postgresql://me:secret@127.0.0.1:1/nowhere")
    assert result.status in (1, 2)
    assert "secret" not in result.err + result.out
    assert "Traceback" not in result.err
