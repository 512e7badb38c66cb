"""No input of any kind escapes as an exception: any bytes as a contract, as evidence, as options, as arguments."""

import io
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sibdsl.cli.main import FINDINGS, FINE, WRONG_USE, run

STARTER = (files("sibdsl.cli") / "starter" / "contract.sib").read_bytes()
HEADING = b"metric,cohort,period_end,value,verified_by,verified_on,reference\n"

SETTINGS = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])

COMMANDS = ["new", "check", "build", "settle", "explain", "test", "evidence-template", "schema", "rule"]
WORDS = st.sampled_from(
    [*COMMANDS, "-", "--", "--help", "--evidence", "--to", "python", "--out", "--as-of", "2030-01-01", "-q", "-k"]
) | st.text(st.characters(exclude_characters="\0"), max_size=8)


@st.composite
def nearly_the_starter(draw: st.DrawFn) -> bytes:
    """The starter with a stretch of it replaced: nearly right is where mistakes are."""
    start = draw(st.integers(0, len(STARTER)))
    end = draw(st.integers(start, min(len(STARTER), start + 60)))
    return STARTER[:start] + draw(st.binary(max_size=12) | st.text(max_size=6).map(str.encode)) + STARTER[end:]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    # A report of a fault of ours would be written here, and found by the status.
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def status_of(*arguments: str, stdin: bytes = b"") -> int:
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin))
    try:
        return run(arguments)
    finally:
        sys.stdin = before


@SETTINGS
@given(st.binary(max_size=200) | nearly_the_starter())
def test_any_bytes_are_a_contract_to_check(here: Path, data: bytes) -> None:
    assert status_of("check", "-", stdin=data) in (FINE, FINDINGS)


@SETTINGS
@given(nearly_the_starter())
def test_nearly_a_contract_can_be_run(here: Path, data: bytes) -> None:
    assert status_of("test", "-", stdin=data) in (FINE, FINDINGS)


@SETTINGS
@given(
    st.binary(max_size=200), st.sampled_from([b"", HEADING, HEADING + b"in_work,,,"]), st.sampled_from(["csv", "json"])
)
def test_any_bytes_are_evidence_to_settle(here: Path, data: bytes, before: bytes, suffix: str) -> None:
    (here / f"evidence.{suffix}").write_bytes(before + data)
    status = status_of("settle", "-", "--evidence", f"evidence.{suffix}", stdin=STARTER)
    assert status in (FINE, FINDINGS)


@SETTINGS
@given(st.binary(max_size=80))
def test_any_bytes_are_options(here: Path, data: bytes) -> None:
    (here / "sib.toml").write_bytes(data)
    assert status_of("check", "-", stdin=STARTER) in (FINE, FINDINGS, WRONG_USE)
    (here / "sib.toml").unlink()


@SETTINGS
@given(st.lists(WORDS, max_size=5))
def test_any_words_are_arguments(here: Path, words: list[str]) -> None:
    assert status_of(*words, stdin=STARTER) in (FINE, FINDINGS, WRONG_USE)
