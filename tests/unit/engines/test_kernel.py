"""What the kernel does besides settling: its limits, its cache, its files, and whom it tells."""

import os
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import duckdb
import numpy as np
import pytest

from sibdsl.engines.kernel import compiling
from sibdsl.engines.kernel.blocks import Blocks
from sibdsl.engines.kernel.contract import TooLargeError
from sibdsl.engines.kernel.intake import Means
from sibdsl.engines.kernel.settle import settle_with_kernel
from sibdsl.engines.kernel.taking import HALF_DOWN, HALF_EVEN, HALF_UP, whole
from sibdsl.engines.on_duckdb import DuckDatabase
from sibdsl.runtime.claims import ClaimsEvidence
from sibdsl.runtime.claims_plan import ClaimsPlan, Price
from sibdsl.runtime.exact import ROUNDING_MODES
from tests.differential.engine_cases import fill_evidence
from tests.differential.rich_case import rich_evidence, rich_plans

PLAN, CLAIMS = rich_plans("once", "total")


def _connection(claims: ClaimsPlan, evidence: ClaimsEvidence) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    fill_evidence(DuckDatabase(connection), PLAN, claims, evidence)
    return connection


def _with_price(amount: Fraction) -> ClaimsPlan:
    dear = tuple(replace(outcome, prices=(Price(amount, ""),)) for outcome in CLAIMS.outcomes)
    return replace(CLAIMS, outcomes=dear, uplifts=())


@pytest.mark.parametrize("amount", [Fraction(10**18), Fraction(10**14), Fraction(1, 10**25), Fraction(-1)])
def test_amounts_that_64_bits_might_not_hold_are_refused(amount: Fraction) -> None:
    claims = _with_price(amount)
    with _connection(claims, rich_evidence(1)) as connection, pytest.raises(TooLargeError):
        settle_with_kernel(PLAN, claims, connection)


def test_the_largest_amounts_that_fit_are_exact() -> None:
    from sibdsl.runtime.claims_settlement import settle_claims

    claims, evidence = _with_price(Fraction(10**12)), rich_evidence(1)
    with _connection(claims, evidence) as connection:
        assert settle_with_kernel(PLAN, claims, connection).settled == settle_claims(PLAN, claims, evidence)[1]


def test_progress_counts_all_rows() -> None:
    told: list[tuple[int, int]] = []
    evidence = rich_evidence(2)
    with _connection(CLAIMS, evidence) as connection:
        settle_with_kernel(PLAN, CLAIMS, connection, means=Means(progress=lambda read, rows: told.append((read, rows))))
    assert told[-1] == (len(evidence.claims), len(evidence.claims))


def test_places_of_rounding_are_those_of_the_runtime() -> None:
    assert (ROUNDING_MODES[HALF_UP], ROUNDING_MODES[HALF_EVEN], ROUNDING_MODES[HALF_DOWN]) == (
        "half up",
        "half even",
        "half down",
    )


@pytest.mark.parametrize("on_disk", [False, True])
def test_blocks_give_back_what_was_put_in(on_disk: bool, tmp_path: Path) -> None:
    blocks = Blocks(np.int64, 3, tmp_path if on_disk else None)
    blocks.add(np.array([1, 2, 3]), np.array([0, 2, 2, 3]))
    blocks.add(np.array([4, 5]), np.array([0, 0, 1, 2]))
    assert [blocks.part(place).tolist() for place in range(3)] == [[1, 2], [4], [3, 5]]
    assert (len(blocks), blocks.records) == (3, 5)
    assert not list(tmp_path.iterdir()), "the file has no name"
    blocks.close()


def test_what_is_compiled_is_kept_under_the_name_of_its_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiling.cache_directory.cache_clear()
    monkeypatch.setenv(compiling.CACHE_VARIABLE, str(tmp_path))
    directory = compiling.cache_directory()
    compiling.cache_directory.cache_clear()
    assert directory is not None and directory.parent == tmp_path
    assert directory.name.startswith("kernel-")
    assert not list(directory.iterdir())


def test_without_a_directory_for_a_cache_everything_is_compiled_anew(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a directory")
    program = (
        "from sibdsl.engines.kernel.compiling import cache_directory\n"
        "from sibdsl.engines.kernel.lengths import day_later\n"
        "assert cache_directory() is None\n"
        "assert day_later(0, 1, 5, False) == 5\n"
    )
    environment = {**os.environ, compiling.CACHE_VARIABLE: str(blocked)}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)


def test_functions_are_compiled() -> None:
    assert whole.signatures, "it has been called by the tests above"  # type: ignore[attr-defined]
