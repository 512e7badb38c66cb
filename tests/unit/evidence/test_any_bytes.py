"""Whatever stands in a file of evidence, reading it ends with findings and never with an exception."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sibdsl.runtime.evidence_cells import Problem, read_date, read_value
from sibdsl.runtime.presentation import present
from sibdsl.runtime.reading import read_evidence
from sibdsl.runtime.settlement import settle
from tests.strategies.contracts import HOURS, PERCENT, POINTS, USD, reporting_plan

PLAN = reporting_plan()
RULES = {payment.name: lambda case: 1 for payment in PLAN.payments}
WORDS = [
    "metric", "cohort", "period_end", "value", "verified_by", "reduction", "hours", "spring", "2013-12-31",
    "12%", "9,240", '"', ",", ";", "\n", "\r\n", "\t", "vera", "fact", "index", "event", "termination", "{", "}",
    "[", "]", ":", "\ufeff", "\0", "-", "1e999999", "\U0001f389", "9" * 5000,
]  # fmt: skip
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(WORDS),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["observations", "facts", "events", *WORDS]) | st.text(), inner, max_size=4)
    ),
    max_leaves=12,
)


def read(directory: Path, name: str, content: bytes) -> None:
    path = directory / name
    path.write_bytes(content)
    evidence = read_evidence(PLAN, path)
    for output_format in ("table", "json", "csv"):
        present(settle(PLAN, RULES, evidence), output_format).encode("utf-8")
    path.unlink()


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("evidence")


@given(content=st.binary(max_size=200), name=st.sampled_from(["evidence.csv", "evidence.json"]))
def test_bytes(directory: Path, content: bytes, name: str) -> None:
    read(directory, name, content)


@given(words=st.lists(st.sampled_from(WORDS), max_size=60), name=st.sampled_from(["evidence.csv", "evidence.json"]))
def test_words_of_evidence_in_any_order(directory: Path, words: list[str], name: str) -> None:
    read(directory, name, "".join(words).encode("utf-8"))


@given(rows=st.lists(st.lists(st.sampled_from(WORDS) | st.text(max_size=5), min_size=4, max_size=4), max_size=5))
def test_cells_of_any_text(directory: Path, rows: list[list[str]]) -> None:
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    text = "\n".join(["metric,cohort,period_end,value", *lines])
    read(directory, "evidence.csv", text.encode("utf-8", "replace"))


@settings(max_examples=200)
@given(value=JSON_VALUES)
def test_json_of_any_shape(directory: Path, value: object) -> None:
    read(directory, "evidence.json", json.dumps(value).encode("utf-8"))
    row = json.dumps({"observations": [value], "facts": [{"fact": value, "value": value}], "events": value})
    read(directory, "evidence.json", row.encode("utf-8"))


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b'{"observations": [{"metric": ' + b"[" * 50_000 + b"]" * 50_000 + b"}]}",
        b'{"observations": [{"metric": "\\ud800", "value": "1%", "verified_by": "\\udfff"}]}',
        b'{"observations": [{"metric": "hours", "value": ' + b"9" * 10_000 + b"}]}",
        b"\xef\xbb\xbf",
    ],
    ids=["unclosed", "nested", "half characters", "huge integer", "byte order mark"],
)
def test_json_made_to_break_readers(directory: Path, content: bytes) -> None:
    read(directory, "evidence.json", content)


@pytest.mark.parametrize(
    "content",
    [
        b"metric,value\nreduction," + b"x" * 300_000 + b"\n",
        b'metric,value\nreduction,"' + b"x\n" * 200_000,
        b"metric,value\r\rreduction,1%\r",
        b"," * 100_000,
    ],
    ids=["huge cell", "unclosed quote", "carriage returns", "commas"],
)
def test_csv_made_to_break_readers(directory: Path, content: bytes) -> None:
    read(directory, "evidence.csv", content)


@given(text=st.text(max_size=30) | st.lists(st.sampled_from("0123456789,.%-+ eEUSD"), max_size=12).map("".join))
def test_a_cell_is_a_value_or_a_problem(text: str) -> None:
    for unit in (PERCENT, POINTS, USD, HOURS):
        value = read_value(text, unit)
        assert isinstance(value, Problem) or value.denominator > 0
    read_date(text)


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    for path in ("\0", str(tmp_path / ("x" * 5000)), "/dev/null", str(tmp_path / "none.csv")):
        assert [finding.severity for finding in read_evidence(PLAN, path).findings] == ["error"]
