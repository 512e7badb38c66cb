"""Claims read row by row and set-wise are the same rows, refused for the same reasons, from whatever file."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from sibdsl.evidence.claims_csv import tables_of_block
from sibdsl.evidence.claims_tables import load_claims_tables
from sibdsl.runtime.claims_lines import lines_of, row_of_csv
from sibdsl.runtime.claims_reading import read_claims_evidence
from sibdsl.runtime.claims_sheets import CLAIMS_TABLES, MORE_CELLS
from tests.strategies.claims_files import claims_plan, csv_bytes, json_bytes, write_clean

PLAN = claims_plan()


def assert_read_alike(table: str, ending: str, content: bytes) -> None:
    with TemporaryDirectory() as name:
        directory = Path(name)
        write_clean(directory, *(other for other in CLAIMS_TABLES if other != table))
        (directory / f"{table}{ending}").write_bytes(content)
        evidence, findings = read_claims_evidence(PLAN, directory)
        with load_claims_tables(PLAN, directory, threads=1) as tables:
            assert tables.evidence() == evidence
            assert tables.findings == findings
            refused = [(row.table, row.code) for row in evidence.refused]
            assert tables.refused == {key: refused.count(key) for key in refused}


@settings(max_examples=150)
@given(st.data(), st.sampled_from(CLAIMS_TABLES))
def test_csv_is_read_alike(data: st.DataObject, table: str) -> None:
    assert_read_alike(table, ".csv", data.draw(csv_bytes(table)))


@settings(max_examples=75)
@given(st.data(), st.sampled_from(CLAIMS_TABLES))
def test_json_lines_are_read_alike(data: st.DataObject, table: str) -> None:
    assert_read_alike(table, ".jsonl", data.draw(json_bytes(table)))


_PIECES = st.sampled_from(
    [
        b"a",
        b"b1",
        b",",
        b",",
        b",",
        b"\n",
        b"\n",
        b'"',
        b'""',
        b"\r",
        b"\r\n",
        b" ",
        b"\t",
        b"\xe9",
        "ë".encode(),
        b"\0",
    ]
)


@settings(max_examples=500)
@given(st.lists(_PIECES, min_size=1, max_size=30).map(b"".join))
def test_lines_are_split_alike(block: bytes) -> None:
    heading = ["x", "y", "z"]
    expected = [row for number, line in lines_of(block) if (row := row_of_csv(number, line, heading))]
    found: dict[int, tuple[list[str], str | None, str]] = {}
    for part in tables_of_block(block, heading, 1):
        for row in part.table.to_pylist():
            cells = [row["c0"], row["c1"], row["c2"]]
            assert not part.tidy or all(cell == cell.strip(" \t\r\n") for cell in cells)
            assert row["row"] not in found
            found[row["row"]] = (cells, row["more"], row["code"] or "")
    assert found == {
        row.row: ([row.cells[name] for name in heading], row.cells.get(MORE_CELLS), row.code) for row in expected
    }
