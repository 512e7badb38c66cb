"""Tables about people in PostgreSQL and in DuckDB files are read like files with the same rows."""

import re
from pathlib import Path

import duckdb
import psycopg
import pytest

from sibdsl.evidence.claims_sources import StreamedSource
from sibdsl.evidence.claims_tables import EvidenceUnreadableError, load_claims_tables
from sibdsl.runtime.claims import ClaimsEvidence
from sibdsl.runtime.claims_pseudonyms import PseudonymKey
from tests.strategies.claims_files import claims_plan

PLAN = claims_plan()
WITH_PEOPLE = ("enrolment", "spells", "claims", "refused")
TABLES = """
CREATE TABLE enrolment(person text, enrolled_on date, cohort text, groups {names});
CREATE TABLE spells(person text, state text, start timestamp, "end" date);
CREATE TABLE claims(claim integer, person text, outcome text, reached_on date, submitted_on timestamp,
    validated_on date, rejected_on date, quantity numeric(12, 3), hours double precision, wage numeric(20, 8),
    length bigint, attendance text, documents text);
INSERT INTO enrolment VALUES ('P1', '2018-01-31', 'first', {both}), ('P2', '2018-02-01', NULL, {none}),
    (' ', '2018-02-01', NULL, {none}), ('P3', '1066-10-14', NULL, {none}), ('P4', '2018-01-31', 'third', {none});
INSERT INTO spells VALUES ('P1', 'housed', '2018-02-01 00:00:00', NULL), ('P1', 'housed', '2018-02-01 13:00:00', NULL);
INSERT INTO claims VALUES
    (1, 'P1', 'move_in', '2018-02-01', '2018-02-02', '2018-02-03', NULL, NULL, NULL, NULL, NULL, NULL, 'lease'),
    (2, 'P1', 'housing_day', '2018-02-01', NULL, NULL, NULL, 28.5, NULL, NULL, NULL, NULL, NULL),
    (3, 'P1', 'training', '2018-02-01', NULL, NULL, NULL, 50, 2, NULL, NULL, NULL, NULL),
    (4, 'P1', 'training', '2018-02-01', NULL, NULL, NULL, NULL, 2.5, NULL, NULL, NULL, NULL),
    (5, 'P1', 'training', '2018-02-01', NULL, NULL, NULL, NULL, 2, NULL, NULL, NULL, NULL),
    (6, 'P1', 'training', '2018-02-01', NULL, NULL, NULL, NULL, 'NaN', NULL, NULL, NULL, NULL),
    (7, 'P1', 'job', '2018-02-01', NULL, NULL, NULL, NULL, NULL, 12.1234567, 2, '95.5%', NULL),
    (8, 'P1', 'job', '2018-02-01', NULL, NULL, NULL, NULL, NULL, 12.5, 2, '95.5%', NULL),
    (9, 'P1', 'move_in', '2018-02-01', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'lease'),
    (10, NULL, 'move_in', '2018-02-01', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'lease');
"""
REASONS = [
    ("enrolment", 3, "SIB880"),
    ("enrolment", 4, "SIB940"),
    ("enrolment", 5, "SIB943"),
    ("spells", 2, "SIB940"),
    ("claims", 3, "SIB933"),
    ("claims", 4, "SIB938"),
    ("claims", 7, "SIB935"),
    ("claims", 9, "SIB946"),
    ("claims", 10, "SIB880"),
]


@pytest.fixture
def schema(postgres: str) -> str:
    """Make the tables in a PostgreSQL database, and give its URL."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
        made = TABLES.format(names="text[]", both="'{young,rural}'", none="NULL")
        connection.execute(made.encode())
    return postgres


def duckdb_file(directory: Path) -> Path:
    path = directory / "people.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(TABLES.format(names="VARCHAR[]", both="['young', 'rural']", none="NULL"))
    return path


def read(place: str | Path) -> ClaimsEvidence:
    with load_claims_tables(PLAN, place) as tables:
        assert tables.findings == ()
        return tables.evidence()


def test_postgresql_and_duckdb_give_the_same_rows(schema: str, tmp_path: Path) -> None:
    stored, attached = read(schema), read(duckdb_file(tmp_path))
    assert [(row.table, row.row, row.code) for row in stored.refused] == REASONS
    assert [(row.table, row.row, row.code) for row in attached.refused] == REASONS
    assert stored.claims == attached.claims
    assert stored.enrolments == attached.enrolments
    assert stored.spells == attached.spells
    assert [claim.claim for claim in stored.claims] == ["1", "2", "5", "6", "8"]


def test_a_table_that_is_not_there_is_named(schema: str) -> None:
    with psycopg.connect(schema, autocommit=True) as connection:
        connection.execute("DROP TABLE spells")
    with load_claims_tables(PLAN, schema) as tables:
        assert [finding.code for finding in tables.findings] == ["SIB903"]
        assert "spells" in tables.findings[0].message
        assert tables.read == {"enrolment": 5, "spells": 0, "claims": 10}


def test_a_view_and_columns_of_other_types_are_read(schema: str) -> None:
    with psycopg.connect(schema, autocommit=True) as connection:
        connection.execute("ALTER TABLE claims RENAME TO kept")
        connection.execute("CREATE VIEW claims AS SELECT * FROM kept WHERE claim < 3")
    assert [claim.claim for claim in read(schema).claims] == ["1", "2"]


def test_no_message_tells_a_password() -> None:
    url = "postgresql://auditor:geheim@localhost:1/people"
    with load_claims_tables(PLAN, url) as tables:
        (finding,) = tables.findings
    assert finding.code == "SIB902"
    assert "people on localhost" in finding.message
    assert "geheim" not in repr(finding)
    assert "auditor" not in repr(finding)


def test_a_server_that_goes_away_is_reported(schema: str) -> None:
    with load_claims_tables(PLAN, schema) as tables:
        source = tables.sources["claims"]
        assert isinstance(source, StreamedSource)
        with psycopg.connect(schema, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND usename = 'sib'"
            )
        with pytest.raises(EvidenceUnreadableError, match="postgres"), tables.guarded():
            list(source.blocks())


def test_pseudonyms_are_given_on_the_way_in(schema: str, tmp_path: Path) -> None:
    key = PseudonymKey(b"sixteen bytes or more")
    for place in (schema, duckdb_file(tmp_path)):
        with load_claims_tables(PLAN, place, key=key) as tables:
            evidence = tables.evidence()
            everything = [tables.connection.execute(f"FROM {table}").fetchall() for table in WITH_PEOPLE]
        assert {claim.person for claim in evidence.claims} == {key.pseudonym("P1")}
        assert [(row.table, row.row, row.code) for row in evidence.refused] == REASONS
        assert not re.search(r"\bP\d", repr(everything))
